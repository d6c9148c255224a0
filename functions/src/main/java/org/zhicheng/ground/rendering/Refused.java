package org.zhicheng.ground.rendering;

/** A refusal on its way through code of a library, which lets only unchecked exceptions through. */
final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    Refused(RejectionReason reason) {
        super(reason.name(), null, false, false);
        this.refusal = new Refusal(reason);
    }

    Refusal refusal() {
        return refusal;
    }
}
