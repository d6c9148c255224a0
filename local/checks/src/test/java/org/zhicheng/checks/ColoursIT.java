package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.ground.rendering.ColourCards.Card;
import org.zhicheng.ground.rendering.ColourCards;
import org.zhicheng.ground.rendering.FileUse;
import org.zhicheng.ground.rendering.Renderer;
import org.zhicheng.ground.rendering.Rendering;
import org.zhicheng.work.certificate.CertificateFacts;
import org.zhicheng.work.certificate.CertificatePdf;

/**
 * R30: the portrait on the certificate has the colours that the photo means, in whatever space it was taken. Drawn by pdf.js, since the library
 * that makes the certificate hides what is wrong in it.
 */
@EnabledIf(value = "org.zhicheng.checks.PortalIT#hasBrowser", disabledReason = "no Chromium: set CHROMIUM, or install one, as by apt-get install chromium")
class ColoursIT {

    private static final String SITE = "https://papers.invalid/";
    private static final String LIBRARY = "/META-INF/resources/webjars/pdfjs-dist/4.10.38/build/";
    /** ΔE*ab of 1976. */
    private static final double MOST = 3;
    /** Where the certificate has its portrait, in points from the left and from the top. */
    private static final double LEFT = 74;
    private static final double TOP = 595.28 - 446;
    private static final double WIDTH = 110;
    private static final double HEIGHT = 154;

    /** Draws the first page at four pixels a point, and gives the mean colour of a patch around each place. */
    private static final String DRAW = """
            async (places) => {
                const pdf = await import('/pdf.min.mjs');
                pdf.GlobalWorkerOptions.workerSrc = '/pdf.worker.min.mjs';
                const page = await (await pdf.getDocument({url: '/paper.pdf'}).promise).getPage(1);
                const viewport = page.getViewport({scale: 4});
                const canvas = Object.assign(document.createElement('canvas'), {width: viewport.width, height: viewport.height});
                const canvasContext = canvas.getContext('2d', {colorSpace: 'srgb'});
                await page.render({canvasContext, viewport}).promise;
                return places.map(([x, y]) => {
                    const {data} = canvasContext.getImageData(Math.round(4 * x) - 5, Math.round(4 * y) - 5, 11, 11);
                    const sum = [0, 0, 0];
                    for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sum[c] += data[i + c];
                    return sum.map((s) => Math.round(s / 121));
                });
            }
            """;

    private static Chromium chromium;

    @BeforeAll
    static void begin() {
        chromium = Chromium.start(Chromium.find().orElseThrow());
    }

    @AfterAll
    static void end() {
        chromium.close();
    }

    static List<Card> cards() {
        return ColourCards.all();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R30 证书上的照片颜色与原照片一致（色差ΔE不超过3）")
    @MethodSource("cards")
    void shouldPrintThePortraitInTheColoursThatItMeans_R30(Card card) {
        assertThat(distances(card, printed(card.file()))).as("each patch").hasSize(card.colours().size())
                .allSatisfy(d -> assertThat(d).isLessThanOrEqualTo(MOST));
    }

    @Test
    @DisplayName("R30 颜色错误时上项检查不通过")
    void shouldFindColoursThatAreWrong_R30() {
        Card card = ColourCards.withoutItsProfile();

        assertThat(distances(card, printed(card.file()))).anySatisfy(d -> assertThat(d).isGreaterThan(2 * MOST));
    }

    private static List<Double> distances(Card card, byte[] portrait) {
        List<Color> seen = drawn(certificate(portrait), card.colours().size());
        List<Double> distances = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            distances.add(ColourCards.distance(card.colours().get(i), seen.get(i)));
        }
        return distances;
    }

    private static byte[] certificate(byte[] portrait) {
        return CertificatePdf.make(
                new CertificateFacts("WLMQ20251000001", "样例丙", "990***********0336", Optional.empty(), "工程系列", "机械工程专业", "初级", "初定",
                        LocalDate.of(2025, 4, 17), "样本批〔2025〕1号", "样例局", "https://zhicheng.invalid/verifications/x"),
                portrait, new byte[]{1});
    }

    /** The colours in the middle of the portrait's patches. */
    private static List<Color> drawn(byte[] pdf, int patches) {
        int rows = patches / ColourCards.COLUMNS;
        List<List<Double>> places = new ArrayList<>();
        for (int i = 0; i < patches; i++) {
            places.add(List.of(LEFT + WIDTH * (i % ColourCards.COLUMNS + 0.5) / ColourCards.COLUMNS,
                    TOP + HEIGHT * (i / ColourCards.COLUMNS + 0.5) / rows));
        }
        try (Page page = chromium.browser().newPage()) {
            page.route(SITE + "**", route -> answer(route, pdf));
            page.navigate(SITE);
            List<?> colours = (List<?>) page.evaluate(DRAW, places);
            return colours.stream().map(colour -> (List<?>) colour)
                    .map(c -> new Color(((Number) c.get(0)).intValue(), ((Number) c.get(1)).intValue(), ((Number) c.get(2)).intValue()))
                    .toList();
        }
    }

    private static void answer(Route route, byte[] pdf) {
        String file = route.request().url().substring(SITE.length());
        Route.FulfillOptions answer = new Route.FulfillOptions().setStatus(200);
        route.fulfill(switch (file) {
            case "" -> answer.setContentType("text/html").setBody("<!doctype html><title>papers</title>");
            case "paper.pdf" -> answer.setContentType("application/pdf").setBodyBytes(pdf);
            case "pdf.min.mjs", "pdf.worker.min.mjs" -> answer.setContentType("text/javascript").setBodyBytes(library(file));
            default -> answer.setStatus(404).setHeaders(Map.of());
        });
    }

    private static byte[] library(String file) {
        try (InputStream in = ColoursIT.class.getResourceAsStream(LIBRARY + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The portrait as the certificate prints it. */
    private static byte[] printed(byte[] photo) {
        Rendering.Rendered rendered = (Rendering.Rendered) Renderer.render(photo, FileUse.PORTRAIT, (done, of) -> {
        });
        return rendered.pages().getFirst().content();
    }
}
