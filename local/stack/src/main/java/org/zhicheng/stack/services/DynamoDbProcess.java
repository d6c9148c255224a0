package org.zhicheng.stack.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import org.zhicheng.local.dynamodb.DynamoDbLauncher;
import org.zhicheng.stack.state.StartRefused;
import org.zhicheng.stack.state.StateFolder;

/**
 * AWS's own DynamoDB Local, a process beside the stack, its tables in a file. It listens on all interfaces and can't be told otherwise,
 * so its port is one nobody guesses and the stack's own port is the one to use. It ends with the stack, even a killed one; killed alone,
 * it is started again over the same file, and its clients, who try again, go on.
 */
public final class DynamoDbProcess implements AutoCloseable {

    /** Where the class path of DynamoDB Local lies, if not in the build's own folder. */
    public static final String LIBRARY_PROPERTY = "zhicheng.dynamodb.lib";

    /** That it ended is seen at once; this is for a machine that does not get round to it. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int OTHER_PORTS = 3;
    /** What the end of its log says where the port is somebody else's. */
    private static final String PORT_TAKEN = "java.net.BindException";
    private static final Duration BEFORE_ANOTHER_START = Duration.ofMillis(500);
    private static final String LIST_TABLES_AUTHORIZATION = "AWS4-HMAC-SHA256 Credential=local/20250101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    static {
        JvmSettings.apply();
    }

    private final ProcessBuilder builder;
    private final URI endpoint;
    private Process process;
    private boolean closed;

    private DynamoDbProcess(ProcessBuilder builder, URI endpoint) throws IOException {
        this.builder = builder;
        this.endpoint = endpoint;
        this.process = builder.start();
    }

    /**
     * Starts it over {@code <state>/dynamodb} and waits until it answers.
     *
     * @throws StartRefused it did not come up; the message shows the end of its log
     */
    public static DynamoDbProcess start(StateFolder state) {
        return start(state, DynamoDbProcess::freePort);
    }

    /** @param ports each free when it is given; by the time that the process listens, somebody else may do so */
    static DynamoDbProcess start(StateFolder state, IntSupplier ports) {
        for (int left = OTHER_PORTS;; left--) {
            try {
                return start(state, ports.getAsInt());
            } catch (StartRefused e) {
                if (left == 0 || !e.getMessage().contains(PORT_TAKEN)) {
                    throw e;
                }
            }
        }
    }

    private static DynamoDbProcess start(StateFolder state, int port) {
        Path data = state.folder("dynamodb");
        Path log = state.folder("log").resolve("dynamodb.log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command(library(), data, port)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // It writes nothing into the working folder, and must not hold another one.
            builder.directory(data.toFile());
            // The options of the host's own JVM (an agent, a heap) are not meant for it.
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().remove("JDK_JAVA_OPTIONS");
            long said = Files.exists(log) ? Files.size(log) : 0;
            DynamoDbProcess started = new DynamoDbProcess(builder, URI.create("http://127.0.0.1:" + port));
            try {
                started.awaitReady(log, said);
                started.supervise();
                return started;
            } catch (RuntimeException e) {
                started.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartRefused("""
                    DynamoDB Local 无法启动：%1$s
                    DynamoDB Local can't be started: %1$s""".formatted(e.getMessage()), e);
        }
    }

    /** Where it listens itself; clients use the router's port. */
    public URI endpoint() {
        return endpoint;
    }

    /** The process, for a test that kills it. */
    public synchronized ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Process last = stopSupervising();
        try {
            last.getOutputStream().close();
            if (!last.waitFor(5, TimeUnit.SECONDS)) {
                last.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            last.destroyForcibly();
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Process stopSupervising() {
        closed = true;
        return process;
    }

    private synchronized void supervise() {
        process.onExit().thenRunAsync(this::startAgain,
                CompletableFuture.delayedExecutor(BEFORE_ANOTHER_START.toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void startAgain() {
        if (closed) {
            return;
        }
        System.err.println("""
                DynamoDB Local 意外退出（退出码 %1$d），正在重新启动
                DynamoDB Local ended (exit code %1$d) and is started again""".formatted(process.exitValue()));
        try {
            process = builder.start();
            supervise();
        } catch (IOException e) {
            System.err.println("""
                    DynamoDB Local 无法重新启动：%1$s
                    DynamoDB Local can't be started again: %1$s""".formatted(e.getMessage()));
        }
    }

    /** The folder of its jars: as the property says, else where the build of this clone put them. */
    static Path library() {
        String given = System.getProperty(LIBRARY_PROPERTY);
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        List<Path> starts = List.of(codeOf(DynamoDbLauncher.class), codeOf(DynamoDbProcess.class), Path.of("").toAbsolutePath());
        return starts.stream().flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .flatMap(folder -> Stream.of(folder.resolve("dynamodb/target/lib"), folder.resolve("local/dynamodb/target/lib")))
                .filter(DynamoDbProcess::holdsDynamoDb).findFirst()
                .orElseThrow(() -> new StartRefused(
                        """
                        找不到 DynamoDB Local。请在项目根目录运行一次 mvn package，或用 -D%1$s=<目录> 指明其 jar 所在目录。
                        DynamoDB Local is not there. Run mvn package once in the project's root, or name the folder of its jars with -D%1$s=<folder>."""
                                .formatted(LIBRARY_PROPERTY)));
    }

    private static List<String> command(Path library, Path data, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Small and quick to start: one client, a few hundred requests a second.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx384m", "-Dfile.encoding=UTF-8"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.add("-Djava.library.path=" + library);
        command.addAll(List.of("-cp", codeOf(DynamoDbLauncher.class) + System.getProperty("path.separator") + library + "/*"));
        command.add(DynamoDbLauncher.class.getName());
        command.add(data.resolve("lock").toString());
        command.addAll(List.of("-port", Integer.toString(port), "-dbPath", data.toString(), "-sharedDb", "-disableTelemetry"));
        return command;
    }

    /** @param said how long its log was before this start */
    private void awaitReady(Path log, long said) {
        HttpRequest listTables = HttpRequest.newBuilder(endpoint).timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-amz-json-1.0").header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header("Authorization", LIST_TABLES_AUTHORIZATION).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) {
                    throw notUp("exit code " + process.exitValue(), log, said);
                }
                if (answers(client, listTables)) {
                    return;
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notUp("interrupted", log, said);
        }
        throw notUp("no answer in " + PATIENCE.toSeconds() + " s", log, said);
    }

    private static boolean answers(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }

    private static StartRefused notUp(String why, Path log, long said) {
        return new StartRefused("""
                DynamoDB Local 未能启动（%1$s）。日志 %2$s 的末尾：
                DynamoDB Local did not come up (%1$s). The end of its log %2$s:
                %3$s""".formatted(why, log, tail(log, said)));
    }

    private static String tail(Path log, long said) {
        try {
            byte[] all = Files.readAllBytes(log);
            List<String> lines = new String(all, (int) said, all.length - (int) said, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    private static boolean holdsDynamoDb(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("DynamoDBLocal-"));
        } catch (IOException e) {
            return false;
        }
    }

    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
