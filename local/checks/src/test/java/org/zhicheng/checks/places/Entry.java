package org.zhicheng.checks.places;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item of the table, an object or an execution, with its attributes to the last leaf: {@code data.revision.items.name}, {@code data.files[0]}.
 *
 * @param key what it is found by; for an item of the table its two keys, a space between
 */
public record Entry(String key, SortedMap<String, String> attributes) {

    public Entry {
        attributes = new TreeMap<>(attributes);
    }

    /** An item without its keys, which are the entry's. */
    static Entry of(Map<String, AttributeValue> item) {
        SortedMap<String, String> leaves = new TreeMap<>();
        item.forEach((name, value) -> {
            if (!name.equals("pk") && !name.equals("sk")) {
                flatten(name, value, leaves);
            }
        });
        return new Entry(item.get("pk").s() + " " + item.get("sk").s(), leaves);
    }

    String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    private static void flatten(String path, AttributeValue value, SortedMap<String, String> leaves) {
        switch (value.type()) {
            case S -> leaves.put(path, value.s());
            case N -> leaves.put(path, value.n());
            case BOOL -> leaves.put(path, value.bool().toString());
            case SS -> flatten(path, value.ss().stream().sorted().map(AttributeValue::fromS).toList(), leaves);
            case L -> flatten(path, value.l(), leaves);
            case M -> {
                if (value.m().isEmpty()) {
                    leaves.put(path, "{}");
                }
                value.m().forEach((name, part) -> flatten(path + "." + name, part, leaves));
            }
            default -> leaves.put(path, value.toString());
        }
    }

    private static void flatten(String path, List<AttributeValue> values, SortedMap<String, String> leaves) {
        if (values.isEmpty()) {
            leaves.put(path, "[]");
        }
        for (int index = 0; index < values.size(); index++) {
            flatten("%s[%02d]".formatted(path, index), values.get(index), leaves);
        }
    }
}
