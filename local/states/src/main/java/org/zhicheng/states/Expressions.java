package org.zhicheng.states;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Resolves templates: JSON whose texts <code>{% … %}</code> are JSONata over the variables and {@code $states}. The functions that Step Functions adds are
 * there ($partition, $range, $hash, $random, $uuid, $parse), the one that it takes away ($eval) is not.
 */
final class Expressions {

    private static final int EVALUATION_MILLIS = 5_000;
    private static final int DEPTH = 500;
    /** More values would not fit into a payload anyway. */
    private static final int LONGEST_RANGE = 131_072;
    private static final double EXACT_INTEGERS = 9_007_199_254_740_992.0;

    private final Map<String, Object> bound = new LinkedHashMap<>();

    Expressions(Map<String, JsonNode> variables, JsonNode states) {
        variables.forEach((name, value) -> bound.put(name, toJsonata(value)));
        bound.put("states", toJsonata(states));
    }

    static boolean isExpression(JsonNode value) {
        return value.isTextual() && value.textValue().length() >= 4 && value.textValue().startsWith("{%")
                && value.textValue().endsWith("%}");
    }

    static String source(JsonNode expression) {
        String text = expression.textValue();
        return text.substring(2, text.length() - 2).strip();
    }

    /** What is wrong with the syntax, if anything. */
    static Optional<String> syntaxError(String source) {
        try {
            Jsonata.jsonata(source);
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The value of a template; {@code field} tells where it stands, for the messages. */
    JsonNode resolve(JsonNode template, String field) {
        if (isExpression(template)) {
            return evaluate(source(template), field);
        }
        if (template.isObject()) {
            ObjectNode resolved = Json.object();
            template.properties()
                    .forEach(member -> resolved.set(member.getKey(), resolve(member.getValue(), field + "/" + member.getKey())));
            return resolved;
        }
        if (template.isArray()) {
            ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
            for (int index = 0; index < template.size(); index++) {
                resolved.add(resolve(template.get(index), field + "[" + index + "]"));
            }
            return resolved;
        }
        return template;
    }

    static QueryEvaluationError wrongType(JsonNode template, String field, String expected, JsonNode actual) {
        String subject = isExpression(template)
                ? described(source(template), field) + " returned an unexpected result type."
                : "The value specified for the field '" + field + "' is of an unexpected type.";
        String type = switch (actual.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT, POJO -> "object";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case STRING, BINARY -> "string";
            case NULL, MISSING -> "null";
        };
        return new QueryEvaluationError(Optional.of(field),
                subject + " Expected '" + expected + "', but was '" + type + "' for value: " + Json.text(actual));
    }

    private JsonNode evaluate(String source, String field) {
        Object result;
        try {
            // Parsed for each evaluation: a parsed expression keeps its environment and is not for two threads.
            Jsonata expression = Jsonata.jsonata(source);
            expression.setOutputConvertNulls(false);
            Jsonata.Frame frame = expression.createFrame();
            bindFunctions(frame);
            bound.forEach(frame::bind);
            frame.setRuntimeBounds(EVALUATION_MILLIS, DEPTH);
            result = expression.evaluate(null, frame);
        } catch (JException e) {
            throw failed(source, field, "threw an error during evaluation. " + e.getError() + ": " + e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            throw failed(source, field, "threw an error during evaluation. " + e.getMessage());
        }
        if (result == null) {
            throw failed(source, field, "returned nothing (undefined).");
        }
        return toJson(result).orElseThrow(() -> failed(source, field, "returned an unsupported result type."));
    }

    private static QueryEvaluationError failed(String source, String field, String how) {
        return new QueryEvaluationError(Optional.of(field), described(source, field) + " " + how);
    }

    private static String described(String source, String field) {
        return "The JSONata expression '" + source + "' specified for the field '" + field + "'";
    }

    private static void bindFunctions(Jsonata.Frame frame) {
        frame.bind("eval", (Object) null);
        frame.bind("uuid", Jsonata.function("uuid", () -> UUID.randomUUID().toString(), "<:s>"));
        frame.bind("parse", Jsonata.function("parse", (String text) -> parsed(text), "<s-:x>"));
        frame.bind("partition", Jsonata.function("partition", (List<?> list, Number size) -> partitioned(list, size), "<an:a>"));
        frame.bind("range", Jsonata.function("range", (Number first, Number last, Number step) -> range(first, last, step), "<nnn:a>"));
        frame.bind("hash", Jsonata.function("hash", (Object value, String algorithm) -> hash(value, algorithm), "<xs:s>"));
        frame.bind("random", Jsonata.function("random", (Number seed) -> random(seed), "<n?:n>"));
    }

    private static Object parsed(String text) {
        try {
            return toJsonata(Json.parse(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the argument of $parse is not JSON", e);
        }
    }

    private static List<Object> partitioned(List<?> list, Number size) {
        int length = size.intValue();
        if (length < 1) {
            throw new IllegalArgumentException("the size of a partition must be positive");
        }
        List<Object> parts = new ArrayList<>();
        for (int start = 0; start < list.size(); start += length) {
            parts.add(new ArrayList<Object>(list.subList(start, Math.min(list.size(), start + length))));
        }
        return parts;
    }

    private static List<Object> range(Number first, Number last, Number step) {
        double by = step.doubleValue();
        if (by == 0 || (last.doubleValue() - first.doubleValue()) / by > LONGEST_RANGE) {
            throw new IllegalArgumentException("the step of $range is 0, or its values are too many");
        }
        List<Object> values = new ArrayList<>();
        for (double value = first.doubleValue(); by > 0 ? value <= last.doubleValue() : value >= last.doubleValue(); value += by) {
            values.add(value == Math.rint(value) ? (Object) (long) value : (Object) value);
        }
        return values;
    }

    private static String hash(Object value, String algorithm) {
        String text = value instanceof String plain ? plain : toJson(value).map(Json::text).orElseThrow();
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no such algorithm: " + algorithm, e);
        }
    }

    private static double random(Number seed) {
        return seed == null ? ThreadLocalRandom.current().nextDouble() : new Random(seed.longValue()).nextDouble();
    }

    /** Null gets a value of its own at every depth, because the evaluator drops Java's null from lists. */
    private static Object toJsonata(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> members = new LinkedHashMap<>();
                node.properties().forEach(member -> members.put(member.getKey(), toJsonata(member.getValue())));
                yield members;
            }
            case ARRAY -> {
                List<Object> elements = new ArrayList<>(node.size());
                node.forEach(element -> elements.add(toJsonata(element)));
                yield elements;
            }
            case STRING, BINARY, POJO -> node.asText();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            case NULL, MISSING -> Jsonata.NULL_VALUE;
        };
    }

    /** A whole number is one, however it is written: the evaluator keeps 5.0 and 1e3 apart from 5 and 1000. */
    private static Object number(JsonNode node) {
        double value = node.doubleValue();
        boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS;
        if (!node.isIntegralNumber() && !whole || node.isBigInteger()) {
            return value;
        }
        long number = node.isIntegralNumber() ? node.longValue() : (long) value;
        return number == (int) number ? (Object) (int) number : (Object) number;
    }

    /** Empty for what JSON cannot hold, such as a function. */
    private static Optional<JsonNode> toJson(Object value) {
        if (value == null || value == Jsonata.NULL_VALUE) {
            return Optional.of(NullNode.getInstance());
        }
        return switch (value) {
            case String text -> Optional.of(TextNode.valueOf(text));
            case Boolean flag -> Optional.of(BooleanNode.valueOf(flag));
            case Integer number -> Optional.of(LongNode.valueOf(number));
            case Long number -> Optional.of(LongNode.valueOf(number));
            case BigInteger number -> Optional.of(DecimalNode.valueOf(new BigDecimal(number)));
            case BigDecimal number -> Optional.of(DecimalNode.valueOf(number));
            case Number number -> toJson(number.doubleValue());
            case Map<?, ?> members -> {
                ObjectNode object = Json.object();
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    Optional<JsonNode> converted = toJson(member.getValue());
                    if (converted.isEmpty()) {
                        yield Optional.empty();
                    }
                    object.set(String.valueOf(member.getKey()), converted.get());
                }
                yield Optional.of(object);
            }
            case List<?> elements -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                for (Object element : elements) {
                    Optional<JsonNode> converted = toJson(element);
                    if (converted.isEmpty()) {
                        yield Optional.empty();
                    }
                    array.add(converted.get());
                }
                yield Optional.of(array);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> toJson(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Optional.empty();
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS;
        return Optional.of(whole ? LongNode.valueOf((long) number) : DoubleNode.valueOf(number));
    }
}
