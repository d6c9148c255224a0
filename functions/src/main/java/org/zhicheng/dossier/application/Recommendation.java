package org.zhicheng.dossier.application;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.text.Named;

/**
 * How far an employer is with one of its people, as far as a list has to know it (R18, R20). What the clock decides is not in it: it is
 * asked of {@link #step}.
 *
 * @param noticeFrom first day of the public notice, where one was recorded
 * @param noticeTo its last day
 * @param anew whether only another notice will do (R23)
 * @param openObjections how many are to be settled yet
 * @param upheldObjections how many are upheld against this notice
 * @param given whether a recommendation stands
 */
public record Recommendation(Optional<LocalDate> noticeFrom, Optional<LocalDate> noticeTo, boolean anew, int openObjections,
        int upheldObjections, boolean given) {

    static Recommendation of(Application a) {
        List<PublicNotice.Objection> objections = a.publicNotice().map(PublicNotice::objections).orElse(List.of());
        return new Recommendation(a.publicNotice().flatMap(PublicNotice::from), a.publicNotice().flatMap(PublicNotice::to),
                a.lacksNewNotice(), (int) objections.stream().filter(PublicNotice.Objection::open).count(),
                a.publicNotice().map(notice -> Math.toIntExact(notice.upheld())).orElse(0),
                a.standingReviews().stream().anyMatch(r -> r.step() == State.EMPLOYER_REVIEW && r.outcome() == Review.Outcome.PASS));
    }

    /** What the employer has to do, or has done. */
    public enum Step implements Named {
        /** There is no notice, or it has to be made again. */
        TO_ANNOUNCE("待公示", "To announce"),
        /** It has not ended, or an objection is open. */
        NOTICE_RUNNING("公示中", "Notice running"),
        /** It has ended without objection; its papers may be missing yet. */
        READY("公示期满", "Notice over"),
        RECOMMENDED("已推荐", "Recommended"),
        /** It is with the applicant, by whomever it was returned. */
        RETURNED("已退回", "Returned");

        private final String chinese;
        private final String english;

        Step(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        /** Those in which the employer has it. */
        public static List<Step> toDo() {
            return Arrays.stream(values()).filter(Step::wasNotDone).toList();
        }

        /** Those in which it has gone from the employer. */
        public static List<Step> done() {
            return Arrays.stream(values()).filter(step -> !step.wasNotDone()).toList();
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }

        private boolean wasNotDone() {
            return switch (this) {
                case TO_ANNOUNCE, NOTICE_RUNNING, READY -> true;
                case RECOMMENDED, RETURNED -> false;
            };
        }
    }

    /** None where the employer has nothing to do with it any more, as where it rejected it. */
    public Optional<Step> step(State state, LocalDate today) {
        return switch (state) {
            case EMPLOYER_REVIEW -> Optional.of(toDo(today));
            case CORRECTION -> Optional.of(Step.RETURNED);
            default -> given ? Optional.of(Step.RECOMMENDED) : Optional.empty();
        };
    }

    private Step toDo(LocalDate today) {
        if (noticeFrom.isEmpty() || noticeTo.isEmpty() || anew || upheldObjections > 0) {
            return Step.TO_ANNOUNCE;
        }
        return today.isAfter(noticeTo.get()) && openObjections == 0 ? Step.READY : Step.NOTICE_RUNNING;
    }
}
