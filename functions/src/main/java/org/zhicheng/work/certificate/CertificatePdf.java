package org.zhicheng.work.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.typesetting.PdfFiles;
import org.zhicheng.ground.typesetting.QrCode;
import org.zhicheng.ground.typesetting.StructureTree;
import org.zhicheng.ground.typesetting.Typesetter;
import org.zhicheng.ground.typesetting.Weight;

/**
 * Makes the electronic certificate (R30): one page of A4, landscape, with the signed facts attached as {@code facts.json} and
 * {@code facts.sig}, so that they can be checked without a network (R31). The same input gives the same bytes.
 */
public final class CertificatePdf {
    /** The attachment that is signed. */
    public static final String FACTS_FILE = "facts.json";
    /** The attachment with the signature, ECDSA P-256 over SHA-256, in DER. */
    public static final String SIGNATURE_FILE = "facts.sig";

    private static final double WIDTH = PDRectangle.A4.getHeight();
    private static final double HEIGHT = PDRectangle.A4.getWidth();

    private static final double LEFT_COLUMN = 74;
    private static final double PORTRAIT_WIDTH = 110;
    private static final double PORTRAIT_HEIGHT = PORTRAIT_WIDTH * 35 / 25;
    private static final double QR_SIZE = 88;
    private static final double FIELDS = 226;
    private static final double FIELDS_END = 768;
    private static final double SECOND_COLUMN = 516;
    private static final double LABEL_WIDTH = 84;
    private static final double ROW = 38;

    private static final float[] RED = {0.55f, 0.10f, 0.09f};
    private static final float[] GOLD = {0.74f, 0.60f, 0.33f};
    private static final float[] PALE = {0.965f, 0.945f, 0.905f};
    private static final float[] INK = {0.10f, 0.10f, 0.10f};
    private static final float[] GREY = {0.42f, 0.40f, 0.38f};

    private final Typesetter type;
    private final PDPage sheet;
    private final PDPageContentStream page;
    private final StructureTree tags;
    private PDStructureElement table;

    private CertificatePdf(PDDocument document, PDPage sheet, PDPageContentStream page) {
        this.type = new Typesetter(document);
        this.sheet = sheet;
        this.page = page;
        this.tags = new StructureTree(document);
    }

    /**
     * Makes the certificate.
     *
     * @param facts what it says
     * @param portrait the portrait, JPEG or PNG; a JPEG is embedded byte for byte, so that its digest can be checked
     * @param signature the signature of {@link CanonicalFacts#bytes}
     * @return the PDF
     * @throws IllegalArgumentException if a character cannot print
     * @throws UnreadablePortrait if the portrait cannot be read
     */
    public static byte[] make(CertificateFacts facts, byte[] portrait, byte[] signature) {
        List<String> unprintable = facts.unprintable();
        if (!unprintable.isEmpty()) {
            throw new IllegalArgumentException(unprintable.size() + " characters of the certificate cannot print");
        }
        byte[] signed = CanonicalFacts.bytes(facts, portrait);
        try (PDDocument document = new PDDocument()) {
            PDImageXObject image = image(document, portrait);
            PDPage sheet = new PDPage(new PDRectangle((float) WIDTH, (float) HEIGHT));
            document.addPage(sheet);
            try (PDPageContentStream page = new PDPageContentStream(document, sheet)) {
                new CertificatePdf(document, sheet, page).draw(facts, image);
            }
            attach(document, facts, signed, signature);
            PdfFiles.describe(document, "专业技术资格证书 " + facts.number(), facts.issuingAuthority(), facts.date(), signed);
            return PdfFiles.save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PDImageXObject image(PDDocument document, byte[] portrait) throws IOException {
        try {
            return PDImageXObject.createFromByteArray(document, portrait, "portrait");
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadablePortrait(e);
        }
    }

    private void draw(CertificateFacts facts, PDImageXObject portrait) throws IOException {
        StructureTree.decorate(page, this::background);
        StructureTree.decorate(page, this::frame);
        heading();
        portrait(portrait, facts.name());
        table = tags.element("Table");
        fields(facts);
        authority(facts);
        qrCode(facts.verificationUri());
        howToVerify(facts.verificationUri());
        tags.finish();
    }

    private void draw(PDStructureElement element, StructureTree.Drawing drawing) throws IOException {
        tags.draw(sheet, page, element, drawing);
    }

    private PDStructureElement english(PDStructureElement element) {
        element.setLanguage("en");
        return element;
    }

    /** A rosette of ellipses, as on banknotes. */
    private void background() throws IOException {
        page.setStrokingColor(PALE[0], PALE[1], PALE[2]);
        page.setLineWidth(0.5f);
        int petals = 36;
        for (int i = 0; i < petals; i++) {
            page.saveGraphicsState();
            page.transform(Matrix.getRotateInstance(Math.PI * i / petals, (float) (WIDTH / 2 + 40), (float) (HEIGHT / 2 - 20)));
            ellipse(185, 62);
            page.stroke();
            page.restoreGraphicsState();
        }
    }

    private void ellipse(float a, float b) throws IOException {
        float k = 0.5523f;
        page.moveTo(a, 0);
        page.curveTo(a, k * b, k * a, b, 0, b);
        page.curveTo(-k * a, b, -a, k * b, -a, 0);
        page.curveTo(-a, -k * b, -k * a, -b, 0, -b);
        page.curveTo(k * a, -b, a, -k * b, a, 0);
    }

    private void frame() throws IOException {
        rectangle(RED, 2.6f, 26);
        rectangle(GOLD, 0.9f, 32);
        rectangle(GOLD, 0.4f, 35);
        // The corners are set off by small squares between the lines.
        for (double x : new double[]{26, WIDTH - 26}) {
            for (double y : new double[]{26, HEIGHT - 26}) {
                page.setNonStrokingColor(RED[0], RED[1], RED[2]);
                page.addRect((float) (x - 6), (float) (y - 6), 12, 12);
                page.fill();
                page.setNonStrokingColor(1f, 1f, 1f);
                page.addRect((float) (x - 3.5), (float) (y - 3.5), 7, 7);
                page.fill();
                page.setNonStrokingColor(GOLD[0], GOLD[1], GOLD[2]);
                page.addRect((float) (x - 2), (float) (y - 2), 4, 4);
                page.fill();
            }
        }
    }

    private void rectangle(float[] colour, float line, float inset) throws IOException {
        page.setStrokingColor(colour[0], colour[1], colour[2]);
        page.setLineWidth(line);
        page.addRect(inset, inset, (float) WIDTH - 2 * inset, (float) HEIGHT - 2 * inset);
        page.stroke();
    }

    private void heading() throws IOException {
        String title = "专业技术资格证书";
        double size = 34;
        double spacing = 9;
        double width = type.width(title, Weight.BOLD, size) + spacing * (title.length() - 1);
        colour(RED);
        draw(tags.element("H1"), () -> type.spaced(page, title, Weight.BOLD, size, WIDTH / 2 - width / 2, 498, spacing));
        colour(GREY);
        String kind = "（电子证书）　";
        String english = "PROFESSIONAL TITLE CERTIFICATE · ELECTRONIC";
        double left = WIDTH / 2 - type.width(kind + english, Weight.REGULAR, 10) / 2;
        draw(tags.element("P"), () -> type.left(page, kind, Weight.REGULAR, 10, left, 474));
        draw(english(tags.element("P")),
                () -> type.left(page, english, Weight.REGULAR, 10, left + type.width(kind, Weight.REGULAR, 10), 474));
        page.setStrokingColor(GOLD[0], GOLD[1], GOLD[2]);
        line(0.9f, LEFT_COLUMN, 461, FIELDS_END, 461);
    }

    private void portrait(PDImageXObject portrait, String name) throws IOException {
        double x = LEFT_COLUMN;
        double y = 446 - PORTRAIT_HEIGHT;
        // A photo of another ratio is fitted in, never distorted.
        double scale = Math.min(PORTRAIT_WIDTH / portrait.getWidth(), PORTRAIT_HEIGHT / portrait.getHeight());
        double width = portrait.getWidth() * scale;
        double height = portrait.getHeight() * scale;
        StructureTree.decorate(page, () -> {
            page.setNonStrokingColor(1f, 1f, 1f);
            page.addRect((float) x, (float) y, (float) PORTRAIT_WIDTH, (float) PORTRAIT_HEIGHT);
            page.fill();
        });
        PDRectangle place = new PDRectangle((float) (x + (PORTRAIT_WIDTH - width) / 2), (float) (y + (PORTRAIT_HEIGHT - height) / 2),
                (float) width, (float) height);
        draw(tags.figure("持证人" + name + "的照片", place),
                () -> page.drawImage(portrait, place.getLowerLeftX(), place.getLowerLeftY(), place.getWidth(), place.getHeight()));
        StructureTree.decorate(page, () -> {
            page.setStrokingColor(GREY[0], GREY[1], GREY[2]);
            page.setLineWidth(0.5f);
            page.addRect((float) x, (float) y, (float) PORTRAIT_WIDTH, (float) PORTRAIT_HEIGHT);
            page.stroke();
        });
    }

    private void qrCode(String uri) throws IOException {
        double top = 266;
        QrCode code = new QrCode(uri, LEFT_COLUMN + (PORTRAIT_WIDTH - QR_SIZE) / 2, top, QR_SIZE);
        draw(tags.figure("核验二维码，指向 " + uri, code.place()), () -> code.draw(page));
        colour(GREY);
        draw(tags.element("P"),
                () -> type.centred(page, "扫码核验", Weight.REGULAR, 9.5, LEFT_COLUMN + PORTRAIT_WIDTH / 2, top - QR_SIZE - code.quiet() - 6));
        draw(english(tags.element("P")), () -> type.centred(page, "Scan to verify", Weight.REGULAR, 7, LEFT_COLUMN + PORTRAIT_WIDTH / 2,
                top - QR_SIZE - code.quiet() - 15));
    }

    private void fields(CertificateFacts facts) throws IOException {
        double y = 424;
        // A name of two characters is as wide as one of three, without a blank that who looks for the name would have to type.
        double spread = ChineseText.isShortName(facts.name()) ? 1 : 0;
        field("姓名", "Name", facts.name(), FIELDS, facts.sex().isPresent() ? SECOND_COLUMN - 16 : FIELDS_END, y, spread);
        if (facts.sex().isPresent()) {
            field("性别", "Sex", facts.sex().get(), SECOND_COLUMN, FIELDS_END, y);
        }
        y -= ROW;
        field("身份证号", "ID number", facts.maskedIdNumber(), FIELDS, FIELDS_END, y);
        y -= ROW;
        field("系列", "Series", facts.series(), FIELDS, SECOND_COLUMN - 16, y);
        field("级别", "Level", facts.level(), SECOND_COLUMN, FIELDS_END, y);
        y -= ROW;
        field("专业", "Specialty", facts.specialty(), FIELDS, FIELDS_END, y);
        y -= ROW;
        field("取得方式", "Obtained by", facts.kind(), FIELDS, SECOND_COLUMN - 16, y);
        field("批准日期", "Date", ChineseText.date(facts.date()), SECOND_COLUMN, FIELDS_END, y);
        y -= ROW;
        field("批准文号", "Approval document", facts.approvalDocumentNumber(), FIELDS, FIELDS_END, y);
        y -= ROW;
        field("证书编号", "Certificate number", facts.number(), FIELDS, FIELDS_END, y);
    }

    private void field(String label, String english, String value, double x, double end, double y) throws IOException {
        field(label, english, value, x, end, y, 0);
    }

    /** @param spread what lies between the letters of the value, in letters */
    private void field(String label, String english, String value, double x, double end, double y, double spread) throws IOException {
        PDStructureElement row = tags.element(table, "TR");
        label(row, label, english, x, y);
        PDStructureElement cell = tags.cell(row, "", 1);
        double left = x + LABEL_WIDTH;
        double available = end - left - 4;
        double valueSize = type.fittingSize(value, Weight.REGULAR, available, 16, 11);
        List<String> lines = type.lineBreaker(Weight.REGULAR, valueSize).lines(value, available, available);
        if (lines.size() > 1) {
            valueSize = 10;
            lines = type.lineBreaker(Weight.REGULAR, valueSize).lines(value, available, available);
            while (lines.size() > 2 && valueSize > 5) {
                valueSize -= 0.5;
                lines = type.lineBreaker(Weight.REGULAR, valueSize).lines(value, available, available);
            }
        }
        double baseline = y + (lines.size() - 1) * (valueSize + 2) - (lines.size() > 1 ? 3 : 0);
        colour(INK);
        for (String line : lines) {
            double size = valueSize;
            double at = baseline;
            draw(cell, () -> type.spaced(page, line, Weight.REGULAR, size, left, at, spread * size));
            baseline -= valueSize + 2;
        }
        page.setStrokingColor(GOLD[0], GOLD[1], GOLD[2]);
        line(0.5f, left - 4, y - 8, end, y - 8);
    }

    private void label(PDStructureElement row, String label, String english, double x, double y) throws IOException {
        PDStructureElement heading = tags.cell(row, "Row", 1);
        double size = 13;
        double natural = type.width(label, Weight.BOLD, size);
        // Labels of two characters are spread to the width of four, as on printed forms.
        int gaps = label.length() - 1;
        colour(RED);
        draw(heading, () -> type.spaced(page, label, Weight.BOLD, size, x, y, gaps == 0 ? 0 : Math.max(0, (4 * size - natural) / gaps)));
        colour(GREY);
        draw(english(tags.element(heading, "Span")), () -> type.left(page, english, Weight.REGULAR, 6.5, x, y - 9));
    }

    private void authority(CertificateFacts facts) throws IOException {
        PDStructureElement row = tags.element(table, "TR");
        label(row, "发证机关", "Issuing authority", FIELDS, 148);
        colour(INK);
        double available = FIELDS_END - FIELDS - LABEL_WIDTH;
        double size = type.fittingSize(facts.issuingAuthority(), Weight.BOLD, available, 16, 5);
        draw(tags.cell(row, "", 1), () -> type.left(page, facts.issuingAuthority(), Weight.BOLD, size, FIELDS + LABEL_WIDTH, 148));
    }

    private void howToVerify(String uri) throws IOException {
        page.setStrokingColor(GOLD[0], GOLD[1], GOLD[2]);
        line(0.5f, LEFT_COLUMN, 124, FIELDS_END, 124);
        colour(GREY);
        double size = 7.5;
        double width = FIELDS_END - LEFT_COLUMN;
        double y = 111;
        for (String paragraph : List.of("联网核验：扫描二维码，或打开 " + uri + " 。证书是否有效以核验结果为准。",
                "离线核验：取出本文件的附件 " + FACTS_FILE + " 和 " + SIGNATURE_FILE + "，用发证机关公布的公钥核对：openssl dgst -sha256 -verify "
                        + "公钥.pem -signature " + SIGNATURE_FILE + " " + FACTS_FILE,
                "To verify: scan the code, or check the attached facts and signature with the authority's published key.")) {
            PDStructureElement element = tags.element("P");
            if (paragraph.startsWith("To verify")) {
                english(element);
            }
            for (String line : type.lineBreaker(Weight.REGULAR, size).lines(paragraph, width, width)) {
                double at = y;
                draw(element, () -> type.left(page, line, Weight.REGULAR, size, LEFT_COLUMN, at));
                y -= 12;
            }
        }
    }

    private static void attach(PDDocument document, CertificateFacts facts, byte[] signed, byte[] signature) throws IOException {
        Calendar date = GregorianCalendar.from(facts.date().atStartOfDay(ZoneId.of("Asia/Shanghai")));
        Map<String, PDComplexFileSpecification> files = new LinkedHashMap<>();
        files.put(FACTS_FILE, file(document, FACTS_FILE, "application/json", signed, date));
        files.put(SIGNATURE_FILE, file(document, SIGNATURE_FILE, "application/octet-stream", signature, date));
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(files);
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
        COSArray associated = new COSArray();
        files.values().forEach(file -> associated.add(file.getCOSObject()));
        document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
    }

    private static PDComplexFileSpecification file(PDDocument document, String name, String contentType, byte[] content, Calendar date)
            throws IOException {
        PDEmbeddedFile embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(content));
        embedded.setSubtype(contentType);
        embedded.setSize(content.length);
        embedded.setModDate(date);
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(name);
        file.setFileUnicode(name);
        file.setEmbeddedFile(embedded);
        file.setEmbeddedFileUnicode(embedded);
        file.getCOSObject().setName("AFRelationship", "Data");
        return file;
    }

    private void colour(float[] colour) {
        try {
            page.setNonStrokingColor(colour[0], colour[1], colour[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(float width, double x, double y, double toX, double toY) throws IOException {
        StructureTree.decorate(page, () -> {
            page.setLineWidth(width);
            page.moveTo((float) x, (float) y);
            page.lineTo((float) toX, (float) toY);
            page.stroke();
        });
    }
}
