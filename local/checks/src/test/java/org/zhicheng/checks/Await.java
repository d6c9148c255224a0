package org.zhicheng.checks;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what happens by itself; patient, as builds share their machines. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(300);

    private Await() {
    }

    /** @param what tells what is wrong where it does not come */
    public static void until(String what, BooleanSupplier satisfied) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = 10_000_000;
        while (!satisfied.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + ", for " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 3 / 2, LONGEST_PAUSE.toNanos());
        }
    }
}
