package org.zhicheng.dossier.process;

import java.util.function.Supplier;

import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Reads, decides and writes again where someone else wrote at the same moment. */
public final class Attempts {

    private static final int MOST = 8;

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
                // someone else was faster: decide again on what is there now
            }
        }
        throw new Failure(ErrorCode.STALE_VERSION);
    }
}
