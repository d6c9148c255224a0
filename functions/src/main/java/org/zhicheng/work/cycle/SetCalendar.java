package org.zhicheng.work.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R17;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.zhicheng.dossier.cycle.CycleStore.CalendarYear;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;

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

    /** The days of a year that differ; the whole of them. */
    public record Days(Map<LocalDate, DayKind> days) {
    }

    /** The days of a year, and their version (R49). */
    public record Calendar(Map<LocalDate, DayKind> days, int version) {
    }

    /**
     * Replaces the days of a year.
     *
     * @param seen the version that was edited; 0 where nothing was set
     * @throws Failure {@code NOT_ALLOWED}, {@code MISSING_FIELD}, {@code SETTING_CHANGED}, or {@code INVALID_VALUE} for a day of another year
     */
    public Calendar set(Actor actor, int year, Days days, int seen) {
        Roles.require(actor, "设置工作日历", Role.ADMINISTRATOR);
        if (days.days() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "days");
        }
        Set<LocalDate> off = new HashSet<>();
        Set<LocalDate> work = new HashSet<>();
        days.days().forEach((day, kind) -> {
            // an empty name is read as no day
            if (day == null || day.getYear() != year || kind == null) {
                throw new Failure(ErrorCode.INVALID_VALUE, "days." + day, year + "-MM-dd: WORK, OFF");
            }
            (kind == DayKind.WORK ? work : off).add(day);
        });
        WorkingDays.Year next = new WorkingDays.Year(off, work);
        return Attempts.of(() -> changed(actor, year, next, seen));
    }

    private Calendar changed(Actor actor, int year, WorkingDays.Year days, int seen) {
        Optional<CalendarYear> before = cycles.calendarYear(year);
        CalendarYear next = CalendarYear.of(days, before);
        Revision there = before.map(CalendarYear::revision).orElse(Revision.NONE);
        if (!next.revision().equals(there)) {
            there.requireSeen(seen, ErrorCode.SETTING_CHANGED, item -> item);
            Instant now = clock.instant();
            cycles.saveCalendar(year, next, AuditEvent.of(Subject.calendar(year), now, actor.sub(), Role.ADMINISTRATOR, "SET_CALENDAR",
                    Channel.API, (days.off().size() + days.work().size()) + " days"));
        }
        return view(Optional.of(next));
    }

    /** The administrator's days of a year; none where the product's calendar is right. */
    public Calendar show(int year) {
        return view(cycles.calendarYear(year));
    }

    private static Calendar view(Optional<CalendarYear> year) {
        Map<LocalDate, DayKind> days = new TreeMap<>();
        year.ifPresent(there -> {
            there.days().off().forEach(day -> days.put(day, DayKind.OFF));
            there.days().work().forEach(day -> days.put(day, DayKind.WORK));
        });
        return new Calendar(days, year.map(there -> there.revision().version()).orElse(0));
    }
}
