package org.zhicheng.stack.events;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** A filter pattern of an event source: exact values, exists, prefix, suffix, equals-ignore-case, anything-but, numeric. */
final class EventPattern implements Predicate<JsonNode> {

    private final Predicate<JsonNode> test;

    private EventPattern(Predicate<JsonNode> test) {
        this.test = test;
    }

    /** Reads a pattern; what is not known here is refused now, not at the first record. */
    static EventPattern parse(String pattern, ObjectMapper json) {
        try {
            return new EventPattern(object(json.readTree(pattern), pattern));
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON: " + pattern, e);
        }
    }

    @Override
    public boolean test(JsonNode event) {
        return test.test(event);
    }

    private static Predicate<JsonNode> object(JsonNode pattern, String whole) {
        if (!pattern.isObject() || pattern.isEmpty()) {
            throw new IllegalArgumentException("no filter pattern: " + whole);
        }
        List<Predicate<JsonNode>> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : pattern.properties()) {
            if (field.getKey().startsWith("$")) {
                throw new IllegalArgumentException("the embedded stack does not know " + field.getKey() + " in " + whole);
            }
            Predicate<JsonNode> inner = field.getValue().isArray() ? anyOf(field.getValue(), whole) : object(field.getValue(), whole);
            all.add(event -> inner.test(event.path(field.getKey())));
        }
        return event -> all.stream().allMatch(each -> each.test(event));
    }

    /** An array of the event matches where one of its items does. */
    private static Predicate<JsonNode> anyOf(JsonNode allowed, String whole) {
        List<Predicate<JsonNode>> any = new ArrayList<>();
        allowed.forEach(each -> any.add(rule(each, whole)));
        return value -> any.stream().anyMatch(each -> each.test(value) || value.isArray() && value.valueStream().anyMatch(each));
    }

    private static Predicate<JsonNode> rule(JsonNode rule, String whole) {
        if (!rule.isObject()) {
            return value -> same(rule, value);
        }
        if (rule.size() != 1) {
            throw new IllegalArgumentException("no filter rule: " + rule + " in " + whole);
        }
        Map.Entry<String, JsonNode> only = rule.properties().iterator().next();
        JsonNode argument = only.getValue();
        return switch (only.getKey()) {
            case "exists" -> value -> value.isMissingNode() != argument.booleanValue();
            case "prefix" -> value -> value.isTextual() && value.textValue().startsWith(argument.textValue());
            case "suffix" -> value -> value.isTextual() && value.textValue().endsWith(argument.textValue());
            case "equals-ignore-case" -> value -> value.isTextual() && value.textValue().equalsIgnoreCase(argument.textValue());
            case "anything-but" -> {
                Predicate<JsonNode> but = argument.isObject()
                        ? rule(argument, whole)
                        : argument.isArray()
                                ? value -> argument.valueStream().anyMatch(each -> same(each, value))
                                : value -> same(argument, value);
                yield value -> !value.isMissingNode() && !but.test(value);
            }
            case "numeric" -> numeric(argument, whole);
            default -> throw new IllegalArgumentException("the embedded stack does not know the filter " + only.getKey() + " in " + whole);
        };
    }

    private static Predicate<JsonNode> numeric(JsonNode argument, String whole) {
        List<Predicate<BigDecimal>> all = new ArrayList<>();
        for (int i = 0; i + 1 < argument.size(); i += 2) {
            BigDecimal limit = argument.get(i + 1).decimalValue();
            all.add(switch (argument.get(i).asText()) {
                case "=" -> value -> value.compareTo(limit) == 0;
                case "<" -> value -> value.compareTo(limit) < 0;
                case "<=" -> value -> value.compareTo(limit) <= 0;
                case ">" -> value -> value.compareTo(limit) > 0;
                case ">=" -> value -> value.compareTo(limit) >= 0;
                default -> throw new IllegalArgumentException("no comparison: " + argument + " in " + whole);
            });
        }
        return value -> number(value).map(found -> all.stream().allMatch(each -> each.test(found))).orElse(false);
    }

    /** A number of a stream's record is text. */
    private static Optional<BigDecimal> number(JsonNode value) {
        try {
            return value.isNumber() || value.isTextual() ? Optional.of(new BigDecimal(value.asText())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean same(JsonNode wanted, JsonNode value) {
        return wanted.isNumber() && value.isNumber() ? wanted.decimalValue().compareTo(value.decimalValue()) == 0 : wanted.equals(value);
    }
}
