package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zhicheng.ground.rendering.HostileFiles.adobe;
import static org.zhicheng.ground.rendering.HostileFiles.ascii;
import static org.zhicheng.ground.rendering.HostileFiles.cmykJpeg;
import static org.zhicheng.ground.rendering.HostileFiles.concat;
import static org.zhicheng.ground.rendering.HostileFiles.encoded;
import static org.zhicheng.ground.rendering.HostileFiles.exif;
import static org.zhicheng.ground.rendering.HostileFiles.jpeg;
import static org.zhicheng.ground.rendering.HostileFiles.picture;
import static org.zhicheng.ground.rendering.HostileFiles.png;
import static org.zhicheng.ground.rendering.HostileFiles.withChunk;
import static org.zhicheng.ground.rendering.HostileFiles.withSegment;
import static org.zhicheng.ground.rendering.PictureRenderingTest.assertRejected;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Material;
import org.zhicheng.ground.rendering.Rendering.Rendered;

/** Material A3 of notice.md: a one-inch portrait, 25 to 35, 295 × 413 pixels or more. */
class PortraitPhotoTest {
    @Test
    void shouldAcceptAOneInchPhoto() {
        assertThat(inspect(jpeg(295, 413))).isInstanceOf(Rendered.class);
        assertThat(inspect(png(590, 826))).isInstanceOf(Rendered.class);
        assertThat(inspect(jpeg(1000, 1400))).isInstanceOf(Rendered.class);
        assertThat(((Rendered) inspect(jpeg(295, 413))).oddities()).isEmpty();
    }

    @Test
    void shouldRefuseAPhotoThatIsTooSmallOrOfAnotherShape() {
        assertRejected(inspect(jpeg(294, 412)), RejectionReason.PORTRAIT_TOO_SMALL);
        assertRejected(inspect(jpeg(400, 900)), RejectionReason.PORTRAIT_RATIO);
        assertRejected(inspect(jpeg(826, 590)), RejectionReason.PORTRAIT_RATIO);
        assertRejected(inspect(HostileFiles.pdf(1)), RejectionReason.PORTRAIT_MUST_BE_PICTURE);
    }

    @Test
    void shouldJudgeTheShapeAsItIsSeen() {
        assertThat(inspect(withSegment(jpeg(826, 590), 0xE1, exif(6)))).isInstanceOf(Rendered.class);
        assertRejected(inspect(withSegment(jpeg(590, 826), 0xE1, exif(6))), RejectionReason.PORTRAIT_RATIO);
    }

    @Test
    void shouldTurnThePhotoAsTheCameraWasHeld() throws Exception {
        // As stored, red is above and blue below.
        assertThat(topAndBottom(withSegment(jpeg(590, 826), 0xE1, exif(1)))).containsExactly("red", "blue");
        assertThat(topAndBottom(withSegment(jpeg(590, 826), 0xE1, exif(2)))).containsExactly("red", "blue");
        assertThat(topAndBottom(withSegment(jpeg(590, 826), 0xE1, exif(3)))).containsExactly("blue", "red");
        assertThat(topAndBottom(withSegment(jpeg(590, 826), 0xE1, exif(4)))).containsExactly("blue", "red");
        // Turned by a quarter, red comes to stand at one side.
        assertThat(leftAndRight(withSegment(jpeg(826, 590), 0xE1, exif(5)))).containsExactly("red", "blue");
        assertThat(leftAndRight(withSegment(jpeg(826, 590), 0xE1, exif(6)))).containsExactly("blue", "red");
        assertThat(leftAndRight(withSegment(jpeg(826, 590), 0xE1, exif(7)))).containsExactly("blue", "red");
        assertThat(leftAndRight(withSegment(jpeg(826, 590), 0xE1, exif(8)))).containsExactly("red", "blue");
    }

    /** Where and with what the photo was taken is nobody's business. */
    @Test
    void shouldStripAllMetadata() {
        byte[] secret = ascii("GPS 43.8256N 87.6168E iPhone");
        byte[] photo = withSegment(withSegment(jpeg(590, 826), 0xE1, concat(exif(1), secret)), 0xFE, secret);

        String clean = new String(printed(photo), StandardCharsets.ISO_8859_1);

        assertThat(clean).doesNotContain("GPS").doesNotContain("Exif").doesNotContain("iPhone");
    }

    @Test
    void shouldBoundTheSizeAndMakeTheShapeExact() throws Exception {
        assertThat(size(jpeg(3000, 4200))).containsExactly(590, 826);
        assertThat(size(jpeg(295, 413))).containsExactly(295, 413);
        assertThat(size(jpeg(600, 826))).containsExactly(590, 826);
        assertThat(size(jpeg(480, 660))).containsExactly(471, 659);
    }

    @Test
    void shouldPutATransparentPhotoOnWhite() throws Exception {
        BufferedImage image = read(encoded(new BufferedImage(295, 413, BufferedImage.TYPE_INT_ARGB), "png"));

        assertThat(new Color(image.getRGB(100, 100))).isEqualTo(Color.WHITE);
    }

    @Test
    void shouldTakeGreyAndPalettePhotos() throws Exception {
        assertThat(read(encoded(picture(295, 413, BufferedImage.TYPE_BYTE_GRAY), "jpeg")).getWidth()).isEqualTo(295);
        assertThat(topAndBottom(encoded(picture(295, 413, BufferedImage.TYPE_BYTE_INDEXED), "png"))).containsExactly("red", "blue");
    }

    @Test
    void shouldConvertPrintColours() throws Exception {
        assertThat(colour(cmykJpeg(295, 413, 0, 255, 255, 0))).isEqualTo("red");
        assertThat(colour(cmykJpeg(295, 413, 255, 255, 0, 0))).isEqualTo("blue");
        // Adobe's programs store them inverted.
        assertThat(colour(withSegment(cmykJpeg(295, 413, 255, 0, 0, 255), 0xEE, adobe(0)))).isEqualTo("red");
        // As luminance and chrominance: the values of cyan 255, magenta 0, yellow 0, inverted.
        assertThat(colour(withSegment(cmykJpeg(295, 413, 179, 171, 1, 255), 0xEE, adobe(2)))).isEqualTo("red");
    }

    /** A phone's Display P3 stores the red 200, 30, 40 as 181, 51, 51; four steps of a channel are a difference (ΔE) below 3. */
    @Test
    void shouldKeepTheColoursThatAProfileMeans() throws Exception {
        byte[] profile = displayP3();
        BufferedImage stored = new BufferedImage(590, 826, BufferedImage.TYPE_INT_RGB);
        stored.setRGB(0, 0, 590, 826, IntStream.generate(() -> new Color(181, 51, 51).getRGB()).limit(590 * 826).toArray(), 0, 590);
        byte[] jpeg = withSegment(encoded(stored, "jpeg"), 0xE2, concat(ascii("ICC_PROFILE\0"), new byte[]{1, 1}, profile));
        byte[] png = withChunk(encoded(stored, "png"), "iCCP", concat(ascii("P3\0\0"), deflated(profile)));

        for (byte[] photo : List.of(jpeg, png)) {
            Color seen = new Color(read(photo).getRGB(100, 100));
            assertThat(seen.getRed()).isCloseTo(200, within(4));
            assertThat(seen.getGreen()).isCloseTo(30, within(4));
            assertThat(seen.getBlue()).isCloseTo(40, within(4));
        }
    }

    @Test
    void shouldTakeABrokenProfileForNone() throws Exception {
        byte[] broken = displayP3();
        java.util.Arrays.fill(broken, 128, broken.length, (byte) 7);

        for (byte[] profile : List.of(broken, ascii("nothing"))) {
            assertThat(colour(
                    withSegment(cmykJpeg(295, 413, 0, 255, 255, 0), 0xE2, concat(ascii("ICC_PROFILE\0"), new byte[]{1, 1}, profile))))
                    .isEqualTo("red");
            assertThat(topAndBottom(withSegment(jpeg(590, 826), 0xE2, concat(ascii("ICC_PROFILE\0"), new byte[]{1, 1}, profile))))
                    .containsExactly("red", "blue");
        }
    }

    /** sRGB's profile with the primaries of Display P3, as fixed numbers of 16.16. */
    private static byte[] displayP3() {
        ICC_Profile profile = ICC_Profile.getInstance(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        profile.setData(ICC_Profile.icSigRedColorantTag, xyz(0.51512, 0.2412, -0.00105));
        profile.setData(ICC_Profile.icSigGreenColorantTag, xyz(0.29198, 0.69225, 0.04189));
        profile.setData(ICC_Profile.icSigBlueColorantTag, xyz(0.1571, 0.06657, 0.78407));
        return profile.getData();
    }

    private static byte[] xyz(double... values) {
        ByteBuffer tag = ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0);
        for (double value : values) {
            tag.putInt((int) Math.round(value * 65536));
        }
        return tag.array();
    }

    private static byte[] deflated(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void shouldGiveTheSameBytesForTheSamePhoto() {
        assertThat(printed(jpeg(590, 826))).isEqualTo(printed(jpeg(590, 826)));
    }

    /** A phone's 3 to 4, an identity card's 358 × 441: no refusal, but its owner looks whether the head is whole. */
    @Test
    void shouldCutAnotherShapeAroundTheMiddleAndSaySo_R15() throws Exception {
        for (byte[] photo : List.of(jpeg(600, 800), jpeg(358, 441), jpeg(600, 600))) {
            assertThat(((Rendered) inspect(photo)).oddities()).containsExactly(new Oddity(Oddity.Kind.PORTRAIT_CUT));
            assertThat((double) size(photo)[0] / size(photo)[1]).isCloseTo(25.0 / 35.0, within(0.002));
        }
        assertRejected(inspect(jpeg(294, 500)), RejectionReason.PORTRAIT_TOO_SMALL);
    }

    private static byte[] printed(byte[] photo) {
        return ((Rendered) inspect(photo)).pages().getFirst().content();
    }

    private static Rendering inspect(byte[] content) {
        return Renderer.render(content, FileUse.PORTRAIT, (done, of) -> {
        });
    }

    private static BufferedImage read(byte[] photo) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(printed(photo)));
    }

    private static int[] size(byte[] photo) throws Exception {
        BufferedImage image = read(photo);
        return new int[]{image.getWidth(), image.getHeight()};
    }

    private static String[] topAndBottom(byte[] photo) throws Exception {
        BufferedImage image = read(photo);
        return new String[]{name(image.getRGB(image.getWidth() / 2, 20)), name(image.getRGB(image.getWidth() / 2, image.getHeight() - 20))};
    }

    private static String[] leftAndRight(byte[] photo) throws Exception {
        BufferedImage image = read(photo);
        return new String[]{name(image.getRGB(20, image.getHeight() / 2)),
                name(image.getRGB(image.getWidth() - 20, image.getHeight() / 2))};
    }

    private static String colour(byte[] photo) throws Exception {
        return name(read(photo).getRGB(100, 100));
    }

    private static String name(int rgb) {
        Color colour = new Color(rgb);
        if (colour.getRed() > 200 && colour.getBlue() < 60 && colour.getGreen() < 60) {
            return "red";
        }
        return colour.getBlue() > 200 && colour.getRed() < 60 && colour.getGreen() < 60 ? "blue" : colour.toString();
    }
}
