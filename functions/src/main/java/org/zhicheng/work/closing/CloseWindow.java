package org.zhicheng.work.closing;

import static org.zhicheng.ground.rule.NoticeRule.R21;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore.ClosingReport;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Receipt;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.work.closing.Sweeps.Action;
import org.zhicheng.work.closing.Sweeps.Sweep;

/**
 * What the schedule does about windows (R21): a day before the end it reminds the owners of unsubmitted drafts (R36); after the end, once
 * nothing that came in time can still be under way (R53), it expires the drafts, tells their owners and writes a report; when it was
 * extended, it brings them back (R50). Each draft is one transaction, so a run that is cut off, late or repeated changes nothing twice.
 * <p>
 * A few drafts the run does itself, as on all days but one or two of a cycle: that takes seconds, and needs neither list nor execution. More are
 * swept by a workflow, in batches side by side. Whatever becomes of that, the next run looks at what is left.
 */
@Rule(R21)
public final class CloseWindow {

    private static final Duration REMIND_BEFORE = Duration.ofDays(1);
    private static final int PAGE = 1000;

    private final CycleStore cycles;
    private final ApplicationStore applications;
    private final Commands commands;
    private final ForeseeDrafts drafts;
    private final Sweeps sweeps;
    private final Clock clock;
    private final int few;

    /** @param few so many drafts a run does itself */
    public CloseWindow(CycleStore cycles, ApplicationStore applications, Sweeps sweeps, Clock clock, int few) {
        this.cycles = cycles;
        this.applications = applications;
        this.commands = new Commands(applications);
        this.drafts = new ForeseeDrafts(cycles, applications, clock);
        this.sweeps = sweeps;
        this.clock = clock;
        this.few = few;
    }

    /**
     * What a run did.
     *
     * @param complete false where a workflow or the next run has to go on
     */
    public record Outcome(int reminded, int expired, int revived, int failed, boolean complete) {
    }

    public Outcome run() {
        Run run = new Run();
        for (Cycle cycle : cycles.all()) {
            Instant now = clock.instant();
            if (!closeIfOver(cycle, run) && cycle.isOpen(now)) {
                reopen(cycle, run);
                if (!now.isBefore(cycle.closes().minus(REMIND_BEFORE))) {
                    remind(cycle, run);
                }
            }
        }
        return run.outcome();
    }

    /** Does to these what is done to each of many: a batch of a sweep. */
    public Outcome sweep(Sweep sweep, List<String> ids) {
        Run run = new Run();
        unmoved(sweep).ifPresent(cycle -> each(cycle, sweep.action(), ids, run));
        return run.outcome();
    }

    /** What follows once a sweep came to all and failed at none: the report (R21), or that all were reminded. */
    public Outcome finish(Sweep sweep) {
        Run run = new Run();
        unmoved(sweep).ifPresent(cycle -> {
            switch (sweep.action()) {
                // Drafts that came to light meanwhile are expired first.
                case EXPIRE -> closeIfOver(cycle, run);
                case REMIND -> cycles.saveReminded(cycle.year(), cycle.closes());
                case REVIVE -> {
                }
            }
        });
        return run.outcome();
    }

    private Optional<Cycle> unmoved(Sweep sweep) {
        return cycles.find(sweep.year()).filter(cycle -> cycle.closes().equals(sweep.closes()));
    }

    private static final class Run {
        private int reminded;
        private int expired;
        private int revived;
        private int failed;
        private boolean complete = true;

        Outcome outcome() {
            return new Outcome(reminded, expired, revived, failed, complete);
        }
    }

    private boolean closeIfOver(Cycle cycle, Run run) {
        boolean over = !clock.instant().isBefore(Receipt.over(cycle.closes()));
        if (over) {
            close(cycle, run);
        }
        return over;
    }

    private void close(Cycle cycle, Run run) {
        // Looked at even when closed before: the index lags, so a draft begun in the last moment may come to light later. Mostly one query.
        // Before a draft is expired, a report is begun, so that a run cut off in between is known to owe it.
        if (all(cycle, Action.EXPIRE, run)
                && (cycle.closed().isEmpty() || reportOf(cycle).filter(report -> report.finished().isPresent()).isEmpty())) {
            report(cycle);
        }
    }

    private Optional<ClosingReport> reportOf(Cycle cycle) {
        return cycles.closing(cycle.year()).filter(report -> report.closes().equals(cycle.closes()));
    }

    private boolean expire(Cycle cycle, String id) {
        return commands.runIfThere(id, application -> {
            Instant now = clock.instant();
            // Submitted, deleted or expired meanwhile; or the window was extended while the run was under way.
            boolean over = cycles.find(cycle.year()).filter(c -> !now.isBefore(Receipt.over(c.closes()))).isPresent();
            if (application.state() != State.DRAFT || !over) {
                return Optional.empty();
            }
            Application after = application.edit().enter(State.EXPIRED, now, Optional.empty()).done();
            Claim live = Claim.live(application);
            Change change = Commands.change(application, after, Actor.SYSTEM, Role.SYSTEM, Command.EXPIRE, Channel.SCHEDULE, now, "")
                    .delivering(mail(application, cycle, MailTemplate.EXPIRED));
            // A claim that another application has is not this one's to give back.
            boolean mine = applications.ownerOf(live.type(), live.value()).filter(application.id()::equals).isPresent();
            return Optional.of(mine ? change.releasing(live) : change);
        });
    }

    private void reopen(Cycle cycle, Run run) {
        if (drafts.isExtended(cycle, clock.instant())) {
            all(cycle, Action.REVIVE, run);
        }
    }

    // The window was extended: what its closing expired comes back, with all its content (R50), unless its owner has begun anew since.
    private boolean revive(Cycle cycle, String id) {
        return commands.runIfThere(id, application -> {
            Instant now = clock.instant();
            boolean open = cycles.find(cycle.year()).filter(c -> c.isOpen(now)).isPresent();
            if (!open || !drafts.comesBack(application)) {
                return Optional.empty();
            }
            Application after = application.edit().enter(State.DRAFT, now, Optional.empty()).done();
            return Optional.of(Commands.change(application, after, Actor.SYSTEM, Role.SYSTEM, Command.REVIVE, Channel.SCHEDULE, now, "")
                    .claiming(Claim.live(application)).delivering(mail(application, cycle, MailTemplate.REVIVED)));
        });
    }

    private void remind(Cycle cycle, Run run) {
        if (cycles.remindedOf(cycle.year()).filter(cycle.closes()::equals).isPresent()) {
            return;
        }
        if (all(cycle, Action.REMIND, run)) {
            cycles.saveReminded(cycle.year(), cycle.closes());
        }
    }

    // Once a draft, however often the window is extended: the draft itself remembers.
    private boolean remindOwner(Cycle cycle, String id) {
        return commands.runIfThere(id, application -> {
            if (application.state() != State.DRAFT || application.stay().reminders() > 0) {
                return Optional.empty();
            }
            Instant now = clock.instant();
            Application after = application.edit().stay(application.stay().withReminders(1)).done();
            return Optional.of(Commands.bySystem(application, after, "REMIND", Channel.SCHEDULE, now, "")
                    .delivering(mail(application, cycle, MailTemplate.WINDOW_CLOSING)));
        });
    }

    private static SendMail mail(Application application, Cycle cycle, MailTemplate template) {
        return Mails.toOwner(application, template, Map.of("deadline", cycle.closes().toString()));
    }

    private enum Draft {
        CHANGED,
        LEFT,
        FAILED
    }

    /** Does it to all that are in the state, or has it done; whether each was looked at here and none failed. */
    private boolean all(Cycle cycle, Action action, Run run) {
        List<String> ids = applications.allInState(cycle.year(), action.state(), PAGE).map(ApplicationSummary::id).toList();
        if (ids.isEmpty()) {
            return true;
        }
        if (action == Action.EXPIRE) {
            started(cycle);
        }
        if (ids.size() > few) {
            run.complete = false;
            sweeps.start(new Sweep(action, cycle.year(), cycle.closes()), ids);
            return false;
        }
        return each(cycle, action, ids, run);
    }

    /** Side by side, as none bears on another; whether none failed. */
    private boolean each(Cycle cycle, Action action, List<String> ids, Run run) {
        List<Draft> drafts = Reads.each(ids, id -> attempt(id, () -> switch (action) {
            case REMIND -> remindOwner(cycle, id);
            case EXPIRE -> expire(cycle, id);
            case REVIVE -> revive(cycle, id);
        }));
        int changed = Collections.frequency(drafts, Draft.CHANGED);
        switch (action) {
            case REMIND -> run.reminded += changed;
            case EXPIRE -> run.expired += changed;
            case REVIVE -> run.revived += changed;
        }
        int failed = Collections.frequency(drafts, Draft.FAILED);
        run.failed += failed;
        run.complete &= failed == 0;
        return failed == 0;
    }

    private static Draft attempt(String id, BooleanSupplier action) {
        try {
            return action.getAsBoolean() ? Draft.CHANGED : Draft.LEFT;
        } catch (RuntimeException e) {
            // One draft must not hold up the others; the next run tries it again.
            Log.error("CLOSE_WINDOW_DRAFT", e).with("applicationId", id).write();
            return Draft.FAILED;
        }
    }

    private void started(Cycle cycle) {
        Optional<ClosingReport> report = reportOf(cycle);
        if (report.filter(r -> r.finished().isEmpty()).isEmpty()) {
            Instant started = report.map(ClosingReport::started).orElse(clock.instant());
            cycles.saveClosing(new ClosingReport(cycle.year(), cycle.closes(), started, 0, Map.of(), Optional.empty()));
        }
    }

    // Counted from what is there, not added up while going, so that a run cut off in between makes no number wrong.
    private void report(Cycle cycle) {
        Instant now = clock.instant();
        int expired = Math.toIntExact(
                applications.allInState(cycle.year(), State.EXPIRED, PAGE).filter(a -> !a.enteredAt().isBefore(cycle.closes())).count());
        Map<String, Integer> byDistrict = new TreeMap<>();
        Stream.of(State.values()).flatMap(state -> applications.allInState(cycle.year(), state, PAGE))
                .filter(a -> a.submittedAt().isPresent()).forEach(a -> byDistrict.merge(a.district(), 1, Integer::sum));
        Instant started = reportOf(cycle).map(ClosingReport::started).orElse(now);
        cycles.saveClosing(new ClosingReport(cycle.year(), cycle.closes(), started, expired, byDistrict, Optional.of(now)));
        cycles.close(cycle.year(), cycle.closes(), now,
                AuditEvent.of(Subject.cycle(cycle.year()), now, Actor.SYSTEM.sub(), Role.SYSTEM, "CLOSE_WINDOW", Channel.SCHEDULE,
                        "expired " + expired + ", submitted " + byDistrict.values().stream().mapToInt(Integer::intValue).sum()));
    }
}
