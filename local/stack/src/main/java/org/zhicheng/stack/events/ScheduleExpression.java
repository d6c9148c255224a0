package org.zhicheng.stack.events;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** EventBridge's schedule expressions: {@code rate(5 minutes)}, {@code cron(0 18 ? * MON-FRI *)}, {@code at(2025-03-18T00:00:00)}. */
sealed interface ScheduleExpression {

    /** The first time after the given one; empty where there is none. */
    Optional<Instant> next(Instant after);

    static ScheduleExpression parse(String text, ZoneId zone) {
        Matcher matcher = Pattern.compile("(rate|cron|at)\\((.+)\\)").matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no schedule expression: " + text);
        }
        try {
            return switch (matcher.group(1)) {
                case "rate" -> Rate.parse(matcher.group(2));
                case "cron" -> Cron.parse(matcher.group(2), zone);
                default -> new At(LocalDateTime.parse(matcher.group(2).strip()).atZone(zone).toInstant());
            };
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no schedule expression: " + text + ": " + e.getMessage(), e);
        }
    }

    /** Every so often. */
    record Rate(Duration every) implements ScheduleExpression {

        static Rate parse(String text) {
            String[] parts = text.strip().split("\\s+");
            long count = Long.parseLong(parts[0]);
            if (parts.length != 2 || count < 1) {
                throw new IllegalArgumentException("a count from 1 and a unit are wanted");
            }
            return new Rate(switch (parts[1]) {
                case "minute", "minutes" -> Duration.ofMinutes(count);
                case "hour", "hours" -> Duration.ofHours(count);
                case "day", "days" -> Duration.ofDays(count);
                default -> throw new IllegalArgumentException("the unit is minutes, hours or days");
            });
        }

        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(after.plus(every));
        }
    }

    /** Once. */
    record At(Instant time) implements ScheduleExpression {

        @Override
        public Optional<Instant> next(Instant after) {
            return time.isAfter(after) ? Optional.of(time) : Optional.empty();
        }
    }

    /** Minutes, hours, day of month, month, day of week, year; the wall clock of a zone. */
    record Cron(TreeSet<Integer> minutes, TreeSet<Integer> hours, Days days, TreeSet<Integer> months, TreeSet<Integer> years,
            ZoneId zone) implements ScheduleExpression {

        private static final List<String> MONTHS = List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                "DEC");

        static Cron parse(String text, ZoneId zone) {
            String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+");
            if (fields.length != 6) {
                throw new IllegalArgumentException("six fields are wanted");
            }
            return new Cron(numbers(fields[0], 0, 59, List.of()), numbers(fields[1], 0, 23, List.of()), Days.parse(fields[2], fields[4]),
                    numbers(fields[3], 1, 12, MONTHS), numbers(fields[5], 1970, 2199, List.of()), zone);
        }

        @Override
        public Optional<Instant> next(Instant after) {
            LocalDate today = after.atZone(zone).toLocalDate();
            YearMonth month = YearMonth.from(today);
            while (month.getYear() <= years.last()) {
                if (years.contains(month.getYear()) && months.contains(month.getMonthValue())) {
                    for (LocalDate day : days.in(month)) {
                        if (!day.isBefore(today)) {
                            Optional<Instant> time = firstTime(day, after);
                            if (time.isPresent()) {
                                return time;
                            }
                        }
                    }
                }
                month = month.plusMonths(1);
            }
            return Optional.empty();
        }

        private Optional<Instant> firstTime(LocalDate day, Instant after) {
            return hours.stream()
                    .flatMap(hour -> minutes.stream().map(minute -> ZonedDateTime.of(day, LocalTime.of(hour, minute), zone).toInstant()))
                    .filter(time -> time.isAfter(after)).findFirst();
        }

        /** {@code *}, {@code 5}, {@code 1-5}, {@code 1,3}, {@code 0/15}, names where there are any (the first name is the lowest number). */
        static TreeSet<Integer> numbers(String field, int lowest, int highest, List<String> names) {
            TreeSet<Integer> numbers = new TreeSet<>();
            for (String part : field.split(",")) {
                String[] step = part.split("/");
                int every = step.length == 2 ? Integer.parseInt(step[1]) : 1;
                String[] range = step[0].split("-");
                int from = lowest;
                int to = highest;
                if (!step[0].equals("*") && !step[0].equals("?")) {
                    from = number(range[0], lowest, names);
                    to = range.length == 2 ? number(range[1], lowest, names) : step.length == 2 ? highest : from;
                }
                if (from < lowest || to > highest || from > to || every < 1) {
                    throw new IllegalArgumentException(field + " is not within " + lowest + " to " + highest);
                }
                for (int value = from; value <= to; value += every) {
                    numbers.add(value);
                }
            }
            return numbers;
        }

        private static int number(String text, int lowest, List<String> names) {
            int named = names.indexOf(text);
            return named < 0 ? Integer.parseInt(text) : lowest + named;
        }
    }

    /** Days by day of month ({@code *}, {@code L}, {@code 15W}, numbers) or by day of week (SUN is 1; {@code 6L}, {@code 2#1}); the other field is {@code ?}. */
    record Days(String ofMonth, String ofWeek) {

        private static final List<String> NAMES = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

        static Days parse(String ofMonth, String ofWeek) {
            if (ofMonth.equals("?") == ofWeek.equals("?")) {
                throw new IllegalArgumentException("one of day of month and day of week is ?");
            }
            Days days = new Days(ofMonth, ofWeek);
            days.in(YearMonth.of(2025, 1));
            return days;
        }

        List<LocalDate> in(YearMonth month) {
            if (ofMonth.equals("?")) {
                return byWeek(month);
            }
            if (ofMonth.equals("L")) {
                return List.of(month.atEndOfMonth());
            }
            if (ofMonth.endsWith("W")) {
                int wanted = Integer.parseInt(ofMonth.substring(0, ofMonth.length() - 1));
                return wanted > month.lengthOfMonth() ? List.of() : List.of(nearestWeekday(month.atDay(wanted)));
            }
            return Cron.numbers(ofMonth, 1, 31, List.of()).stream().filter(month::isValidDay).map(month::atDay).toList();
        }

        private List<LocalDate> byWeek(YearMonth month) {
            if (ofWeek.contains("#")) {
                String[] parts = ofWeek.split("#");
                LocalDate day = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(Integer.parseInt(parts[1]), dayOfWeek(parts[0])));
                return YearMonth.from(day).equals(month) ? List.of(day) : List.of();
            }
            if (ofWeek.endsWith("L") && ofWeek.length() > 1) {
                return List.of(month.atDay(1).with(TemporalAdjusters.lastInMonth(dayOfWeek(ofWeek.substring(0, ofWeek.length() - 1)))));
            }
            TreeSet<Integer> wanted = Cron.numbers(ofWeek.equals("L") ? "7" : ofWeek, 1, 7, NAMES);
            return month.atDay(1).datesUntil(month.atEndOfMonth().plusDays(1))
                    .filter(day -> wanted.contains(day.getDayOfWeek().getValue() % 7 + 1)).toList();
        }

        private static DayOfWeek dayOfWeek(String text) {
            int number = Cron.numbers(text, 1, 7, NAMES).first();
            return number == 1 ? DayOfWeek.SUNDAY : DayOfWeek.of(number - 1);
        }

        private static LocalDate nearestWeekday(LocalDate day) {
            return switch (day.getDayOfWeek()) {
                case SATURDAY -> day.getDayOfMonth() == 1 ? day.plusDays(2) : day.minusDays(1);
                case SUNDAY -> day.getDayOfMonth() == day.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
            };
        }
    }
}
