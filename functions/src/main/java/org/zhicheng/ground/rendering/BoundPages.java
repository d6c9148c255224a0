package org.zhicheng.ground.rendering;

import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

import org.zhicheng.ground.rule.Rule;

/** Pages as one PDF, which holds their pictures and nothing else (R46). */
@Rule(R46)
public final class BoundPages {
    /** The longer side of A4 in points, so that a page fits the paper that it is printed on. */
    private static final float PAPER = 842;

    private BoundPages() {
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

    /** On paper of A4's length; the same bytes for the same pages. */
    public static byte[] pdf(List<Sheet> sheets) {
        try (PDDocument document = new PDDocument()) {
            for (Sheet sheet : sheets) {
                float scale = PAPER / Math.max(sheet.width(), sheet.height());
                PDPage page = new PDPage(new PDRectangle(sheet.width() * scale, sheet.height() * scale));
                document.addPage(page);
                PDImageXObject picture = PDImageXObject.createFromByteArray(document, sheet.picture(), null);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(picture, 0, 0, sheet.width() * scale, sheet.height() * scale);
                }
            }
            document.setDocumentId(0L);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
