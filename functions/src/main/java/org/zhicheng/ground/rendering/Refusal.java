package org.zhicheng.ground.rendering;

/** Ends a rendering early. Without a stack trace: a refusal is an ordinary answer. */
final class Refusal extends Exception {
    private final RejectionReason reason;

    Refusal(RejectionReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    RejectionReason reason() {
        return reason;
    }
}
