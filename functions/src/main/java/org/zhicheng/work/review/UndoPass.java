package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * A district bureau or the committee undoes its pass within ten minutes, as of one among many that were passed together. A pass counts at once
 * and is never held back: what is held back, in a browser or here, is lost or too late for somebody. So undoing it is a record of its own (R41),
 * refused once the next tier has begun; the application is at the step again, the pass superseded, and the applicant told.
 */
@Rule(R41)
public final class UndoPass {

    static final Duration POSSIBLE = Duration.ofMinutes(10);

    private final Commands commands;
    private final Transitions transitions;

    public UndoPass(ApplicationStore store, Transitions transitions) {
        this.commands = new Commands(store);
        this.transitions = transitions;
    }

    /**
     * @param attempt of the step that the pass led to, so that a repeat is told from a new command
     * @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code WRONG_STATE}, {@code STALE_VERSION},
     *         {@code SESSION_DECIDES},     *         {@code ALREADY_GOING_ON}, {@code UNDO_TOO_LATE}
     */
    public Application undo(Actor actor, String id, int attempt) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.UNDO_PASS, application);
            Optional<Review> passed = application.reviews().stream().filter(r -> r.attempt() == attempt - 1)
                    .filter(r -> r.outcome() == Review.Outcome.PASS && r.step().tier().role() == role).findFirst();
            if (application.stay().attempt() == attempt + 1
                    && passed.filter(r -> r.superseded() && r.step() == application.state()).isPresent()) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.UNDO_PASS, application, attempt);
            // what led here otherwise, as an administrator's or a correction's way, was no pass of this tier
            Review review = passed.orElseThrow(() -> new Failure(ErrorCode.ALREADY_GOING_ON, application.state()));
            if (Subject.isSession(review.reviewer())) {
                throw new Failure(ErrorCode.SESSION_DECIDES);
            }
            if (application.stay().hand().isPresent() || !application.receivedMaterials().isEmpty() || application.openObjections() > 0) {
                throw new Failure(ErrorCode.ALREADY_GOING_ON, application.state());
            }
            if (transitions.now().isAfter(review.decidedAt().plus(POSSIBLE))) {
                throw new Failure(ErrorCode.UNDO_TOO_LATE, POSSIBLE.toMinutes());
            }
            // a notice that nobody has objected to yet was none
            Application.Edit edit = application.edit().supersedeReview(review.attempt())
                    .resultNotice(application.resultNotice().filter(notice -> !notice.objections().isEmpty()));
            return Optional.of(transitions.enter(application, edit, review.step(), Who.person(actor, role, Command.UNDO_PASS), "")
                    .delivering(Mails.toOwner(application, MailTemplate.PASS_UNDONE, Map.of("office", review.step().tier().name()))));
        });
    }
}
