package org.zhicheng.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** JSON as the engine reads and writes it: compact text, no repeated names, nothing after the value. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Reads one JSON value; an empty text is not one. */
    static JsonNode parse(String text) throws JsonProcessingException {
        JsonNode value = MAPPER.readTree(text);
        if (value.isMissingNode()) {
            throw new EmptyText();
        }
        return value;
    }

    /** Reads a value that the engine itself has written or checked before. */
    static JsonNode trusted(String text) {
        try {
            return parse(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON after all", e);
        }
    }

    static String text(JsonNode value) {
        return value.toString();
    }

    static int bytes(JsonNode value) {
        return bytes(text(value));
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A time as the wire protocol has it: seconds of the epoch, with milliseconds as decimals. */
    static double timestamp(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static final class EmptyText extends JsonProcessingException {
        EmptyText() {
            super("no JSON value");
        }
    }
}
