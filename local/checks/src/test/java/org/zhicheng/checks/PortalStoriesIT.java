package org.zhicheng.checks;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.demo.play.Plan;
import org.zhicheng.demo.play.Round;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;

/**
 * The samples, played by clicking in a real Chromium: each on a stack of its own, on the days of the plan that {@code ./run} plays by the API.
 * The environment's {@code STORIES} names those to play, {@code all} is all of them but the three that are heard in one session: that is not
 * one person's story but a panel's, plays by the API, and its pages are clicked by {@code PortalIT}. A build plays the one that most people
 * have to do with.
 */
@EnabledIf(value = "org.zhicheng.checks.PortalIT#hasBrowser", disabledReason = "no Chromium: set CHROMIUM, or install one, as by apt-get install chromium")
class PortalStoriesIT {

    private static final Path PROJECT = Path.of("..", "..");
    private static final Samples SAMPLES = Samples.read(PROJECT.resolve("samples"));
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Its return and correction bring each tier to it twice, and a setting changes meanwhile. */
    private static final String USUAL = "02-junior-college";
    /** In milliseconds; builds share their machines. */
    private static final double PATIENCE = 20_000;

    @TempDir
    private static Path folder;
    private static Chromium chromium;

    @BeforeAll
    static void begin() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        chromium = Chromium.start(Chromium.find().orElseThrow());
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    static Stream<String> stories() {
        String wanted = Optional.ofNullable(System.getenv("STORIES")).filter(names -> !names.isBlank()).orElse(USUAL);
        return wanted.equals("all")
                ? SAMPLES.dossiers().stream().filter(dossier -> dossier.story().vote().isEmpty()).map(Dossier::slug)
                : Stream.of(wanted.split("[ ,]+"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    @DisplayName("R20–R37 样本按其经过，由各人只用页面点选办到结束")
    void shouldEndAsTheSampleSaysByClickingOnly_R20(String slug) {
        Dossier dossier = SAMPLES.dossier(slug);
        Path state = folder.resolve(slug);
        List<PortalVisitor> visitors = new ArrayList<>();
        try (EmbeddedStack stack = EmbeddedStack.start(Wiring.options(PROJECT.resolve("template.yaml"), state.resolve("state"))
                .withFreePorts().withNow(SAMPLES.cycle().beginning().atZone(ZONE).toInstant()), Wiring.parts(SAMPLES))) {
            new EmbeddedPlayer(stack, SAMPLES, state.resolve("certificates")).prepare();
            PortalStory story = new PortalStory(dossier, SAMPLES, width -> {
                PortalVisitor visitor = PortalVisitor.at(stack, chromium, width);
                visitors.add(visitor);
                return visitor;
            });
            Plan.of(Round.ofTheNotice(SAMPLES, dossier)).forEach((time, acts) -> {
                moveTo(stack, time);
                acts.forEach(story::play);
                leave(visitors);
            });
            story.ends();
            leave(visitors);
        }
    }

    /** No page of the portal moves the time; the embedded stack's page for developers does. */
    private static void moveTo(EmbeddedStack stack, LocalDateTime time) {
        try (Page developer = chromium.browser().newPage()) {
            developer.navigate(stack.index().toString());
            developer.getByLabel(Pattern.compile("^拨到")).fill(time.toString());
            developer.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^拨动时钟"))).click();
            assertThat(developer.getByText(time.toLocalDate().toString())).isVisible();
        }
    }

    private static void leave(List<PortalVisitor> visitors) {
        assertThat(visitors.stream().flatMap(visitor -> visitor.complaints().stream())).isEmpty();
        visitors.forEach(PortalVisitor::close);
        visitors.clear();
    }
}
