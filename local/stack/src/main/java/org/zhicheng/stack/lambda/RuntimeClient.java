package org.zhicheng.stack.lambda;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.zhicheng.stack.template.FunctionShape;

/** Where Lambda's runtime client is on this machine: its jars, and its native library, unpacked once for all processes. */
record RuntimeClient(String classPath, Path library) {

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final List<String> CLASSES = List.of(MAIN, "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    static RuntimeClient find(Path folder) {
        if (!System.getProperty("os.name").startsWith("Linux")) {
            throw new UnsupportedOperationException("Lambda's runtime client has native parts for Linux only; start without --processes");
        }
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean musl = !Files.isDirectory(Path.of("/lib64"))
                && Files.exists(Path.of(arm ? "/lib/ld-musl-aarch64.so.1" : "/lib/ld-musl-x86_64.so.1"));
        String name = "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + (arm ? "-aarch_64" : "-x86_64") + ".so";
        Path library = folder.resolve(name).toAbsolutePath();
        try (InputStream content = RuntimeClient.class.getResourceAsStream("/jni/" + name)) {
            if (content == null) {
                throw new IllegalStateException("the runtime client's " + name + " is not on the class path");
            }
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, name, ".next");
            Files.copy(content, next, StandardCopyOption.REPLACE_EXISTING);
            Files.move(next, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + name, e);
        }
        return new RuntimeClient(jars(), library);
    }

    /** The command line of a function's JVM. */
    List<String> command(FunctionShape function, List<String> options, String wholeClassPath) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + Math.max(64, function.memoryMegabytes() * 3 / 4) + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library));
        command.addAll(options);
        command.addAll(List.of("-cp", wholeClassPath, MAIN, function.handler()));
        return command;
    }

    private static String jars() {
        Set<String> jars = new LinkedHashSet<>();
        for (String name : CLASSES) {
            try {
                Class<?> type = Class.forName(name, false, RuntimeClient.class.getClassLoader());
                jars.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
            } catch (ClassNotFoundException | URISyntaxException e) {
                throw new IllegalStateException("the runtime client is not on the class path", e);
            }
        }
        return String.join(File.pathSeparator, jars);
    }
}
