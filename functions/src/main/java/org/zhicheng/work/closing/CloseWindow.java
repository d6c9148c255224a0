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
import java.util.function.Predicate;
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
import org.zhicheng.dossier.process.ApplicationStore.Page;
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

/**
 * What the schedule does about windows (R21): a day before the end it reminds the owners of unsubmitted drafts (R36); after the end, once
 * nothing that came in time can still be under way (R53), it expires the drafts, tells their owners and writes a report; when it was
 * extended, it brings them back (R50). Each draft is one transaction and each run does a limited number of them, so a run that is cut off,
 * late or repeated changes nothing twice.
 */
@Rule(R21)
public final class CloseWindow {

    private static final Duration REMIND_BEFORE = Duration.ofDays(1);
    private static final int PAGE = 100;
    private static final int COUNTING_PAGE = 1000;

    private final CycleStore cycles;
    private final ApplicationStore applications;
    private final Commands commands;
    private final ForeseeDrafts drafts;
    private final Clock clock;
    private final int draftsPerRun;

    /** @param draftsPerRun how many drafts a run may touch, to stay within the function's time */
    public CloseWindow(CycleStore cycles, ApplicationStore applications, Clock clock, int draftsPerRun) {
        this.cycles = cycles;
        this.applications = applications;
        this.commands = new Commands(applications);
        this.drafts = new ForeseeDrafts(cycles, applications, clock);
        this.clock = clock;
        this.draftsPerRun = draftsPerRun;
    }

    /**
     * What a run did.
     *
     * @param complete false where the next run has to go on
     */
    public record Outcome(int reminded, int expired, int revived, int failed, boolean complete) {
    }

    public Outcome run() {
        Run run = new Run();
        for (Cycle cycle : cycles.all()) {
            Instant now = clock.instant();
            if (!now.isBefore(Receipt.over(cycle.closes()))) {
                close(cycle, run);
            } else if (cycle.isOpen(now)) {
                reopen(cycle, run);
                if (!now.isBefore(cycle.closes().minus(REMIND_BEFORE))) {
                    remind(cycle, run);
                }
            }
        }
        return new Outcome(run.reminded, run.expired, run.revived, run.failed, run.complete);
    }

    private static final class Run {
        private int reminded;
        private int expired;
        private int revived;
        private int failed;
        private int touched;
        private boolean complete = true;
    }

    private void close(Cycle cycle, Run run) {
        // Looked at even when closed before: the index lags, so a draft begun in the last moment may come to light later. Mostly one query.
        // Before a draft is expired, a report is begun, so that a run cut off in between is known to owe it.
        Done expired = each(cycle, State.DRAFT, run, () -> started(cycle), id -> expire(cycle, id));
        run.expired += expired.changed();
        if (!expired.all()) {
            started(cycle);
        } else if (cycle.closed().isEmpty() || reportOf(cycle).filter(report -> report.finished().isPresent()).isEmpty()) {
            finish(cycle);
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
            run.revived += each(cycle, State.EXPIRED, run, () -> {
            }, id -> revive(cycle, id)).changed();
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
        Done reminded = each(cycle, State.DRAFT, run, () -> {
        }, id -> remindOwner(cycle, id));
        run.reminded += reminded.changed();
        if (reminded.all()) {
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

    /**
     * What came of the drafts of a cycle.
     *
     * @param all whether each was looked at and none failed
     */
    private record Done(int changed, boolean all) {
    }

    private enum Draft {
        CHANGED,
        LEFT,
        FAILED
    }

    /** Page by page, those of a page side by side, as none bears on another. */
    private Done each(Cycle cycle, State state, Run run, Runnable beforeTheFirst, Predicate<String> action) {
        int changed = 0;
        int failed = 0;
        Optional<String> cursor = Optional.empty();
        do {
            Page<ApplicationSummary> page = applications.inState(cycle.year(), state, PAGE, cursor);
            List<String> ids = page.items().stream().map(ApplicationSummary::id).limit(draftsPerRun - run.touched).toList();
            if (!ids.isEmpty() && changed + failed == 0) {
                beforeTheFirst.run();
            }
            List<Draft> drafts = Reads.each(ids, id -> attempt(id, action));
            changed += Collections.frequency(drafts, Draft.CHANGED);
            failed += Collections.frequency(drafts, Draft.FAILED);
            run.touched += ids.size();
            if (ids.size() < page.items().size()) {
                run.complete = false;
                run.failed += failed;
                return new Done(changed, false);
            }
            cursor = page.next();
        } while (cursor.isPresent());
        run.failed += failed;
        run.complete &= failed == 0;
        return new Done(changed, failed == 0);
    }

    private static Draft attempt(String id, Predicate<String> action) {
        try {
            return action.test(id) ? Draft.CHANGED : Draft.LEFT;
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
    private void finish(Cycle cycle) {
        Instant now = clock.instant();
        int expired = Math.toIntExact(applications.allInState(cycle.year(), State.EXPIRED, COUNTING_PAGE)
                .filter(a -> !a.enteredAt().isBefore(cycle.closes())).count());
        Map<String, Integer> byDistrict = new TreeMap<>();
        Stream.of(State.values()).flatMap(state -> applications.allInState(cycle.year(), state, COUNTING_PAGE))
                .filter(a -> a.submittedAt().isPresent()).forEach(a -> byDistrict.merge(a.district(), 1, Integer::sum));
        Instant started = reportOf(cycle).map(ClosingReport::started).orElse(now);
        cycles.saveClosing(new ClosingReport(cycle.year(), cycle.closes(), started, expired, byDistrict, Optional.of(now)));
        cycles.close(cycle.year(), cycle.closes(), now,
                AuditEvent.of(Subject.cycle(cycle.year()), now, Actor.SYSTEM.sub(), Role.SYSTEM, "CLOSE_WINDOW", Channel.SCHEDULE,
                        "expired " + expired + ", submitted " + byDistrict.values().stream().mapToInt(Integer::intValue).sum()));
    }
}
