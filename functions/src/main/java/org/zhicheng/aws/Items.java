package org.zhicheng.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.lambda.Json;

/** Records as attributes of items and back. */
final class Items {

    /** Sorts as text in the order of time. */
    private static final DateTimeFormatter SORTABLE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Items() {
    }

    static AttributeValue s(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue n(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue s(Instant value) {
        return AttributeValue.fromS(SORTABLE.format(value));
    }

    static String sortable(Instant value) {
        return SORTABLE.format(value);
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", s(pk), "sk", s(sk));
    }

    /** An item that holds one record in its attribute {@code data}. */
    static Map<String, AttributeValue> item(String pk, String sk, Object data) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(pk, sk));
        item.put("data", toAttribute(Json.tree(data)));
        return item;
    }

    static <T> T data(Map<String, AttributeValue> item, Class<T> type) {
        return Json.fromTree(toJson(item.get("data")), type);
    }

    static AttributeValue toAttribute(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, AttributeValue> map = new LinkedHashMap<>();
                node.properties().forEach(field -> map.put(field.getKey(), toAttribute(field.getValue())));
                yield AttributeValue.fromM(map);
            }
            case ARRAY -> AttributeValue.fromL(node.valueStream().map(Items::toAttribute).toList());
            case STRING -> AttributeValue.fromS(node.textValue());
            case NUMBER -> AttributeValue.fromN(node.asText());
            case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
            case NULL, MISSING -> AttributeValue.fromNul(true);
            case BINARY, POJO -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
        };
    }

    static JsonNode toJson(AttributeValue value) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value.type()) {
            case S -> json.textNode(value.s());
            case N -> number(json, value.n());
            case BOOL -> json.booleanNode(value.bool());
            case M -> {
                ObjectNode object = json.objectNode();
                value.m().forEach((name, v) -> object.set(name, toJson(v)));
                yield object;
            }
            case L -> {
                ArrayNode array = json.arrayNode();
                value.l().forEach(v -> array.add(toJson(v)));
                yield array;
            }
            case NUL -> json.nullNode();
            case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("not JSON: " + value.type());
        };
    }

    private static JsonNode number(JsonNodeFactory json, String digits) {
        BigDecimal number = new BigDecimal(digits);
        return number.scale() <= 0 && number.precision() < 19 ? json.numberNode(number.longValueExact()) : json.numberNode(number);
    }

    static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }
}
