package org.zhicheng.work.cycle;

import static org.zhicheng.ground.rule.NoticeRule.R17;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /** The days of a year that differ; the whole of them. */
    public record Days(@AtMost(366) Map<LocalDate, DayKind> days) {
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
        return Attempts.of(() -> changed(actor, year, next));
    }

    private Days changed(Actor actor, int year, WorkingDays.Year next) {
        if (!next.equals(of(year))) {
            Instant now = clock.instant();
            cycles.saveCalendar(year, next, AuditEvent.of(Subject.calendar(year), now, actor.sub(), Role.ADMINISTRATOR, "SET_CALENDAR",
                    Channel.API, (next.off().size() + next.work().size()) + " days").by(actor.name()));
        }
        return show(year);
    }

    /** The administrator's days of a year; none where the product's calendar is right. */
    public Days show(int year) {
        Map<LocalDate, DayKind> days = new TreeMap<>();
        of(year).off().forEach(day -> days.put(day, DayKind.OFF));
        of(year).work().forEach(day -> days.put(day, DayKind.WORK));
        return new Days(days);
    }

    private WorkingDays.Year of(int year) {
        return cycles.calendar().getOrDefault(year, new WorkingDays.Year(Set.of(), Set.of()));
    }
}
