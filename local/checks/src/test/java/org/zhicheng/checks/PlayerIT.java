package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.demo.play.ClockControl;
import org.zhicheng.demo.play.Player;
import org.zhicheng.demo.play.Result.Ending;
import org.zhicheng.demo.play.Result;
import org.zhicheng.demo.play.SignIn;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.StackOptions;

/** The whole system end to end: every sample is played on the embedded stack, over HTTP. */
class PlayerIT {

    private static final Instant FIRST_MORNING = Instant.parse("2025-02-25T01:00:00Z");

    @TempDir
    private Path folder;

    private final Samples samples = Samples.read(Path.of("..", "..", "samples"));

    @Test
    @DisplayName("R20 样本可以中断后接着演示，重演不改变已办结的")
    void shouldPlayAsFarAsTodayThenToTheEndThenLeaveEverythingAlone() throws Exception {
        StackOptions options = Wiring.options(Path.of("..", "..", "template.yaml"), folder.resolve("state")).withFreePorts()
                .withNow(FIRST_MORNING);
        try (EmbeddedStack stack = EmbeddedStack.start(options, Wiring.parts(samples));
                PrintStream progress = new PrintStream(Files.newOutputStream(Path.of("target", "played.log")), true,
                        StandardCharsets.UTF_8)) {
            Result today = player(stack, ClockControl.none(), progress).play();
            assertThat(today.failures()).isEmpty();
            assertThat(today.waiting()).anySatisfy(act -> assertThat(act).startsWith("2025-02-26"));
            assertThat(today.held()).isFalse();

            Result whole = player(stack, ClockControl.embedded(stack.api()), progress).play();
            assertThat(whole.failures()).isEmpty();
            assertThat(whole.waiting()).isEmpty();
            assertThat(whole.endings()).isNotEmpty()
                    .allSatisfy(ending -> assertThat(ending.actual()).as(ending.slug()).isEqualTo(ending.expected()));
            assertThat(whole.held()).isTrue();

            Result again = player(stack, ClockControl.embedded(stack.api()), progress).play();
            assertThat(again.held()).isTrue();
            assertThat(again.endings()).extracting(Ending::detail).isEqualTo(whole.endings().stream().map(Ending::detail).toList());
        }
    }

    /** As on a deployed API, long after the notice's round: nothing there moves the clock. */
    @Test
    @DisplayName("R20 无须等待的样本在任何日期均可演示")
    void shouldPlayWhatNeedsNoTimeOnAnyDay() throws Exception {
        StackOptions options = Wiring.options(Path.of("..", "..", "template.yaml"), folder.resolve("later")).withFreePorts()
                .withNow(Instant.parse("2026-11-23T02:00:00Z"));
        try (EmbeddedStack stack = EmbeddedStack.start(options, Wiring.parts(samples));
                PrintStream progress = new PrintStream(Files.newOutputStream(Path.of("target", "played-later.log")), true,
                        StandardCharsets.UTF_8)) {
            Result played = player(stack, ClockControl.none(), progress).play();

            assertThat(played.failures()).isEmpty();
            assertThat(played.waiting()).isEmpty();
            assertThat(played.endings()).hasSize(12)
                    .allSatisfy(ending -> assertThat(ending.actual()).as(ending.slug()).isEqualTo(ending.expected()));
            assertThat(played.held()).isTrue();
        }
    }

    private Player player(EmbeddedStack stack, ClockControl clock, PrintStream progress) {
        return new Player(stack.api(), stack.backend().issuer(), SignIn.directGrant(stack.backend().issuer(), Wiring.CLIENT), clock,
                samples, folder.resolve("certificates"), progress);
    }
}
