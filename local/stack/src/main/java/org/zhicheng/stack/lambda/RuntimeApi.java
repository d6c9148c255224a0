package org.zhicheng.stack.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.zhicheng.stack.template.FunctionShape;

/** Lambda's Runtime API for one process of one function, on a loopback port of its own. */
final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";

    private final FunctionShape function;
    private final HttpServer server;
    private final LinkedBlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Pending> taken = new ConcurrentHashMap<>();
    private final CompletableFuture<FunctionAnswer> initialisationFailure = new CompletableFuture<>();

    RuntimeApi(FunctionShape function) throws IOException {
        this.function = function;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(BASE, this::handle);
        server.start();
    }

    String address() {
        return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
    }

    /** Offers an event to the process. */
    Pending offer(byte[] event) {
        Pending pending = new Pending(UUID.randomUUID().toString(), event, new CompletableFuture<>(), new CompletableFuture<>());
        initialisationFailure.thenAccept(pending.answer()::complete);
        waiting.add(pending);
        return pending;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(BASE.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (path) {
                case "invocation/next" -> next(exchange);
                case "init/error" -> {
                    initialisationFailure.complete(FunctionAnswer.failure(body));
                    exchange.sendResponseHeaders(202, -1);
                }
                default -> finished(exchange, path, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Pending pending = waiting.take();
        taken.put(pending.requestId(), pending);
        long deadline = System.currentTimeMillis() + function.timeout().toMillis();
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", pending.requestId());
        exchange.getResponseHeaders().set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        exchange.getResponseHeaders().set("Lambda-Runtime-Invoked-Function-Arn", function.arn());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        pending.started().complete(null);
        exchange.sendResponseHeaders(200, pending.event().length == 0 ? -1 : pending.event().length);
        exchange.getResponseBody().write(pending.event());
    }

    private void finished(HttpExchange exchange, String path, byte[] body) throws IOException {
        String[] parts = path.split("/");
        Pending pending = parts.length == 3 && parts[0].equals("invocation") ? taken.remove(parts[1]) : null;
        if (pending == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.sendResponseHeaders(202, -1);
        pending.answer()
                .complete(parts[2].equals("error")
                        ? FunctionAnswer.failure(body)
                        : body.length > InProcessRuntime.LARGEST_RESPONSE
                                ? LambdaErrors.tooLarge(body.length, InProcessRuntime.LARGEST_RESPONSE)
                                : FunctionAnswer.of(body));
    }

    /** An event, when the process took it, and its answer. */
    record Pending(String requestId, byte[] event, CompletableFuture<Void> started, CompletableFuture<FunctionAnswer> answer) {
    }
}
