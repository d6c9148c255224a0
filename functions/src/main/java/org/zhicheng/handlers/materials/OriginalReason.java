package org.zhicheng.handlers.materials;

import org.zhicheng.ground.failure.Reasons;

/** Why the file itself is wanted; it stands in the record. */
public record OriginalReason(String reason) {

    /** @throws org.zhicheng.ground.failure.Failure {@code MISSING_FIELD} or {@code INVALID_VALUE} */
    public OriginalReason {
        reason = Reasons.required(reason);
    }
}
