package org.zhicheng.states;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as the engine reads and writes it: compact text, no repeated names, nothing after the value. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** The engine's own lines hold times: read as decimals, they are written again as they were, without an exponent. */
    private static final ObjectReader LINES = MAPPER.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

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

    static JsonNode line(String text) throws JsonProcessingException {
        return LINES.readTree(text);
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
    static BigDecimal timestamp(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3);
    }

    static Instant instant(JsonNode timestamp) {
        return Instant.ofEpochMilli(timestamp.decimalValue().movePointRight(3).longValue());
    }

    private static final class EmptyText extends JsonProcessingException {
        EmptyText() {
            super("no JSON value");
        }
    }
}
