package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.ground.rendering.Rendering.Refused;
import org.zhicheng.ground.rendering.Rendering.Rendered;

/** Small files made after public reports on other systems, contents invented: what becomes of each (R15, R46). */
@Timeout(300)
class CasesTest {

    /** The right answer: RENDERED with what is odd, or the reason of the refusal. */
    @DisplayName("R46 常见的真实文件：生成影像并提示，或说明原因")
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            pdf-00-clean.pdf                              | RENDERED
            pdf-01-bom-before-header.pdf                  | RENDERED
            pdf-03-junk-200-bytes-before-header.pdf       | PRECEDED
            pdf-04-after-eof-signature-comment.pdf        | RENDERED
            pdf-05-after-eof-html.pdf                     | HIDDEN_CONTENT
            pdf-07-no-eof-marker.pdf                      | TRUNCATED
            pdf-08-font-named-AA.pdf                      | RENDERED
            pdf-08-font-named-JS.pdf                      | RENDERED
            pdf-11-lzw-content-stream.pdf                 | RENDERED
            pdf-12-two-documents-joined.pdf               | RENDERED MORE_THAN_ONE_DOCUMENT
            pdf-13-two-documents-joined-offsets-shifted.pdf | RENDERED MORE_THAN_ONE_DOCUMENT
            pdf-14-named-print-on-open.pdf                | RENDERED
            pdf-17-two-columns-100-pages.pdf              | RENDERED NEARLY_EMPTY
            pdf-18-goto-other-file-outline.pdf            | EXTERNAL_REFERENCE
            pdf-19-certificate-encrypted.pdf              | ENCRYPTED
            pdf-21-owner-password-only-R3.pdf             | RENDERED
            pdf-21-owner-password-only-R4.pdf             | RENDERED
            pdf-21-owner-password-only-R6.pdf             | RENDERED
            pdf-22-linearized-xref-stream.pdf             | RENDERED
            pdf-23-pdf20.pdf                              | RENDERED
            pdf-b1-simsun-gbk-not-embedded.pdf            | RENDERED
            pdf-b4-form-value-without-appearance.pdf      | RENDERED
            pdf-b5-dynamic-xfa-please-wait.pdf            | DYNAMIC_FORM
            pdf-b6-portfolio-cover-only.pdf               | RENDERED ATTACHMENTS
            jpg-00-clean.jpg                              | RENDERED
            jpg-01-motion-photo-mp4.jpg                   | RENDERED
            jpg-02-samsung-style-trailer-1200b.jpg        | RENDERED
            jpg-04-short-trailer-100b.jpg                 | RENDERED
            jpg-05-gain-map-second-jpeg.jpg               | RENDERED MORE_THAN_ONE_PICTURE
            jpg-06-orientation-6.jpg                      | RENDERED TURNED_BY_CAMERA
            jpg-07-progressive.jpg                        | RENDERED
            jpg-08-cmyk.jpg                               | RENDERED PRINT_COLOURS
            jpg-09-grey-low-resolution-300x200.jpg        | RENDERED LOW_RESOLUTION
            jpg-10-missing-last-two-bytes.jpg             | TRUNCATED
            jpg-14-fill-bytes-before-marker.jpg           | RENDERED
            jpg-15-two-zero-bytes-between-segments.jpg    | RENDERED
            png-00-clean.png                              | RENDERED
            png-01-newline-after-iend.png                 | RENDERED
            png-03-palette.png                            | RENDERED
            png-04-16bit-grey.png                         | RENDERED
            heic-01-iphone.heic                           | HEIC
            webp-as-jpg.jpg                               | WRONG_TYPE
            jp2-as-jpg.jpg                                | WRONG_TYPE
            tiff-as-jpg.jpg                               | WRONG_TYPE
            portrait-01-phone-3x4.jpg                     | RENDERED PORTRAIT_CUT
            portrait-02-295x413.jpg                       | RENDERED
            portrait-03-two-inch-413x579.jpg              | RENDERED
            portrait-04-358x441-id-card-format.jpg        | RENDERED PORTRAIT_CUT
            portrait-a1-rgba-transparent-background.png   | RENDERED
            portrait-a2-grey-alpha.png                    | RENDERED
            portrait-a3-palette-transparent.png           | RENDERED
            portrait-a4-cmyk-adobe.jpg                    | RENDERED PRINT_COLOURS
            portrait-a5-grey.jpg                          | RENDERED
            portrait-a6-progressive.jpg                   | RENDERED
            portrait-a9-one-bit.png                       | RENDERED
            """)
    void shouldBecomeWhatIsRight_R46(String name, String right) {
        Rendering rendering = render(name);
        assertThat(outcome(rendering)).isEqualTo(right);
        if (rendering instanceof Rendered first && first.pages().size() == 1) {
            Rendered again = (Rendered) render(name);
            assertThat(again.pages()).as("evidence does not drift").extracting(Rendering.Page::content)
                    .containsExactlyElementsOf(first.pages().stream().map(Rendering.Page::content).toList());
        }
    }

    @Test
    @DisplayName("R46 样例的每一件材料再次生成影像，字节不变")
    void shouldMakeTheSameBytesAgainOfEverySample_R46() throws IOException {
        Set<ByteBuffer> seen = new HashSet<>();
        try (Stream<Path> files = Files.walk(Path.of("../samples"))) {
            for (Path file : files.filter(f -> f.toString().matches(".*\\.(pdf|jpg|png)")).sorted().toList()) {
                byte[] content = Files.readAllBytes(file);
                if (seen.add(ByteBuffer.wrap(content))) {
                    assertThat(bytes(file, content)).as(file.toString()).usingElementComparator(Arrays::compare)
                            .containsExactlyElementsOf(bytes(file, content));
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(100);
    }

    /** All that is kept of a rendering. */
    private static List<byte[]> bytes(Path file, byte[] content) {
        FileUse use = file.getFileName().toString().startsWith("A3") ? FileUse.PORTRAIT : FileUse.SCAN;
        Rendered rendered = (Rendered) Renderer.render(content, use, (done, of) -> {
        });
        return Stream.concat(Stream.of(PictureRenderingTest.bound(rendered)),
                rendered.pages().stream().flatMap(page -> Stream.of(page.content(), page.preview().content()))).toList();
    }

    /** PDFBox by itself draws boxes, white paper, and no value at all. */
    @DisplayName("R46 未嵌入的中文字体和表单填写的内容在影像中可见")
    @ParameterizedTest
    @CsvSource({"pdf-b1-simsun-gbk-not-embedded.pdf, 70, 780, 330, 1200", "pdf-b4-form-value-without-appearance.pdf, 150, 300, 330, 1500"})
    void shouldDrawChineseLettersOfAFontThatIsNotThere_R46(String name, int left, int right, int most, int least) throws IOException {
        Rendering.Page page = ((Rendered) render(name)).pages().getFirst();
        java.awt.image.BufferedImage image = javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(page.content()));
        int ink = 0;
        for (int y = 0; y < most + 100; y++) {
            for (int x = left; x < right + 400 && x < page.width(); x++) {
                ink += (image.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
            }
        }
        assertThat(ink).isGreaterThan(least);
    }

    private static String outcome(Rendering rendering) {
        return switch (rendering) {
            case Rendered rendered ->
                Stream.concat(Stream.of("RENDERED"), rendered.oddities().stream().map(odd -> odd.kind().name()).distinct())
                        .reduce((a, b) -> a + " " + b).orElseThrow();
            case Refused refused -> refused.reason().name();
        };
    }

    private static Rendering render(String name) {
        return Renderer.render(read(name), name.startsWith("portrait") ? FileUse.PORTRAIT : FileUse.SCAN, (done, of) -> {
        });
    }

    private static byte[] read(String name) {
        try (InputStream in = CasesTest.class.getResourceAsStream("/cases/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
