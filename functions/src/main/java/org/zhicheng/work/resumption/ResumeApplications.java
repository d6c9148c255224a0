package org.zhicheng.work.resumption;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.log.Log;

/**
 * Starts an execution for every live application that has none, at its present step: after a failed execution, a restore of the table, a
 * changed definition. An application whose execution runs is left alone.
 */
public final class ResumeApplications {

    private static final String RESUME = "RESUME";
    private static final int PAGE = 100;
    /** A change younger than this may still have its start or callback in the outbox. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final ApplicationStore store;
    private final CycleStore cycles;
    private final Workflow workflow;
    private final Transitions transitions;

    public ResumeApplications(ApplicationStore store, CycleStore cycles, Workflow workflow, Transitions transitions) {
        this.store = store;
        this.cycles = cycles;
        this.workflow = workflow;
        this.transitions = transitions;
    }

    /**
     * @param force starts a new execution also where one runs; that one finds its token replaced and is told
     * @return the ids of the applications resumed
     */
    public List<String> resumeAll(boolean force) {
        List<String> resumed = new ArrayList<>();
        // One list of what runs: asking about each application would neither end in time nor be let, once there are some thousands.
        Set<String> running = workflow.running();
        for (Cycle cycle : cycles.all()) {
            for (State state : State.values()) {
                if (state.isUnderWay()) {
                    resumeState(cycle.year(), state, force, running, resumed);
                }
            }
        }
        return resumed;
    }

    private void resumeState(int year, State state, boolean force, Set<String> running, List<String> resumed) {
        store.allInState(year, state, PAGE).forEach(line -> {
            try {
                if ((force || !Transitions.runs(line, running, store))
                        && resume(line.id(), force, running::contains, ResumeApplications::bySystem)) {
                    resumed.add(line.id());
                }
            } catch (RuntimeException e) {
                // One must not hold up the others; the next run tries it again.
                Log.error("RESUME_FAILED", e).with("applicationId", line.id()).write();
            }
        });
    }

    /** @return whether an execution was started */
    public boolean resume(String id, boolean force) {
        return resume(id, force, workflow::isRunning, ResumeApplications::bySystem);
    }

    private static Change bySystem(Application before, Application next) {
        return Commands.bySystem(before, next, RESUME, Channel.OPERATOR, next.changedAt(), "");
    }

    /** As an administrator has it done who saw that it stands still: what runs is left alone. */
    public boolean resume(Actor administrator, String id) {
        return resume(id, false, workflow::isRunning,
                (before, next) -> new Change(before, next,
                        new AuditEvent(id, next.version(), next.changedAt(), administrator.sub(), Role.ADMINISTRATOR, RESUME,
                                Optional.of(before.state()), Optional.of(next.state()), Channel.API, "", administrator.name())));
    }

    /** @param runs tells whether the execution of a name runs */
    private boolean resume(String id, boolean force, Predicate<String> runs, BiFunction<Application, Application, Change> recorded) {
        Optional<Application> found = store.find(id);
        if (found.isEmpty() || !found.get().state().isUnderWay() || !force && !isLost(found.get())) {
            return false;
        }
        int seen = found.get().executionAttempt();
        Application after = new Commands(store).run(id, application -> {
            // Someone else resumed it, or it ended, since it was looked at.
            if (application.executionAttempt() != seen || !application.state().isUnderWay()) {
                return Optional.empty();
            }
            Instant now = transitions.now();
            Application.Edit edit = application.edit().nextExecution().stay(application.stay().withoutToken()).at(now);
            // After a restore one that the table does not know may have the name, and a second start under it would do nothing.
            while (runs.test(Transitions.execution(edit.done()))) {
                edit.nextExecution();
            }
            Application next = edit.done();
            return Optional.of(recorded.apply(application, next).delivering(Transitions.start(next, now))
                    // An execution that still waits wakes up, finds that it is superseded, and ends.
                    .delivering(application.stay().token().map(token -> new Callback(token, Transitions.outcome(next, now)))));
        });
        return after.executionAttempt() > seen;
    }

    private boolean isLost(Application application) {
        return application.changedAt().plus(SETTLING).isBefore(transitions.now())
                && !workflow.isRunning(Transitions.execution(application));
    }
}
