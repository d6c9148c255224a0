package org.zhicheng.demo.play;

import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The API as one person calls it: signed in, in Chinese. */
final class Caller {

    private final ApiClient api;
    private final SignIn signIn;
    private final String sub;
    private volatile String token = "";

    Caller(ApiClient api, SignIn signIn, String sub) {
        this.api = api;
        this.signIn = signIn;
        this.sub = sub;
    }

    /** The subject that the person's token names; on a deployed API it need not be the samples'. */
    String subject() {
        String[] parts = token().split("\\.");
        try {
            return parts.length < 2 ? sub : new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1])).path("sub").asText(sub);
        } catch (IOException | IllegalArgumentException e) {
            return sub;
        }
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, JsonNode body) {
        return send("POST", path, body, Map.of());
    }

    Answer put(String path, JsonNode body) {
        return send("PUT", path, body, Map.of());
    }

    /** Changes what is there: names the version that was read. */
    Answer put(String path, JsonNode body, int version) {
        return send("PUT", path, body, Map.of("if-match", "\"" + version + "\""));
    }

    /** @param body null for none */
    Answer send(String method, String path, JsonNode body, Map<String, String> headers) {
        Answer answer = once(method, path, body, headers);
        if (answer.status() == 401) {
            // It may have run out while others played.
            token = "";
            answer = once(method, path, body, headers);
        }
        return answer;
    }

    /** The file behind a path that sends browsers on to it; the token stays here. */
    Answer file(String path) {
        Answer answer = get(path).expect(200, 303, 302, 307);
        return answer.status() == 200 ? answer : api.follow(answer);
    }

    private Answer once(String method, String path, JsonNode body, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put("authorization", "Bearer " + token());
        all.put("accept-language", "zh-CN");
        return api.send(method, path, body, all);
    }

    private String token() {
        String known = token;
        if (known.isEmpty()) {
            known = signIn.token(sub);
            token = known;
        }
        return known;
    }
}
