package org.zhicheng.inquiry;

import static org.zhicheng.ground.rule.NoticeRule.R39;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;

/**
 * The one guard of every step forward (R39): a pass, a receipt, an approval, an issue. The facts of now decide; whoever is not eligible does
 * not go on, and an open question is named and answered by who lets the application go on.
 */
@Rule(R39)
public final class Guard {

    private static final String ANSWERS = "answers.";
    private static final int MOST_ANSWERS = 20;
    private static final int LONGEST_ANSWER = 1_000;

    private final CheckApplication checks;

    public Guard(CheckApplication checks) {
        this.checks = checks;
    }

    /**
     * Answers as they may come in: by a question's code, each a text.
     *
     * @throws Failure {@code INVALID_VALUE}
     */
    public static void checkShape(Map<String, String> answers) {
        boolean wellFormed = answers.size() <= MOST_ANSWERS && answers.entrySet().stream().allMatch(a -> a.getKey().matches("[A-Z_]{1,60}")
                && a.getValue() != null && !a.getValue().isBlank() && Length.of(a.getValue()) <= LONGEST_ANSWER);
        if (!wellFormed) {
            throw new Failure(ErrorCode.INVALID_VALUE, "answers", "QUESTION_CODE: 1–" + LONGEST_ANSWER);
        }
    }

    /** Begins to read what lets an application go on or not. */
    public void readAhead(Application application) {
        checks.readAheadForDecision(application);
    }

    /**
     * Lets a review tier pass: each question that is open now is answered in this very decision.
     *
     * @return the facts of now, to be kept with the application
     * @throws Failure {@code NOT_ELIGIBLE_NOW} with every reason, {@code QUESTIONS_OPEN} with each question
     */
    public Assessment pass(Application application, Instant now, Map<String, String> answers) {
        return check(application, now, answers, Set.of());
    }

    /**
     * The same where the answers were found before: those to questions that are open now are taken over.
     *
     * @throws Failure as {@link #pass}
     */
    public Passed passByFindings(Application application, Instant now, Map<String, String> found) {
        Map<String, String> answers = new HashMap<>(found);
        answers.keySet().retainAll(checks.checkForDecision(application, now).assessment().questions().stream()
                .map(Assessment.Question::code).collect(Collectors.toSet()));
        return new Passed(pass(application, now, answers), answers);
    }

    /** The facts of now, and the answers to what was open. */
    public record Passed(Assessment assessment, Map<String, String> answers) {
    }

    /** Lets an application on that was passed: a question is answered here, or was answered by a review that stands. */
    public Assessment goOn(Application application, Instant now, Map<String, String> answers) {
        Set<String> answered = new HashSet<>();
        application.standingReviews().stream().filter(r -> r.outcome() == Review.Outcome.PASS)
                .forEach(r -> answered.addAll(r.answers().keySet()));
        return check(application, now, answers, answered);
    }

    /** Whether a violation is an unanswered question about another person's application. */
    public static boolean isOfOthers(Violation violation) {
        return violation.field().startsWith(ANSWERS) && Assessment.isOfOthers(violation.field().substring(ANSWERS.length()));
    }

    private Assessment check(Application application, Instant now, Map<String, String> answers, Set<String> before) {
        Assessment assessment = checks.checkForDecision(application, now).assessment();
        if (assessment.outcome() == Assessment.Outcome.INELIGIBLE) {
            throw Failure.of(ErrorCode.NOT_ELIGIBLE_NOW, assessment.reasons(), assessment.reasons().size());
        }
        List<Violation> open = new ArrayList<>();
        assessment.questions().stream().filter(q -> !answers.containsKey(q.code()) && !before.contains(q.code()))
                .forEach(q -> open.add(ViolationCode.QUESTION_UNANSWERED.of(q.rule(), ANSWERS + q.code(), q)));
        answers.keySet().stream().filter(code -> assessment.questions().stream().noneMatch(q -> q.code().equals(code))).sorted()
                .forEach(code -> open.add(ViolationCode.QUESTION_NOT_OPEN.at(ANSWERS + code, code)));
        if (!open.isEmpty()) {
            throw Failure.of(ErrorCode.QUESTIONS_OPEN, open, open.size());
        }
        return assessment.ofOwnPapers();
    }
}
