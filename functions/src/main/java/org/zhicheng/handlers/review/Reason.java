package org.zhicheng.handlers.review;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;

/**
 * Why a step is left otherwise than by a decision.
 *
 * @param attempt the step's attempt that was seen
 * @param reason read by everybody who may see the application
 */
public record Reason(int attempt, String reason) {

    /** @throws org.zhicheng.ground.failure.Failure {@code MISSING_FIELD} or {@code INVALID_VALUE} */
    public Reason {
        reason = Reasons.required(reason);
    }
}
