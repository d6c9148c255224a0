package org.zhicheng.dossier.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import org.zhicheng.ground.rule.Rule;

/** Two thirds, in whole numbers (R45). */
@Rule(R45)
public final class Majority {

    private Majority() {
    }

    /** Whether enough of a panel are present for it to decide. */
    public static boolean isQuorum(int present, int panel) {
        return 3L * present >= 2L * panel;
    }

    /** Whether an application has passed: two thirds of those present, whether they voted or not. */
    public static boolean isPassed(int inFavour, int present) {
        return present > 0 && 3L * inFavour >= 2L * present;
    }
}
