package org.zhicheng.rules.checklist;

/** By when a material is needed. */
public enum Stage {
    /** When the applicant submits. */
    SUBMISSION,
    /** When the employer recommends: A13–A15 too. */
    RECOMMENDATION
}
