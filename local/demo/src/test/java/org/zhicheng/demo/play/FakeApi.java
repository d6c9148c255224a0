package org.zhicheng.demo.play;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An API whose answers are scripted: the answers to a request in their order, the last one again and again. */
final class FakeApi implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Scripted>> script = new LinkedHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();

    /** A request that came in. */
    record Seen(String request, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return headers.entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst()).findFirst();
        }
    }

    private record Scripted(int status, String type, String body, String location) {
    }

    FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    FakeApi on(String request, int status, String body) {
        return on(request, new Scripted(status, status < 400 ? "application/json" : "application/problem+json", body, ""));
    }

    FakeApi redirect(String request, String location) {
        return on(request, new Scripted(303, "", "", location));
    }

    List<Seen> seen(String request) {
        return seen.stream().filter(each -> each.request().equals(request)).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private FakeApi on(String request, Scripted answer) {
        script.computeIfAbsent(request, each -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(new Seen(request, exchange.getRequestHeaders(), body));
            Deque<Scripted> answers = script.getOrDefault(request, new ArrayDeque<>());
            Scripted answer = answers.size() > 1 ? answers.poll() : answers.peek();
            Scripted told = answer == null ? new Scripted(404, "application/json", "{\"message\":\"Not Found\"}", "") : answer;
            byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
            if (!told.type().isEmpty()) {
                exchange.getResponseHeaders().set("content-type", told.type());
            }
            if (!told.location().isEmpty()) {
                exchange.getResponseHeaders().set("location", told.location());
            }
            exchange.sendResponseHeaders(told.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }
}
