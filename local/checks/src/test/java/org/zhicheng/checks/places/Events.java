package org.zhicheng.checks.places;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers an application's events anew, without those that the workflow or a schedule notes in passing: when and how often they come by is how
 * fast the run went, and none of them changes what the application is.
 */
final class Events {

    private static final Pattern EVENT = Pattern.compile("(APP#\\S+ E#)([0-9]+)#(.*)");
    /** A step that was opened, a callback that was repeated, a target time that was missed, a deadline that comes near. */
    private static final Set<String> IN_PASSING = Set.of("OPEN_REVIEW", "TELL_WORKFLOW", "OVERDUE", "REMIND");

    private Events() {
    }

    static List<Entry> numbered(List<Entry> entries) {
        Map<String, Integer> counts = new HashMap<>();
        List<Entry> numbered = new ArrayList<>();
        entries.stream().sorted(Comparator.comparing(Entry::key)).forEach(entry -> {
            Matcher event = EVENT.matcher(entry.key());
            if (!event.matches()) {
                numbered.add(entry);
            } else if (!IN_PASSING.contains(event.group(3))) {
                int number = counts.merge(event.group(1), 1, Integer::sum);
                numbered.add(new Entry("%s%03d#%s".formatted(event.group(1), number, event.group(3)), entry.attributes()));
            }
        });
        return numbered;
    }
}
