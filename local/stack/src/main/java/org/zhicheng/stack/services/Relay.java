package org.zhicheng.stack.services;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * Passes a request on to a server of this machine word for word, Host included, and its answer back, both as they stream. A connection
 * each, and the answer is read while the request is still written: S3 refuses an upload before it has read it and then closes, an answer
 * that the JDK's client loses as often as not.
 */
final class Relay {

    /** Of one connection only, or set here. */
    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "keep-alive", "content-length", "transfer-encoding", "expect",
            "upgrade", "te", "trailer", "proxy-connection");
    private static final int BUFFER = 64 * 1024;
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_REFUSAL = 256 * 1024;
    private static final long MAX_DRAINED = 64L * 1024 * 1024;
    private static final int PATIENCE_MILLIS = 120_000;

    private Relay() {
    }

    /** Whether a header belongs to the message, not to the connection it came on. */
    static boolean passedOn(String header) {
        return !NOT_PASSED_ON.contains(header.toLowerCase(Locale.ROOT));
    }

    static void relay(HttpExchange exchange, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(Loopback.address(port), 5_000);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            Thread writer = Thread.ofVirtual().name("relay").start(() -> write(exchange, socket));
            InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            int status = status(in);
            while (status < 200) {
                readHeaders(in, new Headers());
                status = status(in);
            }
            Headers headers = new Headers();
            readHeaders(in, headers);
            answer(exchange, socket, writer, in, status, headers);
        }
    }

    private static void answer(HttpExchange exchange, Socket socket, Thread writer, InputStream in, int status, Headers headers)
            throws IOException {
        headers.forEach((name, values) -> {
            // What a service says about origins is the router's to say.
            if (passedOn(name) && !name.toLowerCase(Locale.ROOT).startsWith("access-control-")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        String length = headers.getFirst("Content-Length");
        if (exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304) {
            if (length != null) {
                exchange.getResponseHeaders().set("Content-Length", length);
            }
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        InputStream body = body(in, headers);
        if (status >= 400) {
            byte[] refusal = body.readNBytes(MAX_REFUSAL);
            socket.close();
            drain(exchange, writer);
            exchange.sendResponseHeaders(status, refusal.length == 0 ? -1 : refusal.length);
            exchange.getResponseBody().write(refusal);
            return;
        }
        long known = length == null ? 0 : Long.parseLong(length);
        exchange.sendResponseHeaders(status, length != null && known == 0 ? -1 : known);
        body.transferTo(exchange.getResponseBody());
    }

    /** Most clients send all of a request before they look at the answer, and lose that if the connection closes meanwhile. */
    private static void drain(HttpExchange exchange, Thread writer) throws IOException {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        byte[] buffer = new byte[BUFFER];
        InputStream rest = exchange.getRequestBody();
        long drained = 0;
        for (int read = rest.read(buffer); read >= 0 && drained < MAX_DRAINED; read = rest.read(buffer)) {
            drained += read;
        }
    }

    private static void write(HttpExchange exchange, Socket socket) {
        try {
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            String length = Loopback.header(exchange, "Content-Length");
            boolean chunked = !Loopback.header(exchange, "Transfer-Encoding").isEmpty();
            out.write(head(exchange, length, chunked).getBytes(StandardCharsets.ISO_8859_1));
            InputStream body = exchange.getRequestBody();
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read > 0; read = body.read(buffer)) {
                if (chunked) {
                    out.write((Integer.toHexString(read) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
                out.write(buffer, 0, read);
                if (chunked) {
                    out.write(new byte[]{'\r', '\n'});
                }
            }
            if (chunked) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.flush();
        } catch (IOException e) {
            // The server stopped listening, and says why in its answer; or the client went away, and then the server must not wait.
            shutOutput(socket);
        }
    }

    private static void shutOutput(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // Closed already.
        }
    }

    private static String head(HttpExchange exchange, String length, boolean chunked) {
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        StringBuilder head = new StringBuilder(512).append(exchange.getRequestMethod()).append(' ').append(path.isEmpty() ? "/" : path);
        if (query != null) {
            head.append('?').append(query);
        }
        head.append(" HTTP/1.1\r\nConnection: close\r\n");
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (!length.isEmpty()) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (passedOn(name)) {
                values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        return head.append("\r\n").toString();
    }

    private static int status(InputStream in) throws IOException {
        String[] words = line(in).split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP answer");
        }
        return Integer.parseInt(words[1]);
    }

    private static void readHeaders(InputStream in, Headers headers) throws IOException {
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer broke off");
            }
            if (line.length() >= MAX_LINE) {
                throw new IOException("a line of the answer is too long");
            }
            line.append((char) c);
        }
        return !line.isEmpty() && line.charAt(line.length() - 1) == '\r' ? line.substring(0, line.length() - 1) : line.toString();
    }

    private static InputStream body(InputStream in, Headers headers) {
        if ("chunked".equalsIgnoreCase(headers.getFirst("Transfer-Encoding"))) {
            return new Chunked(in);
        }
        String length = headers.getFirst("Content-Length");
        // Without either, the end of the connection is the end of the body.
        return length == null ? in : new Limited(in, Long.parseLong(length));
    }

    /** A body of a known length; ending earlier is an error, so that half a file never passes for a whole one. */
    private static final class Limited extends InputStream {

        private final InputStream in;
        private long left;

        Limited(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the answer broke off");
            }
            left -= read;
            return read;
        }
    }

    /** A body in chunks, each with its length before it. */
    private static final class Chunked extends InputStream {

        private final InputStream in;
        private long left;
        private boolean begun;
        private boolean ended;

        Chunked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                next();
            }
            if (ended) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the answer broke off");
            }
            left -= read;
            return read;
        }

        private void next() throws IOException {
            if (begun) {
                line(in);
            }
            begun = true;
            left = Long.parseLong(line(in).replaceFirst(";.*$", "").strip(), 16);
            if (left == 0) {
                ended = true;
                readHeaders(in, new Headers());
            }
        }
    }
}
