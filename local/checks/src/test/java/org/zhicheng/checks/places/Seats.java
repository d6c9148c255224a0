package org.zhicheng.checks.places;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who sits in a session is drawn by lot over random ids, so it is another expert in each run. Wherever one acts in it, id, login and name are those of the
 * seat; on the register and among the staff they stay who they are.
 */
final class Seats {

    private static final Pattern REGISTER = Pattern.compile("(EXPERT|STAFF).*");
    private static final Pattern SEAT = Pattern.compile("data\\.(panel|substitutes|replacements)\\[([0-9]+)](?:\\.out)?\\.expert");

    private final Map<String, String> seats;
    private final Pattern drawn;

    private Seats(Map<String, String> seats) {
        this.seats = seats;
        this.drawn = Pattern.compile(seats.isEmpty()
                ? "(?!)"
                : seats.keySet().stream().sorted().map(Pattern::quote)
                        .collect(Collectors.joining("|", "(?<![a-z0-9])(?:", ")(?![a-z0-9])")));
    }

    static Seats of(List<Entry> entries) {
        Map<String, Entry> register = new HashMap<>();
        Map<String, String> logins = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.key().startsWith("EXPERTS ")) {
                register.put(entry.attribute("data.id"), entry);
            } else if (entry.key().startsWith("EXPERT-LOGINS ")) {
                logins.put(entry.attribute("expert"), entry.key().substring("EXPERT-LOGINS ".length()));
            }
        }
        Map<String, String> seatOf = new HashMap<>();
        entries.stream().filter(entry -> entry.key().startsWith("SESSIONS#"))
                .forEach(session -> session.attributes().forEach((path, id) -> {
                    Matcher seat = SEAT.matcher(path);
                    if (seat.matches()) {
                        seatOf.put(id, seat.group(1) + " " + seat.group(2));
                    }
                }));
        Map<String, String> seats = new HashMap<>();
        logins.forEach((id, login) -> {
            // Whoever has no seat is a candidate like the others.
            String seat = seatOf.getOrDefault(id, "without a seat");
            seats.put(id, "‹expert: " + seat + "›");
            seats.put(login, "‹login: " + seat + "›");
            if (register.containsKey(id)) {
                seats.put(register.get(id).attribute("data.name"), "‹name: " + seat + "›");
            }
        });
        return new Seats(seats);
    }

    Entry in(Entry entry) {
        if (REGISTER.matcher(entry.key()).matches()) {
            return entry;
        }
        SortedMap<String, String> attributes = new TreeMap<>();
        entry.attributes().forEach((path, value) -> attributes.put(in(path), in(value)));
        return new Entry(in(entry.key()), attributes);
    }

    private String in(String text) {
        return drawn.matcher(text).replaceAll(found -> Matcher.quoteReplacement(seats.get(found.group())));
    }
}
