package org.zhicheng.checks.faults;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.StackOptions;

/** A whole stack in a process of its own, to be killed: prints where everything is, and stays. */
public final class StackChild {

    private StackChild() {
    }

    /** @param arguments the repository, the state folder, and the three ports */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Path root = Path.of(arguments[0]);
        Path state = Path.of(arguments[1]);
        StackOptions options = Wiring.options(root.resolve("template.yaml"), state).withPorts(
                new StackOptions.Ports(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4])));
        EmbeddedStack stack = EmbeddedStack.start(Files.exists(state) ? options : options.withNow(Rig.TODAY),
                Wiring.parts(Samples.read(root.resolve("samples"))));
        Map<String, String> environment = new TreeMap<>(stack.template().function("DeliverOutboxFunction").orElseThrow().environment());
        environment.putAll(stack.template().function("IssueCertificateFunction").orElseThrow().environment());
        environment.putAll(stack.backend().environment());
        environment.put("ENDPOINT", stack.backend().endpoint().toString());
        environment.put("ISSUER", stack.backend().issuer().toString());
        environment.put("API", stack.api().toString());
        out.println(new ObjectMapper().writeValueAsString(environment));
        out.flush();
        Thread.currentThread().join();
    }
}
