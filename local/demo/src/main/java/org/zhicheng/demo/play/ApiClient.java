package org.zhicheng.demo.play;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A deployed API over HTTP: requests, uploads to the addresses it gives out, and waiting for what it does by itself. */
final class ApiClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** More than any API gives its functions: 30 s on AWS, and 90 s for a place where functions run in containers of a busy machine. */
    private static final Duration REQUEST = Duration.ofSeconds(130);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final int MOST_ATTEMPTS = 6;
    /** Set by the client itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection");

    private final String base;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10)).build();

    /** @param patience how long a step that happens by itself may take */
    ApiClient(URI base, Duration patience) {
        this.base = base.toString().replaceFirst("/$", "");
        this.patience = patience;
    }

    URI uri(String path) {
        return URI.create(base + path);
    }

    /** @param body null for none */
    Answer send(String method, String path, JsonNode body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(REQUEST);
        headers.forEach(request::header);
        if (body != null) {
            request.header("content-type", "application/json");
        }
        BodyPublisher content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes(body));
        return exchange(method + " " + path, request.method(method, content).build());
    }

    /** What anyone can read without signing in. */
    Answer anyone(String path, String accept) {
        return send("GET", path, null, Map.of("accept", accept));
    }

    /** The page or file that a redirect leads to; its address is its own permission. */
    Answer follow(Answer redirect) {
        return open(redirect.header("location").map(uri -> URI.create(base + "/").resolve(uri))
                .orElseThrow(() -> redirect.unexpected("location")));
    }

    /** The file at an address that the API gave out. */
    Answer open(URI target) {
        return exchange("GET " + target.getPath(), HttpRequest.newBuilder(target).timeout(REQUEST).build()).expect(200);
    }

    /**
     * Uploads a file as the browser does: announce, send it to the address given, have it inspected.
     *
     * @param replaces the attachment whose place it takes; empty for none
     * @return the attachment
     */
    JsonNode upload(Caller caller, String applicationId, String material, String fileName, byte[] content, String replaces) {
        ObjectNode announcement = JSON.createObjectNode().put("material", material).put("fileName", fileName)
                .put("contentType", contentType(fileName)).put("size", content.length).put("sha256", sha256(content));
        if (!replaces.isEmpty()) {
            announcement.put("replaces", replaces);
        }
        String attachments = "/applications/" + applicationId + "/attachments";
        JsonNode ticket = caller.send("POST", attachments, announcement, Map.of("idempotency-key", UUID.randomUUID().toString()))
                .expect(201).json();
        JsonNode upload = ticket.path("upload");
        HttpRequest.Builder put = HttpRequest.newBuilder(URI.create(upload.path("uri").asText())).timeout(REQUEST)
                .PUT(BodyPublishers.ofByteArray(content));
        upload.path("headers").properties().stream().filter(header -> !OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
        exchange("PUT " + fileName, put.build()).expect(200, 204);
        String attachment = attachments + "/" + ticket.path("attachmentId").asText();
        // 202 while a long file is read
        Answer completed = await("the pages of " + fileName, () -> caller.post(attachment + "/completion", JSON.createObjectNode()),
                body -> body.has("status"));
        if (!completed.json().path("status").asText().equals("ACCEPTED")) {
            throw completed.unexpected("ACCEPTED");
        }
        return completed.json();
    }

    /**
     * Asks again and again, more and more slowly, until the answer is the one waited for.
     *
     * @throws Unexpected with the last answer where it does not come in time
     */
    Answer await(String what, Supplier<Answer> question, Predicate<JsonNode> satisfied) {
        Instant deadline = Instant.now().plus(patience);
        Duration pause = FIRST_PAUSE;
        while (true) {
            Answer answer = question.get().expect(200, 202);
            if (satisfied.test(answer.json())) {
                return answer;
            }
            if (Instant.now().isAfter(deadline)) {
                throw answer.unexpected(what + "（等待 " + patience.toSeconds() + " 秒 waited）");
            }
            pause(pause);
            pause = pause.multipliedBy(3).dividedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(3).dividedBy(2);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    static String sha256(byte[] content) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String contentType(String fileName) {
        return switch (fileName.substring(fileName.lastIndexOf('.') + 1)) {
            case "pdf" -> "application/pdf";
            case "jpg" -> "image/jpeg";
            case "png" -> "image/png";
            default -> throw new IllegalArgumentException("no material: " + fileName);
        };
    }

    /** Sends it; again where the API is too busy or a kept connection had gone, as every command may be repeated. */
    private Answer exchange(String name, HttpRequest request) {
        Duration pause = Duration.ofMillis(200);
        for (int attempt = 1;; attempt++) {
            try {
                HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() != 429 || attempt == MOST_ATTEMPTS) {
                    return new Answer(name, answer.statusCode(), answer.headers(), answer.body());
                }
            } catch (IOException e) {
                if (attempt > 1) {
                    throw new Unexpected(name + ": " + e, e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unexpected("interrupted", e);
            }
            pause(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted", e);
        }
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
