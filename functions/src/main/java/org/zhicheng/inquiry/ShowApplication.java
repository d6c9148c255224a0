package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R25;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.rules.correction.ChangedFields.Snapshot;
import org.zhicheng.rules.correction.ChangedFields;
import org.zhicheng.rules.correction.FieldChange;

/** Shows one application to its owner and to the tiers that may see it, with its timeline and what changed (R20, R22, R25). */
public final class ShowApplication {

    private final ApplicationStore store;
    private final Transitions transitions;

    public ShowApplication(ApplicationStore store, Transitions transitions) {
        this.store = store;
        this.transitions = transitions;
    }

    /** @throws Failure {@code NOT_FOUND} also where the actor may not know that it exists */
    public Application find(Actor actor, String id) {
        Application application = store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Permissions.check(actor, Command.VIEW, application);
        return application;
    }

    public ApplicationView view(Application application) {
        return ApplicationView.of(application, transitions.deadlines(application.cycle()), transitions.now());
    }

    @Rule(R25)
    public Timeline timeline(Actor actor, String id) {
        Application application = find(actor, id);
        ApplicationView view = view(application);
        List<Line> lines = store.events(id).stream().map(ShowApplication::line).toList();
        return new Timeline(id, view.state(), view.stateName(), view.holderName(), view.dueAt(), view.left(), view.stepsToCome(), lines,
                view.reviews());
    }

    /** What changed since the submission before the last one; for the owner of an open correction, since the last one. */
    public List<FieldChange> changes(Actor actor, String id) {
        Application application = find(actor, id);
        List<ApplicationStore.Submission> submissions = store.submissions(id);
        if (submissions.isEmpty()) {
            return List.of();
        }
        boolean open = application.state() == State.CORRECTION;
        if (open && application.applicant().equals(actor.sub())) {
            return between(submissions.getLast(), application);
        }
        int from = submissions.size() - 2;
        return from < 0 ? List.of() : between(submissions.get(from), application);
    }

    private static List<FieldChange> between(ApplicationStore.Submission submission, Application application) {
        return ChangedFields.between(Snapshot.of(submission, application), Snapshot.of(application));
    }

    private static Line line(AuditEvent e) {
        return new Line(e.at(), e.role(), e.role().chinese(), e.action(), e.from(), e.to(), e.note());
    }

    /** Present step, steps to come, who holds it, and what happened (R25). */
    public record Timeline(String id, State state, String stateName, String holderName, Optional<Instant> dueAt,
            Optional<WorkingDays.Left> left, List<State> stepsToCome, List<Line> events, List<ApplicationView.Decision> comments) {
    }

    /** One line of the record, by office. */
    public record Line(Instant at, Role role, String office, String action, Optional<State> from, Optional<State> to, String note) {
    }
}
