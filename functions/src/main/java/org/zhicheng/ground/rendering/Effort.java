package org.zhicheng.ground.rendering;

/** What a file may cost: so many steps of drawing, and so long. */
final class Effort {
    /** A map of a surveyor has a million. */
    private static final long MAX_STEPS = 10_000_000;
    private static final long MAX_NANOS = 240_000_000_000L;

    private final long maxSteps;
    private final long until;
    private long steps;

    Effort() {
        this(MAX_STEPS, MAX_NANOS);
    }

    Effort(long maxSteps, long maxNanos) {
        this.maxSteps = maxSteps;
        this.until = System.nanoTime() + maxNanos;
    }

    /** @throws Refused where it is too much */
    void spend() {
        if (++steps > maxSteps) {
            throw new Refused(RejectionReason.TOO_COMPLEX);
        }
        if (System.nanoTime() - until > 0) {
            throw new Refused(RejectionReason.NOT_RENDERED);
        }
    }
}
