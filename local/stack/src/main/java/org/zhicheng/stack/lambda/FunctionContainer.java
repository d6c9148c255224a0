package org.zhicheng.stack.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.stack.template.FunctionShape;

/** A container of one function with Lambda's emulator in it, which listens on this machine's loopback address. */
final class FunctionContainer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Becomes the engine's client, and ends the container when the pipe from this JVM closes, however this JVM ends. */
    private static final String GUARD = "exec 3<&0; (cat <&3; docker kill \"$0\") >/dev/null 2>&1 & exec 3<&-; exec \"$@\" </dev/null";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    /** Lambda's own time for a start; the emulator has none and counts it into the function's, so it is told the sum, and the rest is kept here. */
    private static final Duration INITIALISATION = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(20);
    /** All that Lambda's error JSON may have; the emulator says by nothing else that a function failed. */
    private static final Set<String> ERROR = Set.of("errorMessage", "errorType", "stackTrace", "cause");
    private static final String TIMED_OUT = "Task timed out after ";

    private final FunctionShape function;
    private final String name;
    private final int port;
    private final Process client;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile boolean closed;
    private volatile boolean started;
    private boolean busy;
    private long lastUsed;

    /** @param options of the engine, between its command and the image */
    FunctionContainer(FunctionShape function, List<String> options, Map<String, String> environment) throws IOException {
        this.function = function;
        this.name = "zhicheng-" + function.name() + "-" + UUID.randomUUID().toString().substring(0, 8);
        this.port = freePort();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, name, "docker", "run", "--rm", "--name", name));
        command.addAll(options);
        variables(environment).forEach((variable, value) -> command.addAll(List.of("--env", variable + "=" + value)));
        command.addAll(List.of("--entrypoint", "/usr/local/bin/aws-lambda-rie", ContainerRuntime.IMAGE, "--log-level", "error",
                "--runtime-interface-emulator-address", "127.0.0.1:" + port, "--runtime-api-address", "127.0.0.1:" + freePort(),
                "/var/runtime/bootstrap", function.handler()));
        this.client = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread.ofVirtual().name("log-" + function.name()).start(this::passOn);
    }

    FunctionShape function() {
        return function;
    }

    /** Whether it can take an event. */
    boolean alive() {
        return !closed && client.isAlive();
    }

    /** Whether it has served an event; the first one starts the runtime. */
    boolean started() {
        return started;
    }

    /** Reserves it for one event; guarded, as the three below, by whoever keeps it. */
    boolean take() {
        boolean free = !busy;
        busy = true;
        return free;
    }

    void release() {
        busy = false;
        lastUsed = System.nanoTime();
    }

    boolean busy() {
        return busy;
    }

    long lastUsed() {
        return lastUsed;
    }

    /** Hands the event over and waits as long as the function may take, at the first one as long as it may take to start as well. */
    FunctionAnswer call(byte[] event) throws IOException, InterruptedException {
        if (!awaitEmulator()) {
            return LambdaErrors.exited("-", "before it could be asked");
        }
        // At the first one the emulator is to be heard out.
        Duration limit = started ? function.timeout() : function.timeout().plus(INITIALISATION).plusSeconds(5);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/2015-03-31/functions/function/invocations"))
                .timeout(limit).POST(HttpRequest.BodyPublishers.ofByteArray(event)).build();
        try {
            FunctionAnswer answer = answer(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
            started = true;
            return answer;
        } catch (HttpTimeoutException e) {
            close();
            return LambdaErrors.timedOut("-", function.timeout());
        } catch (IOException e) {
            // The engine ended it, for want of memory for example.
            close();
            return LambdaErrors.exited("-", "without an answer");
        }
    }

    @Override
    public void close() {
        closed = true;
        // The guard reads the end of its pipe, and ends the container.
        client.destroy();
        try {
            client.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        http.shutdownNow();
    }

    private FunctionAnswer answer(HttpResponse<byte[]> response) {
        byte[] body = response.body();
        if (response.statusCode() != 200) {
            return FunctionAnswer.failure(body);
        }
        if (new String(body, 0, Math.min(body.length, TIMED_OUT.length()), StandardCharsets.UTF_8).equals(TIMED_OUT)) {
            close();
            return LambdaErrors.timedOut("-", function.timeout());
        }
        return failed(body) ? FunctionAnswer.failure(body) : FunctionAnswer.of(body);
    }

    private static boolean failed(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer.isObject() && answer.has("errorMessage")
                    && answer.properties().stream().allMatch(property -> ERROR.contains(property.getKey()));
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.putAll(function.environment());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put("AWS_LAMBDA_FUNCTION_TIMEOUT", Long.toString(function.timeout().plus(INITIALISATION).toSeconds()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        return variables;
    }

    private boolean awaitEmulator() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (alive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            } catch (IOException e) {
                Thread.sleep(LOOK);
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void passOn() {
        try (BufferedReader lines = client.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> !closed).forEach(System.out::println);
        } catch (IOException | UncheckedIOException e) {
            if (!closed) {
                System.err.println("a function's output was cut off: " + e.getMessage());
            }
        }
    }
}
