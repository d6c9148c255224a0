package org.zhicheng.demo.play;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One answer of the API.
 *
 * @param request method and path, for messages
 */
record Answer(String request, int status, HttpHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 1_600;

    /** @throws Unexpected where the status is another one, with the body */
    Answer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(wanted -> wanted == status)) {
            throw unexpected(String.join(" / ", Arrays.stream(statuses).mapToObj(Integer::toString).toList()));
        }
        return this;
    }

    /**
     * Makes sure that the request was refused, and for this reason.
     *
     * @param code the problem's code, or that of one of its violations
     */
    Answer refused(int wanted, String code) {
        if (status != wanted || !code.equals(code()) && !violations().contains(code)) {
            throw unexpected(wanted + " " + code);
        }
        return this;
    }

    /** The body as JSON; a missing node where it is none. */
    JsonNode json() {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The code of a problem; empty where the answer is none. */
    String code() {
        return json().path("code").asText("");
    }

    /** The codes of the rules that a problem says are broken. */
    Set<String> violations() {
        Set<String> codes = new TreeSet<>();
        json().path("violations").forEach(violation -> codes.add(violation.path("code").asText()));
        return codes;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    Unexpected unexpected(String wanted) {
        return new Unexpected(request + " → " + status + ", 应为 expected " + wanted + ": " + quote());
    }

    private String quote() {
        String type = header("content-type").orElse("");
        boolean readable = type.contains("json") || type.startsWith("text/") || type.contains("xml") || type.isEmpty();
        String quoted = readable ? text().strip() : type + ", " + body.length + " bytes";
        // What a timeline says last is what matters, and where it stands comes first.
        return quoted.length() > LONGEST_QUOTE
                ? quoted.substring(0, LONGEST_QUOTE / 2) + " … " + quoted.substring(quoted.length() - LONGEST_QUOTE / 2)
                : quoted;
    }
}
