package org.zhicheng.checks.places;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two runs left the same, item by item and attribute by attribute, once what is random has names ({@link Names}), moments are days
 * ({@link Clock}), experts who may have been drawn are called by their seat ({@link Seats}), and what is noted in passing is passed over ({@link Events}).
 *
 * @param alike       entries with all attributes alike
 * @param differences one a line, with key and attribute
 */
public record Likeness(int alike, List<String> differences) {

    /** Lists whose order is that of random ids, or of what parallel work was done first. */
    private static final Pattern ELEMENT_IN_ANY_ORDER = Pattern.compile("(.*\\.(?:candidates|judges|files|applications))\\[[0-9]+]");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    public Likeness {
        differences = List.copyOf(differences);
    }

    /**
     * Compares what two runs left.
     *
     * @param one   the first one's name, as differences tell it
     * @param other the second one's
     */
    public static Likeness of(String one, List<Entry> left, String other, List<Entry> right) {
        SortedMap<String, SortedMap<String, String>> first = told(left);
        SortedMap<String, SortedMap<String, String>> second = told(right);
        List<String> differences = new ArrayList<>();
        int alike = 0;
        SortedSet<String> keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        for (String key : keys) {
            if (!second.containsKey(key)) {
                differences.add(key + ": " + one + " only");
            } else if (!first.containsKey(key)) {
                differences.add(key + ": " + other + " only");
            } else {
                List<String> found = differences(one, first.get(key), other, second.get(key));
                found.forEach(each -> differences.add(key + " " + each));
                alike += found.isEmpty() ? 1 : 0;
            }
        }
        return new Likeness(alike, differences);
    }

    private static List<String> differences(String one, SortedMap<String, String> left, String other, SortedMap<String, String> right) {
        SortedSet<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        return paths.stream().filter(path -> !isAlike(left.get(path), right.get(path))).map(
                path -> path + ": " + one + " " + left.getOrDefault(path, "none") + ", " + other + " " + right.getOrDefault(path, "none"))
                .toList();
    }

    /** The clock gives a whole second once in a thousand times, which then is no day ({@link Clock}). */
    private static boolean isAlike(String one, String other) {
        return Objects.equals(one, other) || one != null && other != null && (isMomentOf(one, other) || isMomentOf(other, one));
    }

    private static boolean isMomentOf(String day, String moment) {
        return DAY.matcher(day).matches() && moment.startsWith(day + "T");
    }

    /** Everything as it can be compared, by keys; those of one key by their attributes. */
    private static SortedMap<String, SortedMap<String, String>> told(List<Entry> entries) {
        Seats seats = Seats.of(entries);
        List<Entry> seated = Events.numbered(entries).stream().map(seats::in).toList();
        Names names = Names.of(seated);
        Map<String, List<SortedMap<String, String>>> byKey = new HashMap<>();
        for (Entry entry : seated) {
            String key = Clock.day(names.in(entry.key()));
            SortedMap<String, String> attributes = new TreeMap<>();
            entry.attributes().forEach((path, value) -> {
                if (LeftOut.of(entry.key(), path, value).isEmpty()) {
                    attributes.put(Clock.day(names.in(path)), Clock.day(names.in(value)));
                }
            });
            if (!attributes.isEmpty() || entry.attributes().isEmpty()) {
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(sorted(attributes));
            }
        }
        SortedMap<String, SortedMap<String, String>> told = new TreeMap<>();
        byKey.forEach((key, same) -> {
            same.sort(Comparator.comparing(SortedMap::toString));
            for (int number = 1; number <= same.size(); number++) {
                told.put(number == 1 ? key : key + " (" + number + ")", same.get(number - 1));
            }
        });
        return told;
    }

    private static SortedMap<String, String> sorted(SortedMap<String, String> attributes) {
        SortedMap<String, String> sorted = new TreeMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        attributes.forEach((path, value) -> {
            Matcher element = ELEMENT_IN_ANY_ORDER.matcher(path);
            if (element.matches()) {
                lists.computeIfAbsent(element.group(1), _ -> new ArrayList<>()).add(value);
            } else {
                sorted.put(path, value);
            }
        });
        lists.forEach((path, values) -> sorted.put(path, values.stream().sorted().toList().toString()));
        return sorted;
    }
}
