package org.zhicheng.demo.play;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How the people of the samples sign in. */
@FunctionalInterface
public interface SignIn {

    /** An access token of the person whom the samples know by this {@code sub}. */
    String token(String sub);

    /** The embedded issuer's grant for scripts: it asks for no password. */
    static SignIn directGrant(URI issuer, String client) {
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return sub -> {
            Map<String, String> form = Map.of("grant_type", "urn:zhicheng:sample", "username", sub, "client_id", client);
            String body = form.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            HttpRequest request = HttpRequest.newBuilder(URI.create(issuer.toString().replaceFirst("/$", "") + "/token"))
                    .header("content-type", "application/x-www-form-urlencoded").timeout(Duration.ofSeconds(30))
                    .POST(BodyPublishers.ofString(body)).build();
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                JsonNode token = new ObjectMapper().readTree(answer.body()).path("access_token");
                if (answer.statusCode() != 200 || !token.isTextual()) {
                    throw new Unexpected(sub + " 不能登录 cannot sign in: " + answer.statusCode() + " " + answer.body());
                }
                return token.asText();
            } catch (IOException e) {
                throw new Unexpected("登录服务没有回应 the issuer does not answer: " + request.uri() + ": " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unexpected("interrupted", e);
            }
        };
    }

    /** Tokens that were fetched before, by the samples' {@code sub}; the tokens may name other subjects. */
    static SignIn tokens(Map<String, String> tokens) {
        Map<String, String> copy = Map.copyOf(tokens);
        return sub -> Optional.ofNullable(copy.get(sub))
                .orElseThrow(() -> new Unexpected("没有 " + sub + " 的令牌 there is no token of " + sub));
    }
}
