package org.zhicheng.work.objection;

import static org.zhicheng.ground.rule.NoticeRule.R41;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.ResultNotice.Answer;
import org.zhicheng.dossier.application.ResultNotice.Objection;
import org.zhicheng.dossier.application.ResultNotice.Outcome;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Receipt;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
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
 * The office answers an objection to a result, once (R41). Upheld, the application is rejected with the reason, which can be questioned as
 * any rejection can, and would go back to the committee. Dismissed, it goes on at the end of the notice, or at once where that has passed and
 * nothing else is open (R45).
 */
@Rule({R41, R45})
public final class AnswerResultObjection {

    private static final int LONGEST_REASON = 1_000;

    private final Commands commands;
    private final Transitions transitions;
    private final StandIn standIn;

    public AnswerResultObjection(ApplicationStore store, Transitions transitions, StandIn standIn) {
        this.commands = new Commands(store);
        this.transitions = transitions;
        this.standIn = standIn;
    }

    /**
     * What was found.
     *
     * @param attempt of the notice that was seen
     * @param contentVersion version of the content that was shown (R49)
     * @param reason read by the applicant where it is upheld, and told to who objects by the office
     */
    public record Finding(Integer attempt, Integer contentVersion, Outcome outcome, String reason) {
        public Finding {
            reason = reason == null ? "" : Canonical.lines(reason);
        }
    }

    /**
     * @throws Failure {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code RULES_BROKEN}, {@code NOT_FOUND}, {@code NOT_ALLOWED},
     *         {@code OWN_APPLICATION}, {@code DECIDED_AT_OTHER_TIER}, {@code SOMEBODY_CAN_ACT}, {@code WRONG_STATE}, {@code STALE_VERSION},
     *         {@code ALREADY_SETTLED}, {@code CONTENT_CHANGED}
     */
    public Application answer(Actor actor, String id, String objectionId, Finding finding) {
        checkShape(finding);
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.ANSWER_RESULT_OBJECTION, application);
            Optional<Answer> given = application.resultNotice().flatMap(notice -> notice.objection(objectionId)).flatMap(Objection::answer);
            if (given.isPresent()) {
                if (given.filter(a -> isSame(a, actor, finding)).isPresent()) {
                    return Optional.empty();
                }
                throw new Failure(ErrorCode.ALREADY_SETTLED, application.resultNotice().orElseThrow().number(objectionId));
            }
            Permissions.check(actor, Command.ANSWER_RESULT_OBJECTION, application, finding.attempt());
            Permissions.checkOneTier(actor, application);
            standIn.check(role, application, transitions.today());
            Seen.check(application, finding.contentVersion());
            ResultNotice notice = application.resultNotice().filter(n -> n.objection(objectionId).isPresent())
                    .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, objectionId));
            Instant now = transitions.now();
            ResultNotice answered = notice.answered(objectionId, new Answer(now, actor.sub(), finding.outcome(), finding.reason()));
            return Optional.of(carryOut(Who.person(actor, role, Command.ANSWER_RESULT_OBJECTION), application, answered, finding));
        });
    }

    private Change carryOut(Who who, Application application, ResultNotice answered, Finding finding) {
        Instant now = transitions.now();
        Application.Edit edit = application.edit().resultNotice(Optional.of(answered));
        if (finding.outcome() == Outcome.UPHELD) {
            edit.review(new Review(application.state(), application.stay().attempt(), Review.Outcome.REJECT, who.actor().sub(), now,
                    finding.reason(), List.of(), List.of(), false, Map.of()));
            return transitions.enter(application, edit, State.REJECTED, who, finding.reason())
                    .delivering(Mails.toOwner(application, MailTemplate.REJECTED));
        }
        // What was objected is not told to everybody who sees the record, and so neither is what is answered to it.
        String note = finding.outcome().both();
        boolean ended = !now.isBefore(Receipt.over(transitions.deadlines(application.cycle()).noticeEnds(application)));
        return ended && answered.open() == 0
                ? transitions.noticeEnded(application, edit, who, note)
                : Commands.change(application, edit.at(now).done(), who.actor(), who.role(), who.command(), Channel.API, now, note);
    }

    private static boolean isSame(Answer given, Actor actor, Finding finding) {
        return given.by().equals(actor.sub()) && given.outcome() == finding.outcome() && given.reason().equals(finding.reason());
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
