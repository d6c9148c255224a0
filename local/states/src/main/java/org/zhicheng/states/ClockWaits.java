package org.zhicheng.local.states;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.zhicheng.local.StackClock;

/** Waiting until an instant of the stack's clock, which may be moved while threads wait. */
final class ClockWaits {

    /** Looked again at least so often, in case the system's own time was changed. */
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final StackClock clock;
    private final Set<Semaphore> sleepers = ConcurrentHashMap.newKeySet();

    private ClockWaits(StackClock clock) {
        this.clock = clock;
    }

    static ClockWaits on(StackClock clock) {
        ClockWaits waits = new ClockWaits(clock);
        clock.onSet(() -> waits.sleepers.forEach(Semaphore::release));
        return waits;
    }

    /** Waits for the outcome; false when the deadline, asked for anew at each look, has passed before. */
    boolean await(CompletableFuture<?> outcome, Supplier<Instant> deadline) {
        Semaphore wake = new Semaphore(0);
        outcome.whenComplete((value, failure) -> wake.release());
        sleepers.add(wake);
        try {
            while (!outcome.isDone()) {
                Duration left = Duration.between(clock.instant(), deadline.get());
                if (!left.isPositive()) {
                    return false;
                }
                Duration sleep = left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP;
                if (wake.tryAcquire(sleep.toNanos(), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            }
            return true;
        } catch (InterruptedException e) {
            throw new Cancelled();
        } finally {
            sleepers.remove(wake);
        }
    }

    void until(Instant deadline) {
        await(new CompletableFuture<Void>(), () -> deadline);
    }
}
