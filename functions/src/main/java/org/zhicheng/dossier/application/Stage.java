package org.zhicheng.dossier.application;

/** By when a material is needed, and of whom. */
public enum Stage {
    /** When the applicant submits; of the applicant. */
    SUBMISSION,
    /** When the employer recommends; the employer may add it too. */
    RECOMMENDATION
}
