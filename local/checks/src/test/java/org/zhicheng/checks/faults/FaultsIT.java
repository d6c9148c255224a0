package org.zhicheng.checks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
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
    @DisplayName("R48 任何一次调用失败都不影响最终结果")
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
    @DisplayName("R48 重复、迟到的事项只生效一次")
    void shouldDoEverythingOnceThatComesTwiceAndLate() {
        Repeats repeats = new Repeats(rig, SEED);

        assertThat(repeats.everythingTwice(Story.CORRECTION)).isEmpty();
        assertThat(repeats.everythingTwice(Story.OVERDUE)).isEmpty();
        assertThat(repeats.everythingTwice(Story.ANNOUNCED)).isEmpty();
        assertThat(repeats.everythingTwice(Story.SESSION)).isEmpty();
    }

    @Test
    @DisplayName("R45 会议执行到一半中断，其余的继续，各只执行一次")
    void shouldGoOnWithASessionThatWasCutOffBetweenSlices_R45() {
        assertThat(new Repeats(rig, SEED).cutOffBetweenSlices()).isEmpty();
    }

    @Test
    @DisplayName("R45 多一张选票、多一次决定都会被发现")
    void shouldSeeABallotOfNobodyAndASecondDecision_R45() {
        assertThat(new Repeats(rig, SEED).oneTooMany()).hasSize(3)
                .noneMatch(found -> found.startsWith("before") || found.startsWith("after"))
                .anyMatch(found -> found.contains("3 voted on") && found.contains("there are 4 ballots"))
                .anyMatch(found -> found.contains("4 ballots, counted")).anyMatch(found -> found.contains("2 times"));
    }

    @Test
    @DisplayName("R29 两名审核人同时决定，只有一个成立")
    void shouldLetOneOfTwoReviewersWin_R29() {
        assertThat(new Repeats(rig, SEED).twoReviewersAtOnce()).isEmpty();
    }

    @Test
    @DisplayName("R48 先于流程令牌的决定不丢失")
    void shouldFollowDecisionsThatComeBeforeTheToken() {
        assertThat(new Repeats(rig, SEED).decisionBeforeTheToken()).isEmpty();
    }

    @Test
    @DisplayName("R48 迟到的旧令牌不覆盖新令牌")
    void shouldKeepTheNewestTokenWhenAnEarlierOneComesLate() {
        assertThat(new Repeats(rig, SEED).tokenOfAnEarlierTry()).isEmpty();
    }

    @Test
    @DisplayName("R21 窗口关闭时不丢失任何提交")
    void shouldLoseNoSubmissionWhileTheWindowCloses_R21() {
        assertThat(new Repeats(rig, SEED).closingDuringSubmissions(4)).isEmpty();
    }

    @Test
    @DisplayName("R48 任何时刻断电后都能继续")
    void shouldGoOnAfterBeingKilledAtAnyMoment() {
        Kills.Result result = new Kills(Kills.USUAL, ROOT, folder.resolve("killed"), SEED).run(3);
        CONSOLE.println("kills: " + result.kills() + ", applications: " + result.people());

        assertThat(result.broken()).isEmpty();
        assertThat(result.kills()).isEqualTo(3);
    }
}
