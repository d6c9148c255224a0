package org.zhicheng.states;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waiting until an instant of a clock that may be moved while threads wait. */
final class ClockWaits {

    /** Looked again at least so often, in case the system's own time was changed. */
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final Clock clock;
    private final Set<Semaphore> sleepers = ConcurrentHashMap.newKeySet();

    ClockWaits(Clock clock) {
        this.clock = clock;
    }

    /** Lets all who wait look at the clock again, as it was moved. */
    void lookAgain() {
        sleepers.forEach(Semaphore::release);
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
