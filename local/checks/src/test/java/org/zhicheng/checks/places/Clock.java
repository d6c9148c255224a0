package org.zhicheng.checks.places;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** Leaves the day of a moment that the clock gave: how fast a run goes is not what is compared. What a rule has set, a whole second, stays. */
final class Clock {

    /** Behind some stands what tells two of one moment apart. */
    private static final Pattern MOMENT = Pattern
            .compile("([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:]{8}\\.(?!0+Z)[0-9]{1,9}Z(#[0-9a-f]{8,13}(?![0-9a-f]))?");
    private static final Pattern MILLISECONDS = Pattern.compile("(?<![0-9])(?:00)?(1[0-9]{12})(?![0-9])");
    private static final Pattern SECONDS = Pattern.compile("^1[0-9]{9}$");

    private Clock() {
    }

    static String day(String text) {
        String days = MOMENT.matcher(text).replaceAll("$1");
        days = MILLISECONDS.matcher(days).replaceAll(found -> day(Long.parseLong(found.group(1))));
        return SECONDS.matcher(days).replaceAll(found -> day(Long.parseLong(found.group()) * 1000));
    }

    private static String day(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds).atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
