package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.ground.rendering.HostileFiles.adobe;
import static org.zhicheng.ground.rendering.HostileFiles.ascii;
import static org.zhicheng.ground.rendering.HostileFiles.cmykJpeg;
import static org.zhicheng.ground.rendering.HostileFiles.concat;
import static org.zhicheng.ground.rendering.HostileFiles.deflatedZeros;
import static org.zhicheng.ground.rendering.HostileFiles.encoded;
import static org.zhicheng.ground.rendering.HostileFiles.exif;
import static org.zhicheng.ground.rendering.HostileFiles.jpeg;
import static org.zhicheng.ground.rendering.HostileFiles.picture;
import static org.zhicheng.ground.rendering.HostileFiles.png;
import static org.zhicheng.ground.rendering.HostileFiles.pngOf;
import static org.zhicheng.ground.rendering.HostileFiles.progressiveJpeg;
import static org.zhicheng.ground.rendering.HostileFiles.withChunk;
import static org.zhicheng.ground.rendering.HostileFiles.withSegment;
import static org.zhicheng.ground.rendering.HostileFiles.zip;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import org.zhicheng.ground.rendering.Rendering.Refused;
import org.zhicheng.ground.rendering.Rendering.Rendered;

/** R15: pictures are checked by their content, and bombs are refused with a reason. */
class PictureRenderingTest {
    @Test
    void shouldRenderOrdinaryPictures_R46() {
        assertThat(seen(scan(jpeg(1240, 1754)))).isEqualTo("JPEG 1240 × 1754 []");
        assertThat(seen(scan(png(1240, 1754)))).isEqualTo("PNG 1240 × 1754 []");
        assertThat(scan(progressiveJpeg(1240, 1754))).isInstanceOf(Rendered.class);
        assertThat(scan(encoded(picture(800, 900, BufferedImage.TYPE_BYTE_GRAY), "jpeg"))).isInstanceOf(Rendered.class);
        assertThat(scan(encoded(picture(800, 900, BufferedImage.TYPE_BYTE_BINARY), "png"))).isInstanceOf(Rendered.class);
        assertThat(scan(encoded(picture(800, 900, BufferedImage.TYPE_INT_ARGB), "png"))).isInstanceOf(Rendered.class);
    }

    @Test
    void shouldRefuseWhatIsEmptyTooLargeOrOfAnotherType() {
        assertRejected(scan(new byte[0]), RejectionReason.EMPTY);
        assertRejected(scan(new byte[Renderer.MAX_BYTES + 1]), RejectionReason.TOO_LARGE);
        assertRejected(scan(zip()), RejectionReason.WRONG_TYPE);
        assertRejected(scan(ascii("GIF89a")), RejectionReason.WRONG_TYPE);
        assertRejected(scan(ascii("<html><img src=x>")), RejectionReason.WRONG_TYPE);
        assertRejected(scan(encoded(picture(800, 900, BufferedImage.TYPE_INT_RGB), "bmp")), RejectionReason.WRONG_TYPE);
    }

    @Test
    void shouldRefuseATruncatedPictureAtAnyLength() {
        byte[] jpeg = jpeg(800, 900);
        byte[] png = png(800, 900);
        for (int i = 1; i < 40; i++) {
            Rendering cutJpeg = scan(Arrays.copyOf(jpeg, jpeg.length * i / 40));
            Rendering cutPng = scan(Arrays.copyOf(png, png.length * i / 40));
            assertRejected(cutJpeg, RejectionReason.TRUNCATED);
            assertRejected(cutPng, RejectionReason.TRUNCATED);
        }
    }

    /** Films, makers' notes, archives: what is not the picture is not in what was made of it (R46). */
    @Test
    void shouldLeaveBehindWhatStandsBehindOrBesideThePicture_R46() {
        String marker = "a marker that nobody shall be handed";
        for (byte[] picture : List.of(jpeg(800, 900), png(800, 900))) {
            byte[] clean = page(scan(picture));
            assertThat(page(scan(concat(picture, zip())))).isEqualTo(clean);
            assertThat(page(scan(concat(picture, ascii("<html><script>" + marker + "</script>"))))).isEqualTo(clean);
            assertThat(page(scan(concat(picture, ascii(marker.repeat(100)))))).isEqualTo(clean);
        }
        assertThat(page(scan(withSegment(jpeg(800, 900), 0xFE, ascii(marker))))).isEqualTo(page(scan(jpeg(800, 900))));
        assertThat(page(scan(withChunk(png(800, 900), "tEXt", ascii("Comment\0" + marker))))).isEqualTo(page(scan(png(800, 900))));
    }

    @Test
    void shouldMakeASmallPreviewOfEachPage_R46() throws Exception {
        for (Rendering rendering : List.of(scan(jpeg(4032, 3024)), Renderer.render(jpeg(600, 840), FileUse.PORTRAIT, (done, of) -> {
        }))) {
            Rendering.Page page = ((Rendered) rendering).pages().getFirst();
            BufferedImage preview = ImageIO.read(new ByteArrayInputStream(page.preview().content()));
            assertThat(Math.max(preview.getWidth(), preview.getHeight())).isEqualTo(240);
            assertThat(preview).returns(page.preview().width(), BufferedImage::getWidth).returns(page.preview().height(),
                    BufferedImage::getHeight);
            assertThat(page.preview().content().length).isLessThan(page.content().length / 5);
        }
    }

    @Test
    void shouldMakeOneSidedSmallerOfBigPictures_R46() {
        assertThat(seen(scan(jpeg(4032, 3024)))).isEqualTo("JPEG 2480 × 1860 []");
        assertThat(seen(scan(jpeg(1000, 6000)))).isEqualTo("JPEG 413 × 2480 []");
    }

    @Test
    void shouldShowGreyAsDarkAsItIsStored_R46() throws Exception {
        BufferedImage stored = new BufferedImage(800, 900, BufferedImage.TYPE_USHORT_GRAY);
        for (int y = 0; y < 900; y++) {
            for (int x = 0; x < 800; x++) {
                stored.getRaster().setSample(x, y, 0, 100 << 8);
            }
        }
        for (byte[] picture : List.of(encoded(stored, "png"))) {
            int seen = ImageIO.read(new ByteArrayInputStream(page(scan(picture)))).getRaster().getSample(400, 400, 0);
            assertThat(seen).isBetween(99, 101);
        }
    }

    @Test
    void shouldTellOfThePreviewThatPhonesAppend() {
        assertThat(seen(scan(concat(jpeg(800, 900), jpeg(80, 90))))).isEqualTo("JPEG 800 × 900 [MORE_THAN_ONE_PICTURE]");
    }

    /** A picture that states a great size must be refused before memory is asked for. */
    @Test
    void shouldRefuseImageBombs() {
        assertRejected(scan(pngOf(50_000, 50_000, deflatedZeros(1000))), RejectionReason.TOO_MANY_PIXELS);
        assertRejected(scan(pngOf(-1, -1, deflatedZeros(1000))), RejectionReason.TOO_MANY_PIXELS);
        assertRejected(scan(pngOf(0, 100, deflatedZeros(1000))), RejectionReason.UNREADABLE);
        byte[] jpeg = jpeg(800, 900);
        int frame = HostileFiles.marker(jpeg, 0xC0);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xFF);
        assertRejected(scan(jpeg), RejectionReason.TOO_MANY_PIXELS);
    }

    @Test
    void shouldRefuseDataThatInflateToMoreOrLessThanThePicture() {
        assertRejected(scan(pngOf(800, 900, deflatedZeros(300_000_000))), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(pngOf(800, 900, deflatedZeros(1000))), RejectionReason.TRUNCATED);
    }

    @Test
    void shouldRefuseABombInTheProfileOfAPngAndNotReadOtherMetadata() {
        byte[] bomb = deflatedZeros(200_000_000);
        assertRejected(scan(withChunk(png(800, 900), "iCCP", concat(ascii("icc\0\0"), bomb))), RejectionReason.TOO_COMPLEX);
        assertThat(scan(withChunk(png(800, 900), "zTXt", concat(ascii("Comment\0\0"), bomb)))).isInstanceOf(Rendered.class);
        assertThat(scan(withChunk(png(800, 900), "iTXt", concat(ascii("Comment\0\1\0en\0x\0"), bomb)))).isInstanceOf(Rendered.class);
    }

    @Test
    void shouldRefuseADamagedPng() {
        byte[] png = png(800, 900);
        png[png.length / 2] ^= 1;
        assertRejected(scan(png), RejectionReason.UNREADABLE);
    }

    @Test
    void shouldRefuseAProgressivePictureOfEndlessScans() {
        byte[] jpeg = progressiveJpeg(800, 900);
        int scan = HostileFiles.marker(jpeg, 0xDA);
        byte[] scans = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
        byte[] many = Arrays.copyOf(jpeg, scan);
        for (int i = 0; i < 10; i++) {
            many = concat(many, scans);
        }
        assertRejected(scan(concat(many, new byte[]{(byte) 0xFF, (byte) 0xD9})), RejectionReason.TOO_COMPLEX);
    }

    @Test
    void shouldTurnAPictureUprightAndTellWhatMayBeHardToRead() {
        assertThat(seen(scan(jpeg(300, 400)))).isEqualTo("JPEG 300 × 400 [LOW_RESOLUTION]");
        assertThat(seen(scan(withSegment(jpeg(1000, 800), 0xE1, exif(6))))).isEqualTo("JPEG 800 × 1000 [TURNED_BY_CAMERA]");
        assertThat(seen(scan(cmykJpeg(800, 900, 0, 0, 0, 0)))).isEqualTo("JPEG 800 × 900 [PRINT_COLOURS]");
        assertThat(seen(scan(withSegment(cmykJpeg(800, 900, 0, 0, 0, 0), 0xEE, adobe(0))))).isEqualTo("JPEG 800 × 900 [PRINT_COLOURS]");
    }

    /** One column in eight is black, at odd places: if every second one were left out, all of them would be. */
    @Test
    void shouldCountEachPixelOfALargePictureInPrintingColours_R46() throws IOException {
        byte[] page = page(scan(cmykJpeg(5000, 400, (x, _) -> new int[]{0, 0, 0, x % 8 == 1 ? 255 : 0})));
        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(page));
        assertThat(seen.getWidth()).isEqualTo(2480);
        double mean = IntStream.range(0, 2480).map(x -> seen.getRaster().getSample(x, 100, 0)).average().orElseThrow();
        assertThat(mean).isBetween(218.0, 229.0);
    }

    @Test
    void shouldSayHowToSendWhatManyPeopleHave() {
        assertRejected(scan(concat(new byte[]{0, 0, 0, 24}, ascii("ftypheic"), new byte[100])), RejectionReason.HEIC);
        assertRejected(scan(concat(new byte[]{'P', 'K', 3, 4}, ascii("....OFD.xml"), new byte[100])), RejectionReason.OFD);
    }

    @Test
    void shouldSurviveMalformedExif() {
        byte[] exif = exif(6);
        for (int length = 0; length < exif.length; length++) {
            assertThat(scan(withSegment(jpeg(800, 900), 0xE1, Arrays.copyOf(exif, length)))).isInstanceOf(Rendered.class);
        }
        for (int at = 6; at < exif.length; at++) {
            byte[] wrong = exif.clone();
            wrong[at] = (byte) 0xFF;
            assertThat(scan(withSegment(jpeg(800, 900), 0xE1, wrong))).isInstanceOf(Rendered.class);
        }
    }

    /** Whatever is sent, an answer comes back and no exception. */
    @Test
    void shouldAnswerOnDamagedBytesOfEveryKind() {
        Random random = new Random(7);
        for (byte[] original : List.of(jpeg(300, 420), png(300, 420), progressiveJpeg(300, 420), HostileFiles.pdf(2))) {
            for (int i = 0; i < 60; i++) {
                byte[] damaged = original.clone();
                for (int k = 0; k < 5; k++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                assertThat(Renderer.render(damaged, i % 2 == 0 ? FileUse.SCAN : FileUse.PORTRAIT, (done, of) -> {
                })).isNotNull();
            }
        }
    }

    @Test
    void shouldTellTheApplicantWhatToDoInBothLanguages() {
        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(reason.chinese()).contains("请").endsWith("。");
            assertThat(reason.english()).containsIgnoringCase("please").endsWith(".");
        }
    }

    static void assertRejected(Rendering rendering, RejectionReason reason) {
        assertThat(rendering).isEqualTo(new Refused(reason));
    }

    private static Rendering scan(byte[] content) {
        return Renderer.render(content, FileUse.SCAN, (done, of) -> {
        });
    }

    /** All pages as one PDF. */
    static byte[] bound(Rendered rendered) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            BoundPages.write(
                    rendered.pages().stream().map(page -> new BoundPages.Sheet(page.content(), page.width(), page.height())).iterator(),
                    out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] page(Rendering rendering) {
        return ((Rendered) rendering).pages().getFirst().content();
    }

    /** Type, size and what is odd. */
    private static String seen(Rendering rendering) {
        Rendered rendered = (Rendered) rendering;
        Rendering.Page page = rendered.pages().getFirst();
        return rendered.contentType() + " " + page.width() + " × " + page.height() + " "
                + rendered.oddities().stream().map(Oddity::kind).toList();
    }
}
