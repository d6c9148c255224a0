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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;

/**
 * The calendar of the region (R17): weekends, national holidays, make-up workdays (调休上班) and the extra holidays of Xinjiang
 * (肉孜节, 古尔邦节). Immutable.
 *
 * <p>A year without data counts with its weekends only and {@link #isKnown} is false for it; whoever decides by days of such a year tells
 * {@link #unknownYears}. For 2026 the resource holds the national days only: the extra ones were not announced when it was made, an
 * administrator enters them with {@link #with}.
 */
@Rule(R17)
public final class WorkingDays {

    private static final String RESOURCE = "/calendar/holidays.properties";

    private final Map<Integer, Year> years;

    private WorkingDays(Map<Integer, Year> years) {
        this.years = Map.copyOf(years);
    }

    /** The calendar that comes with the product. */
    public static WorkingDays regional() {
        return Bundled.CALENDAR;
    }

    /**
     * What an administrator entered, on top of this: a year not known yet is added; in a known one each day named is corrected and the
     * others stay.
     */
    public WorkingDays with(Map<Integer, Year> corrections) {
        Map<Integer, Year> next = new HashMap<>(years);
        corrections.forEach((number, correction) -> next.merge(number, correction, Year::correctedBy));
        return new WorkingDays(next);
    }

    /** Whether the holidays of a year were entered. */
    public boolean isKnown(int year) {
        return years.containsKey(year);
    }

    public boolean isWorkingDay(LocalDate date) {
        Year year = years.getOrDefault(date.getYear(), Year.WEEKENDS_ONLY);
        boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return year.work().contains(date) || !weekend && !year.off().contains(date);
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
        return now.isBefore(dueAt) ? new Left(count(today.plusDays(1), last), false) : new Left(count(last.plusDays(1), today), true);
    }

    /** One violation for each year between two days whose holidays nobody entered: counting there knows weekends only. */
    public List<Violation> unknownYears(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear(), to.getYear()).filter(year -> !isKnown(year))
                .mapToObj(year -> ViolationCode.CALENDAR_YEAR_UNKNOWN.at("calendar." + year, year)).toList();
    }

    /**
     * The holidays of a year.
     *
     * @param off days off beyond or within weekends
     * @param work weekend days that are worked (调休上班)
     */
    public record Year(Set<LocalDate> off, Set<LocalDate> work) {

        private static final Year WEEKENDS_ONLY = new Year(Set.of(), Set.of());

        public Year {
            off = Set.copyOf(off);
            work = Set.copyOf(work);
            if (off.stream().anyMatch(work::contains)) {
                throw new IllegalArgumentException("A day cannot be both off and worked");
            }
        }

        private Year correctedBy(Year correction) {
            Set<LocalDate> nextOff = new HashSet<>(off);
            nextOff.removeAll(correction.work);
            nextOff.addAll(correction.off);
            Set<LocalDate> nextWork = new HashSet<>(work);
            nextWork.removeAll(correction.off);
            nextWork.addAll(correction.work);
            return new Year(nextOff, nextWork);
        }
    }

    /**
     * What is left of a target time.
     *
     * @param days working days left after today (0 on the last day), or working days overdue
     */
    public record Left(int days, boolean overdue) {
    }

    /** Read once, when first needed. */
    private static final class Bundled {

        private static final WorkingDays CALENDAR = new WorkingDays(read());

        // Keys are a year, or a year and what its days add to it, such as 2025-xinjiang-extra; then off or work. Additions win over the
        // national days, and alone make no year known.
        private static Map<Integer, Year> read() {
            Properties days = new Properties();
            try (InputStream resource = WorkingDays.class.getResourceAsStream(RESOURCE)) {
                days.load(resource);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Map<Boolean, Set<String>> keys = days.stringPropertyNames().stream().map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.partitioningBy(key -> key.length() == 4, Collectors.toSet()));
            Map<Integer, Year> years = new HashMap<>();
            keys.get(true).forEach(key -> years.put(number(key), year(days, key)));
            keys.get(false).forEach(key -> years.computeIfPresent(number(key), (number, year) -> year.correctedBy(year(days, key))));
            return years;
        }

        private static int number(String key) {
            return Integer.parseInt(key.substring(0, 4));
        }

        private static Year year(Properties days, String key) {
            return new Year(dates(days.getProperty(key + ".off", "")), dates(days.getProperty(key + ".work", "")));
        }

        private static Set<LocalDate> dates(String list) {
            return Arrays.stream(list.split(" ")).filter(day -> !day.isEmpty()).map(LocalDate::parse).collect(Collectors.toSet());
        }
    }
}
