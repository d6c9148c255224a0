package org.zhicheng.ground.revision;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Named;

/**
 * Counts the changes of something that people decide on or edit, and remembers for each item of it when that last changed, so that who
 * saw an earlier version is told what changed since (R49).
 *
 * @param version 0 where nothing was ever set; each change raises it by one
 * @param items item to the version that changed it last
 */
public record Revision(int version, Map<String, Integer> items) {

    /** Of what has no content yet. */
    public static final Revision NONE = new Revision(0, Map.of());

    public Revision {
        items = items == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(items));
    }

    /** The next version where an item differs, is new or is gone; otherwise this one. */
    public Revision next(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<String> changed = names.stream().filter(name -> !Objects.equals(before.get(name), after.get(name))).toList();
        if (changed.isEmpty()) {
            return this;
        }
        Map<String, Integer> next = new TreeMap<>(items);
        changed.forEach(name -> next.put(name, version + 1));
        return new Revision(version + 1, next);
    }

    /** What a change writes over, in words for the record: each item that differs, as it was and as it is (R41). */
    public static String told(Map<String, ?> before, Map<String, ?> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream().filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .map(name -> name + ": " + said(before.get(name)) + " → " + said(after.get(name))).collect(Collectors.joining("; "));
    }

    private static String said(Object value) {
        return value == null ? "—" : value.toString();
    }

    /** What changed after an earlier version. */
    public List<String> since(int seen) {
        return items.entrySet().stream().filter(item -> item.getValue() > seen).map(Map.Entry::getKey).toList();
    }

    /**
     * Lets through who saw this very version.
     *
     * @param refusal what is told otherwise, with a violation for each item that changed since
     * @param names items' names for people; one without is told as it is
     * @throws Failure the refusal
     */
    public void requireSeen(int seen, ErrorCode refusal, Map<String, ? extends Named> names) {
        if (seen == version) {
            return;
        }
        List<Violation> changes = since(seen).stream()
                .map(item -> ViolationCode.CHANGED_SINCE_SEEN.at(item, names.containsKey(item) ? names.get(item) : item)).toList();
        throw Failure.of(refusal, changes, version);
    }
}
