package org.zhicheng.ground.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.zhicheng.ground.rendering.HostileFiles.ascii;
import static org.zhicheng.ground.rendering.HostileFiles.concat;
import static org.zhicheng.ground.rendering.HostileFiles.deflatedZeros;
import static org.zhicheng.ground.rendering.HostileFiles.pdf;
import static org.zhicheng.ground.rendering.HostileFiles.rawPdf;
import static org.zhicheng.ground.rendering.HostileFiles.stream;
import static org.zhicheng.ground.rendering.HostileFiles.zip;
import static org.zhicheng.ground.rendering.PictureRenderingTest.assertRejected;
import static org.zhicheng.ground.rendering.PictureRenderingTest.bound;
import static org.zhicheng.ground.rendering.PictureRenderingTest.page;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.ground.rendering.Oddity.Kind;
import org.zhicheng.ground.rendering.Rendering.Rendered;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.work.notice.NoticeResultForm;

/** R15, R46: an encrypted or oversized PDF is refused with a reason the applicant can act on; of any other one sees its pages. */
@Timeout(60)
class PdfRenderingTest {
    private static final String CATALOG = "<</Type/Catalog/Pages 2 0 R%s>>";
    private static final byte[] PAGES = ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    private static final byte[] PAGE = ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");

    @Test
    void shouldRenderEachPageAtAReadableSize_R46() {
        assertThat(seen(scan(pdf(3)))).isEqualTo("3 pages of 1240 × 1753 [NEARLY_EMPTY 1, NEARLY_EMPTY 2, NEARLY_EMPTY 3]");
        assertThat(seen(scan(raw("")))).isEqualTo("1 pages of 1239 × 1754 [NEARLY_EMPTY 1]");
    }

    @Test
    void shouldTellHowFarItIs_R46() {
        List<String> told = new ArrayList<>();
        Renderer.render(pdf(3), FileUse.SCAN, (done, of) -> told.add(done + "/" + of));
        assertThat(told).containsExactly("0/3", "1/3", "2/3", "3/3");
    }

    @Test
    void shouldAcceptAScanInAPdf() {
        assertThat(scan(pdf(1, document -> {
            try (PDPageContentStream page = new PDPageContentStream(document, document.getPage(0))) {
                page.drawImage(LosslessFactory.createFromImage(document, HostileFiles.picture(2480, 3508, BufferedImage.TYPE_INT_RGB)), 0,
                        0, 595, 842);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }))).isInstanceOf(Rendered.class);
    }

    /** The forms that this system prints come back as scans, but a printed one must not be refused. */
    @Test
    void shouldAcceptTheFormsOfThisSystem() {
        byte[] form = new NoticeResultForm("张伟", new AppliedTitle("初定", "工程", "机械", "初级"), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), 0, Optional.empty()).print(Format.PDF);

        assertThat(scan(form)).isInstanceOf(Rendered.class);
    }

    @Test
    void shouldGiveTheSizeOfThePageAsItIsSeen() {
        assertThat(seen(scan(pdf(1, document -> document.getPage(0).setRotation(90))))).startsWith("1 pages of 1753 × 1240");
    }

    /** A crop box that hides the page shows a picture of one pixel, and a page of no size none at all. */
    @Test
    void shouldShowAPageThatItsBoxesWouldHide_R46() {
        assertThat(seen(scan(pdf(1, document -> document.getPage(0).setCropBox(new PDRectangle(2000, 2000, 10, 10))))))
                .startsWith("1 pages of 1240 × 1753");
        assertThat(seen(scan(rawPdf(catalog(""), PAGES, ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]>>")))))
                .startsWith("1 pages of 1240 × 1753");
        assertThat(seen(scan(rawPdf(catalog(""), PAGES, ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 100]/UserUnit 7>>")))))
                .startsWith("1 pages of 2480 × 17");
    }

    @Test
    void shouldSayThatSomethingStandsBeforeThePdf() {
        assertThat(scan(concat(ascii("\n"), pdf(1)))).isInstanceOf(Rendered.class);
        assertRejected(scan(concat(zip(), pdf(1))), RejectionReason.PRECEDED);
    }

    @Test
    void shouldRefuseAPageOrAProgramBehindTheEndAndLeaveAnythingElseBehind() {
        assertRejected(scan(concat(pdf(1), ascii("<html><script>x</script>"))), RejectionReason.HIDDEN_CONTENT);
        assertRejected(scan(concat(pdf(1), ascii("<html>" + " ".repeat(5000)))), RejectionReason.HIDDEN_CONTENT);
        assertThat(page(scan(concat(pdf(1), zip())))).isEqualTo(page(scan(pdf(1))));
        assertThat(scan(concat(pdf(1), ascii("\r\n\0\0")))).isInstanceOf(Rendered.class);
    }

    @Test
    void shouldRefuseATruncatedPdf() {
        byte[] pdf = pdf(3);
        assertRejected(scan(Arrays.copyOf(pdf, pdf.length / 2)), RejectionReason.TRUNCATED);
        assertRejected(scan(ascii("%PDF-1.7\n")), RejectionReason.TRUNCATED);
        assertRejected(scan(ascii("%PDF-1.7\nnothing at all\n%%EOF\n")), RejectionReason.UNREADABLE);
    }

    /** Many official electronic certificates may be opened by everyone, and changed by nobody. */
    @Test
    void shouldRefuseAPdfThatNeedsAPasswordAndTakeOneThatDoesNot() {
        assertRejected(scan(locked("secret")), RejectionReason.ENCRYPTED);
        assertThat(scan(locked(""))).isInstanceOf(Rendered.class);
    }

    private static byte[] locked(String password) {
        return pdf(1, document -> {
            try {
                StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
                policy.setEncryptionKeyLength(256);
                document.protect(policy);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void shouldLeaveScriptsAndActionsBehindAndSaySo_R46() {
        assertThat(odd(pdf(1, d -> d.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"))))).contains(Kind.SCRIPTS);
        assertThat(odd(pdf(1, d -> d.getDocumentCatalog().setOpenAction(new PDActionLaunch())))).contains(Kind.SCRIPTS);
        assertThat(odd(pdf(1, d -> d.getDocumentCatalog().setOpenAction(uri())))).contains(Kind.LINKS);
        assertThat(odd(raw("/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>"))).contains(Kind.SCRIPTS);
        assertThat(odd(raw("/Deep[[[[<</A<</S/Launch/F(cmd.exe)>>>>]]]]"))).contains(Kind.SCRIPTS);
        assertThat(odd(raw("/A<</S/SubmitForm/F(http://example.com)>>"))).contains(Kind.SCRIPTS);
        // A name written with escapes; an object that nothing refers to.
        assertThat(odd(raw("/X<</S/#4aavaScript>>"))).contains(Kind.SCRIPTS);
        assertThat(odd(rawPdf(catalog(""), PAGES, PAGE, ascii("<</S/JavaScript/JS(x)>>")))).contains(Kind.SCRIPTS);
    }

    @Test
    void shouldTakeAPlaceToOpenAtAndALink_R46() {
        assertThat(odd(raw("/OpenAction[3 0 R/Fit]"))).containsExactly(Kind.NEARLY_EMPTY);
        assertThat(odd(raw("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"))).containsExactly(Kind.NEARLY_EMPTY);
        // The verification reports of CHSI carry links.
        assertThat(odd(pdf(1, document -> {
            PDAnnotationLink link = new PDAnnotationLink();
            link.setAction(uri());
            try {
                document.getPage(0).getAnnotations().add(link);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }))).contains(Kind.LINKS);
    }

    @Test
    void shouldLeaveAttachmentsMediaAndHiddenLayersBehindAndSaySo_R46() {
        assertThat(odd(pdf(1, PdfRenderingTest::embed))).contains(Kind.ATTACHMENTS);
        assertThat(odd(raw("/X<</Subtype/RichMedia>>"))).contains(Kind.ATTACHMENTS);
        assertThat(odd(raw("/X<</Subtype/FileAttachment>>"))).contains(Kind.ATTACHMENTS);
        assertThat(odd(raw("/X<</Subtype/3D>>"))).contains(Kind.ATTACHMENTS);
        assertThat(odd(raw("/OCProperties<</OCGs[]/D<</OFF[3 0 R]>>>>"))).contains(Kind.HIDDEN_LAYERS);
    }

    /** What a reviewer is handed holds pictures only: read here by another program, and by inflating all that is in the file. */
    @Test
    void shouldHandOnPicturesOnly_R46() {
        String marker = "marker-of-a-stranger";
        byte[] marked = rawPdf(catalog("/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(" + marker + ")>>]>>>>"), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(" + marker
                        + ")>>>>]>>"),
                stream("/Type/EmbeddedFile", ascii(marker)));
        byte[] clean = drawn("FIRST PAPER");
        for (byte[] file : List.of(marked, concat(clean, marked), concat(marked, clean), concat(clean, ascii("\n"), clean))) {
            Rendered rendered = (Rendered) scan(file);
            String all = inflated(bound(rendered));
            assertThat(all).doesNotContain(marker).doesNotContain("JavaScript").doesNotContain("/URI").doesNotContain("/Annots")
                    .doesNotContain("EmbeddedFile").doesNotContain("FIRST PAPER").contains("/Image");
            assertThat(AnotherReader.kinds(bound(rendered))).isSubsetOf("PDDocument", "PDPage", "PDResources", "PDContentStream",
                    "PDXImage", "PDDeviceGray", "PDDeviceRGB", "Op_q_gsave", "Op_cm", "Op_Do", "Op_Q_grestore").contains("PDXImage");
            assertThat(bound((Rendered) scan(file))).as("everyone, whenever, is shown the same").isEqualTo(bound(rendered));
        }
        assertThat(odd(concat(clean, marked))).contains(Kind.MORE_THAN_ONE_DOCUMENT);
        assertThat(AnotherReader.kinds(marked)).as("it would be seen").contains("PDLinkAnnot");
    }

    private static byte[] drawn(String text) {
        return rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"),
                stream("", ascii("BT /F1 24 Tf 60 760 Td (" + text + ") Tj ET")), ascii("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"));
    }

    private static String inflated(byte[] pdf) {
        String raw = new String(pdf, StandardCharsets.ISO_8859_1);
        StringBuilder all = new StringBuilder(raw);
        for (int at = raw.indexOf("stream\r\n"); at >= 0; at = raw.indexOf("stream\r\n", at + 1)) {
            Inflater inflater = new Inflater();
            inflater.setInput(pdf, at + 8, pdf.length - at - 8);
            byte[] part = new byte[1 << 16];
            try {
                for (int n = inflater.inflate(part); n > 0; n = inflater.inflate(part)) {
                    all.append(new String(part, 0, n, StandardCharsets.ISO_8859_1));
                }
            } catch (DataFormatException e) {
                // a picture that is packed otherwise
            }
            inflater.end();
        }
        return all.toString();
    }

    @Test
    void shouldRefuseDynamicFormsAndExternalReferences() {
        assertRejected(scan(raw("/AcroForm<</Fields[]/XFA[]>>")), RejectionReason.DYNAMIC_FORM);
        assertThat(scan(raw("/AcroForm<</Fields[3 0 R]/XFA[]>>"))).as("a form with pages of its own").isInstanceOf(Rendered.class);
        assertRejected(scan(raw("/X<</S/GoToR/F(other.pdf)>>")), RejectionReason.EXTERNAL_REFERENCE);
        assertRejected(scan(rawPdf(catalog(""), PAGES, PAGE, stream("/F(secret.txt)", new byte[3]))), RejectionReason.EXTERNAL_REFERENCE);
    }

    @Test
    void shouldCountThePagesItself() {
        assertRejected(scan(pdf(401)), RejectionReason.TOO_MANY_PAGES);
        assertRejected(scan(pdf(0)), RejectionReason.NO_PAGES);
        assertRejected(scan(rawPdf(catalog(""), ascii("<</Type/Pages/Kids[]/Count 5>>"))), RejectionReason.NO_PAGES);
        assertRejected(scan(rawPdf(catalog(""), ascii("<</Type/Pages/Kids[" + "3 0 R ".repeat(500) + "]/Count 1>>"), PAGE)),
                RejectionReason.TOO_MANY_PAGES);
    }

    @Test
    void shouldSurviveATreeOfPagesThatIsACircle() {
        assertThat(scan(rawPdf(catalog(""), ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                ascii("<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")))).isInstanceOf(Rendering.Refused.class);
    }

    @Test
    void shouldSurviveDeepNesting() {
        assertThat(scan(raw("/X" + "[".repeat(200_000) + "]".repeat(200_000)))).isNotNull();
        assertThat(scan(raw("/X" + "<</A".repeat(200_000)))).isNotNull();
    }

    @Test
    void shouldRefuseContentThatBecomesTooBig() {
        byte[] bomb = deflatedZeros(200_000_000);
        assertRejected(scan(withContent("/Filter/FlateDecode", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withContent("/Filter/#46l", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withContent("/Filter 5 0 R", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withContent("/Filter[5 0 R]", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withContent("/Filter[/FlateDecode/FlateDecode]", deflated(bomb))), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withContent("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>", deflatedZeros(10))),
                RejectionReason.TOO_COMPLEX);
        // A run of 128 equal bytes in two.
        byte[] runs = new byte[600_000];
        for (int i = 0; i < runs.length; i += 2) {
            runs[i] = (byte) 129;
        }
        assertRejected(scan(withContent("/Filter/RunLengthDecode", runs)), RejectionReason.TOO_COMPLEX);
        assertThat(scan(withContent("/Filter/RunLengthDecode", Arrays.copyOf(runs, 1000)))).isInstanceOf(Rendered.class);
        assertThat(scan(rawPdf(catalog(""), PAGES, PAGE, stream("/Filter/FlateDecode", bomb)))).as("no page decodes it")
                .isInstanceOf(Rendered.class);
    }

    @Test
    void shouldRefuseAPictureWithinAPageThatBecomesTooBig() {
        byte[] bomb = deflatedZeros(200_000_000);
        byte[] content = concat(ascii("BI /W 1000 /H 1000 /BPC 8 /CS /G /F /Fl ID "), bomb, ascii("\nEI\n"));
        assertRejected(scan(withContent("", content)), RejectionReason.TOO_COMPLEX);
    }

    /** Drawing that never ends is cut off by its steps, and where these are slow, by time. */
    @Test
    void shouldRefuseWhatTakesTooManyStepsOrTooLong() {
        Effort few = new Effort(2, Long.MAX_VALUE / 2);
        few.spend();
        few.spend();
        assertThatExceptionOfType(Refused.class).isThrownBy(few::spend).withMessage("TOO_COMPLEX");
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> new Effort(2, -1).spend()).withMessage("NOT_RENDERED");
    }

    /** Ten megabytes of an object stream can become ten gigabytes in a parser's memory, however its dictionary hides it. */
    @Test
    void shouldRefuseBombsThatTheParserItselfWouldDecode() {
        byte[] bomb = deflatedZeros(500_000_000);
        byte[] twice = deflated(deflatedZeros(500_000_000));
        for (String dictionary : List.of("/Type/ObjStm/N 1/First 10/Filter/FlateDecode", "/N 1/First 10/Filter/FlateDecode",
                "/Type/ObjStm/Subtype/Image/N 1/First 10/Filter[/Fl]",
                "/Type/#4fbjStm/N 1/First 10/X(1 0 obj)/Filter%comment\n/#46lateDecode/Y(obj)")) {
            assertRefusedWhileParsing(withObjectStream(dictionary, bomb));
        }
        for (String dictionary : List.of("/Type/ObjStm/N 1/First 10/Filter[/FlateDecode/FlateDecode]",
                "/Type/ObjStm/N 1/First 10/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>")) {
            assertRefusedWhileParsing(withObjectStream(dictionary, twice));
        }
        assertRefusedWhileParsing(withCrossReferenceStream("/Filter/FlateDecode", bomb));
        assertRefusedWhileParsing(withCrossReferenceStream("/Filter[/FlateDecode/FlateDecode]", twice));
    }

    @Test
    void shouldRefuseManyBombsThatAreEachAllowed() {
        byte[][] objects = new byte[43][];
        objects[0] = catalog("");
        objects[1] = PAGES;
        objects[2] = ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents["
                + IntStream.range(4, 44).mapToObj(i -> i + " 0 R").collect(Collectors.joining(" ")) + "]>>");
        Arrays.fill(objects, 3, objects.length, stream("/Filter/FlateDecode", deflatedZeros(30_000_000)));
        assertRejected(scan(rawPdf(objects)), RejectionReason.TOO_COMPLEX);
    }

    @ParameterizedTest
    @CsvSource({"/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8", "/Width 20000/Height 8001/ImageMask true",
            "/Width 20000/Height 8001/ColorSpace/DeviceGray/BitsPerComponent 1",
            "/Width 20000/Height 5001/ColorSpace/DeviceGray/BitsPerComponent 8",
            "/Width 20000/Height 5001/ColorSpace/DeviceGray/BitsPerComponent 1/Mask[0 0]",
            "/Width 9/Height 60000/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 60000>>/ColorSpace/DeviceGray/BitsPerComponent 1"})
    void shouldRefuseAnImageOfTooManyPixelsByWhatItStates(String dictionary) {
        assertRejected(scan(withImage(dictionary, new byte[10])), RejectionReason.TOO_MANY_PIXELS);
    }

    /** By the picture's own header, whatever the file says of it: its memory goes by that. */
    @Test
    void shouldRefuseAnImageOfTooManyPixelsByItsOwnHeader() {
        byte[] jpeg = HostileFiles.jpeg(80, 90);
        int frame = HostileFiles.marker(jpeg, 0xC0);
        Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0x7F);
        byte[] jbig2 = {0, 0, 0, 0, 48, 0, 1, 0, 0, 0, 19, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        String stated = "/Width 80/Height 90/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter";
        assertRejected(scan(withImage(stated + "/DCTDecode", jpeg)), RejectionReason.TOO_MANY_PIXELS);
        assertRejected(scan(withImage(stated + "/JBIG2Decode", jbig2)), RejectionReason.TOO_MANY_PIXELS);
    }

    /** A page of 8 × 8 whose region, or whose last stripe, states more: that is what memory is asked for. */
    @ParameterizedTest
    @CsvSource({"38, 20000, 16001", "50, 20000001, 0"})
    void shouldRefuseAJbig2PictureWhosePartsStateTooManyPixels_R15(int type, int first, int second) {
        ByteBuffer segments = ByteBuffer.allocate(49).putInt(0).put((byte) 48).put((byte) 0).put((byte) 1).putInt(19).putInt(8)
                .putInt(type == 50 ? -1 : 8).position(30);
        segments.putInt(1).put((byte) type).put((byte) 0).put((byte) 1).putInt(8).putInt(first).putInt(second);
        assertRejected(scan(withImage("/Width 8/Height 8/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode", segments.array())),
                RejectionReason.TOO_MANY_PIXELS);
    }

    /** The page is in what pictures share, of unknown height, and the picture's own stripe says how high; or it stands behind the header of a file. */
    @Test
    void shouldRefuseAJbig2PictureByWhatItSharesToo_R15() {
        byte[] page = ByteBuffer.allocate(30).putInt(0).put((byte) 48).put((byte) 0).put((byte) 1).putInt(19).putInt(20_000).putInt(-1)
                .array();
        byte[] stripe = ByteBuffer.allocate(15).putInt(1).put((byte) 50).put((byte) 0).put((byte) 1).putInt(4).putInt(8_000).array();
        byte[] smallPage = ByteBuffer.allocate(30).putInt(2).put((byte) 48).put((byte) 0).put((byte) 2).putInt(19).putInt(8).putInt(8)
                .array();
        assertRejected(scan(withGlobals(page, stripe)), RejectionReason.TOO_MANY_PIXELS);
        assertThat(scan(withGlobals(smallPage, stripe))).as("the stripe alone").isInstanceOf(Rendered.class);
        assertRejected(scan(withGlobals(concat(page, stripe), smallPage)), RejectionReason.TOO_MANY_PIXELS);
        byte[] header = {(byte) 0x97, 'J', 'B', '2', '\r', '\n', 0x1A, '\n', 1, 0, 0, 0, 2};
        assertRejected(scan(withGlobals(concat(header, page), stripe)), RejectionReason.TOO_MANY_PIXELS);
        header[8] = 3;
        assertRejected(scan(withGlobals(concat(Arrays.copyOf(header, 9), page), stripe)), RejectionReason.TOO_MANY_PIXELS);
        header[8] = 0;
        assertRejected(scan(withGlobals(concat(header, page), stripe)), RejectionReason.UNREADABLE);
    }

    private static byte[] withGlobals(byte[] globals, byte[] data) {
        return rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"),
                stream("", ascii("500 0 0 500 50 50 cm /X Do")),
                stream("/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode"
                        + "/DecodeParms<</JBIG2Globals 6 0 R>>", data),
                stream("", globals));
    }

    /** Of a picture in passes each scan is a pass over all of it; here there is nothing in them. */
    @ParameterizedTest
    @CsvSource({"24, true", "25, false"})
    @DisplayName("R15 PDF内JPEG的扫描遍数与单独上传的JPEG同样有限")
    void shouldLimitTheScansOfAJpegAsOfOneByItself_R15(int scans, boolean taken) {
        byte[] jpeg = HostileFiles.progressiveJpeg(80, 90);
        int scan = HostileFiles.marker(jpeg, 0xDA);
        byte[] last = Arrays.copyOfRange(jpeg, scan, scan + 2 + Bytes.unsigned16(jpeg, scan + 2));
        byte[] many = Arrays.copyOf(jpeg, scan);
        for (int i = 0; i < scans; i++) {
            many = concat(many, last);
        }
        byte[] file = withImage("/Width 80/Height 90/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode",
                concat(many, new byte[]{(byte) 0xFF, (byte) 0xD9}));
        if (taken) {
            assertThat(scan(file)).isInstanceOf(Rendered.class);
        } else {
            assertRejected(scan(file), RejectionReason.TOO_COMPLEX);
        }
    }

    /** Names of fonts that machines have, beside one that none has: a font of the machine would be seen. */
    @ParameterizedTest
    @ValueSource(strings = {"DejaVuSans", "DejaVuSans-Bold", "LiberationMono", "NotoSans-Regular", "FreeSerif"})
    @DisplayName("R46 未嵌入的西文字体一律以系统自带字体显示，与所在机器无关，字母齐全")
    void shouldDrawAFontThatIsNotInTheFileByItsOwnOnEveryMachine_R46(String name) {
        Rendered rendered = (Rendered) scan(withFont(name));
        assertThat(rendered.pages().getFirst().content()).isEqualTo(page(scan(withFont("NoSuchFontOnAnyMachine"))));
        assertThat(rendered.oddities()).as("every letter is there").isEmpty();
        assertThat(FontMappers.instance()).isInstanceOf(OwnFonts.class);
    }

    private static byte[] withFont(String name) {
        return rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"),
                stream("", ascii("BT /F1 48 Tf 20 200 Td (Diploma 2025) Tj ET")),
                ascii("<</Type/Font/Subtype/TrueType/BaseFont/" + name + "/Encoding/WinAnsiEncoding>>"));
    }

    @Test
    @DisplayName("R15 用Brotli压缩的PDF并未损坏：说明原因和办法")
    void shouldSayThatACompressionIsTooNewRatherThanThatTheFileIsDamaged_R15() {
        assertRejected(scan(withContent("/Filter/BrotliDecode", new byte[20])), RejectionReason.UNKNOWN_COMPRESSION);
        assertRejected(scan(withObjectStream("/Type/ObjStm/N 1/First 4/Filter/BrotliDecode", new byte[20])),
                RejectionReason.UNKNOWN_COMPRESSION);
    }

    @Test
    void shouldCountThePicturesThatItCannotRead_R46() {
        assertThat(seen(scan(withImage("/Width 80/Height 90/Filter/JPXDecode", new byte[100])))).contains("LOST_PICTURES 1");
    }

    /**
     * A number of a glyph in a font that is not there: another font would show other letters, and nobody would notice. A table of letters
     * without a line, and one that names the numbers themselves, say nothing either.
     */
    @ParameterizedTest
    @CsvSource({"'', 3", "/ToUnicode/Identity-H, 3", "/ToUnicode 8 0 R, 3", "/ToUnicode 9 0 R, 1"})
    void shouldLeaveOutLettersThatItWouldHaveToGuess_R46(String table, int lost) {
        String map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def "
                + "1 begincodespacerange <0000> <FFFF> endcodespacerange %s endcmap end end";
        byte[] file = rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"),
                stream("", ascii("BT /F1 24 Tf 60 760 Td <004100420043> Tj ET")),
                ascii("<</Type/Font/Subtype/Type0/BaseFont/Unknown/Encoding/Identity-H/DescendantFonts[6 0 R]" + table + ">>"),
                ascii("<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                        + "/FontDescriptor 7 0 R>>"),
                ascii("<</Type/FontDescriptor/FontName/Unknown/Flags 4>>"), stream("", ascii(map.formatted(""))),
                stream("", ascii(map.formatted("2 beginbfchar <0041> <004C> <0042> <0049> endbfchar"))));
        Rendered rendered = (Rendered) scan(file);
        assertThat(rendered.oddities()).contains(new Oddity(Kind.LOST_LETTERS, 1, lost));
        assertThat(rendered.oddities().getFirst().english()).contains("Page 1", lost + " letters");
    }

    /** As ImageMagick writes grey scans: PDFBox would show the upper third in colours, and the rest black. */
    @ParameterizedTest
    @CsvSource({"#CB#CE#CC#E5, D1F9B1BE41, 2", "#CB#CE#CC#E5, 4142, 0", "Gro#DF-Schrift, D1F941, 0"})
    @DisplayName("R46 老软件用单字节字体写的汉字（GBK）画不出来就留空并告知，不画成别的字母")
    void shouldLeaveOutHanLettersOfAFontOfSingleBytes_R46(String name, String text, int lost) {
        byte[] file = rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"),
                stream("", ascii("BT /F1 24 Tf 60 760 Td <" + text + "> Tj ET")),
                ascii("<</Type/Font/Subtype/TrueType/BaseFont/" + name + "/Encoding/WinAnsiEncoding>>"));
        List<Oddity> letters = ((Rendered) scan(file)).oddities().stream().filter(o -> o.kind() == Kind.LOST_LETTERS).toList();
        assertThat(letters).isEqualTo(lost == 0 ? List.of() : List.of(new Oddity(Kind.LOST_LETTERS, 1, lost)));
    }

    @Test
    void shouldShowAPageWithoutTheOneThingThatCannotBeDrawn_R46() {
        assertThat(odd(pdf(1, document -> {
            COSStream function = document.getDocument().createCOSStream();
            write(function, ascii("{ pop }"));
            function.setInt(COSName.FUNCTION_TYPE, 4);
            function.setItem(COSName.DOMAIN, numbers(0, 1, 0, 1));
            // three colours are wanted of it, and it says one
            function.setItem(COSName.RANGE, numbers(0, 1));
            COSDictionary shading = new COSDictionary();
            shading.setInt(COSName.SHADING_TYPE, 1);
            shading.setItem(COSName.COLORSPACE, COSName.DEVICERGB);
            shading.setItem(COSName.FUNCTION, function);
            PDResources resources = new PDResources();
            COSDictionary shadings = new COSDictionary();
            shadings.setItem("S", shading);
            resources.getCOSObject().setItem(COSName.SHADING, shadings);
            document.getPage(0).setResources(resources);
            COSStream content = document.getDocument().createCOSStream();
            write(content, ascii("q 595 0 0 842 0 0 cm /S sh Q 0 0 100 100 re f"));
            document.getPage(0).getCOSObject().setItem(COSName.CONTENTS, content);
        }))).contains(Kind.LOST_CONTENT).doesNotContain(Kind.NEARLY_EMPTY);
    }

    private static COSArray numbers(float... values) {
        COSArray numbers = new COSArray();
        numbers.setFloatArray(values);
        return numbers;
    }

    private static void write(COSStream stream, byte[] content) {
        try (OutputStream out = stream.createOutputStream()) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldShowAGreyPictureThatComesWithAProfileForColours_R46() throws IOException {
        byte[] grey = new byte[60 * 60];
        Arrays.fill(grey, (byte) 128);
        byte[] file = rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 60 60]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"),
                stream("", ascii("60 0 0 60 0 0 cm /X Do")),
                stream("/Type/XObject/Subtype/Image/Width 60/Height 60/BitsPerComponent 8/ColorSpace[/ICCBased 6 0 R]", grey),
                stream("/N 1", ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData()));
        Rendering.Page page = ((Rendered) scan(file)).pages().getFirst();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(page.content()));
        for (int y : new int[]{100, page.height() - 100}) {
            assertThat(image.getRaster().getSample(page.width() / 2, y, 0)).isBetween(126, 130);
        }
    }

    private static PDActionURI uri() {
        PDActionURI action = new PDActionURI();
        action.setURI("https://www.example.com/");
        return action;
    }

    private static void embed(PDDocument document) {
        try {
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile("a.exe");
            file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[10])));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("a.exe", file));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] catalog(String more) {
        return ascii(CATALOG.formatted(more));
    }

    private static byte[] raw(String inCatalog) {
        return rawPdf(catalog(inCatalog), PAGES, PAGE);
    }

    /** A page of this content. */
    private static byte[] withContent(String dictionary, byte[] data) {
        return rawPdf(catalog(""), PAGES, ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"),
                stream(dictionary, data), ascii("/FlateDecode"));
    }

    /** A page with this picture. */
    @Test
    void shouldRefuseAPictureWhoseMaskStatesTooManyPixels() {
        String image = "/Type/XObject/Subtype/Image/ColorSpace/DeviceGray";
        assertRejected(scan(rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"),
                stream("", ascii("500 0 0 500 50 50 cm /X Do")),
                stream(image + "/Width 2/Height 2/BitsPerComponent 8/SMask 6 0 R", new byte[4]),
                stream(image + "/Width 60000/Height 60000/BitsPerComponent 1", new byte[10]))), RejectionReason.TOO_MANY_PIXELS);
    }

    private static byte[] withImage(String dictionary, byte[] data) {
        return rawPdf(catalog(""), PAGES,
                ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"),
                stream("", ascii("500 0 0 500 50 50 cm /X Do")), stream("/Type/XObject/Subtype/Image" + dictionary, data));
    }

    /** A file whose cross-reference stream says that object 7 lies in the object stream 6. */
    private static byte[] withObjectStream(String dictionary, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[][] objects = {catalog("/X 7 0 R"), PAGES, PAGE, ascii("null"), ascii("null"), stream(dictionary, data)};
        out.writeBytes(ascii("%PDF-1.7\n"));
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(new byte[]{0, 0, 0, 0, 0, 0});
        for (int i = 0; i < objects.length; i++) {
            table.writeBytes(entry(1, out.size(), 0));
            out.writeBytes(concat(ascii((i + 1) + " 0 obj\n"), objects[i], ascii("\nendobj\n")));
        }
        table.writeBytes(entry(2, 6, 0));
        int start = out.size();
        table.writeBytes(entry(1, start, 0));
        out.writeBytes(concat(ascii("8 0 obj\n"), stream("/Type/XRef/Size 9/W[1 4 1]/Root 1 0 R", table.toByteArray()),
                ascii("\nendobj\nstartxref\n" + start + "\n%%EOF\n")));
        return out.toByteArray();
    }

    private static byte[] withCrossReferenceStream(String dictionary, byte[] data) {
        byte[] head = concat(ascii("%PDF-1.7\n1 0 obj\n"), catalog(""), ascii("\nendobj\n2 0 obj\n"), PAGES, ascii("\nendobj\n3 0 obj\n"),
                PAGE, ascii("\nendobj\n"));
        return concat(head, ascii("8 0 obj\n"), stream("/Type/XRef/Size 9/W[1 4 1]/Root 1 0 R" + dictionary, data),
                ascii("\nendobj\nstartxref\n" + head.length + "\n%%EOF\n"));
    }

    private static byte[] entry(int type, int position, int index) {
        return new byte[]{(byte) type, (byte) (position >> 24), (byte) (position >> 16), (byte) (position >> 8), (byte) position,
                (byte) index};
    }

    private static byte[] deflated(byte[] content) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
                deflater.write(content);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefusedWhileParsing(byte[] content) {
        assertRejected(scan(content), RejectionReason.TOO_COMPLEX);
        try {
            BoundedPdfParser parser = new BoundedPdfParser(content);
            try (PDDocument document = parser.parse()) {
                assertThat(document.getDocumentCatalog().getCOSObject().getDictionaryObject("X")).isNull();
            } catch (IOException | Refused e) {
                assertThat(e).hasMessageNotContaining("heap");
            }
            assertThat(parser.refusal()).isPresent();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rendering scan(byte[] content) {
        return Renderer.render(content, FileUse.SCAN, (done, of) -> {
        });
    }

    private static List<Kind> odd(byte[] content) {
        return ((Rendered) scan(content)).oddities().stream().map(Oddity::kind).toList();
    }

    /** How many pages, the first one's size, and what is odd where. */
    private static String seen(Rendering rendering) {
        Rendered rendered = (Rendered) rendering;
        Rendering.Page page = rendered.pages().getFirst();
        return rendered.pages().size() + " pages of " + page.width() + " × " + page.height() + " "
                + rendered.oddities().stream().map(odd -> odd.kind() + " " + odd.page()).toList();
    }
}
