package org.zhicheng.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Services;

/**
 * One person's applications in each state that there is. One application went the whole way and one was returned; what they were like on
 * the way is written again under other ids, as often as a test wants. No workflow belongs to these.
 */
final class EveryState {

    /** States that pass by themselves or need a clock, and where an application comes to them from. */
    private static final Map<State, State> NEXT_TO = Map.ofEntries(Map.entry(State.SUBMITTED, State.EMPLOYER_REVIEW),
            Map.entry(State.CERTIFICATE, State.APPROVAL_DOCUMENT), Map.entry(State.REJECTED, State.COMMITTEE_REVIEW),
            Map.entry(State.RESULT_NOTICE, State.COMMITTEE_REVIEW), Map.entry(State.RECONSIDERATION, State.COMMITTEE_REVIEW),
            Map.entry(State.WITHDRAWN, State.DISTRICT_REVIEW), Map.entry(State.ABANDONED, State.CORRECTION),
            Map.entry(State.EXPIRED, State.DRAFT), Map.entry(State.CLOSED, State.MATERIALS), Map.entry(State.REVOKED, State.CERTIFIED));
    /** What somebody has against the one that is announced. */
    static final String OBJECTION = "it-objection";

    private final Services table;
    private final Journey certified;
    private final Map<State, Application> patterns = new EnumMap<>(State.class);

    private EveryState(Services table, Journey certified) {
        this.table = table;
        this.certified = certified;
    }

    static EveryState on(TestStack stack) {
        EveryState every = new EveryState(stack.adapters(), Journey.of(stack));
        for (String state : Journey.WAY) {
            every.certified.to(state);
            if (state.equals("EMPLOYER_REVIEW")) {
                every.certified.recordNotice();
            }
            every.take(every.certified.id());
        }
        Journey returned = Journey.of(stack).to("EMPLOYER_REVIEW");
        ObjectNode decision = returned.seen(Api.JSON.createObjectNode().put("attempt", returned.attempt()).put("outcome", "RETURN"));
        decision.putArray("mend").addObject().put("item", "A4").put("comment", "请上传清晰的扫描件");
        returned.decide(returned.employer(), decision).expect(200);
        every.take(returned.awaitState("CORRECTION").id());
        Reconsideration right = new Reconsideration(State.COMMITTEE_REVIEW, stack.now().plus(Duration.ofDays(14)), 10, Optional.empty());
        Map<State, Reconsideration> questioned = Map.of(State.REJECTED, right, State.RECONSIDERATION, right.asked(stack.now(), "样本理由"));
        ResultNotice announced = new ResultNotice(LocalDate.ofInstant(stack.now(), BeijingTime.ZONE), stack.now().plus(Duration.ofDays(7)),
                5, List.of(new ResultNotice.Objection(OBJECTION, stack.now(), true, Optional.empty(), "样本事实", "样本证据", Optional.empty())));
        NEXT_TO.forEach((state, from) -> every.patterns.put(state,
                every.patterns.get(from).edit().enter(state, stack.now(), Optional.empty())
                        .reconsideration(Optional.ofNullable(questioned.get(state)))
                        .resultNotice(Optional.of(announced).filter(_ -> state == State.RESULT_NOTICE)).done()));
        return every;
    }

    private void take(String id) {
        Application application = table.applications().find(id).orElseThrow();
        patterns.put(application.state(), application.edit().stay(application.stay().withoutToken()).done());
    }

    /** The one that went the whole way by itself; its owner is the owner of all. */
    Journey certified() {
        return certified;
    }

    /** Another application in a state; its files and its certificate are those of the one it is like. */
    Application another(State state) {
        return write(table, patterns.get(state), certified.dossier().sub(), certified.dossier().identity().name());
    }

    /** One more like another, somebody's. */
    static Application write(Services table, Application like, String applicant, String name) {
        ObjectNode tree = (ObjectNode) Json.tree(like);
        tree.put("id", table.ids().get()).put("applicant", applicant).put("name", name);
        // papers of its own: those of many made at one moment would be in each other's way
        tree.path("attachments").forEach(file -> ((ObjectNode) file).put("sha256", ""));
        ObjectNode form = (ObjectNode) tree.path("form");
        form.put("summary", tree.path("id").asText() + form.path("summary").asText());
        Application application = Json.fromTree(tree, Application.class);
        table.applications()
                .commit(new Change(Optional.empty(), application, event(application), List.of(), List.of(), List.of(), Optional.empty()));
        return application;
    }

    private static AuditEvent event(Application application) {
        return new AuditEvent(application.id(), application.version(), Instant.EPOCH, application.applicant(), Role.APPLICANT, "CREATE",
                Optional.empty(), Optional.of(application.state()), Channel.OPERATOR, "");
    }
}
