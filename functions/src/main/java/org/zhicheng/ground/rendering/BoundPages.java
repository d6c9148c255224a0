package org.zhicheng.ground.rendering;

import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.COSStandardOutputStream;
import org.apache.pdfbox.pdfwriter.COSWriter;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

import org.zhicheng.ground.rule.Rule;

/** Pages as one PDF, which holds their pictures and nothing else (R46). */
@Rule(R46)
public final class BoundPages {
    /** The longer side of A4 in points, so that a page fits the paper that it is printed on. */
    private static final double PAPER = 842;
    /** The catalog is object 1, the list of pages 2; each page has three behind these: itself, what it draws, the picture. */
    private static final int FIRST_PAGE = 3;
    private static final int OBJECTS_A_PAGE = 3;
    private static final long PNG = 0x89504E47L;
    private static final long IDAT = 0x49444154L;
    private static final int PNG_HEADER = 33;

    private final COSStandardOutputStream out;
    private final List<Long> places = new ArrayList<>();

    private BoundPages(OutputStream out) {
        this.out = new COSStandardOutputStream(out);
    }

    /**
     * A page as a picture.
     *
     * @param picture JPEG or PNG
     * @param width in pixels
     * @param height in pixels
     */
    public record Sheet(byte[] picture, int width, int height) {
    }

    /** On paper of A4's length, each page before the next is asked for, so that one at a time is in memory; the same bytes for the same pages. */
    public static void write(Iterator<Sheet> sheets, OutputStream out) throws IOException {
        new BoundPages(out).write(sheets);
    }

    private void write(Iterator<Sheet> sheets) throws IOException {
        // bytes above 127 in a comment say that the file is not text (ISO 32000, 7.5.2)
        out.write(new byte[]{'%', 'P', 'D', 'F', '-', '1', '.', '4', '\n', '%', (byte) 0xF6, (byte) 0xE4, (byte) 0xFC, (byte) 0xDF, '\n'});
        while (sheets.hasNext()) {
            page(sheets.next());
        }
        int pages = places.size() / OBJECTS_A_PAGE;
        places.addFirst(out.getPos());
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < pages; page++) {
            kids.append(FIRST_PAGE + OBJECTS_A_PAGE * page).append(" 0 R ");
        }
        text("2 0 obj\n<</Type/Pages/Count " + pages + "/Kids[" + kids + "]>>\nendobj\n");
        places.addFirst(out.getPos());
        text("1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
        long table = out.getPos();
        text("xref\n0 " + (places.size() + 1) + "\n0000000000 65535 f \n");
        for (long place : places) {
            text(String.format(Locale.ROOT, "%010d 00000 n \n", place));
        }
        text("trailer\n<</Size " + (places.size() + 1) + "/Root 1 0 R>>\nstartxref\n" + table + "\n%%EOF\n");
    }

    private void page(Sheet sheet) throws IOException {
        double scale = PAPER / Math.max(sheet.width(), sheet.height());
        String width = String.format(Locale.ROOT, "%.2f", sheet.width() * scale);
        String height = String.format(Locale.ROOT, "%.2f", sheet.height() * scale);
        int number = begin();
        text("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + width + " " + height + "]/Contents " + (number + 1)
                + " 0 R/Resources<</XObject<</P " + (number + 2) + " 0 R>>>>>>\nendobj\n");
        begin();
        String content = "q " + width + " 0 0 " + height + " 0 0 cm /P Do Q";
        text("<</Length " + content.length() + ">>\nstream\n" + content + "\nendstream\nendobj\n");
        begin();
        picture(sheet.picture());
        text("endobj\n");
    }

    private int begin() throws IOException {
        places.add(out.getPos());
        int number = FIRST_PAGE - 1 + places.size();
        text(number + " 0 obj\n");
        return number;
    }

    private void picture(byte[] content) throws IOException {
        try (PDDocument document = new PDDocument()) {
            COSStream picture = isGreyPng(content)
                    ? greyPng(content)
                    : PDImageXObject.createFromByteArray(document, content, null).getCOSObject();
            if (picture.getValues().stream().anyMatch(BoundPages::holdsStream)) {
                throw new IllegalStateException("a picture of more than one stream");
            }
            for (COSBase value : picture.getValues()) {
                if (value instanceof COSDictionary dictionary) {
                    // else it would be an object of its own
                    dictionary.setDirect(true);
                }
            }
            picture.accept(new COSWriter(out));
        }
    }

    /** Whether a PNG is of one grey a pixel, its rows one after the other (PNG, 11.2.2). */
    private static boolean isGreyPng(byte[] content) {
        return content.length > PNG_HEADER && Bytes.unsigned32(content, 0) == PNG && content[25] == 0 && content[28] == 0;
    }

    /** As it is packed: PDFBox would take its values for linear light, and make it too light. */
    private static COSStream greyPng(byte[] content) throws IOException {
        COSDictionary rows = new COSDictionary();
        COSStream picture = new COSStream();
        for (COSDictionary each : List.of(rows, picture)) {
            each.setInt(COSName.BITS_PER_COMPONENT, content[24]);
        }
        rows.setInt(COSName.PREDICTOR, 15);
        rows.setInt(COSName.COLUMNS, (int) Bytes.unsigned32(content, 16));
        try (OutputStream raw = picture.createRawOutputStream()) {
            int length = 0;
            for (int at = 8; at + 12 <= content.length; at += 12 + length) {
                length = (int) Bytes.unsigned32(content, at);
                if (Bytes.unsigned32(content, at + 4) == IDAT) {
                    raw.write(content, at + 8, length);
                }
            }
        }
        picture.setItem(COSName.TYPE, COSName.XOBJECT);
        picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
        picture.setInt(COSName.WIDTH, (int) Bytes.unsigned32(content, 16));
        picture.setInt(COSName.HEIGHT, (int) Bytes.unsigned32(content, 20));
        picture.setItem(COSName.COLORSPACE, COSName.DEVICEGRAY);
        picture.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        picture.setItem(COSName.DECODE_PARMS, rows);
        return picture;
    }

    /** A mask or a profile: it would have to be an object of its own. */
    private static boolean holdsStream(COSBase value) {
        COSBase direct = value instanceof COSObject object ? object.getObject() : value;
        return direct instanceof COSStream || direct instanceof COSArray array && array.toList().stream().anyMatch(BoundPages::holdsStream);
    }

    private void text(String text) throws IOException {
        out.write(Bytes.ascii(text));
    }
}
