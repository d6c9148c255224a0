package org.zhicheng.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waiting for what another function writes down. */
final class Waiting {

    private static final Duration BETWEEN = Duration.ofMillis(150);

    private Waiting() {
    }

    /** What is read once it has ended, or after some patience. */
    static <T> Optional<T> until(Supplier<Optional<T>> read, Predicate<T> ended, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        Optional<T> found = read.get();
        while (found.filter(ended).isEmpty() && System.nanoTime() < until && pause()) {
            found = read.get();
        }
        return found;
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
