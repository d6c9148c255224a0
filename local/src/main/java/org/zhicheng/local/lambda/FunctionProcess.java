package org.zhicheng.local.lambda;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.zhicheng.local.template.FunctionShape;

/** One life of a function's own JVM; it serves one event at a time and ends at an error that Lambda would end it for. */
final class FunctionProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final FunctionShape function;
    private final RuntimeApi api;
    private final Process process;

    FunctionProcess(FunctionShape function, RuntimeClient client, Path task, Map<String, String> environment) throws IOException {
        this.function = function;
        this.api = new RuntimeApi(function);
        ProcessBuilder builder = new ProcessBuilder(client.command(function.handler(), Math.max(64, function.memoryMegabytes() * 3 / 4)))
                .directory(task.toFile())
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
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
    }

    boolean alive() {
        return process.isAlive();
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

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
