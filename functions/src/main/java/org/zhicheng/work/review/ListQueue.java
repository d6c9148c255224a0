package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R20;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** Lists what waits at a tier: an employer sees its own staff, a district bureau its own district (R20). */
@Rule(R20)
public final class ListQueue {

    private static final int PAGE = 50;

    private final ApplicationStore store;
    private final Transitions transitions;

    public ListQueue(ApplicationStore store, Transitions transitions) {
        this.store = store;
        this.transitions = transitions;
    }

    /** A line of the queue, with what is left of the tier's target time (R24). */
    public record Line(ApplicationSummary application, Optional<WorkingDays.Left> left) {
    }

    /**
     * @param scope which employer or district, for someone appointed to several
     * @throws Failure {@code NOT_ALLOWED}
     */
    public Page<Line> list(Actor actor, State tier, Optional<String> scope, Optional<String> cursor) {
        Page<ApplicationSummary> page = store.queue(tier, scope(actor, tier, scope), PAGE, cursor);
        Instant now = transitions.now();
        WorkingDays days = transitions.workingDays();
        List<Line> lines = page.items().stream().filter(a -> !a.applicant().equals(actor.sub()))
                .map(a -> new Line(a, a.dueAt().map(due -> days.left(now, due)))).toList();
        return new Page<>(lines, page.next());
    }

    private static String scope(Actor actor, State tier, Optional<String> wanted) {
        if (!tier.isQueue()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "tier",
                    Stream.of(State.values()).filter(State::isQueue).map(State::name).collect(Collectors.joining(" ")));
        }
        return actor.appointments().stream().filter(a -> a.role() == tier.tier().role()).map(Appointment::scope)
                .filter(own -> wanted.map(own::equals).orElse(true)).findFirst()
                .orElseThrow(() -> new Failure(ErrorCode.NOT_ALLOWED, tier.chinese()));
    }
}
