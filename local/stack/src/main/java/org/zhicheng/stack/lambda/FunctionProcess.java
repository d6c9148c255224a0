package org.zhicheng.stack.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.zhicheng.stack.template.FunctionShape;

/** One life of a function's own JVM; it serves one event at a time and ends at an error that Lambda would end it for. */
final class FunctionProcess implements AutoCloseable {

    /** Becomes the JVM, and kills it when the pipe from this JVM closes: a handler that is busy would not notice that the host died. */
    private static final String GUARD = "exec 3<&0; (cat <&3; kill -9 $$) >/dev/null 2>&1 & exec 3<&-; exec \"$@\" </dev/null";
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private final FunctionShape function;
    private final RuntimeApi api;
    private final Process process;
    private volatile boolean ending;
    private volatile boolean closed;

    FunctionProcess(FunctionShape function, List<String> jvm, Path task, Map<String, String> environment) throws IOException {
        this.function = function;
        this.api = new RuntimeApi(function);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "sh"));
        command.addAll(jvm);
        ProcessBuilder builder = new ProcessBuilder(command).directory(task.toFile()).redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        String searchPath = variables.getOrDefault("PATH", "/usr/bin:/bin");
        variables.clear();
        variables.put("PATH", searchPath);
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.putAll(environment);
        variables.putAll(function.environment());
        variables.put("_HANDLER", function.handler());
        variables.put("LAMBDA_TASK_ROOT", task.toString());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        try {
            this.process = builder.start();
        } catch (IOException e) {
            api.close();
            throw e;
        }
        process.onExit().thenRun(this::letGuardGo);
        Thread.ofVirtual().name("log-" + function.name()).start(this::passOn);
    }

    /** Whether it can take an event; a process that was killed may take a moment to be gone. */
    boolean alive() {
        return !closed && process.isAlive();
    }

    /** Hands the event over and waits; the time limit runs from when the process took it. After a time-out the process is dead. */
    FunctionAnswer call(byte[] event) throws InterruptedException {
        RuntimeApi.Pending pending = api.offer(event);
        CompletableFuture<FunctionAnswer> ended = process.onExit()
                .thenApply(gone -> LambdaErrors.exited(pending.requestId(), "with exit status " + gone.exitValue()));
        try {
            CompletableFuture.anyOf(pending.started(), pending.answer(), ended).get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture.anyOf(pending.answer(), ended).get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return pending.answer().getNow(ended.getNow(LambdaErrors.exited(pending.requestId(), "unexpectedly")));
        } catch (TimeoutException e) {
            close();
            return LambdaErrors.timedOut(pending.requestId(), function.timeout());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Asks the JVM to end and waits until it did: it may have something to write. */
    void end() throws InterruptedException {
        ending = true;
        // Process.destroy would close the pipe to the guard, which kills at once.
        process.toHandle().destroy();
        process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS);
        close();
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
        api.close();
    }

    private void letGuardGo() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    /** What the function writes is the host's own output, as it is for functions in this JVM; what a JVM tells of its end is not. */
    private void passOn() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().filter(line -> !ending).forEach(System.out::println);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("a function's output was cut off: " + e.getMessage());
        }
    }
}
