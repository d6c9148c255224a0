package org.zhicheng.checks.places;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls what is drawn at random in each run by what it is of, so that two runs say the same: an application by its applicant, a file by its name, a
 * certificate by its application; whatever else, by where it appears first.
 */
final class Names {

    /** An id or a code, an authentication code of a number, a certificate's number. */
    private static final Pattern RANDOM = Pattern
            .compile("(?<![a-z2-7])[a-z2-7]{26}(?![a-z2-7])|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])|WLMQ[0-9]{5}[0-9]{6}");
    private static final Pattern ATTACHMENT = Pattern.compile("APP#(\\S+) A#ATT#(\\S+)");
    private static final String LIST = "object exports/";
    private static final int NUMBER_IN_SEQUENCE = 6;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> given = new HashMap<>();

    private Names() {
    }

    /** Of all that a run left. */
    static Names of(List<Entry> entries) {
        Names names = new Names();
        names.applications(entries);
        names.files(entries);
        names.experts(entries);
        names.certificates(entries);
        names.lists(entries);
        names.others(entries);
        return names;
    }

    /** The text with names for what is random in it. */
    String in(String text) {
        return replaced(text, names::get);
    }

    private void applications(List<Entry> entries) {
        entries.stream().filter(entry -> entry.key().startsWith("APP#") && entry.key().endsWith(" A#HEAD"))
                .sorted(Comparator.comparing(entry -> entry.attribute("data.createdAt")))
                .forEach(entry -> give(entry.key().substring("APP#".length(), entry.key().indexOf(' ')),
                        "application of " + entry.attribute("data.applicant")));
    }

    private void files(List<Entry> entries) {
        entries.stream().filter(entry -> ATTACHMENT.matcher(entry.key()).matches())
                .sorted(Comparator.comparing(entry -> entry.attribute("data.requestedAt"))).forEach(entry -> {
                    Matcher key = ATTACHMENT.matcher(entry.key());
                    key.matches();
                    give(key.group(2), in(key.group(1)) + ", " + entry.attribute("data.fileName"));
                });
    }

    private void experts(List<Entry> entries) {
        entries.stream().filter(entry -> entry.key().startsWith("EXPERTS "))
                .forEach(entry -> give(entry.attribute("data.id"), "expert " + entry.attribute("data.name")));
    }

    /** Parallel work takes the numbers in any order. */
    private void certificates(List<Entry> entries) {
        entries.stream().filter(entry -> entry.key().startsWith("CERT#") && entry.key().endsWith(" CERTIFICATE")).forEach(entry -> {
            String number = entry.attribute("data.number");
            give(number, number.substring(0, number.length() - NUMBER_IN_SEQUENCE) + " of " + in(entry.attribute("data.applicationId")));
        });
    }

    /** A list's execution has its name. */
    private void lists(List<Entry> entries) {
        entries.stream().map(Entry::key).sorted(Comparator.comparing(Names::form)).filter(key -> key.startsWith(LIST))
                .forEach(key -> tokens(key).forEach(token -> give(token, "list as " + form(key))));
    }

    private static String form(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    /** By the first place, in an order that knows of the names so far only. */
    private void others(List<Entry> entries) {
        UnaryOperator<String> known = text -> replaced(text, token -> names.getOrDefault(token, "?"));
        List<Entry> ordered = new ArrayList<>(entries);
        Map<Entry, String> texts = new HashMap<>();
        entries.forEach(entry -> texts.put(entry, Clock.day(known.apply(entry.key() + " " + entry.attributes()))));
        ordered.sort(Comparator.comparing(texts::get));
        Map<String, String> found = new HashMap<>();
        for (Entry entry : ordered) {
            String place = Clock.day(known.apply(entry.key()));
            tokens(entry.key()).forEach(token -> found.putIfAbsent(token, place));
            entry.attributes().forEach((path, value) -> tokens(path + " " + value)
                    .forEach(token -> found.putIfAbsent(token, place + " " + known.apply(path))));
            tokens(entry.key() + " " + entry.attributes()).stream().filter(token -> !names.containsKey(token))
                    .forEach(token -> give(token, found.get(token)));
        }
    }

    private void give(String token, String name) {
        if (!names.containsKey(token)) {
            int number = given.merge(name, 1, Integer::sum);
            names.put(token, "‹" + name + (number == 1 ? "" : " (" + number + ")") + "›");
        }
    }

    private static List<String> tokens(String text) {
        return RANDOM.matcher(text).results().map(found -> found.group()).toList();
    }

    private static String replaced(String text, UnaryOperator<String> name) {
        return RANDOM.matcher(text).replaceAll(found -> {
            String given = name.apply(found.group());
            return Matcher.quoteReplacement(given == null ? found.group() : given);
        });
    }
}
