package org.zhicheng.checks.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.zhicheng.demo.play.SignIn;

/** The API over HTTP of a stack that may be gone at any moment. */
final class HttpDoor implements Door {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI api;
    private final SignIn signIn;
    private final Runnable awaitUp;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** @param awaitUp returns once the stack runs again */
    HttpDoor(URI api, SignIn signIn, Runnable awaitUp) {
        this(api, signIn, awaitUp, Duration.ofSeconds(35));
    }

    /** @param patience after which nobody waits for an answer any more */
    HttpDoor(URI api, SignIn signIn, Runnable awaitUp, Duration patience) {
        this.api = api;
        this.signIn = signIn;
        this.awaitUp = awaitUp;
        this.patience = patience;
    }

    @Override
    public Reply send(String sub, boolean staff, String method, String path, JsonNode body, Map<String, String> headers) {
        awaitUp.run();
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path)).timeout(patience);
            headers.forEach(request::header);
            if (!sub.isEmpty()) {
                request.header("authorization", "Bearer " + tokens.computeIfAbsent(sub, signIn::token));
            }
            if (!body.isMissingNode()) {
                request.header("content-type", "application/json");
            }
            HttpResponse<byte[]> response = http.send(request
                    .method(method,
                            body.isMissingNode() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build(), BodyHandlers.ofByteArray());
            if (response.statusCode() == 401 && !sub.isEmpty()) {
                // The keys of a new process, or a token that ran out.
                tokens.remove(sub);
                return nothing("401");
            }
            boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
            return new Reply(response.statusCode(), json ? JSON.readTree(response.body()) : MissingNode.getInstance());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException | RuntimeException e) {
            Rig.pause(100);
            return nothing(e.toString());
        }
    }

    private static Reply nothing(String why) {
        return new Reply(599, TextNode.valueOf(why));
    }

    /** Moves the stack's clock on; nothing where the stack is gone. */
    void clock(java.time.Instant now) {
        try {
            http.send(
                    HttpRequest.newBuilder(api.resolve("/_local/clock")).header("content-type", "application/json")
                            .timeout(Duration.ofSeconds(20)).PUT(BodyPublishers.ofString("{\"now\":\"" + now + "\"}")).build(),
                    BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // it will be moved the next time
        }
    }
}
