package org.zhicheng.dossier.process;

import static org.zhicheng.ground.rule.NoticeRule.R24;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.rule.Rule;

/** Target times of the tiers and the deadline of a correction, in working days of the region (R17, R24). */
@Rule(R24)
public final class Deadlines {

    private static final long SHORTEST_WAIT_SECONDS = 60;
    private static final Duration REMINDER_INTERVAL = Duration.ofDays(1);

    private final WorkingDays days;
    private final Cycle.Settings settings;

    public Deadlines(WorkingDays days, Cycle.Settings settings) {
        this.days = days;
        this.settings = settings;
    }

    /** When a step entered now is due: at 24:00 of the last working day of its target; absent where nobody waits for a person. */
    public Optional<Instant> dueAt(State state, Instant now) {
        if (!state.isWait()) {
            return Optional.empty();
        }
        int workingDays = state == State.CORRECTION
                ? settings.correctionDays()
                : state.isNotice() ? settings.resultNoticeDays() : settings.targetDays().getOrDefault(state.name(), state.targetDays());
        return Optional.of(days.instantAfter(now, workingDays));
    }

    /** The steps to come of an application where all goes well, with the notice of the result where there is one for it (R25, R45). */
    public List<State> toCome(Application application) {
        return application.state().toCome(hasNotice(application.state(), application.resultNotice().isPresent()));
    }

    /** Whether the notice of the result is a step of an application's way (R45). */
    public boolean hasNotice(State state, boolean had) {
        return ResultNotice.isStep(state, had, settings.hasResultNotice());
    }

    /** The deadline so many working days after an instant, at 24:00. */
    public Instant after(Instant from, int workingDays) {
        return days.instantAfter(from, workingDays);
    }

    /** The right to question a decision of now; none where the cycle gives no days for it (R45). */
    @Rule(R45)
    public Optional<Reconsideration> reconsideration(State step, Instant now) {
        int workingDays = settings.reconsiderationDays();
        return workingDays == 0
                ? Optional.empty()
                : Optional.of(new Reconsideration(step, days.instantAfter(now, workingDays), workingDays, Optional.empty()));
    }

    /** Until when a decision can be questioned by the calendar as it is now; never sooner than was said when it was taken (R45, R50). */
    public Instant until(Reconsideration right, Instant decidedAt) {
        Instant now = days.instantAfter(decidedAt, right.workingDays());
        return now.isAfter(right.until()) ? now : right.until();
    }

    /** A public notice of what is passed now, with what was objected at an earlier one (R45). */
    @Rule(R45)
    public ResultNotice resultNotice(Optional<ResultNotice> earlier, Instant now) {
        int workingDays = settings.resultNoticeDays();
        return new ResultNotice(days.plus(day(now), 1), days.instantAfter(now, workingDays), workingDays,
                earlier.map(ResultNotice::objections).orElse(List.of()));
    }

    /** When a running notice ends by the calendar as it is now; never sooner than was said (R45, R50). */
    public Instant noticeEnds(Application application) {
        return moved(application.stay()).orElseGet(() -> application.resultNotice().orElseThrow().until());
    }

    /** The working days after the day of entry that a due date stands for. */
    public int workingDays(Instant enteredAt, Instant dueAt) {
        return workingDays(days, enteredAt, dueAt);
    }

    private static int workingDays(WorkingDays calendar, Instant enteredAt, Instant dueAt) {
        return calendar.count(day(enteredAt).plusDays(1), day(dueAt.minusSeconds(1)));
    }

    /**
     * When the running step is due by the calendar as it is now; empty where that is no later than people were told, for a deadline never
     * comes nearer (R50).
     */
    public Optional<Instant> moved(Stay stay) {
        return stay.dueAt().flatMap(due -> moved(days, stay.enteredAt(), due, stay.workingDays()));
    }

    /**
     * The same by a calendar.
     *
     * @param workingDays those that the due date stands for; 0 of a step stored without them
     */
    public static Optional<Instant> moved(WorkingDays days, Instant enteredAt, Instant due, int workingDays) {
        // Of a step stored without its working days the calendar of its entry tells them.
        WorkingDays then = days.knownAt(enteredAt);
        int counted = workingDays > 0 ? workingDays : workingDays(then, enteredAt, due);
        Instant next = days.instantAfter(enteredAt, counted);
        boolean same = workingDays == 0 && next.equals(then.instantAfter(enteredAt, counted));
        return Optional.of(next).filter(at -> !same && at.isAfter(due));
    }

    /** The application with a later due date, a reminder to come before it, and a correction's deadline that agrees. */
    public Application.Edit due(Application application, Instant due, int workingDays, Instant now) {
        Application.Edit edit = application.edit().stay(application.stay().withDueAt(due, workingDays).withReminders(0)).at(now);
        if (application.state().isNotice()) {
            edit.resultNotice(application.resultNotice().map(notice -> notice.withUntil(due)));
        }
        application.correction()
                .ifPresent(c -> edit.correction(Optional.of(new Correction(c.returnedFrom(), c.items(), due, remindAt(due, now), false))));
        return edit;
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, BeijingTime.ZONE);
    }

    /** A reminder goes out a working day before the deadline, at its 0:00; at once where that has passed. */
    public Instant remindAt(Instant deadline, Instant now) {
        LocalDate last = LocalDate.ofInstant(deadline.minusSeconds(1), BeijingTime.ZONE);
        Instant at = days.before(last).atStartOfDay(BeijingTime.ZONE).toInstant();
        return at.isBefore(now) ? now : at;
    }

    /** Working days left of a step's target time, or overdue (R24). */
    public WorkingDays.Left left(Instant now, Instant dueAt) {
        return days.left(now, dueAt);
    }

    /** When a step is recorded as overdue: at its due date, and then an interval after another. */
    public static Instant reminder(Instant dueAt, int earlier) {
        return dueAt.plus(REMINDER_INTERVAL.multipliedBy(earlier));
    }

    /** How long the workflow waits at the present step before it looks again, in seconds. */
    public static long waitSeconds(Application application, Instant now) {
        Stay stay = application.stay();
        Instant until = stay.dueAt().orElse(now);
        if (application.state() == State.CORRECTION) {
            Correction correction = application.correction().orElseThrow();
            until = correction.reminded() ? Receipt.over(correction.deadline()) : correction.remindAt();
        } else if (application.state().isNotice()) {
            // What came in time may still be under way (R53); while an objection is open, nothing ends.
            Instant over = Receipt.over(until);
            until = over.isAfter(now) || application.openObjections() == 0 ? over : now.plus(REMINDER_INTERVAL);
        } else if (!until.isAfter(now)) {
            until = now.plus(REMINDER_INTERVAL);
        }
        return Math.max(SHORTEST_WAIT_SECONDS, Duration.between(now, until).toSeconds() + 1);
    }
}
