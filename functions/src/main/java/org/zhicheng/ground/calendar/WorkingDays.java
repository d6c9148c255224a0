package org.zhicheng.ground.calendar;

import static org.zhicheng.ground.rule.NoticeRule.R17;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;

/**
 * The calendar of the region (R17): weekends, national holidays, make-up workdays (调休上班) and the extra holidays of Xinjiang
 * (肉孜节, 古尔邦节). Immutable.
 *
 * <p>A year is known when somebody has said that it is complete (R50): an administrator, or for 2025 the product itself. Until then its days
 * are provisional, and {@link #isKnown} is false for it; whoever decides by days of such a year tells {@link #unknownYears}. The
 * holidays of fixed dates are days off in every year.
 */
@Rule(R17)
public final class WorkingDays {

    static final String RESOURCE = "/calendar/holidays.properties";

    /** The calendar that comes with the product, under what an administrator entered. */
    private final Map<Integer, Year> bundled;
    private final Map<Integer, Year> entered;
    private final Set<LocalDate> off = new HashSet<>();
    private final Set<LocalDate> work = new HashSet<>();

    private WorkingDays(Map<Integer, Year> bundled, Map<Integer, Year> entered) {
        this.bundled = Map.copyOf(bundled);
        this.entered = new TreeMap<>(entered);
        bundled.values().forEach(this::add);
        // In order: the days that next year's notice names of this December win.
        this.entered.values().forEach(this::add);
    }

    private void add(Year year) {
        off.removeAll(year.work());
        off.addAll(year.off());
        work.removeAll(year.off());
        work.addAll(year.work());
    }

    /** The calendar that comes with the product. */
    public static WorkingDays regional() {
        return Bundled.CALENDAR;
    }

    /**
     * What an administrator entered, on top of what comes with the product: each day named is corrected and the others stay. Under a year may
     * stand days of the December before, which its notice names.
     */
    public WorkingDays with(Map<Integer, Year> corrections) {
        return new WorkingDays(bundled, corrections);
    }

    /** The calendar as it was known at an instant: without the days that were declared since (R50). */
    public WorkingDays knownAt(Instant instant) {
        Map<Integer, Year> then = new HashMap<>();
        entered.forEach((number, year) -> then.put(number, year.knownAt(instant)));
        return new WorkingDays(bundled, then);
    }

    /** Whether a day was declared off or worked at an instant or since. */
    public boolean isDeclaredSince(LocalDate day, Instant instant) {
        return entered.values().stream().map(year -> year.since().get(day)).anyMatch(at -> at != null && !at.isBefore(instant));
    }

    /** Whether somebody has said that the days of a year are complete. */
    public boolean isKnown(int year) {
        return Stream.of(bundled, entered).map(years -> years.get(year)).anyMatch(y -> y != null && y.complete());
    }

    public boolean isWorkingDay(LocalDate date) {
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        boolean holiday = off.contains(date) || Holiday.isFixed(date);
        return work.contains(date) || !weekend && !holiday;
    }

    /**
     * Working days of a public notice, both ends counted: by the calendar as it was known when the notice began, or as it is known now,
     * whichever is more (R50).
     */
    public int countOfNotice(LocalDate from, LocalDate to) {
        return Math.max(count(from, to), knownAt(from.atStartOfDay(BeijingTime.ZONE).toInstant()).count(from, to));
    }

    /** Working days from a day to another, both counted (R17); 0 where the end is before the beginning. */
    public int count(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? 0 : (int) from.datesUntil(to.plusDays(1)).filter(this::isWorkingDay).count();
    }

    /** The n-th working day after a date, which itself does not count; the date itself for n = 0. */
    public LocalDate plus(LocalDate date, int workingDays) {
        if (workingDays < 0) {
            throw new IllegalArgumentException("Working days are not counted backwards: " + workingDays);
        }
        LocalDate day = date;
        for (int counted = 0; counted < workingDays;) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                counted++;
            }
        }
        return day;
    }

    /** The last working day before a date. */
    public LocalDate before(LocalDate date) {
        LocalDate day = date.minusDays(1);
        while (!isWorkingDay(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** The last day of the shortest notice that begins on a date: the n-th working day, the first day counted (R17). */
    public LocalDate lastDayOf(LocalDate from, int workingDays) {
        return isWorkingDay(from) ? plus(from, Math.max(0, workingDays - 1)) : plus(from, workingDays);
    }

    /**
     * A deadline so many working days after an instant (R24): 24:00 in Asia/Shanghai of the n-th working day after the day of the instant.
     *
     * @return the first instant at which it is too late
     */
    public Instant instantAfter(Instant start, int workingDays) {
        return endOf(plus(start.atZone(BeijingTime.ZONE).toLocalDate(), workingDays));
    }

    /** 24:00 of a day in Asia/Shanghai: the first instant after it. */
    public static Instant endOf(LocalDate date) {
        return date.plusDays(1).atStartOfDay(BeijingTime.ZONE).toInstant();
    }

    /**
     * How much of a target time is left (R24).
     *
     * @param dueAt first instant at which it is too late
     */
    public Left left(Instant now, Instant dueAt) {
        LocalDate today = now.atZone(BeijingTime.ZONE).toLocalDate();
        LocalDate last = dueAt.minusNanos(1).atZone(BeijingTime.ZONE).toLocalDate();
        boolean overdue = !now.isBefore(dueAt);
        int days = overdue ? count(last.plusDays(1), today) : count(today.plusDays(1), last);
        boolean provisional = IntStream.rangeClosed(Math.min(today.getYear(), last.getYear()), Math.max(today.getYear(), last.getYear()))
                .anyMatch(year -> !isKnown(year));
        return new Left(days, overdue, provisional);
    }

    /** One violation for each year between two days that nobody has said to be complete. */
    public List<Violation> unknownYears(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear(), to.getYear()).filter(year -> !isKnown(year))
                .mapToObj(year -> ViolationCode.CALENDAR_YEAR_UNKNOWN.at("calendar." + year, year)).toList();
    }

    /**
     * The days of a year that are no ordinary ones.
     *
     * @param off days off beyond or within weekends
     * @param work weekend days that are worked (调休上班)
     * @param complete whether somebody has said that no day is missing
     * @param since when each day was declared; a day that is not there was always known
     */
    public record Year(Set<LocalDate> off, Set<LocalDate> work, boolean complete, Map<LocalDate, Instant> since) {

        public static final Year NONE = new Year(Set.of(), Set.of(), false, Map.of());

        public Year {
            off = Set.copyOf(off);
            work = Set.copyOf(work);
            // of years that were stored before the days had their times
            since = since == null ? Map.of() : Map.copyOf(since);
            if (off.stream().anyMatch(work::contains)) {
                throw new IllegalArgumentException("A day cannot be both off and worked");
            }
        }

        private Year knownAt(Instant instant) {
            return new Year(known(off, instant), known(work, instant), complete, Map.of());
        }

        private Set<LocalDate> known(Set<LocalDate> days, Instant instant) {
            return days.stream().filter(day -> !since.getOrDefault(day, Instant.MIN).isAfter(instant)).collect(Collectors.toSet());
        }
    }

    /**
     * What is left of a target time.
     *
     * @param days working days left after today (0 on the last day), or working days overdue
     * @param provisional whether a day may still be declared off, as of a year that is not known
     */
    public record Left(int days, boolean overdue, boolean provisional) {
    }

    /** Read once, when first needed. */
    private static final class Bundled {

        private static final WorkingDays CALENDAR = new WorkingDays(read(), Map.of());

        // Keys are a year, or a year and what its days add to it, such as 2025-xinjiang-extra; then off or work. Additions win over the
        // national days. The years that are complete stand under "complete".
        private static Map<Integer, Year> read() {
            Properties days = new Properties();
            try (InputStream resource = WorkingDays.class.getResourceAsStream(RESOURCE)) {
                days.load(resource);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            List<String> complete = List.of(days.getProperty("complete").split(" "));
            Set<String> keys = days.stringPropertyNames().stream().filter(name -> name.contains("."))
                    .map(name -> name.substring(0, name.indexOf('.'))).collect(Collectors.toCollection(TreeSet::new));
            Map<Integer, Year> years = new HashMap<>();
            // the national days first: a bare year sorts before its additions
            keys.forEach(key -> years.merge(number(key), year(days, key, complete.contains(key)), Bundled::add));
            return years;
        }

        private static Year add(Year national, Year more) {
            WorkingDays both = new WorkingDays(Map.of(1, national), Map.of(2, more));
            return new Year(both.off, both.work, national.complete(), Map.of());
        }

        private static int number(String key) {
            return Integer.parseInt(key.substring(0, 4));
        }

        private static Year year(Properties days, String key, boolean complete) {
            return new Year(dates(days.getProperty(key + ".off", "")), dates(days.getProperty(key + ".work", "")), complete, Map.of());
        }

        private static Set<LocalDate> dates(String list) {
            return Arrays.stream(list.split(" ")).filter(day -> !day.isEmpty()).map(LocalDate::parse).collect(Collectors.toSet());
        }
    }
}
