package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.inquiry.Seen;
import org.zhicheng.inquiry.StandIn;

/**
 * The office looks at a rejection or a revocation again, by somebody who has not taken it: it is upheld, or the application goes back to the step
 * where it was rejected and is decided there anew; after a revocation another certificate is made. Nothing is overwritten; what is overturned is
 * superseded (R45, R41).
 */
@Rule(R45)
public final class Reconsider {

    private static final int LONGEST_REASON = 1_000;

    private final Commands commands;
    private final Transitions transitions;
    private final StandIn standIn;

    public Reconsider(ApplicationStore store, Transitions transitions, StandIn standIn) {
        this.commands = new Commands(store);
        this.transitions = transitions;
        this.standIn = standIn;
    }

    /** What comes of it. */
    public enum Outcome {
        UPHELD,
        SENT_BACK
    }

    /**
     * What was found.
     *
     * @param attempt the step's attempt that was seen, so that a repeat is told from a new decision
     * @param contentVersion version of the content that was shown (R49)
     * @param reason read by the applicant
     */
    public record Finding(Integer attempt, Integer contentVersion, Outcome outcome, String reason) {
        public Finding {
            reason = reason == null ? "" : Canonical.lines(reason);
        }

        // kept as a decision of the office among the others
        private Review.Outcome asReview() {
            return outcome == Outcome.UPHELD ? Review.Outcome.REJECT : Review.Outcome.PASS;
        }
    }

    /**
     * @throws Failure {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code RULES_BROKEN}, {@code NOT_FOUND}, {@code NOT_ALLOWED},
     *         {@code OWN_APPLICATION}, {@code DECIDED_BEFORE}, {@code DECIDED_AT_OTHER_TIER}, {@code SOMEBODY_CAN_ACT}, {@code WRONG_STATE},
     *         {@code STALE_VERSION}, {@code ALREADY_DECIDED}, {@code CONTENT_CHANGED}
     */
    public Application decide(Actor actor, String id, Finding finding) {
        checkShape(finding);
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.RECONSIDER, application);
            Optional<Review> taken = application.reviews().stream().filter(r -> r.attempt() == finding.attempt()).findFirst();
            if (taken.filter(r -> r.step() == State.RECONSIDERATION && r.reviewer().equals(actor.sub()) && r.outcome() == finding.asReview()
                    && r.reason().equals(finding.reason())).isPresent()) {
                return Optional.empty();
            }
            if (taken.isPresent()) {
                throw new Failure(ErrorCode.ALREADY_DECIDED);
            }
            Permissions.check(actor, Command.RECONSIDER, application, finding.attempt());
            Permissions.checkOneTier(actor, application);
            standIn.check(role, application, transitions.today());
            Seen.check(application, finding.contentVersion());
            return Optional.of(carryOut(Who.person(actor, role, Command.RECONSIDER), application, finding));
        });
    }

    private Change carryOut(Who who, Application application, Finding finding) {
        Instant now = transitions.now();
        Application.Edit edit = application.edit().review(new Review(application.state(), application.stay().attempt(), finding.asReview(),
                who.actor().sub(), now, finding.reason(), List.of(), List.of(), false, Map.of()));
        Reconsideration right = application.reconsideration().orElseThrow();
        if (finding.outcome() == Outcome.UPHELD) {
            Change upheld = right.concernsRevocation()
                    ? transitions.enter(application, edit, State.REVOKED, who, finding.reason()).releasing(Claim.live(application))
                    : transitions.enter(application, edit, State.REJECTED, who, finding.reason());
            return upheld.delivering(Mails.toOwner(application, MailTemplate.RECONSIDERATION_UPHELD));
        }
        State step = right.step();
        if (right.concernsRevocation()) {
            edit.withoutCertificate();
        }
        application.rejection().map(Review::attempt).ifPresent(edit::supersedeReview);
        return transitions.enter(application, edit, step, who, finding.reason())
                .delivering(Mails.toOwner(application, MailTemplate.RECONSIDERATION_SENT_BACK, Map.of("office", step.tier().name())));
    }

    private static void checkShape(Finding finding) {
        if (finding.outcome() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "outcome");
        }
        if (finding.attempt() == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, "attempt");
        }
        Seen.require(finding.contentVersion());
        Reasons.required(finding.reason(), LONGEST_REASON);
        PrintedText.require(finding.reason(), "reason", new Text("意见", "the comment"));
    }
}
