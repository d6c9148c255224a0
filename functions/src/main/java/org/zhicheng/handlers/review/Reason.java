package org.zhicheng.handlers.review;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/**
 * Why a step is left otherwise than by a decision.
 *
 * @param attempt the step's attempt that was seen
 * @param reason read by everybody who may see the application
 */
public record Reason(int attempt, String reason) {

    private static final int LONGEST = 500;

    /** @throws Failure {@code MISSING_FIELD} or {@code INVALID_VALUE} */
    public Reason {
        reason = reason == null ? "" : reason.strip();
        if (reason.isEmpty()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "reason");
        }
        if (reason.length() > LONGEST) {
            throw new Failure(ErrorCode.INVALID_VALUE, "reason", "≤ " + LONGEST);
        }
    }
}
