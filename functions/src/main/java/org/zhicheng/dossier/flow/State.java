package org.zhicheng.dossier.flow;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where an application stands (R20–R28). Spelled the same in the API, the table and the workflow. */
public enum State {
    /** Being filled in; seen by its owner only. */
    DRAFT("填报中", Tier.APPLICANT),
    /** Submitted; the workflow checks eligibility and hands it to the employer. */
    SUBMITTED("已提交", Tier.SYSTEM),
    EMPLOYER_REVIEW("基层单位申报", Tier.EMPLOYER),
    DISTRICT_REVIEW("区（县）人社局初审、推荐", Tier.DISTRICT),
    COMMITTEE_REVIEW("评审委员会审核", Tier.COMMITTEE),
    MATERIALS("接收材料", Tier.OFFICE),
    APPROVAL_DOCUMENT("批文", Tier.OFFICE),
    /** Approved; the certificate is being made. */
    CERTIFICATE("制证", Tier.SYSTEM),
    /** The certificate is there. */
    CERTIFIED("已发证", Tier.NONE),
    /** Returned; only the named items are open. */
    CORRECTION("退回修改", Tier.APPLICANT),
    REJECTED("未通过", Tier.NONE),
    WITHDRAWN("已撤回", Tier.NONE),
    ABANDONED("逾期未修改", Tier.NONE),
    EXPIRED("逾期未提交", Tier.NONE);

    /** Who holds an application: an office, never a person (R25). */
    public enum Tier {
        APPLICANT("申报人"),
        SYSTEM("系统"),
        EMPLOYER("基层单位"),
        DISTRICT("区（县）人社局"),
        COMMITTEE("评审委员会"),
        OFFICE("评审机构"),
        NONE("—");

        private final String chinese;

        Tier(String chinese) {
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }
    }

    /** The straight way, in order (R20). */
    public static final List<State> STRAIGHT = List.of(DRAFT, SUBMITTED, EMPLOYER_REVIEW, DISTRICT_REVIEW, COMMITTEE_REVIEW, MATERIALS,
            APPROVAL_DOCUMENT, CERTIFICATE, CERTIFIED);

    private static final Set<State> ENDS = EnumSet.of(CERTIFIED, REJECTED, WITHDRAWN, ABANDONED, EXPIRED);
    private static final Set<State> WAITS = EnumSet.of(EMPLOYER_REVIEW, DISTRICT_REVIEW, COMMITTEE_REVIEW, MATERIALS, APPROVAL_DOCUMENT,
            CORRECTION);
    private static final Set<State> REVIEWS = EnumSet.of(EMPLOYER_REVIEW, DISTRICT_REVIEW, COMMITTEE_REVIEW);

    private final String chinese;
    private final Tier tier;

    State(String chinese, Tier tier) {
        this.chinese = chinese;
        this.tier = tier;
    }

    public String chinese() {
        return chinese;
    }

    /** The office that holds an application in this state. */
    public Tier tier() {
        return tier;
    }

    /** True where nothing more can happen to the application (R26). */
    public boolean isFinal() {
        return ENDS.contains(this);
    }

    /** True where the workflow waits for a person. */
    public boolean isWait() {
        return WAITS.contains(this);
    }

    /** True at the three review tiers, where pass, return and reject are possible (R22). */
    public boolean isReview() {
        return REVIEWS.contains(this);
    }

    /** True while a workflow execution belongs to the application. */
    public boolean isUnderWay() {
        return this != DRAFT && !isFinal();
    }
}
