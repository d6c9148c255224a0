package org.zhicheng.stack.services;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import org.zhicheng.stack.state.StartRefused;

/** An HTTP server on the loopback address: one virtual thread a request, and no foreign name for this machine accepted. */
final class Loopback implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loopback.class.getName());

    static {
        JvmSettings.apply();
    }

    private final String what;
    private final HttpServer server;
    private final List<HttpServer> elsewhere = new CopyOnWriteArrayList<>();

    private Loopback(String what, HttpServer server) {
        this.what = what;
        this.server = server;
    }

    /**
     * Takes the port; requests wait until it serves.
     *
     * @param what   the server's name, for a message
     * @param port   0 for any free one
     * @param option the command line option that sets the port, for a message
     * @throws StartRefused the port is taken
     */
    static Loopback bind(String what, int port, String option) {
        try {
            HttpServer server = HttpServer.create(address(port), 256);
            server.setExecutor(threads(what));
            return new Loopback(what, server);
        } catch (BindException e) {
            throw StartRefused.portTaken(what, port, option, e);
        } catch (IOException e) {
            throw new StartRefused("cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    void serve(HttpHandler handler) {
        server.createContext("/", exchange -> handle(exchange, handler, ""));
        server.start();
    }

    /**
     * Serves at a further address of this machine as well, under its number and no name.
     *
     * @throws StartRefused the port is taken there
     */
    URI serveAt(InetAddress address, HttpHandler handler) {
        try {
            HttpServer other = HttpServer.create(new InetSocketAddress(address, port()), 256);
            other.setExecutor(threads(what));
            String host = address.getHostAddress() + ":" + port();
            other.createContext("/", exchange -> handle(exchange, handler, host));
            other.start();
            elsewhere.add(other);
            return URI.create("http://" + host);
        } catch (IOException e) {
            throw new StartRefused("cannot listen at " + address.getHostAddress() + ", port " + port() + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI uri() {
        return URI.create("http://localhost:" + port());
    }

    @Override
    public void close() {
        elsewhere.forEach(other -> other.stop(0));
        server.stop(0);
    }

    /** By number: what the name means is the host file's to say. */
    static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port);
    }

    /** Sends a whole answer; a HEAD request gets its headers alone. */
    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (body.length == 0 || exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Sends a page that may load nothing and send its forms only to the given targets (a content security policy's source list). */
    static void sendHtml(HttpExchange exchange, int status, String html, String formTargets) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action " + formTargets);
        headers.set("X-Content-Type-Options", "nosniff");
        // Not "no-referrer": with that, browsers hide the origin of our own forms too.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        send(exchange, status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    static void sendText(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a host, with or without a port, means this machine: another name may be a foreign page's trick (DNS rebinding). */
    static boolean here(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        return name.equals("localhost") || name.endsWith(".localhost") || name.equals("127.0.0.1") || name.equals("[::1]");
    }

    /** Whether an address, or a page's origin, is this machine's. */
    static boolean originHere(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null && here(uri.getHost()) && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A request header, empty where it is missing. */
    static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static Executor threads(String what) {
        return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(what + "-", 0).factory());
    }

    /** @param host what else a request may call this machine; empty for nothing */
    private static void handle(HttpExchange exchange, HttpHandler handler, String host) throws IOException {
        try (exchange) {
            String called = header(exchange, "Host");
            if (!here(called) && (host.isEmpty() || !called.equals(host))) {
                sendText(exchange, 403, "only for this machine: call it localhost\n");
                return;
            }
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "failed: " + exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath(), e);
            if (exchange.getResponseCode() < 0) {
                sendText(exchange, 500, "the embedded stack failed; see its log\n");
            }
        }
    }
}
