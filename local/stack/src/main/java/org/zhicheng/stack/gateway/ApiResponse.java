package org.zhicheng.stack.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A response of the API: its own, or a function's answer in payload format 2.0. */
record ApiResponse(int status, Map<String, List<String>> headers, byte[] body) {

    static ApiResponse message(int status, String message) {
        Map<String, List<String>> headers = new TreeMap<>();
        headers.put("content-type", List.of("application/json"));
        return new ApiResponse(status, headers, ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    ApiResponse with(String header, String value) {
        headers.put(header, List.of(value));
        return this;
    }

    /**
     * Reads a function's answer: an object with a status code is taken apart, any other JSON is the body of a 200.
     *
     * @throws IOException where the answer is no JSON, or its parts are of the wrong kind
     */
    static ApiResponse of(byte[] answer, ObjectMapper json) throws IOException {
        JsonNode root = json.readTree(answer);
        Map<String, List<String>> headers = new TreeMap<>();
        if (!root.has("statusCode")) {
            headers.put("content-type", List.of("application/json"));
            return new ApiResponse(200, headers, root.isTextual() ? root.textValue().getBytes(StandardCharsets.UTF_8) : answer);
        }
        JsonNode status = root.get("statusCode");
        if (!status.isInt() || status.intValue() < 100 || status.intValue() > 599) {
            throw new IOException("statusCode is no HTTP status: " + status);
        }
        headers.put("content-type", List.of("text/plain; charset=utf-8"));
        root.path("headers").properties().forEach(header -> {
            if (!header.getValue().isNull()) {
                headers.put(header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue().asText()));
            }
        });
        if (root.path("cookies").isArray() && !root.get("cookies").isEmpty()) {
            headers.put("set-cookie", root.get("cookies").valueStream().map(JsonNode::asText).toList());
        }
        JsonNode body = root.path("body");
        if (body.isContainerNode()) {
            throw new IOException("body is no text");
        }
        String text = body.isNull() || body.isMissingNode() ? "" : body.asText();
        try {
            return new ApiResponse(status.intValue(), headers,
                    root.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("body is no base64", e);
        }
    }
}
