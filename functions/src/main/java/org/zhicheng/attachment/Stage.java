package org.zhicheng.attachment;

/** By when a material is needed. */
public enum Stage {
    /** When the applicant submits. */
    SUBMISSION,
    /** When the employer recommends: A13–A15 too. */
    RECOMMENDATION
}
