package org.zhicheng.dossier.application;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Named;

/**
 * The public notice of what the committee has passed (评审结果公示): for some working days anybody may object (R45).
 *
 * @param from first day on which it is shown, the working day after the pass
 * @param until first instant after it: 24:00 of its last working day; never sooner than was said when it began (R50)
 * @param workingDays as many as the cycle gave when it began
 * @param objections whatever was objected, at an earlier notice of the application too; none ever goes (R41)
 */
@Rule(R45)
public record ResultNotice(LocalDate from, Instant until, int workingDays, List<Objection> objections) {

    public ResultNotice {
        objections = objections == null ? List.of() : List.copyOf(objections);
    }

    /** Whether it is a step of an application's way: as the cycle has it until the committee has passed, and from then on as it was. */
    public static boolean isStep(State state, boolean had, boolean ofCycle) {
        return state.isPassed() ? had : ofCycle;
    }

    /** By what the public names an application's notice: it opens nothing, and is another one after another pass. */
    public static String id(String applicationId, int attempt) {
        return StableId.of("RESULT-NOTICE\n" + applicationId + "\n" + attempt);
    }

    /** Whether it is shown to everybody at an instant, and can be objected to. */
    public static boolean isShown(LocalDate from, Instant until, Instant at) {
        return !at.isBefore(from.atStartOfDay(BeijingTime.ZONE).toInstant()) && at.isBefore(until);
    }

    public ResultNotice withUntil(Instant later) {
        return new ResultNotice(from, later, workingDays, objections);
    }

    /** With one objection more. */
    public ResultNotice with(Objection objection) {
        return new ResultNotice(from, until, workingDays, Stream.concat(objections.stream(), Stream.of(objection)).toList());
    }

    /** With one of them answered. */
    public ResultNotice answered(String objectionId, Answer answer) {
        return new ResultNotice(from, until, workingDays,
                objections.stream().map(o -> o.id().equals(objectionId) ? o.answered(answer) : o).toList());
    }

    /** Whether it is kept who objected. */
    public boolean hasObjectors() {
        return objections.stream().anyMatch(o -> o.objector().isPresent());
    }

    /** Without what tells who objected, which is kept no longer than it is needed (R38). */
    public ResultNotice withoutObjectors() {
        return new ResultNotice(from, until, workingDays, objections.stream().map(Objection::withoutObjector).toList());
    }

    public Optional<Objection> objection(String id) {
        return objections.stream().filter(o -> o.id().equals(id)).findFirst();
    }

    /** The place of one, counted from 1, as people speak of it. */
    public int number(String id) {
        return objections.stream().map(Objection::id).toList().indexOf(id) + 1;
    }

    /** How many wait for an answer; one that met no answer before the application went another way waits no more. */
    public int open() {
        return (int) objections.stream().filter(Predicate.not(Objection::isAnswered)).count();
    }

    /** True where somebody has answered one. */
    public boolean isAnsweredBy(String sub) {
        return objections.stream().flatMap(o -> o.answer().stream()).anyMatch(answer -> answer.by().equals(sub));
    }

    /** What was found of an objection. */
    public enum Outcome implements Named {
        DISMISSED("不成立", "dismissed"),
        UPHELD("成立", "upheld");

        private final String chinese;
        private final String english;

        Outcome(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }
    }

    /**
     * What somebody has against a result.
     *
     * @param id made of what was said, so that the same said again is the same
     * @param at when it reached the system
     * @param objector name and how to reach whoever objects, encrypted; absent of who gave none, and once it is kept no more (R38)
     * @param facts with ID numbers masked, as is the evidence
     * @param evidence what it rests on; there is some where nobody stands for it by name
     */
    public record Objection(String id, Instant at, boolean anonymous, Optional<String> objector, String facts, String evidence,
            Optional<Answer> answer) {

        @SuppressWarnings("OptionalAssignedToNull")
        public Objection {
            objector = objector == null ? Optional.empty() : objector;
            facts = Canonical.lines(facts);
            evidence = evidence == null ? "" : Canonical.lines(evidence);
            answer = answer == null ? Optional.empty() : answer;
        }

        /** Not a part of it: told by the answer. */
        boolean isAnswered() {
            return answer.isPresent();
        }

        private Objection answered(Answer given) {
            return new Objection(id, at, anonymous, objector, facts, evidence, Optional.of(given));
        }

        private Objection withoutObjector() {
            return new Objection(id, at, anonymous, Optional.empty(), facts, evidence, answer);
        }

        /** Without what it says. */
        @Override
        public String toString() {
            return "Objection[" + id + "]";
        }
    }

    /**
     * What the office found; it is given once (R41).
     *
     * @param by subject of who answered
     */
    public record Answer(Instant at, String by, Outcome outcome, String reason) {
        public Answer {
            reason = Canonical.lines(reason);
        }
    }
}
