package org.zhicheng.dossier.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Named;

/**
 * The outcome of an eligibility check (R13).
 *
 * @param referenceDate the day the years were counted on: the day of submission (R12)
 * @param reasons every reason against it, at once
 * @param eligibleFrom the first day on which the applicant would be eligible, where waiting helps
 * @param questions what each reviewer must look at
 */
public record Assessment(Outcome outcome, LocalDate referenceDate, List<Violation> reasons, Optional<LocalDate> eligibleFrom,
        List<Question> questions) {

    public Assessment {
        reasons = List.copyOf(reasons);
        questions = List.copyOf(questions);
    }

    /** As whoever applied may see it: without what was found in another person's application. */
    public Assessment ofOwnPapers() {
        List<Question> own = questions.stream().filter(q -> !isOfOthers(q.code())).toList();
        return new Assessment(outcome == Outcome.NEEDS_REVIEW && own.isEmpty() ? Outcome.ELIGIBLE : outcome, referenceDate, reasons,
                eligibleFrom, own);
    }

    /** Whether a question is asked because of another person's application, of which the applicant learns nothing. */
    public static boolean isOfOthers(String question) {
        return question.equals(ViolationCode.SAME_FILE_ELSEWHERE.code());
    }

    /** Three outcomes, never a guess. */
    public enum Outcome {
        ELIGIBLE,
        INELIGIBLE,
        NEEDS_REVIEW
    }

    /** An open question for the reviewers; the application goes on. */
    public record Question(String rule, String code, String chinese, String english) implements Named {
    }
}
