package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * An employer takes its recommendation back until the committee has decided, as where the person has left it (R48). The application is at the
 * employer again, who recommends anew, returns or rejects; what was decided on the recommendation is superseded, not deleted (R23).
 */
@Rule(R48)
public final class RecallRecommendation {

    private final Commands commands;
    private final Transitions transitions;

    public RecallRecommendation(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * @param attempt the step's attempt that was seen, so that a repeat is told from a new recall
     * @throws Failure {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code WRONG_STATE}, {@code STALE_VERSION}
     */
    public Application recall(Actor actor, String id, int attempt, String reason) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.RECALL, application);
            // Nothing else leads from a tier behind it to the employer in one step.
            if (application.state() == State.EMPLOYER_REVIEW && application.stay().attempt() == attempt + 1
                    && !application.reviews().isEmpty() && application.reviews().stream().allMatch(Review::superseded)) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.RECALL, application, attempt);
            return Optional.of(transitions
                    .enter(application, application.edit().supersedeReviews(), State.EMPLOYER_REVIEW,
                            Who.person(actor, role, Command.RECALL), reason)
                    .delivering(Mails.toOwner(application, MailTemplate.RECALLED, Map.of("office", State.EMPLOYER_REVIEW.tier().name()))));
        });
    }
}
