package org.zhicheng.checks.places;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Numbers an application's events anew: the workflow opens a step whenever it has got there, before or after what a person does meanwhile, so these
 * have a count of their own.
 */
final class Events {

    private static final Pattern EVENT = Pattern.compile("(APP#\\S+ E#)([0-9]+)(#.*)");
    private static final String OF_THE_WORKFLOW = "#OPEN_REVIEW";

    private Events() {
    }

    static List<Entry> numbered(List<Entry> entries) {
        Map<String, Integer> counts = new HashMap<>();
        Stream<Entry> events = entries.stream().filter(Events::isEvent).sorted(Comparator.comparing(Entry::key)).map(entry -> {
            Matcher key = EVENT.matcher(entry.key());
            key.matches();
            String count = key.group(1) + (key.group(3).equals(OF_THE_WORKFLOW) ? OF_THE_WORKFLOW : "");
            return new Entry("%s%03d%s".formatted(key.group(1), counts.merge(count, 1, Integer::sum), key.group(3)), entry.attributes());
        });
        return Stream.concat(entries.stream().filter(entry -> !isEvent(entry)), events).toList();
    }

    private static boolean isEvent(Entry entry) {
        return EVENT.matcher(entry.key()).matches();
    }
}
