package org.zhicheng.checks.usage;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.stack.template.TableShape;

/**
 * Units of DynamoDB's capacity by sizes, as its developer guide counts them ("Item sizes and formats", "Capacity unit consumption"). DynamoDB
 * Local answers with units too, but since its version 3 with half of what a transaction takes.
 */
public final class Capacity {

    private static final int A_WRITE = 1024;
    private static final int A_READ = 4096;
    private static final int OF_A_COLLECTION = 3;
    private static final int LONGEST_NUMBER = 21;

    private Capacity() {
    }

    /** How big an item is: its names and its values. */
    public static int bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream().mapToInt(e -> utf8(e.getKey()) + bytes(e.getValue())).sum();
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> number(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> 1;
            case SS -> value.ss().stream().mapToInt(Capacity::utf8).sum();
            case NS -> value.ns().stream().mapToInt(Capacity::number).sum();
            case BS -> value.bs().stream().mapToInt(b -> b.asByteArrayUnsafe().length).sum();
            case L -> OF_A_COLLECTION + value.l().stream().mapToInt(part -> 1 + bytes(part)).sum();
            case M -> OF_A_COLLECTION + value.m().size() + bytes(value.m());
        };
    }

    /** About a byte for two digits, and one more; one more for a minus. */
    private static int number(String digits) {
        int significant = digits.replaceAll("[^0-9]", "").replaceAll("^0+|0+$", "").length();
        return Math.min(LONGEST_NUMBER, (significant + 1) / 2 + 1 + (digits.startsWith("-") ? 1 : 0));
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Units of writing so many bytes once, outside a transaction. */
    static int write(int bytes) {
        return Math.max(1, (bytes + A_WRITE - 1) / A_WRITE);
    }

    /** Units of reading so many bytes at once: half of them where the read need not be consistent. */
    static double read(int bytes, boolean consistent) {
        return Math.max(1, (bytes + A_READ - 1) / A_READ) * (consistent ? 1 : 0.5);
    }

    /**
     * What a change of an item writes to the indexes: the units by index and key there. An entry that moves is deleted and written anew, one
     * that stays as it was costs nothing.
     *
     * @param before an empty map where there was none
     * @param after an empty map where there is none any more
     */
    static Map<String, Integer> indexes(TableShape table, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        Map<String, Integer> units = new LinkedHashMap<>();
        for (TableShape.Index index : table.indexes()) {
            Map<String, AttributeValue> old = entry(table, index, before);
            Map<String, AttributeValue> next = entry(table, index, after);
            if (old.equals(next)) {
                continue;
            }
            List<String> keys = index.keys().stream().map(TableShape.Key::attribute).toList();
            boolean moved = !old.isEmpty() && !next.isEmpty() && !keys.stream().allMatch(key -> old.get(key).equals(next.get(key)));
            if (moved || next.isEmpty()) {
                units.merge(place(index, old), write(bytes(old)), Integer::sum);
            }
            if (!next.isEmpty()) {
                units.merge(place(index, next), write(moved ? bytes(next) : Math.max(bytes(old), bytes(next))), Integer::sum);
            }
        }
        return units;
    }

    private static String place(TableShape.Index index, Map<String, AttributeValue> entry) {
        return index.name() + " " + entry.get(index.keys().getFirst().attribute()).s();
    }

    /** What an index keeps of an item; nothing where the item has not all of its keys. */
    private static Map<String, AttributeValue> entry(TableShape table, TableShape.Index index, Map<String, AttributeValue> item) {
        List<String> keys = index.keys().stream().map(TableShape.Key::attribute).toList();
        if (!item.keySet().containsAll(keys)) {
            return Map.of();
        }
        if (index.projection().equals("ALL")) {
            return item;
        }
        Set<String> kept = new HashSet<>(keys);
        table.keys().forEach(key -> kept.add(key.attribute()));
        kept.addAll(index.included());
        return item.entrySet().stream().filter(e -> kept.contains(e.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
