package org.zhicheng.cycle;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.zhicheng.failure.ErrorCode;
import org.zhicheng.failure.Failure;
import org.zhicheng.record.AuditEvent;
import org.zhicheng.record.AuditEvent.Channel;
import org.zhicheng.staff.Actor;
import org.zhicheng.staff.Role;
import org.zhicheng.staff.Roles;

/** Adds a year of the working calendar or corrects days of it; these win over the calendar that comes with the product (R17). */
public final class SetCalendar {

    private final CycleStore cycles;
    private final Clock clock;

    public SetCalendar(CycleStore cycles, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
    }

    /** Whether work is done on a day. */
    public enum DayKind {
        WORK, OFF
    }

    /** The days of a year that differ; the whole of them. */
    public record Days(Map<LocalDate, DayKind> days) {
    }

    /**
     * Replaces the days of a year.
     *
     * @throws Failure {@code NOT_ALLOWED}, {@code MISSING_FIELD}, or {@code INVALID_VALUE} for a day of another year
     */
    public Days set(Actor actor, int year, Days days) {
        Roles.require(actor, "设置工作日历", Role.ADMINISTRATOR);
        if (days.days() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "days");
        }
        Map<LocalDate, Boolean> next = new TreeMap<>();
        days.days().forEach((day, kind) -> {
            if (day.getYear() != year || kind == null) {
                throw new Failure(ErrorCode.INVALID_VALUE, "days." + day, year + "-MM-dd: WORK, OFF");
            }
            next.put(day, kind == DayKind.WORK);
        });
        if (!next.equals(of(year))) {
            Instant now = clock.instant();
            cycles.saveCalendar(year, next, new AuditEvent("CALENDAR#" + year, now.toEpochMilli(), now, actor.sub(), Role.ADMINISTRATOR,
                    "SET_CALENDAR", Optional.empty(), Optional.empty(), Channel.API, Integer.toString(next.size())));
        }
        return show(year);
    }

    /** The administrator's days of a year. */
    public Days show(int year) {
        Map<LocalDate, DayKind> days = new TreeMap<>();
        of(year).forEach((day, works) -> days.put(day, works ? DayKind.WORK : DayKind.OFF));
        return new Days(days);
    }

    private Map<LocalDate, Boolean> of(int year) {
        Map<LocalDate, Boolean> days = new TreeMap<>(cycles.calendar());
        days.keySet().removeIf(day -> day.getYear() != year);
        return days;
    }
}
