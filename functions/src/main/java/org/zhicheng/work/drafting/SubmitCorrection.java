package org.zhicheng.work.drafting;

import static org.zhicheng.ground.rule.NoticeRule.R23;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Correction;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions.Who;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.rules.checklist.Checks;
import org.zhicheng.rules.correction.ChangedFields;
import org.zhicheng.rules.correction.CorrectionGate;
import org.zhicheng.rules.correction.FieldChange;
import org.zhicheng.rules.correction.Mendables;

/**
 * Hands in a correction: every returned item changed or answered, nothing missing or wrong. It goes back to the employer, earlier
 * recommendations are superseded, and where the notice's facts changed, the notice must be made again (R23).
 */
@Rule(R23)
public final class SubmitCorrection {

    private static final int LONGEST_ANSWER = 1_000;
    private static final Set<State> JUST_SUBMITTED = EnumSet.of(State.SUBMITTED, State.EMPLOYER_REVIEW);

    private final ApplicationStore store;
    private final Commands commands;
    private final CheckApplication checks;
    private final Transitions transitions;

    public SubmitCorrection(ApplicationStore store, CheckApplication checks, Transitions transitions) {
        this.store = store;
        this.commands = new Commands(store);
        this.checks = checks;
        this.transitions = transitions;
    }

    /**
     * @param answers returned item to the applicant's answer, for an item that needs no change
     * @param received when the correction reached the system, which decides (R53)
     * @throws Failure {@code INVALID_VALUE} for an answer to what was not returned, {@code NOT_ALL_MENDED}, {@code RULES_BROKEN},
     *         {@code WRONG_STATE}
     */
    public Application submit(Actor actor, String id, Map<String, String> answers, Instant received) {
        return commands.run(id, application -> {
            Role role = Permissions.checkRole(actor, Command.CORRECT, application);
            if (JUST_SUBMITTED.contains(application.state()) && application.submissions() > 1) {
                return Optional.empty();
            }
            Permissions.check(actor, Command.CORRECT, application);
            Correction correction = application.correction().orElseThrow();
            if (!received.isBefore(correction.deadline())) {
                throw new Failure(ErrorCode.WRONG_STATE, State.ABANDONED);
            }
            checkAnswers(correction, answers);
            List<FieldChange> changes = ChangedFields.sinceSubmitted(application, store);
            List<String> open = CorrectionGate.notMended(correction, changes).stream().distinct()
                    .filter(item -> answers.getOrDefault(item, "").isBlank()).toList();
            if (!open.isEmpty()) {
                throw new Failure(ErrorCode.NOT_ALL_MENDED, Mendables.named(open));
            }
            Checks result = checks.check(application, received);
            if (!result.submittable()) {
                throw Failure.rulesBroken(result.violations());
            }
            boolean again = application.noticeRequired() || ChangedFields.touchesNotice(changes);
            Person person = checks.person(application);
            Application.Edit edit = application.edit().identity(person.name(), person.maskedIdNumber())
                    .assessment(Optional.of(result.assessment()))
                    .submitted(application.submittedAt().orElse(received),
                            application.referenceDate().orElse(result.assessment().referenceDate()))
                    .answered(answers).supersedeReviews().noticeRequired(again).correction(Optional.empty());
            if (again) {
                edit.supersedeNoticePapers(transitions.now());
            }
            String note = String.join("；", correction.items().stream().map(Mend::item).filter(answers::containsKey)
                    .map(item -> item + "：" + answers.get(item)).toList());
            return Optional.of(transitions.enter(application, edit, State.SUBMITTED, Who.person(actor, role, Command.CORRECT), note));
        });
    }

    private static void checkAnswers(Correction correction, Map<String, String> answers) {
        List<String> returned = correction.items().stream().map(Mend::item).toList();
        if (!returned.containsAll(answers.keySet())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "answers", Mendables.named(returned));
        }
        if (answers.values().stream().anyMatch(answer -> Length.of(answer) > LONGEST_ANSWER)) {
            throw new Failure(ErrorCode.INVALID_VALUE, "answers", Reasons.atMost(LONGEST_ANSWER));
        }
    }
}
