package org.zhicheng.stack;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import org.zhicheng.stack.state.StackClock;

/** What only the embedded stack has, under {@code /_local/} on the API's port: an index page, and the clock to read and set. */
final class LocalPages implements HttpHandler {

    static final String PATH = "/_local/";
    private static final int LARGEST_BODY = 10_000;

    private final String name;
    private final StackClock clock;
    private final Map<String, URI> links;
    private final Map<String, URI> services;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * @param name  of the system, the heading
     * @param links by their label
     * @param services by theirs, which a browser finds no page at
     */
    LocalPages(String name, StackClock clock, Map<String, URI> links, Map<String, URI> services) {
        this.name = name;
        this.clock = clock;
        this.links = new LinkedHashMap<>(links);
        this.services = new LinkedHashMap<>(services);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            String resource = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (!sameSite(exchange)) {
                send(exchange, 403, "application/json", "{\"message\":\"Forbidden\"}");
                return;
            }
            switch (resource) {
                case "GET " + PATH -> send(exchange, 200, "text/html; charset=utf-8", index());
                case "GET " + PATH + "clock" -> send(exchange, 200, "application/json", now());
                case "PUT " + PATH + "clock" -> set(exchange, body);
                case "POST " + PATH + "clock" -> setByForm(exchange, body);
                default -> send(exchange, 404, "application/json", "{\"message\":\"Not Found\"}");
            }
        }
    }

    private void set(HttpExchange exchange, byte[] body) throws IOException {
        try {
            JsonNode wanted = json.readTree(body).path("now");
            clock.set(StackClock.time(wanted.asText()));
            send(exchange, 200, "application/json", now());
        } catch (IOException | IllegalArgumentException e) {
            send(exchange, 400, "application/json", "{\"message\":\"{\\\"now\\\": \\\"2025-03-10T09:00\\\"} is wanted\"}");
        }
    }

    /** What the index page's form sends: {@code now=2025-03-10T09%3A00}, by Beijing's time. */
    private void setByForm(HttpExchange exchange, byte[] body) throws IOException {
        String form = URLDecoder.decode(new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        try {
            clock.set(StackClock.time(form.replaceFirst("^now=", "")));
            exchange.getResponseHeaders().set("Location", PATH);
            exchange.sendResponseHeaders(303, -1);
        } catch (IllegalArgumentException e) {
            send(exchange, 400, "text/plain; charset=utf-8", "请填写时间，例如 2025-03-10T09:00 · a time is wanted, such as 2025-03-10T09:00");
        }
    }

    private String now() throws IOException {
        return json.writeValueAsString(Map.of("now", clock.instant().toString(), "zone", clock.getZone().getId()));
    }

    private String index() {
        LocalDateTime now = clock.instant().atZone(clock.getZone()).toLocalDateTime().withNano(0);
        StringBuilder items = new StringBuilder();
        links.forEach((label, uri) -> items.append("<li>").append(label).append(": <a href=\"").append(uri).append("\">").append(uri)
                .append("</a></li>\n"));
        services.forEach((label, uri) -> items.append("<li>").append(label).append(": <code>").append(uri).append("</code></li>\n"));
        return """
                <!doctype html>
                <html lang="zh-CN">
                <meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <style>body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}</style>
                <h1>%1$s</h1>
                <p>仅供开发、演示与测试。 For development, demonstration and tests only.</p>
                <ul>
                %2$s</ul>
                <form method="post" action="%4$sclock">
                <p>系统时钟（北京时间） · The stack's clock, Beijing time: %3$s</p>
                <p><label>拨到 · Set it to <input type="datetime-local" name="now" value="%5$s" required></label> <button>拨动时钟 · Set the clock</button></p>
                </form>
                </html>
                """.formatted(name, items, now, PATH, now.truncatedTo(ChronoUnit.MINUTES));
    }

    /** A page of another site must not set the clock, nor read from here by a name of its own that leads to this machine. */
    private static boolean sameSite(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        boolean local = host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
        return local && (origin == null || origin.equals("http://" + host));
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
