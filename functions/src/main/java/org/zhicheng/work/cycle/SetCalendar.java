package org.zhicheng.work.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R17;

import java.time.Clock;
import java.time.Instant;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.zhicheng.dossier.cycle.CycleStore.CalendarYear;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.MoveDeadlines;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.Holiday;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.AtMost;

/** Adds a year of the working calendar or corrects days of it; these win over the calendar that comes with the product (R17). */
@Rule(R17)
public final class SetCalendar {

    private final CycleStore cycles;
    private final Clock clock;

    public SetCalendar(CycleStore cycles, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
    }

    /** Whether work is done on a day. */
    public enum DayKind {
        WORK,
        OFF
    }

    /**
     * The days of a year that differ; the whole of them.
     *
     * @param complete whether no day of the year is missing, so that it is known; as it was where it is left out
     */
    public record Days(@AtMost(366) Map<LocalDate, DayKind> days, Boolean complete) {
    }

    /**
     * The days of a year, whether it is known with them, and their version (R49).
     *
     * @param bundled what the calendar that comes with the product says of days besides weekends, from the December before on
     * @param holidays what days are off for, where the product knows it
     */
    public record Calendar(Map<LocalDate, DayKind> days, Map<LocalDate, DayKind> bundled, Map<LocalDate, ShowCatalogue.Label> holidays,
            boolean complete, int version) {
    }

    /**
     * Replaces the days of a year; running deadlines move with them, never to a person's harm (R50).
     *
     * @param seen the version that was edited; 0 where nothing was set
     * @throws Failure {@code NOT_ALLOWED}, {@code MISSING_FIELD}, {@code SETTING_CHANGED}, or {@code INVALID_VALUE} for a day that the
     *         year's notice cannot name: one of another year, but for make-up days of the December before
     */
    public Calendar set(Actor actor, int year, Days days, int seen) {
        Wanted wanted = checked(actor, year, days);
        return Attempts.of(() -> changed(actor, year, wanted, seen));
    }

    /**
     * The whole calendar as {@link #set} would leave it, after the same checks; nothing is written.
     *
     * @throws Failure as {@link #set}
     */
    public Map<Integer, WorkingDays.Year> tried(Actor actor, int year, Days days, int seen) {
        Wanted wanted = checked(actor, year, days);
        Map<Integer, WorkingDays.Year> calendar = new TreeMap<>(cycles.calendar());
        next(wanted, seen, cycles.calendarYear(year), clock.instant()).ifPresent(next -> calendar.put(year, next.days()));
        return calendar;
    }

    /** Days that a year can have. */
    private record Wanted(Set<LocalDate> off, Set<LocalDate> work, Boolean complete) {
    }

    private static Wanted checked(Actor actor, int year, Days days) {
        Roles.require(actor, "设置工作日历", Role.ADMINISTRATOR);
        if (year < 2000 || year > 2099) {
            throw new Failure(ErrorCode.INVALID_VALUE, "year", "2000–2099");
        }
        if (days.days() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "days");
        }
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> work = new HashSet<>();
        days.days().forEach((day, kind) -> {
            if (!isOf(year, day) || kind == null) {
                throw new Failure(ErrorCode.INVALID_VALUE, "days." + day, year + "-MM-dd, " + (year - 1) + "-12-dd: WORK, OFF");
            }
            (kind == DayKind.WORK ? work : off).add(day);
        });
        return new Wanted(off, work, days.complete());
    }

    // The notice of a year may name days of the December before, to be worked.
    private static boolean isOf(int year, LocalDate day) {
        return day.getYear() == year || day.getYear() == year - 1 && day.getMonth() == Month.DECEMBER;
    }

    private Calendar changed(Actor actor, int year, Wanted wanted, int seen) {
        Optional<CalendarYear> there = cycles.calendarYear(year);
        Instant now = clock.instant();
        next(wanted, seen, there, now).ifPresent(next -> {
            WorkingDays.Year days = next.days();
            cycles.saveCalendar(year, next, AuditEvent.of(Subject.calendar(year), now, actor.sub(), Role.ADMINISTRATOR, "SET_CALENDAR",
                    Channel.API,
                    (days.off().size() + days.work().size()) + " days" + (days.complete() ? ", complete" : "") + "; " + next.told(there))
                    .by(actor.name()), List.of(new MoveDeadlines(year)));
        });
        return show(year);
    }

    /** The year's next revision; none where nothing differs. */
    private static Optional<CalendarYear> next(Wanted wanted, int seen, Optional<CalendarYear> there, Instant now) {
        WorkingDays.Year before = there.map(CalendarYear::days).orElse(WorkingDays.Year.NONE);
        Map<LocalDate, Instant> since = new TreeMap<>();
        wanted.off().forEach(day -> declared(day, before.off(), before, now).ifPresent(at -> since.put(day, at)));
        wanted.work().forEach(day -> declared(day, before.work(), before, now).ifPresent(at -> since.put(day, at)));
        WorkingDays.Year days = new WorkingDays.Year(wanted.off(), wanted.work(),
                wanted.complete() == null ? before.complete() : wanted.complete(), since);
        if (days.equals(before)) {
            return Optional.empty();
        }
        there.map(CalendarYear::revision).orElse(Revision.NONE).requireSeen(seen, ErrorCode.SETTING_CHANGED, Map.of());
        return Optional.of(CalendarYear.of(days, there));
    }

    /** When a day was declared: before, where it is there already; nothing is known of days stored without it. */
    private static Optional<Instant> declared(LocalDate day, Set<LocalDate> same, WorkingDays.Year before, Instant now) {
        return same.contains(day) ? Optional.ofNullable(before.since().get(day)) : Optional.of(now);
    }

    private static Map<LocalDate, DayKind> bundled(int year) {
        Map<LocalDate, DayKind> days = new TreeMap<>();
        LocalDate.of(year - 1, 12, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).forEach(day -> {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (WorkingDays.regional().isWorkingDay(day) == weekend) {
                days.put(day, weekend ? DayKind.WORK : DayKind.OFF);
            }
        });
        return days;
    }

    private static Map<LocalDate, ShowCatalogue.Label> holidays(int year) {
        Map<LocalDate, ShowCatalogue.Label> named = new TreeMap<>();
        LocalDate.of(year - 1, 12, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).forEach(day -> {
            Set<Holiday> holidays = Holiday.on(day);
            if (!holidays.isEmpty()) {
                named.put(day, new ShowCatalogue.Label(holidays.stream().map(Holiday::chinese).collect(Collectors.joining("、")),
                        holidays.stream().map(Holiday::english).collect(Collectors.joining(", "))));
            }
        });
        return named;
    }

    /** The administrator's days of a year; none where the product's calendar is right. */
    public Calendar show(int year) {
        Optional<CalendarYear> there = cycles.calendarYear(year);
        Map<LocalDate, DayKind> days = new TreeMap<>();
        there.ifPresent(set -> {
            set.days().off().forEach(day -> days.put(day, DayKind.OFF));
            set.days().work().forEach(day -> days.put(day, DayKind.WORK));
        });
        return new Calendar(days, bundled(year), holidays(year), WorkingDays.regional().with(cycles.calendar()).isKnown(year),
                there.map(set -> set.revision().version()).orElse(0));
    }
}
