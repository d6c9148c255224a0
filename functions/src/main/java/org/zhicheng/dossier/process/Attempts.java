package org.zhicheng.dossier.process;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Reads, decides and writes again where someone else wrote at the same moment. */
public final class Attempts {

    private static final int MOST = 8;
    private static final long SHORTEST = 5_000_000;
    private static final long LONGEST = 160_000_000;

    private Attempts() {
    }

    /**
     * @param decision reads what is there now, decides on it, and writes under condition; it may run several times
     * @throws Failure {@code STALE_VERSION} where others kept being faster, or what the decision refuses
     */
    public static <T> T of(Supplier<T> decision) {
        for (int attempt = 0; attempt < MOST; attempt++) {
            try {
                return decision.get();
            } catch (StaleVersion e) {
                // Someone else was faster: decide again on what is there now. Those who met do not meet again at the same moment.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(Math.min(LONGEST, SHORTEST << attempt)));
            }
        }
        throw new Failure(ErrorCode.STALE_VERSION);
    }
}
