package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R22;
import static org.zhicheng.ground.rule.NoticeRule.R25;
import static org.zhicheng.ground.rule.NoticeRule.R44;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Review;
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
import org.zhicheng.ground.text.Language;
import org.zhicheng.rules.correction.ChangedFields.Snapshot;
import org.zhicheng.rules.correction.ChangedFields;
import org.zhicheng.rules.correction.FieldChange;
import org.zhicheng.rules.correction.Mendables;

/** Shows one application to its owner and to the tiers that may see it, with its timeline and what changed (R20, R22, R25). */
public final class ShowApplication {

    private final ApplicationStore store;
    private final Transitions transitions;
    private final Language language;

    /** @param language of the names of steps, offices and materials */
    public ShowApplication(ApplicationStore store, Transitions transitions, Language language) {
        this.store = store;
        this.transitions = transitions;
        this.language = language;
    }

    /** @throws Failure {@code NOT_FOUND} also where the actor may not know that it exists */
    public Application find(Actor actor, String id) {
        Application application = store.find(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
        Permissions.check(actor, Command.VIEW, application);
        return application;
    }

    public ApplicationView view(Actor actor, Application application) {
        return ApplicationView.of(actor, application, transitions.deadlines(application.cycle()), transitions.now(), language);
    }

    /** What a return may name, in the order of the form, as the reader's language calls it (R22). */
    public Map<String, String> mendable() {
        Map<String, String> labels = new LinkedHashMap<>();
        Mendables.labels().forEach((item, label) -> labels.put(item, language.name(label)));
        return labels;
    }

    @Rule({R25, R44})
    public Timeline timeline(Actor actor, String id) {
        Application application = find(actor, id);
        ApplicationView view = view(actor, application);
        // R44: who, as a person, and by which channel, to those who answer for the record
        boolean named = !actor.owns(application) && (actor.has(Role.OFFICE) || actor.has(Role.ADMINISTRATOR));
        List<Line> lines = store.events(id).stream().map(e -> line(e, named, language)).toList();
        return new Timeline(id, view.state(), view.stateName(), view.holderName(), view.dueAt(), view.left(), view.stepsToCome(), lines,
                view.reviews());
    }

    /** What changed since the last return, with what was answered instead of a change (R22); empty where nothing was ever returned. */
    @Rule(R22)
    public List<FieldChange> changes(Actor actor, String id) {
        Application application = find(actor, id);
        Optional<Review> last = application.lastReturn();
        List<ApplicationStore.Submission> submissions = last.isEmpty() ? List.of() : store.submissions(id);
        // each submission but the first one followed a return
        int returned = submissions.size() - (application.state() == State.CORRECTION ? 1 : 2);
        if (returned < 0) {
            return List.of();
        }
        ApplicationStore.Submission before = submissions.get(returned);
        List<String> files = last.flatMap(Review::returned).map(Review.Returned::files).orElse(before.files());
        Map<String, String> answers = last.flatMap(Review::returned).map(Review.Returned::answers).orElse(Map.of());
        List<FieldChange> changes = new ArrayList<>();
        ChangedFields.between(Snapshot.of(before, files, application), Snapshot.of(application))
                .forEach(c -> changes.add(new FieldChange(c.item(), c.before(), c.after(), answers.getOrDefault(c.item(), ""))));
        last.get().mend().stream().map(Review.Mend::item).filter(answers::containsKey)
                .filter(item -> changes.stream().noneMatch(c -> c.item().equals(item)))
                .forEach(item -> changes.add(new FieldChange(item, "", "", answers.get(item))));
        return changes;
    }

    private static Line line(AuditEvent e, boolean named, Language language) {
        return new Line(e.at(), e.role(), language.name(e.role()), e.action(), e.from(), e.to(), e.note(),
                named ? Optional.of(e.actor()) : Optional.empty(), named ? Optional.of(e.actorName()) : Optional.empty(),
                named ? Optional.of(e.channel()) : Optional.empty());
    }

    /** Present step, steps to come, who holds it, and what happened (R25). */
    public record Timeline(String id, State state, String stateName, String holderName, Optional<Instant> dueAt,
            Optional<WorkingDays.Left> left, List<State> stepsToCome, List<Line> events, List<ApplicationView.Decision> comments) {
    }

    /**
     * One line of the record, by office.
     *
     * @param actor who acted, to administrators and the office only (R44); likewise the name of that day and the channel
     */
    public record Line(Instant at, Role role, String office, String action, Optional<State> from, Optional<State> to, String note,
            Optional<String> actor, Optional<String> actorName, Optional<AuditEvent.Channel> channel) {
    }
}
