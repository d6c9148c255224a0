package org.zhicheng.ground.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.ground.inspection.HostileFiles.ascii;
import static org.zhicheng.ground.inspection.HostileFiles.concat;
import static org.zhicheng.ground.inspection.HostileFiles.deflatedZeros;
import static org.zhicheng.ground.inspection.HostileFiles.pdf;
import static org.zhicheng.ground.inspection.HostileFiles.rawPdf;
import static org.zhicheng.ground.inspection.HostileFiles.stream;
import static org.zhicheng.ground.inspection.HostileFiles.zip;
import static org.zhicheng.ground.inspection.PictureInspectionTest.assertRejected;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.DeflaterOutputStream;

import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.zhicheng.ground.inspection.Inspection.Accepted;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.work.notice.AppliedTitle;
import org.zhicheng.work.notice.NoticeResultForm;

/** R15: an encrypted, scripted or oversized PDF is refused with a reason the applicant can act on. */
@Timeout(60)
class PdfInspectionTest {
    private static final String CATALOG = "<</Type/Catalog/Pages 2 0 R%s>>";
    private static final byte[] PAGES = ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    private static final byte[] PAGE = ascii("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");

    @Test
    void shouldAcceptAnOrdinaryPdf() {
        assertThat(scan(pdf(3))).isEqualTo(new Accepted(ContentType.PDF, 3, 595, 842, List.of()));
        assertThat(scan(raw(""))).isEqualTo(new Accepted(ContentType.PDF, 1, 595, 842, List.of()));
        assertThat(scan(pdf(100))).isInstanceOf(Accepted.class);
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
        }))).isInstanceOf(Accepted.class);
    }

    /** The forms that this system prints come back as scans, but a printed one must not be refused. */
    @Test
    void shouldAcceptTheFormsOfThisSystem() {
        byte[] form = new NoticeResultForm("张伟", new AppliedTitle("初定", "工程", "机械", "初级"), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), 0, Optional.empty()).print(Format.PDF);

        assertThat(scan(form)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldGiveTheSizeOfThePageAsItIsSeen() {
        assertThat(scan(pdf(1, document -> document.getPage(0).setRotation(90))))
                .isEqualTo(new Accepted(ContentType.PDF, 1, 842, 595, List.of()));
    }

    @Test
    void shouldRefuseAPdfThatDoesNotStartAtOnce() {
        assertRejected(scan(concat(ascii("\n"), pdf(1))), RejectionReason.WRONG_TYPE);
        assertRejected(scan(concat(zip(), pdf(1))), RejectionReason.WRONG_TYPE);
    }

    @Test
    void shouldRefuseWhatIsAppended() {
        assertRejected(scan(concat(pdf(1), zip())), RejectionReason.HIDDEN_CONTENT);
        assertRejected(scan(concat(pdf(1), ascii("<html><script>x</script>"))), RejectionReason.HIDDEN_CONTENT);
        assertRejected(scan(concat(pdf(1), ascii("<html>" + " ".repeat(5000)))), RejectionReason.HIDDEN_CONTENT);
        assertRejected(scan(concat(pdf(1), zip(), ascii("\n%%EOF\n"))), RejectionReason.HIDDEN_CONTENT);
        assertThat(scan(concat(pdf(1), ascii("\r\n\0\0")))).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldRefuseATruncatedPdf() {
        byte[] pdf = pdf(3);
        assertRejected(scan(Arrays.copyOf(pdf, pdf.length / 2)), RejectionReason.TRUNCATED);
        assertRejected(scan(ascii("%PDF-1.7\n")), RejectionReason.TRUNCATED);
        assertRejected(scan(ascii("%PDF-1.7\nnothing at all\n%%EOF\n")), RejectionReason.UNREADABLE);
    }

    @Test
    void shouldRefuseAnEncryptedPdfEvenIfItOpensWithoutAPassword() {
        for (String password : List.of("secret", "")) {
            assertRejected(scan(pdf(1, document -> {
                try {
                    StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
                    policy.setEncryptionKeyLength(256);
                    document.protect(policy);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            })), RejectionReason.ENCRYPTED);
        }
    }

    @Test
    void shouldRefuseScriptsAndActionsWhereverTheyAre() {
        assertRejected(scan(pdf(1, d -> d.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")))),
                RejectionReason.SCRIPTED);
        assertRejected(scan(pdf(1, d -> d.getDocumentCatalog().setOpenAction(new PDActionLaunch()))), RejectionReason.SCRIPTED);
        assertRejected(scan(pdf(1, d -> d.getDocumentCatalog().setOpenAction(uri()))), RejectionReason.SCRIPTED);
        assertRejected(scan(raw("/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>")), RejectionReason.SCRIPTED);
        assertRejected(scan(raw("/AA<</WC<</S/Named/N/Print>>>>")), RejectionReason.SCRIPTED);
        assertRejected(scan(raw("/Deep[[[[<</A<</S/Launch/F(cmd.exe)>>>>]]]]")), RejectionReason.SCRIPTED);
        assertRejected(scan(raw("/A<</S/SubmitForm/F(http://example.com)>>")), RejectionReason.SCRIPTED);
        // A name written with escapes.
        assertRejected(scan(raw("/X<</#4a#53(x)>>")), RejectionReason.SCRIPTED);
    }

    /** PDFBox packs objects into compressed object streams by default, so raw bytes show nothing. */
    @Test
    void shouldFindAScriptInsideACompressedObjectStream() {
        byte[] pdf = pdf(1, document -> {
            COSDictionary action = new COSDictionary();
            action.setItem(COSName.S, COSName.getPDFName("JavaScript"));
            action.setItem(COSName.getPDFName("JS"), new COSString("app.alert(1)"));
            document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("Private"), action);
        });

        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).doesNotContain("app.alert");
        assertRejected(scan(pdf), RejectionReason.SCRIPTED);
    }

    @Test
    void shouldFindAScriptInAnObjectThatNothingRefersTo() {
        assertRejected(scan(rawPdf(catalog(""), PAGES, PAGE, ascii("<</S/JavaScript/JS(x)>>"))), RejectionReason.SCRIPTED);
    }

    @Test
    void shouldAcceptAPlaceToOpenAtAndALink() {
        assertThat(scan(raw("/OpenAction[3 0 R/Fit]"))).isInstanceOf(Accepted.class);
        assertThat(scan(raw("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>"))).isInstanceOf(Accepted.class);
        // The verification reports of CHSI carry links.
        Accepted accepted = (Accepted) scan(pdf(1, document -> {
            PDAnnotationLink link = new PDAnnotationLink();
            link.setAction(uri());
            try {
                document.getPage(0).getAnnotations().add(link);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }));
        assertThat(accepted.warnings()).containsExactly(InspectionWarning.LINKS);
    }

    @Test
    void shouldRefuseEmbeddedFilesAndMedia() {
        assertRejected(scan(pdf(1, PdfInspectionTest::embed)), RejectionReason.EMBEDDED_CONTENT);
        assertRejected(scan(raw("/X<</Subtype/RichMedia>>")), RejectionReason.EMBEDDED_CONTENT);
        assertRejected(scan(raw("/X<</Subtype/FileAttachment>>")), RejectionReason.EMBEDDED_CONTENT);
        assertRejected(scan(raw("/X<</Subtype/3D>>")), RejectionReason.EMBEDDED_CONTENT);
    }

    @Test
    void shouldRefuseDynamicFormsAndExternalReferences() {
        assertRejected(scan(raw("/AcroForm<</Fields[]/XFA[]>>")), RejectionReason.DYNAMIC_FORM);
        assertRejected(scan(raw("/X<</S/GoToR/F(other.pdf)>>")), RejectionReason.EXTERNAL_REFERENCE);
        assertRejected(scan(rawPdf(catalog(""), PAGES, PAGE, stream("/F(secret.txt)", new byte[3]))), RejectionReason.EXTERNAL_REFERENCE);
    }

    @Test
    void shouldCountThePagesItself() {
        assertRejected(scan(pdf(101)), RejectionReason.TOO_MANY_PAGES);
        assertRejected(scan(pdf(0)), RejectionReason.NO_PAGES);
        assertRejected(scan(rawPdf(catalog(""), ascii("<</Type/Pages/Kids[]/Count 5>>"))), RejectionReason.NO_PAGES);
        assertRejected(scan(rawPdf(catalog(""), ascii("<</Type/Pages/Kids[" + "3 0 R ".repeat(200) + "]/Count 1>>"), PAGE)),
                RejectionReason.TOO_MANY_PAGES);
    }

    @Test
    void shouldSurviveATreeOfPagesThatIsACircle() {
        assertThat(scan(rawPdf(catalog(""), ascii("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                ascii("<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")))).isInstanceOf(Inspection.Rejected.class);
    }

    @Test
    void shouldSurviveDeepNesting() {
        assertThat(scan(raw("/X" + "[".repeat(200_000) + "]".repeat(200_000)))).isNotNull();
        assertThat(scan(raw("/X" + "<</A".repeat(200_000)))).isNotNull();
    }

    /** Reviewers open these files in a browser, which would decode them. */
    @Test
    void shouldRefuseStreamsThatBecomeTooBig() {
        byte[] bomb = deflatedZeros(200_000_000);
        assertRejected(scan(withStream("/Filter/FlateDecode", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withStream("/Filter/#46l", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withStream("/Filter 5 0 R", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withStream("/Filter[5 0 R]", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withStream("/Subtype/Image/Filter/FlateDecode", bomb)), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withStream("/Filter[/FlateDecode/FlateDecode]", deflatedZeros(10))), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withStream("/Filter/LZWDecode", new byte[20_000])), RejectionReason.TOO_COMPLEX);
        assertRejected(scan(withStream("/Filter/RunLengthDecode", new byte[600_000])), RejectionReason.TOO_COMPLEX);
        assertThat(scan(withStream("/Filter/LZWDecode", new byte[10_000]))).isInstanceOf(Accepted.class);
        assertThat(scan(withStream("/Subtype/Image/Filter/FlateDecode", deflatedZeros(26_000_000)))).isInstanceOf(Accepted.class);
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
                "/Type/ObjStm/N 1/First 10/Filter[/ASCIIHexDecode/FlateDecode]", "/Type/ObjStm/N 1/First 10/Filter/LZWDecode",
                "/Type/ObjStm/N 1/First 10/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647>>")) {
            assertRefusedWhileParsing(withObjectStream(dictionary, twice));
        }
        assertRefusedWhileParsing(withCrossReferenceStream("/Filter/FlateDecode", bomb));
        assertRefusedWhileParsing(withCrossReferenceStream("/Filter[/FlateDecode/FlateDecode]", twice));
    }

    @Test
    void shouldRefuseManyBombsThatAreEachAllowed() {
        byte[][] objects = new byte[33][];
        objects[0] = catalog("");
        objects[1] = PAGES;
        objects[2] = PAGE;
        Arrays.fill(objects, 3, objects.length, stream("/Filter/FlateDecode", deflatedZeros(30_000_000)));
        assertRejected(scan(rawPdf(objects)), RejectionReason.TOO_COMPLEX);
    }

    @Test
    void shouldRefuseAnImageOfTooManyPixelsInAPdf() {
        assertRejected(scan(withStream("/Subtype/Image/Width 60000/Height 60000", new byte[10])), RejectionReason.TOO_MANY_PIXELS);
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

    private static byte[] withStream(String dictionary, byte[] data) {
        return rawPdf(catalog(""), PAGES, PAGE, stream(dictionary, data), ascii("/FlateDecode"));
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
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("heap");
            }
            assertThat(parser.refused()).isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Inspection scan(byte[] content) {
        return FileInspection.inspect(content, FileUse.SCAN);
    }
}
