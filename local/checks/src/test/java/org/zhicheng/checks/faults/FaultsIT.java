package org.zhicheng.checks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what {@code scripts/faults} tries in full; {@code -Dfaults.seed=N} takes another one, {@code -Dfaults.seconds=N} a larger one. */
class FaultsIT {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final long SEED = Long.getLong("faults.seed", 20250225);
    private static final PrintStream CONSOLE = System.out;

    @TempDir
    static Path folder;

    private static Rig rig;

    @BeforeAll
    static void start() {
        // The functions log every call.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        rig = Rig.start(ROOT, folder.resolve("rig"));
    }

    @AfterAll
    static void stop() {
        System.setOut(CONSOLE);
        rig.close();
    }

    @Test
    void shouldSurviveAnySingleFailingCall() {
        SingleFaults faults = new SingleFaults(rig, CONSOLE);
        // The three with the fewest steps besides the straight one: recording a story takes a playing of it.
        List<SingleFaults.Trial> trials = faults.all(List.of(Story.STRAIGHT, Story.WITHDRAWAL, Story.EXPIRY));
        SingleFaults.Result result = faults.run(trials, SEED,
                System.nanoTime() + Integer.getInteger("faults.seconds", 12) * 1_000_000_000L);
        CONSOLE.println("single faults, " + result.told(SEED));

        assertThat(result.failures()).isEmpty();
        assertThat(result.happened()).isPositive();
    }

    @Test
    void shouldDoEverythingOnceThatComesTwiceAndLate() {
        Repeats repeats = new Repeats(rig, SEED);

        assertThat(repeats.everythingTwice(Story.CORRECTION)).isEmpty();
        assertThat(repeats.everythingTwice(Story.OVERDUE)).isEmpty();
    }

    @Test
    void shouldLetOneOfTwoReviewersWin_R29() {
        assertThat(new Repeats(rig, SEED).twoReviewersAtOnce()).isEmpty();
    }

    @Test
    void shouldFollowDecisionsThatComeBeforeTheToken() {
        assertThat(new Repeats(rig, SEED).decisionBeforeTheToken()).isEmpty();
    }

    @Test
    void shouldKeepTheNewestTokenWhenAnEarlierOneComesLate() {
        assertThat(new Repeats(rig, SEED).tokenOfAnEarlierTry()).isEmpty();
    }

    @Test
    void shouldLoseNoSubmissionWhileTheWindowCloses_R21() {
        assertThat(new Repeats(rig, SEED).closingDuringSubmissions(4)).isEmpty();
    }

    @Test
    void shouldGoOnAfterBeingKilledAtAnyMoment() {
        Kills.Result result = new Kills(ROOT, folder.resolve("killed"), SEED).run(3);
        CONSOLE.println("kills: " + result.kills() + ", applications: " + result.people());

        assertThat(result.broken()).isEmpty();
        assertThat(result.kills()).isEqualTo(3);
    }
}
