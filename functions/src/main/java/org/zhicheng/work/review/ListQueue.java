package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R20;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.Role;
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
     * Whoever acts for several employers or districts sees all their queues, one after the other, page by page (R48).
     *
     * @param scope which employer or district only
     * @throws Failure {@code NOT_ALLOWED}, or {@code INVALID_VALUE} for a cursor that is none of these queues
     */
    public Page<Line> list(Actor actor, State tier, Optional<String> scope, Optional<String> cursor) {
        List<String> scopes = scopes(actor, tier, scope);
        Position at = cursor.map(c -> Position.parse(c, scopes)).orElse(new Position(scopes.getFirst(), Optional.empty()));
        List<ApplicationSummary> found = new ArrayList<>();
        Optional<Position> next = Optional.of(at);
        while (next.isPresent() && found.size() < PAGE) {
            Position from = next.get();
            Page<ApplicationSummary> page = store.queue(tier, from.scope(), PAGE - found.size(), from.cursor());
            found.addAll(page.items());
            next = page.next().map(rest -> new Position(from.scope(), Optional.of(rest))).or(
                    () -> scopes.stream().skip(scopes.indexOf(from.scope()) + 1L).findFirst().map(s -> new Position(s, Optional.empty())));
        }
        Instant now = transitions.now();
        WorkingDays days = transitions.workingDays();
        List<Line> lines = found.stream().filter(a -> !a.applicant().equals(actor.sub()))
                .sorted(Comparator.comparing(a -> a.dueAt().orElse(a.enteredAt())))
                .map(a -> new Line(a, a.dueAt().map(due -> days.left(now, due)))).toList();
        return new Page<>(lines, next.map(Position::text));
    }

    /** How far a list over several queues has come. */
    private record Position(String scope, Optional<String> cursor) {

        private String text() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(scope.getBytes(StandardCharsets.UTF_8)) + "." + cursor.orElse("");
        }

        private static Position parse(String text, List<String> scopes) {
            String[] parts = text.split("\\.", 2);
            return scopes.stream().filter(scope -> parts.length == 2 && text.startsWith(new Position(scope, Optional.empty()).text()))
                    .findFirst().map(scope -> new Position(scope, Optional.of(parts[1]).filter(rest -> !rest.isEmpty())))
                    .orElseThrow(() -> new Failure(ErrorCode.INVALID_VALUE, "cursor", "cursor"));
        }
    }

    private static List<String> scopes(Actor actor, State tier, Optional<String> wanted) {
        if (!tier.isQueue()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "tier",
                    Arrays.stream(State.values()).filter(State::isQueue).map(Enum::name).collect(Collectors.joining(" ")));
        }
        Role role = tier.tier().role();
        List<String> scopes = actor.appointments().stream().filter(a -> a.role() == role).map(Appointment::scope).distinct().sorted()
                .filter(own -> wanted.map(own::equals).orElse(true)).toList();
        if (scopes.isEmpty()) {
            throw new Failure(ErrorCode.NOT_ALLOWED, tier.chinese());
        }
        return scopes;
    }
}
