package org.zhicheng.dossier.process;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.StartReview;
import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Moves applications from step to step: due dates, the audit event, and the call that lets the workflow follow. */
public final class Transitions {

    private final CycleStore cycles;
    private final Clock clock;

    public Transitions(CycleStore cycles, Clock clock) {
        this.cycles = cycles;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** The day in Asia/Shanghai. */
    public LocalDate today() {
        return LocalDate.ofInstant(now(), BeijingTime.ZONE);
    }

    /** @throws Failure {@code NO_CYCLE} */
    public Cycle cycle(int year) {
        return cycles.find(year).orElseThrow(() -> new Failure(ErrorCode.NO_CYCLE, Integer.toString(year)));
    }

    public Catalogue catalogue() {
        return cycles.catalogue();
    }

    public WorkingDays workingDays() {
        return WorkingDays.regional().with(cycles.calendar());
    }

    public Deadlines deadlines(int year) {
        return new Deadlines(workingDays(), cycle(year).settings());
    }

    /**
     * The change that moves an application on. Where the workflow waits at the present step, it is called; where its token has not been
     * stored yet, it finds the application further on when it stores it.
     */
    public Change enter(Application before, Application.Edit edit, State next, Who who, String note) {
        Instant now = now();
        Deadlines deadlines = deadlines(before.cycle());
        Optional<Instant> dueAt = next == State.CORRECTION ? edit.correctionDeadline() : deadlines.dueAt(next, now);
        if (next == State.REJECTED && before.reconsideration().filter(Reconsideration::isAsked).isEmpty()) {
            // a result that was objected to is the committee's
            State decided = before.state().isNotice() ? State.COMMITTEE_REVIEW : before.state();
            edit.reconsideration(deadlines.reconsideration(decided, now));
        }
        if (next.isNotice()) {
            edit.resultNotice(Optional.of(deadlines.resultNotice(before.resultNotice(), now)));
        }
        Application after = edit.enter(next, now, dueAt, dueAt.map(due -> deadlines.workingDays(now, due)).orElse(0)).done();
        Change change = Commands.change(before, after, who.actor(), who.role(), who.command(), who.channel(), now, note);
        if (before.state().isNotice()) {
            change = change.releasing(Claim.announced(before));
        }
        if (next.isNotice()) {
            change = change.claiming(Claim.announced(after));
        }
        return change.delivering(before.stay().token().map(token -> new Callback(token, outcome(after, now))));
    }

    /** The step that follows on the present one where all goes well: with the notice of the result where the cycle has it (R20, R45). */
    public State next(Application application) {
        return application.state().next(cycle(application.cycle()).settings().hasResultNotice());
    }

    /** The change by which an application passes its present step; its owner is told where it is now, or until when its result is announced. */
    public Change pass(Application before, Application.Edit edit, Who who, String note) {
        Change change = enter(before, edit, next(before), who, note);
        return change.delivering(change.after().state().isNotice()
                ? Mails.toOwner(before, MailTemplate.RESULT_NOTICE_BEGUN,
                        Map.of("deadline", change.after().stay().dueAt().orElseThrow().toString()))
                : Mails.toOwner(before, MailTemplate.RECOMMENDED, Map.of("office", before.state().tier().name())));
    }

    /** The change by which a result goes on at the end of its notice; its owner is told (R45). */
    public Change noticeEnded(Application before, Application.Edit edit, Who who, String note) {
        return enter(before, edit, before.state().next(true), who, note)
                .delivering(Mails.toOwner(before, MailTemplate.RESULT_NOTICE_ENDED));
    }

    /** Starts the workflow at the application's present step. */
    public static StartReview start(Application application, Instant now) {
        return new StartReview(execution(application), application.id(), outcome(application, now));
    }

    public static StepOutcome outcome(Application application, Instant now) {
        return new StepOutcome(application.state(), application.state().isWait() ? Deadlines.waitSeconds(application, now) : 60);
    }

    /**
     * The name of the application's present execution.
     */
    public static String execution(Application application) {
        return execution(application.id(), application.executionAttempt());
    }

    private static String execution(String id, int attempt) {
        return id + "-" + attempt;
    }

    /**
     * Whether a line's present execution is among those that run: one that was superseded may sleep on beside it. The application is read where
     * its line was stored before lists told which it is.
     */
    public static boolean runs(ApplicationSummary line, Set<String> running, ApplicationStore applications) {
        return line.executionAttempt().map(attempt -> execution(line.id(), attempt))
                .or(() -> applications.find(line.id()).map(Transitions::execution)).filter(running::contains).isPresent();
    }

    /** @throws ExecutionSuperseded where the application has another execution by now */
    public static void checkExecution(Application application, String execution) {
        if (!execution(application).equals(execution)) {
            throw new ExecutionSuperseded(execution);
        }
    }

    /** Who gives which command, in which capacity and via which channel. */
    public record Who(Actor actor, Role role, Command command, Channel channel) {

        public static Who person(Actor actor, Role role, Command command) {
            return new Who(actor, role, command, Channel.API);
        }

        public static Who workflow(Command command) {
            return new Who(Actor.SYSTEM, Role.SYSTEM, command, Channel.WORKFLOW);
        }
    }
}
