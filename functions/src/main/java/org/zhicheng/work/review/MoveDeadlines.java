package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R50;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.rule.Rule;

/**
 * Moves running deadlines after a day was declared free: as many working days as people were promised, and never nearer than they were told
 * (R24, R50). The owner of a correction gets a mail. Repeated, it moves nothing twice.
 */
@Rule(R50)
public final class MoveDeadlines {

    private static final int PAGE = 500;

    private final ApplicationStore store;
    private final CycleStore cycles;
    private final Transitions transitions;

    public MoveDeadlines(ApplicationStore store, CycleStore cycles, Transitions transitions) {
        this.store = store;
        this.cycles = cycles;
        this.transitions = transitions;
    }

    /** A step that is due later than was told, with the mail about it; none where the calendar changes nothing for it. */
    static Optional<Change> moved(Application application, Deadlines deadlines, Instant now) {
        return deadlines.moved(application.stay()).map(due -> {
            Application after = deadlines.due(application, due, deadlines.workingDays(application.stay().enteredAt(), due), now).done();
            Change change = new Change(application, after, new AuditEvent(application.id(), after.version(), now, Actor.SYSTEM.sub(),
                    Role.SYSTEM, "MOVE_DEADLINE", Optional.of(application.state()), Optional.of(after.state()), Channel.SCHEDULE, ""));
            return application.state() == State.CORRECTION
                    ? change.delivering(Mails.toOwner(application, MailTemplate.DEADLINE_MOVED, Map.of("deadline", due.toString())))
                    : change;
        });
    }

    /** @throws IllegalStateException where one could not be moved, so that it is tried again; the others are */
    public void move() {
        WorkingDays days = transitions.workingDays();
        List<State> waits = Arrays.stream(State.values()).filter(State::isWait).toList();
        int failed = 0;
        for (Cycle cycle : cycles.all()) {
            for (State state : waits) {
                failed += (int) store.allInState(cycle.year(), state, PAGE)
                        .filter(waiting -> isConcerned(waiting, days) && !move(waiting.id())).count();
            }
        }
        if (failed > 0) {
            throw new IllegalStateException(failed + " deadlines were not moved");
        }
    }

    private static boolean isConcerned(ApplicationSummary waiting, WorkingDays days) {
        return waiting.dueAt()
                .filter(due -> waiting.enteredAt().atZone(BeijingTime.ZONE).toLocalDate()
                        .datesUntil(due.atZone(BeijingTime.ZONE).toLocalDate()).anyMatch(d -> days.isDeclaredSince(d, waiting.enteredAt())))
                .isPresent();
    }

    private boolean move(String id) {
        try {
            new Commands(store).run(id,
                    application -> application.state().isWait()
                            ? moved(application, transitions.deadlines(application.cycle()), transitions.now())
                            : Optional.empty());
            return true;
        } catch (RuntimeException e) {
            // One must not hold up the others.
            Log.error("MOVE_DEADLINE", e).with("applicationId", id).write();
            return false;
        }
    }
}
