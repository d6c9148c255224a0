package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;

/**
 * Whoever was rejected, at whatever tier, or whose certificate was revoked, asks once and in time that it be looked at again (复查). The review's
 * execution has ended; another one waits for the office (R45).
 */
@Rule(R45)
public final class RequestReconsideration {

    /** Code points of what an applicant may hold against a decision. */
    private static final int LONGEST_REASON = 1_000;

    private final ApplicationStore store;
    private final Commands commands;
    private final Transitions transitions;

    public RequestReconsideration(ApplicationStore store, Transitions transitions) {
        this.store = store;
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * @param attempt of the decision that was seen, so that a repeat is told from a second request
     * @param received when the request reached the system, which decides (R53)
     * @throws Failure {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code WRONG_STATE},
     *         {@code STALE_VERSION}, {@code NO_RECONSIDERATION} where the cycle gave no days for it, {@code RECONSIDERED_ONCE},
     *         {@code RECONSIDERATION_TOO_LATE}, {@code ALREADY_APPLIED} for whoever has applied anew since the revocation (R26)
     */
    public Application request(Actor actor, String id, int attempt, String reason, Instant received) {
        String why = Reasons.required(reason, LONGEST_REASON);
        try {
            return commands.run(id, application -> request(actor, application, attempt, why, received));
        } catch (ClaimTaken e) {
            throw new Failure(ErrorCode.ALREADY_APPLIED, store.ownerOf(e.claim().type(), e.claim().value()).orElse("?"));
        }
    }

    private Optional<Change> request(Actor actor, Application application, int attempt, String why, Instant received) {
        Role role = Permissions.checkRole(actor, Command.REQUEST_RECONSIDERATION, application);
        Optional<Reconsideration.Request> asked = application.reconsideration().flatMap(Reconsideration::request);
        if (application.stay().attempt() == attempt + 1 && asked.filter(request -> request.reason().equals(why)).isPresent()) {
            return Optional.empty();
        }
        if (asked.isPresent()) {
            throw new Failure(ErrorCode.RECONSIDERED_ONCE);
        }
        Permissions.check(actor, Command.REQUEST_RECONSIDERATION, application, attempt);
        Reconsideration right = application.reconsideration().orElseThrow(() -> new Failure(ErrorCode.NO_RECONSIDERATION));
        Instant until = transitions.deadlines(application.cycle()).until(right, application.stay().enteredAt());
        if (!received.isBefore(until)) {
            throw new Failure(ErrorCode.RECONSIDERATION_TOO_LATE, BeijingTime.until(until));
        }
        Change change = transitions.enter(application,
                application.edit().reconsideration(Optional.of(right.asked(received, why))).nextExecution(), State.RECONSIDERATION,
                Who.person(actor, role, Command.REQUEST_RECONSIDERATION), why);
        // A revocation lets its holder apply anew; whoever questions it does not, and the other way round (R26).
        Change claiming = application.state() == State.REVOKED ? change.claiming(Claim.live(application)) : change;
        String due = change.after().stay().dueAt().orElseThrow().toString();
        return Optional.of(claiming.delivering(Transitions.start(change.after(), transitions.now()))
                .delivering(Mails.toOwner(application, MailTemplate.RECONSIDERATION_REQUESTED, Map.of("deadline", due))));
    }
}
