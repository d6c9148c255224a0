package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An HTTP API as a test calls it: what is sent is sent once and as it is; only a busy API (429) is asked again. */
final class Api {

    static {
        // Shorter than the server's, or a request now and then meets a connection that the server has just closed.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    }

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(20)).build();

    private final URI base;

    Api(URI base) {
        this.base = base;
    }

    /** Sends JSON, or nothing where the body is empty; headers are names and values by turns. */
    Reply send(String token, String method, String path, String body, String... headers) {
        return sendBytes(token, method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with a body that need not be text. */
    Reply sendBytes(String token, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(method, base + path,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        if (body.length > 0 && Arrays.stream(headers).noneMatch("content-type"::equals)) {
            request.header("content-type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return exchange(request.build());
    }

    Reply get(String token, String path) {
        return send(token, "GET", path, "");
    }

    Reply post(String token, String path, JsonNode body) {
        return send(token, "POST", path, body.toString());
    }

    Reply put(String token, String path, JsonNode body) {
        return send(token, "PUT", path, body.toString());
    }

    /** Sends a file to an address that the API gave out. */
    static Reply upload(JsonNode address, byte[] content) {
        return upload(URI.create(address.path("uri").asText()), address.path("headers"), content);
    }

    static Reply upload(URI uri, JsonNode headers, byte[] content) {
        HttpRequest.Builder request = request("PUT", uri.toString(), BodyPublishers.ofByteArray(content));
        headers.properties().stream()
                .filter(header -> !Set.of("host", "content-length").contains(header.getKey().toLowerCase(java.util.Locale.ROOT)))
                .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
        return exchange(request.build());
    }

    /** The list of the year 2025, once it is written (R37). */
    Reply list(String token, String format) {
        JsonNode[] list = {send(token, "POST", "/exports", "{\"cycle\":2025,\"format\":\"" + format + "\"}").expect(200, 202).json()};
        Await.until("the list is not written", () -> {
            if (list[0].path("stand").asText().equals("UNDER_WAY")) {
                list[0] = get(token, "/exports/" + list[0].path("id").asText()).expect(200, 202).json();
            }
            return list[0].path("stand").asText().equals("READY");
        });
        return open(URI.create(list[0].path("uri").asText())).expect(200);
    }

    /** Any address, as a browser opens it. */
    static Reply open(URI uri) {
        return exchange(request("GET", uri.toString(), BodyPublishers.noBody()).build());
    }

    private static HttpRequest.Builder request(String method, String uri, BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(90)).method(method, body);
    }

    private static Reply exchange(HttpRequest request) {
        Reply[] reply = new Reply[1];
        Await.until(request.method() + " " + request.uri() + " is not answered", () -> {
            try {
                var answer = HTTP.send(request, BodyHandlers.ofByteArray());
                reply[0] = new Reply(request.method() + " " + request.uri().getPath(), answer.statusCode(), answer.headers(),
                        answer.body());
                return reply[0].status() != 429;
            } catch (IOException e) {
                throw new UncheckedIOException(request.method() + " " + request.uri().getPath() + ": " + e, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
        return reply[0];
    }

    /** An answer. */
    record Reply(String request, int status, HttpHeaders headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                JsonNode tree = JSON.readTree(body);
                return tree == null ? MissingNode.getInstance() : tree;
            } catch (IOException e) {
                return MissingNode.getInstance();
            }
        }

        /** The problem's code. */
        String code() {
            return json().path("code").asText();
        }

        /** The codes of the rules that a problem says are broken. */
        Set<String> violations() {
            Set<String> codes = new TreeSet<>();
            json().path("violations").forEach(violation -> codes.add(violation.path("code").asText()));
            return codes;
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        Reply expect(int... wanted) {
            if (Arrays.stream(wanted).noneMatch(code -> code == status)) {
                throw new AssertionError(this + ", expected " + Arrays.toString(wanted));
            }
            return this;
        }

        @Override
        public String toString() {
            return request + " → " + status + " " + (header("content-type").contains("json") ? text() : body.length + " bytes");
        }
    }
}
