package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.ground.rendering.HostileFiles.ascii;
import static org.zhicheng.ground.rendering.HostileFiles.concat;
import static org.zhicheng.ground.rendering.HostileFiles.rawPdf;
import static org.zhicheng.ground.rendering.HostileFiles.stream;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.color.PDCalRGB;
import org.apache.pdfbox.pdmodel.graphics.image.CCITTFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDInlineImage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.ground.rendering.Rendering.Rendered;

/** R46: the pictures of a PDF as scanners write them are drawn as they are, and each of their pixels counts. */
class PdfPicturesTest {
    private static final int BLACK = 0x000000;
    private static final int WHITE = 0xFFFFFF;
    private static final String TWO_COLOURS = "/ColorSpace/DeviceGray/BitsPerComponent 1";

    @Test
    @DisplayName("R46 JBIG2扫描件按原样显示")
    void shouldDrawJbig2_R46() throws IOException {
        BufferedImage page = drawn("/Width 800/Height 800/Filter/JBIG2Decode" + TWO_COLOURS, jbig2(800, 800, fax(800, 800)));
        assertHalves(page, BLACK, WHITE);
    }

    @Test
    @DisplayName("R46 传真编码（G4）扫描件按原样显示")
    void shouldDrawFax_R46() throws IOException {
        assertHalves(
                drawn("/Width 800/Height 800/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 800/Rows 800>>" + TWO_COLOURS, fax(800, 800)),
                BLACK, WHITE);
    }

    /** A row of 100 bytes: so often the next byte, which says it by 257 less than its own. */
    @Test
    @DisplayName("R46 游程编码（RunLength）图片按原样显示")
    void shouldDrawRunLength_R46() throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = 0; y < 100; y++) {
            rows.writeBytes(new byte[]{(byte) (257 - 50), 0, (byte) (257 - 50), (byte) 0xFF});
        }
        rows.write(128);
        assertHalves(drawn("/Width 100/Height 100/Filter/RunLengthDecode/ColorSpace/DeviceGray/BitsPerComponent 8", rows.toByteArray()),
                BLACK, WHITE);
    }

    /** As large as a book's cover at 2,400 dpi: at 7 bytes a pixel it would have taken 650 MB. */
    @Test
    @DisplayName("R15 R46 很大的黑白蒙版按所需大小读取，颜色按页面所定")
    void shouldDrawALargeStencilInItsColour_R15_R46() throws IOException {
        BufferedImage page = drawn(
                "/Width 9000/Height 10300/ImageMask true/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 9000/Rows 10300>>",
                fax(9000, 10_300));
        assertHalves(page, 0xFF0000, WHITE);
    }

    /** 160 million pixels: 20 MB unpacked, and 10 KB here, where two bits say that a row is as the one before (ITU-T T.6). */
    @ParameterizedTest
    @ValueSource(strings = {"/ImageMask true", "/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1<FF0000FFFFFF>]"})
    @DisplayName("R15 R46 黑白图片和蒙版不超过1.6亿像素（如A0、300 dpi）均可读取")
    void shouldDrawTwoColoursUpToTheirOwnLimit_R15_R46(String dictionary) throws IOException {
        byte[] few = fax(4000, 64);
        byte[] rows = new byte[(40_000 - 64) / 4];
        Arrays.fill(rows, (byte) 0xFF);
        byte[] fax = concat(Arrays.copyOf(few, few.length - 10), rows, Arrays.copyOfRange(few, few.length - 10, few.length));
        assertHalves(
                drawn("/Width 4000/Height 40000" + dictionary + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 4000/Rows 40000>>", fax),
                0xFF0000, WHITE);
    }

    /** Of a page that is black before anything is drawn on it. */
    @Test
    @DisplayName("R15 R46 JBIG2图片不超过1.6亿像素均可读取")
    void shouldDrawJbig2UpToItsLimit_R15_R46() throws IOException {
        byte[] page = Arrays.copyOf(jbig2(20_000, 8_000, new byte[0]), 30);
        page[27] = 4;
        assertHalves(drawn("/Width 20000/Height 8000/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1<008000FFFFFF>]/Filter/JBIG2Decode",
                page), 0x008000, 0x008000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Indexed/DeviceRGB 1<00008000FF00>", "/Indexed/DeviceRGB 1<00008000FF00>]/Decode[1 0"})
    @DisplayName("R46 双色图片按调色板显示")
    void shouldDrawTwoColoursAsTheirPaletteSays_R46(String space) throws IOException {
        BufferedImage page = drawn("/Width 1600/Height 1600/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms"
                + "<</K -1/Columns 1600/Rows 1600>>/ColorSpace[" + space + "]", fax(1600, 1600));
        boolean inverted = space.contains("Decode");
        assertHalves(page, inverted ? 0x00FF00 : 0x000080, inverted ? 0x000080 : 0x00FF00);
    }

    /** One column of sixteen is black, and none of those is left out or drawn black: nearest neighbours would do one or the other. */
    @Test
    @DisplayName("R46 缩小时每个像素都计入：细线不丢失")
    void shouldKeepThinLines_R46() throws IOException {
        byte[] rows = new byte[500 * 4000];
        Arrays.fill(rows, (byte) 0xFF);
        for (int i = 0; i < rows.length; i += 2) {
            rows[i] = 0x7F;
        }
        BufferedImage page = drawn("/Width 4000/Height 4000" + TWO_COLOURS, rows);
        int step = page.getWidth() * 16 / 4000;
        for (int x = 50; x < page.getWidth() - 50; x++) {
            int darkest = 255;
            for (int i = 0; i <= step + 1; i++) {
                darkest = Math.min(darkest, page.getRGB(x + i, 600) & 0xFF);
            }
            assertThat(darkest).isBetween(100, 235);
        }
    }

    /** One row of eight is black, in a picture that is cut out by a mask: at twice the pixels of the page every second row would be left out. */
    @Test
    @DisplayName("R46 带蒙版的图片（电子印章）缩小时细线也不丢失")
    void shouldKeepThinLinesOfWhatIsCutOut_R46() throws IOException {
        byte[] rows = new byte[300 * 2400];
        Arrays.fill(rows, (byte) 0xFF);
        for (int y = 0; y < 2400; y += 8) {
            int line = y + y / 8 % 2;
            Arrays.fill(rows, line * 300, (line + 1) * 300, (byte) 0);
        }
        String bits = "/Width 2400/Height 2400" + TWO_COLOURS;
        byte[] opaque = new byte[rows.length];
        Arrays.fill(opaque, (byte) 0xFF);
        Rendered rendered = (Rendered) Renderer
                .render(rawPdf(ascii("<</Type/Catalog/Pages 2 0 R>>"), ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>"), page(), content(),
                        picture(bits + "/SMask 6 0 R", rows), picture(bits, opaque)), FileUse.SCAN, (done, of) -> {
                        });
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(rendered.pages().getFirst().content()));
        assertThat(lines(page, 600, false)).as("of 300").isBetween(290, 300);
    }

    /** Twice as many dots across as down, as a fax of standard resolution has: larger than the page in one direction alone. */
    @Test
    @DisplayName("R46 只在一个方向上比页面大的扫描件（标准传真），细线不丢失")
    void shouldKeepThinLinesOfAFax_R46() throws IOException {
        byte[] rows = new byte[216 * 1000];
        Arrays.fill(rows, (byte) 0xFF);
        for (int i = 0; i < rows.length; i += 2) {
            rows[i] = 0x7F;
        }
        assertThat(lines(drawn("/Width 1728/Height 1000" + TWO_COLOURS, rows), 600, true)).as("of 108").isBetween(104, 108);
    }

    @Test
    @DisplayName("R46 中断的黑白扫描件，缺失部分显示为黑色，不会被当作空白")
    void shouldShowThatAScanIsCutShort_R46() throws IOException {
        byte[] rows = new byte[200 * 800];
        Arrays.fill(rows, (byte) 0xFF);
        BufferedImage page = drawn("/Width 1600/Height 1600" + TWO_COLOURS, rows);
        assertNear(page.getRGB(600, 300), WHITE);
        assertNear(page.getRGB(600, 900), BLACK);
    }

    /** Not of sixteen greys, in which a face or a shade has steps. */
    @Test
    @DisplayName("R46 文字页上的灰度照片、渐变和浅色底纹保留全部灰度")
    void shouldKeepTheGreysOfAShadeOnAPageOfPrint_R46() throws IOException {
        byte[] rows = new byte[1200 * 1200];
        Arrays.fill(rows, (byte) 0xFF);
        for (int y = 100; y < 200; y++) {
            for (int x = 0; x < 512; x++) {
                rows[y * 1200 + 100 + x] = (byte) (x / 2);
            }
        }
        BufferedImage page = drawn("/Width 1200/Height 1200/ColorSpace/DeviceGray/BitsPerComponent 8", rows);
        long greys = IntStream.range(0, page.getWidth()).map(x -> page.getRGB(x, page.getHeight() / 8) & 0xFF).distinct().count();
        assertThat(greys).isGreaterThan(100);
    }

    /** How often it becomes darker along a row or a column. */
    private static int lines(BufferedImage page, int at, boolean across) {
        int lines = 0;
        boolean inLine = false;
        int side = across ? page.getWidth() : page.getHeight();
        for (int i = 0; i < side; i++) {
            int value = (across ? page.getRGB(i, at) : page.getRGB(at, i)) & 0xFF;
            lines += !inLine && value < 225 ? 1 : 0;
            inLine = value < 225 || inLine && value < 240;
        }
        return lines;
    }

    /** Of 13 megapixels, on two pages: what its dictionary states was changed when it was drawn first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("R15 R46 PDF内的大照片逐行缩小，各页均按原色显示")
    void shouldReadALargePhotoRowByRowForEachPage_R15_R46(boolean progressive) throws IOException {
        byte[] file = rawPdf(ascii("<</Type/Catalog/Pages 2 0 R>>"), ascii("<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"), page(), content(),
                picture("/Width 4200/Height 3100/Filter/DCTDecode/ColorSpace/DeviceRGB/BitsPerComponent 8", photo(4200, 3100, progressive)),
                page());
        Rendered rendered = (Rendered) Renderer.render(file, FileUse.SCAN, (done, of) -> {
        });
        assertThat(rendered.oddities()).isEmpty();
        assertThat(rendered.pages()).hasSize(2);
        for (Rendering.Page page : rendered.pages()) {
            assertHalves(ImageIO.read(new ByteArrayInputStream(page.content())), 0xC86432, 0x3264C8);
        }
    }

    @Test
    @DisplayName("R46 未写明每色位数的JPEG按8位显示")
    void shouldTakeAJpegThatDoesNotSayItsBitsForOneOfEight_R46() throws IOException {
        assertHalves(drawn("/Width 800/Height 600/Filter/DCTDecode/ColorSpace/DeviceRGB", photo(800, 600, false)), 0xC86432, 0x3264C8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("R46 大照片逐行缩小，颜色不变")
    void shouldReadALargePhotoByItselfRowByRow_R46(boolean progressive) throws IOException {
        Rendering.Page page = ((Rendered) Renderer.render(photo(4200, 3100, progressive), FileUse.SCAN, (done, of) -> {
        })).pages().getFirst();
        assertThat(List.of(page.width(), page.height())).containsExactly(2480, 1830);
        assertHalves(ImageIO.read(new ByteArrayInputStream(page.content())), 0xC86432, 0x3264C8);
    }

    /** One column in eight is of black ink, at odd places, in a picture of twelve megapixels: if every second one were left out, all of them would be. */
    @Test
    @DisplayName("R46 印刷用CMYK大图片缩小时每个像素都计入")
    void shouldKeepThinLinesInPrintingColours_R46() throws IOException {
        byte[] inks = new byte[4 * 4000 * 3000];
        for (int x = 0; x < 4000 * 3000; x++) {
            inks[4 * x + 3] = (byte) (x % 8 == 1 ? 0xFF : 0);
        }
        BufferedImage page = drawn("/Width 4000/Height 3000/ColorSpace/DeviceCMYK/BitsPerComponent 8/Filter/FlateDecode", deflated(inks));
        // of eight pixels seven are paper
        int x = page.getWidth() / 2;
        double mean = IntStream.range(x, x + 96).map(i -> page.getRaster().getSample(i, 600, 0)).average().orElseThrow();
        assertThat(mean).isBetween(222.0, 234.0);
    }

    /** The second page shows what was shrunk for the first, and the bytes are those of a file with that page alone. */
    @Test
    @DisplayName("R46 多页共用的底图只缩小一次，各页字节不变")
    void shouldDrawAGroundOfManyPagesAsThatOfOne_R46() throws IOException, Refusal {
        String fax = "/Width 4000/Height 4000/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 4000/Rows 4000>>" + TWO_COLOURS;
        byte[] ground = picture(fax, fax(4000, 4000));
        byte[] photo = picture("/Width 4200/Height 3100/Filter/DCTDecode/ColorSpace/DeviceRGB/BitsPerComponent 8",
                photo(4200, 3100, false));
        for (byte[] picture : List.of(ground, photo)) {
            ShrunkPictures pictures = new ShrunkPictures();
            List<Rendering.Page> alone = pages(pictures, "3 0 R", page(), content(), picture);
            assertThat(pictures.found()).isZero();
            List<Rendering.Page> many = pages(pictures, "3 0 R 6 0 R 3 0 R", page(), content(), picture, page());
            assertThat(many).extracting(Rendering.Page::content).hasSize(3)
                    .allMatch(page -> Arrays.equals(page, alone.getFirst().content()));
            assertThat(pictures.found()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("R46 多页共用的图片，按各页资源所定的颜色显示")
    void shouldDrawAGroundInTheColoursThatEachPageGives_R46() throws IOException, Refusal {
        String swapped = "[/Indexed/DeviceRGB 255<" + "0000FF".repeat(128) + "FF0000".repeat(128) + ">]";
        String other = "[/CalRGB<</WhitePoint[1 1 1]/Gamma[3 3 3]>>]";
        assertTwoColours("/BitsPerComponent 8/ColorSpace/CS0", greys(1600 * 1600), "/CS0/DeviceGray", "/CS0" + swapped);
        assertTwoColours("/BitsPerComponent 8/ColorSpace/DeviceRGB", greys(3 * 1600 * 1600), "/DefaultRGB" + other, "");
    }

    /** The palette is the same, and of other colours. */
    @Test
    void shouldNotTakeAPictureForTheSameWhosePaletteIsOfOtherColours() throws IOException {
        COSArray palette = new COSArray(List.of(COSName.INDEXED, COSName.DEVICERGB, COSInteger.ZERO, new COSString(new byte[3])));
        COSStream stream = bits(1600).getCOSObject();
        stream.setItem(COSName.COLORSPACE, palette);
        PDResources others = new PDResources();
        others.put(COSName.DEFAULT_RGB, new PDCalRGB());
        AffineTransform place = AffineTransform.getScaleInstance(100, 100);
        ShrunkPictures pictures = new ShrunkPictures();
        PDImage first = pictures.of(new PDImageXObject(new PDStream(stream), new PDResources()), place);
        assertThat(pictures.of(new PDImageXObject(new PDStream(stream), others), place)).isNotSameAs(first);
        assertThat(pictures.of(new PDImageXObject(new PDStream(stream), new PDResources()), place)).isSameAs(first);
    }

    private static byte[] greys(int length) {
        byte[] greys = new byte[length];
        Arrays.fill(greys, (byte) 100);
        return greys;
    }

    /** Of one picture on two pages, each with colour spaces of its own, as each page alone has it. */
    private static void assertTwoColours(String dictionary, byte[] samples, String first, String second) throws IOException, Refusal {
        byte[] picture = picture("/Width 1600/Height 1600/Filter/FlateDecode" + dictionary, deflated(samples));
        byte[] one = page("/ColorSpace<<" + first + ">>");
        byte[] two = page("/ColorSpace<<" + second + ">>");
        List<Rendering.Page> both = pages(new ShrunkPictures(), "3 0 R 6 0 R", one, content(), picture, two);
        byte[] oneAlone = pages(new ShrunkPictures(), "3 0 R", one, content(), picture).getFirst().content();
        byte[] twoAlone = pages(new ShrunkPictures(), "3 0 R", two, content(), picture).getFirst().content();
        assertThat(oneAlone).isNotEqualTo(twoAlone);
        assertThat(both.get(0).content()).isEqualTo(oneAlone);
        assertThat(both.get(1).content()).isEqualTo(twoAlone);
    }

    /** It is another one whenever its page is drawn. */
    @Test
    void shouldNotKeepAPictureWithinAPagesContent() throws IOException, Refusal {
        byte[] rows = new byte[1600 * 1600];
        byte[] inline = stream("",
                concat(ascii("400 0 0 400 0 0 cm BI /W 1600 /H 1600 /BPC 8 /CS /G /F /Fl ID "), deflated(rows), ascii("\nEI\n")));
        ShrunkPictures pictures = new ShrunkPictures();
        List<Rendering.Page> pages = pages(pictures, "3 0 R", page(), inline, picture("", new byte[0]));
        assertHalves(ImageIO.read(new ByteArrayInputStream(pages.getFirst().content())), BLACK, BLACK);
        assertThat(pictures.isEmpty()).isTrue();
    }

    private static List<Rendering.Page> pages(ShrunkPictures pictures, String kids, byte[]... objects) throws Refusal {
        byte[] file = rawPdf(Stream
                .concat(Stream.of(ascii("<</Type/Catalog/Pages 2 0 R>>"),
                        ascii("<</Type/Pages/Kids[" + kids + "]/Count " + (kids.length() + 1) / 6 + ">>")), Stream.of(objects))
                .toArray(byte[][]::new));
        return ((Rendered) PdfRendering.render(file, (done, of) -> {
        }, pictures)).pages();
    }

    /** As many as its memory has room for, and those that were drawn last. */
    @Test
    void shouldKeepTheShrunkPicturesThatWereDrawnLast() throws IOException {
        ShrunkPictures pictures = new ShrunkPictures();
        List<PDImageXObject> each = List.of(bits(4000), bits(4000));
        // 2,000 × 2,000 pixels are 16 MB
        AffineTransform place = AffineTransform.getScaleInstance(2000, 2000);
        PDImage first = pictures.of(each.get(0), place);
        PDImage second = pictures.of(each.get(1), place);
        assertThat(pictures.of(each.get(0), place)).isSameAs(first);
        PDImage larger = pictures.of(each.get(0), AffineTransform.getScaleInstance(2001, 2000));
        assertThat(larger).as("drawn larger, and the second is forgotten").isNotSameAs(first);
        assertThat(pictures.of(each.get(0), place)).isSameAs(first);
        assertThat(pictures.of(each.get(1), place)).isNotSameAs(second);
    }

    /** How much a stencil covers is kept beside that in a colour: 20 MB, of which two are too many. */
    @Test
    void shouldCountAllThatIsKeptOfAStencil() throws IOException {
        ShrunkPictures pictures = new ShrunkPictures();
        List<PDImageXObject> each = List.of(bits(4000), bits(4000));
        each.forEach(picture -> picture.setStencil(true));
        AffineTransform place = AffineTransform.getScaleInstance(2000, 2000);
        PDImage first = pictures.of(each.get(0), place);
        pictures.of(each.get(1), place);
        assertThat(pictures.of(each.get(0), place)).isNotSameAs(first);
    }

    /** Sixteen pixels to one and more stay as they are, which would be far more than is counted. */
    @ParameterizedTest
    @CsvSource({"1500, 100, true", "1600, 1600, false"})
    void shouldKeepOnlyWhatBecameSmall(int width, int seen, boolean kept) throws IOException {
        COSDictionary stated = new COSDictionary();
        stated.setInt(COSName.WIDTH, width);
        stated.setInt(COSName.HEIGHT, 10);
        stated.setInt(COSName.BITS_PER_COMPONENT, 8);
        stated.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        PDImage picture = ShrunkPicture.of(new PDInlineImage(stated, new byte[10 * width], null),
                AffineTransform.getScaleInstance(100, 10));
        BufferedImage image = picture.getImage();
        assertThat(image.getWidth()).isEqualTo(seen);
        assertThat(picture.getImage() == image).isEqualTo(kept);
    }

    private static PDImageXObject bits(int side) throws IOException {
        COSStream stream = new COSStream();
        stream.setInt(COSName.WIDTH, side);
        stream.setInt(COSName.HEIGHT, side);
        stream.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        return new PDImageXObject(new PDStream(stream), null);
    }

    private static void assertHalves(BufferedImage page, int left, int right) {
        assertNear(page.getRGB(page.getWidth() / 4, page.getHeight() / 2), left);
        assertNear(page.getRGB(page.getWidth() * 3 / 4, page.getHeight() / 2), right);
    }

    private static void assertNear(int seen, int wanted) {
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(seen >> shift & 0xFF).as("%06X for %06X", seen & WHITE, wanted).isBetween((wanted >> shift & 0xFF) - 8,
                    (wanted >> shift & 0xFF) + 8);
        }
    }

    /** The page of a picture that fills it; a stencil is red. */
    private static BufferedImage drawn(String dictionary, byte[] data) throws IOException {
        Rendered rendered = (Rendered) Renderer.render(rawPdf(ascii("<</Type/Catalog/Pages 2 0 R>>"),
                ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>"), page(), content(), picture(dictionary, data)), FileUse.SCAN, (done, of) -> {
                });
        assertThat(rendered.oddities()).isEmpty();
        return ImageIO.read(new ByteArrayInputStream(rendered.pages().getFirst().content()));
    }

    private static byte[] page() {
        return page("");
    }

    private static byte[] page(String resources) {
        return ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>" + resources + ">>>>");
    }

    private static byte[] content() {
        return stream("", ascii("1 0 0 rg 400 0 0 400 0 0 cm /X Do"));
    }

    private static byte[] picture(String dictionary, byte[] data) {
        return stream("/Type/XObject/Subtype/Image" + dictionary, data);
    }

    /** The left half black, by the encoding of fax machines. */
    private static byte[] fax(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        try (PDDocument document = new PDDocument();
                InputStream in = CCITTFactory.createFromImage(document, image).getCOSObject().createRawInputStream()) {
            return in.readAllBytes();
        }
    }

    /** A page and one region on it, in the encoding of fax machines (ITU-T T.88, 7.2, 7.4.6, 7.4.8). */
    private static byte[] jbig2(int width, int height, byte[] fax) {
        byte[] page = ByteBuffer.allocate(30).putInt(0).put((byte) 48).put((byte) 0).put((byte) 1).putInt(19).putInt(width).putInt(height)
                .array();
        byte[] region = ByteBuffer.allocate(29).putInt(1).put((byte) 38).put((byte) 0).put((byte) 1).putInt(18 + fax.length).putInt(width)
                .putInt(height).putInt(0).putInt(0).put((byte) 0).put((byte) 1).array();
        return concat(page, region, fax);
    }

    private static byte[] deflated(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] photo(int width, int height, boolean progressive) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(0xC86432));
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(new Color(0x3264C8));
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
