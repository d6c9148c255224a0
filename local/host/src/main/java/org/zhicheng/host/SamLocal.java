package org.zhicheng.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.state.StartRefused;
import org.zhicheng.stack.template.FunctionShape;

/** What {@code sam local} wants of a stack: to be reached from containers, and a file of the variables that each function finds there. */
public final class SamLocal {

    /** Where {@code samconfig.toml} looks for it, from the folder of the project on. */
    static final String FILE = "sam.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BRIDGE = "docker0";

    private final EmbeddedStack stack;
    private final URI endpoint;
    private final Path file;

    private SamLocal(EmbeddedStack stack, URI endpoint, Path file) {
        this.stack = stack;
        this.endpoint = endpoint;
        this.file = file;
    }

    /**
     * Opens the stack to containers and writes the file, anew each time the clock is moved.
     *
     * @param bridge this machine's address as containers know it
     * @param folder of the file
     * @return the endpoint in a container
     */
    public static URI open(EmbeddedStack stack, InetAddress bridge, Path folder) {
        SamLocal local = new SamLocal(stack, stack.backend().listen(bridge), folder.resolve(FILE));
        stack.clock().onSet(local::write);
        local.write();
        return local.endpoint;
    }

    /**
     * The address that this machine has on Docker's own bridge, where containers are if nothing else is said.
     *
     * @throws StartRefused where there is no such bridge
     */
    static InetAddress bridge() {
        try {
            NetworkInterface bridge = NetworkInterface.getByName(BRIDGE);
            if (bridge != null) {
                for (InetAddress address : bridge.inetAddresses().toList()) {
                    if (address instanceof Inet4Address) {
                        return address;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new StartRefused("""
                没有 Docker 网桥 %1$s：请先启动 Docker（scripts/lambda-image），仅限 Linux。
                There is no bridge %1$s of Docker: start Docker first (scripts/lambda-image); on Linux only.""".formatted(BRIDGE));
    }

    private void write() {
        Map<String, Map<String, String>> variables = new LinkedHashMap<>();
        for (FunctionShape function : stack.template().functions()) {
            Map<String, String> own = new LinkedHashMap<>(function.environment());
            own.put("AWS_ENDPOINT_URL", endpoint.toString());
            own.put("CLOCK_OFFSET", stack.clock().offset().toString());
            variables.put(function.logicalId(), own);
        }
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(FILE + ".next");
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(variables));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
