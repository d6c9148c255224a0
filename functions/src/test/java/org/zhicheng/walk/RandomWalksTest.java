package org.zhicheng.walk;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks by the thousand. A failure prints its seed; {@code -Dwalk.seed=N -Dwalk.count=1} walks it again, {@code -Dwalk.count=N
 * -Dwalk.seconds=N} walks for longer.
 */
class RandomWalksTest {

    private static final int STEPS = 60;

    private final PrintStream console = System.out;

    @BeforeEach
    void silence() {
        // Every call logs a line, and there are a hundred thousand of them.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(console);
    }

    @Test
    void shouldAgreeWithTheModelAndComeToRestWhateverHappens() {
        long first = Long.getLong("walk.seed", 20250225);
        int count = Integer.getInteger("walk.count", 2500);
        RandomWalk.Prepared prepared = RandomWalk.Prepared.make();
        long until = System.nanoTime() + Integer.getInteger("walk.seconds", 15) * 1_000_000_000L;
        int walked = 0;
        for (long seed = first; walked < count && (walked == 0 || System.nanoTime() - until < 0); seed++) {
            walk(seed, prepared).ifPresent(failure -> {
                throw failure;
            });
            walked++;
        }
        console.println("random walks: " + walked + " from seed " + first);
    }

    private static Optional<AssertionError> walk(long seed, RandomWalk.Prepared prepared) {
        try {
            new RandomWalk(seed, prepared).walk(STEPS);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(new AssertionError("-Dwalk.seed=" + seed + " -Dwalk.count=1: " + e.getMessage(), e.getCause()));
        }
    }
}
