package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.ground.rendering.HostileFiles.ascii;
import static org.zhicheng.ground.rendering.HostileFiles.rawPdf;
import static org.zhicheng.ground.rendering.HostileFiles.stream;
import static org.zhicheng.ground.rendering.PictureRenderingTest.assertRejected;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.ground.rendering.Oddity.Kind;
import org.zhicheng.ground.rendering.Rendering.Rendered;

/** R15, R46: pictures of JPEG 2000, as scanners of archives pack them, are drawn in their colours, or counted as lost. */
class Jpeg2000Test {

    /** Of 32 × 32 pixels, drawn on a ground of green: what stands in the middle of the left half, and of the right. */
    @DisplayName("R46 PDF内的JPEG 2000图片按原色显示：灰度、彩色、调色板、透明")
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"grey, '', 808080, 808080", "grey, /ColorSpace/DeviceGray, 808080, 808080", "colours, '', C86432, 3264C8",
            "colours, /ColorSpace/DeviceRGB, C86432, 3264C8", "colours, /ColorSpace/DeviceGray, C86432, 3264C8",
            "places, /ColorSpace[/Indexed/DeviceRGB 2<0000FFC8643232C8C8>], C86432, 32C8C8", "alpha, '', C86432, C86432",
            "alpha, /SMaskInData 1, C86432, 00FF00"})
    void shouldDrawItInItsColours_R46(String name, String stated, String left, String right) throws IOException {
        Rendered rendered = (Rendered) scan(stated, file(name));
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(rendered.pages().getFirst().content()));
        assertThat(rendered.oddities()).isEmpty();
        assertThat(colour(page, page.getWidth() / 4)).satisfies(seen -> assertNear(seen, left));
        assertThat(colour(page, page.getWidth() * 3 / 4)).satisfies(seen -> assertNear(seen, right));
    }

    @DisplayName("R46 JPEG 2000图片既是画面又是蒙版，同样显示")
    @Test
    void shouldDrawAPictureThatIsCutOutByAnother_R46() throws IOException {
        byte[] half = file("grey");
        Rendered rendered = (Rendered) render(
                stream("/Type/XObject/Subtype/Image/Width 32/Height 32/Filter/JPXDecode/SMask 6 0 R", file("colours")),
                stream("/Type/XObject/Subtype/Image/Width 32/Height 32/ColorSpace/DeviceGray/Filter/JPXDecode", half));
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(rendered.pages().getFirst().content()));
        assertNear(colour(page, page.getWidth() / 4), "64B119");
    }

    @Test
    void shouldCountAsLostWhatIsDamagedOrCutOff_R46() throws IOException {
        byte[] whole = file("colours");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, damaged.length / 2, damaged.length - 60, (byte) 0xFF);
        for (byte[] file : new byte[][]{new byte[100], Arrays.copyOf(whole, 100), damaged, new byte[0]}) {
            assertThat(((Rendered) scan("", file)).oddities()).contains(new Oddity(Kind.LOST_PICTURES, 1, 1));
        }
        assertThat(((Rendered) scan("/ImageMask true", whole)).oddities()).contains(new Oddity(Kind.LOST_PICTURES, 1, 1));
    }

    /** By its own header, before anything is decoded, whatever the file says of it. */
    @Test
    void shouldRefuseTooManyPixelsByTheirDeclaredNumber_R15() throws IOException {
        assertRejected(scan("", stating(20_000, 20_000)), RejectionReason.TOO_MANY_PIXELS);
        assertRejected(scan("", stating(-1, -1)), RejectionReason.TOO_MANY_PIXELS);
    }

    /** What states more than its memory holds ends as a lost picture: the sandbox is the second fence. */
    @Test
    void shouldEndAtTheMemoryOfTheSandbox_R15() throws IOException {
        byte[] file = stating(9_000, 9_000);
        ByteBuffer.wrap(file).putInt(begin(file) + 24, 9_000).putInt(begin(file) + 28, 9_000);
        assertThat(((Rendered) scan("", file)).oddities()).contains(new Oddity(Kind.LOST_PICTURES, 1, 1));
    }

    /** In the file's dictionary stands then what PDFBox goes by. */
    @Test
    void shouldDescribeWhatItDecoded_R46() throws IOException {
        COSDictionary dictionary = new COSDictionary();
        dictionary.setInt(COSName.WIDTH, 7);
        dictionary.setInt(COSName.BITS_PER_COMPONENT, 16);
        COSStream samples = Jpeg2000.unpack(file("grey"), dictionary);
        try (InputStream in = samples.createInputStream()) {
            assertThat(in.readAllBytes()).hasSize(32 * 32).containsOnly(128);
        }
        assertThat(IntStream.of(dictionary.getInt(COSName.WIDTH), dictionary.getInt(COSName.HEIGHT),
                dictionary.getInt(COSName.BITS_PER_COMPONENT))).containsExactly(32, 32, 8);
        assertThat(dictionary.getCOSName(COSName.COLORSPACE)).isEqualTo(COSName.DEVICEGRAY);
    }

    private static byte[] stating(int width, int height) throws IOException {
        byte[] file = file("grey");
        ByteBuffer.wrap(file).putInt(begin(file) + 8, width).putInt(begin(file) + 12, height);
        return file;
    }

    private static int begin(byte[] file) {
        return Bytes.indexOf(file, new byte[]{(byte) 0xFF, 0x4F, (byte) 0xFF, 0x51}, 0, file.length);
    }

    /** By its values: the JDK would make grey lighter. */
    private static int colour(BufferedImage page, int x) {
        int[] values = page.getRaster().getPixel(x, page.getHeight() / 2, (int[]) null);
        return values.length == 1 ? values[0] * 0x010101 : values[0] << 16 | values[1] << 8 | values[2];
    }

    private static void assertNear(int seen, String expected) {
        int wanted = Integer.parseInt(expected, 16);
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(seen >> shift & 0xFF).as("%06X for %s", seen, expected).isBetween((wanted >> shift & 0xFF) - 4,
                    (wanted >> shift & 0xFF) + 4);
        }
    }

    private static Rendering scan(String stated, byte[] picture) {
        return render(stream("/Type/XObject/Subtype/Image/Width 32/Height 32/Filter/JPXDecode" + stated, picture), ascii("null"));
    }

    private static Rendering render(byte[] picture, byte[] mask) {
        return Renderer.render(
                rawPdf(ascii("<</Type/Catalog/Pages 2 0 R>>"), ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                        ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"),
                        stream("", ascii("0 1 0 rg 0 0 400 400 re f 400 0 0 400 0 0 cm /X Do")), picture, mask),
                FileUse.SCAN, (done, of) -> {
                });
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = Jpeg2000Test.class.getResourceAsStream("/jpeg2000/" + name + ".jp2")) {
            return in.readAllBytes();
        }
    }
}
