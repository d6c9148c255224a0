package org.zhicheng.dossier.flow;

import static org.zhicheng.ground.rule.NoticeRule.R20;

import java.util.List;
import java.util.stream.Stream;

import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Named;

/**
 * Where an application stands (R20–R28). Spelled the same in the API, the table and the workflow.
 *
 * <p>Each state is one row: its name, who holds it, how it is left, and how many working days that should take. What may be done, whose
 * queue it is in and when it is due follow from the row. The straight way comes first, in its order.
 */
@Rule(R20)
public enum State implements Named {
    /** Being filled in; seen by its owner only. */
    DRAFT("填报中", "draft", Tier.APPLICANT, Left.BY_SUBMISSION),
    /** Submitted; the workflow checks eligibility and hands it to the employer. */
    SUBMITTED("已提交", "submitted", Tier.SYSTEM, Left.BY_ITSELF),
    EMPLOYER_REVIEW("基层单位申报", "the employer's review", Tier.EMPLOYER, Left.BY_DECISION, 10),
    DISTRICT_REVIEW("区（县）人社局初审、推荐", "the district bureau's review", Tier.DISTRICT, Left.BY_DECISION, 10),
    COMMITTEE_REVIEW("评审委员会审核", "the review committee", Tier.COMMITTEE, Left.BY_DECISION, 20),
    /** Passed, and announced to everybody for some working days; of cycles that have it, and left by itself (R45). */
    RESULT_NOTICE("评审结果公示", "public notice of the result", Tier.OFFICE, Left.BY_NOTICE),
    MATERIALS("接收材料", "receipt of the originals", Tier.OFFICE, Left.BY_PAPERWORK, 10),
    APPROVAL_DOCUMENT("批文", "approval document", Tier.OFFICE, Left.BY_PAPERWORK, 10),
    /** Approved; the certificate is being made. */
    CERTIFICATE("制证", "the certificate is being made", Tier.SYSTEM, Left.BY_ITSELF),
    /** The certificate is there. */
    CERTIFIED("已发证", "certified", Tier.NONE, Left.NEVER),
    /** Returned; only the named items are open. */
    CORRECTION("退回修改", "returned for correction", Tier.APPLICANT, Left.BY_CORRECTION),
    /** Rejected, and being looked at again at the applicant's request by somebody who has not decided about it (R45). */
    RECONSIDERATION("复查", "reconsideration", Tier.OFFICE, Left.BY_RECONSIDERATION, 10),
    /** Unless it is asked in time that this be looked at again, the end (R45). */
    REJECTED("未通过", "rejected", Tier.NONE, Left.NEVER),
    WITHDRAWN("已撤回", "withdrawn", Tier.NONE, Left.NEVER),
    ABANDONED("逾期未修改", "not corrected in time", Tier.NONE, Left.NEVER),
    /** Never submitted; only an extension of the window brings it back (R50). */
    EXPIRED("逾期未提交", "not submitted in time", Tier.NONE, Left.NEVER),
    /** Ended by the bureau with a reason, as after a death (R48). */
    CLOSED("终止办理", "closed by the bureau", Tier.NONE, Left.NEVER),
    /** The certificate was revoked (R34); its holder may apply anew. */
    REVOKED("证书已撤销", "certificate revoked", Tier.NONE, Left.NEVER);

    /** Who holds an application: an office, never a person (R25); and who acts for it. */
    public enum Tier implements Named {
        APPLICANT("申报人", "the applicant", Role.APPLICANT),
        SYSTEM("系统", "the system", Role.SYSTEM),
        EMPLOYER("基层单位", "the employer", Role.EMPLOYER),
        DISTRICT("区（县）人社局", "the district bureau", Role.DISTRICT),
        COMMITTEE("评审委员会", "the review committee", Role.COMMITTEE),
        OFFICE("评审机构", "the office", Role.OFFICE),
        NONE("—", "—", Role.SYSTEM);

        private final String chinese;
        private final String english;
        private final Role role;

        Tier(String chinese, String english, Role role) {
            this.chinese = chinese;
            this.english = english;
            this.role = role;
        }

        @Override
        public String chinese() {
            return chinese;
        }

        @Override
        public String english() {
            return english;
        }

        public Role role() {
            return role;
        }
    }

    private enum Left {
        BY_SUBMISSION,
        BY_ITSELF,
        BY_DECISION,
        BY_NOTICE,
        BY_PAPERWORK,
        BY_CORRECTION,
        BY_RECONSIDERATION,
        NEVER
    }

    /** The straight way, in order, with the notice of the result, which not every application has (R20, R45). */
    public static final List<State> STRAIGHT = Stream.of(values()).limit(CERTIFIED.ordinal() + 1L).toList();

    private final String chinese;
    private final String english;
    private final Tier tier;
    private final Left left;
    private final int targetDays;

    State(String chinese, String english, Tier tier, Left left) {
        this(chinese, english, tier, left, 0);
    }

    State(String chinese, String english, Tier tier, Left left, int targetDays) {
        this.chinese = chinese;
        this.english = english;
        this.tier = tier;
        this.left = left;
        this.targetDays = targetDays;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public String english() {
        return english;
    }

    /** The office that holds an application in this state. */
    public Tier tier() {
        return tier;
    }

    /**
     * The straight way of an application.
     *
     * @param notice whether the notice of the result is a step of it (R45)
     */
    public static List<State> straight(boolean notice) {
        return notice ? STRAIGHT : STRAIGHT.stream().filter(state -> !state.isNotice()).toList();
    }

    /** The state that follows where all goes well (R20); the straight way leads on from every state on it but the last. */
    public State next(boolean notice) {
        State next = STRAIGHT.get(STRAIGHT.indexOf(this) + 1);
        return next.isNotice() && !notice ? next.next(false) : next;
    }

    /**
     * The states to come where all goes well, in order (R25): a correction goes back to the employer (R23), nothing follows on an end, and
     * what follows on a reconsideration is for that to decide.
     */
    public List<State> toCome(boolean notice) {
        List<State> way = straight(notice);
        int at = way.indexOf(this);
        return isFinal() || left == Left.BY_RECONSIDERATION
                ? List.of()
                : way.subList(at < 0 ? way.indexOf(EMPLOYER_REVIEW) : at + 1, way.size());
    }

    /** The states before it on the straight way; none of what has left it. */
    public List<State> done(boolean notice) {
        List<State> way = straight(notice);
        return way.subList(0, Math.max(0, way.indexOf(this)));
    }

    /** True from the notice of the result on, whether there was one or not. */
    public boolean isPassed() {
        return STRAIGHT.indexOf(this) >= RESULT_NOTICE.ordinal();
    }

    /** The working days that staff should need, unless the cycle says otherwise (R24); 0 where nobody of staff has to act. */
    public int targetDays() {
        return targetDays;
    }

    /** True where nobody can do anything more to the application (R26). */
    public boolean isFinal() {
        return left == Left.NEVER;
    }

    /** True where a certificate was issued, whatever became of it. */
    public boolean hasCertificate() {
        return this == CERTIFIED || this == REVOKED;
    }

    /** True where the workflow waits for a person, or for a time. */
    public boolean isWait() {
        return isQueue() || left == Left.BY_CORRECTION || isNotice();
    }

    /** True where nobody has to act, and the time of a public notice runs (R45). */
    public boolean isNotice() {
        return left == Left.BY_NOTICE;
    }

    /** True where it waits for staff, in the queue of the office that holds it. */
    public boolean isQueue() {
        return isReview() || left == Left.BY_PAPERWORK || left == Left.BY_RECONSIDERATION;
    }

    /** True at the review tiers, where pass, return and reject are possible (R22). */
    public boolean isReview() {
        return left == Left.BY_DECISION;
    }

    /** Never true of what was not handed in, or expired as a draft: nobody but its owner sees that. */
    public boolean wasSubmitted() {
        return this != DRAFT && this != EXPIRED;
    }

    /** True while a workflow execution belongs to the application. */
    public boolean isUnderWay() {
        return this != DRAFT && !isFinal();
    }
}
