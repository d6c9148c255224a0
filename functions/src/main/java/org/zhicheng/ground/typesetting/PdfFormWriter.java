package org.zhicheng.ground.typesetting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Prints a form on A4 in the manner of GB/T 9704, the standard for official papers: its margins, a title of 22 points, text of 16
 * points with a first line indented by two characters, and pages numbered {@code — 2 —} where there is more than one.
 */
final class PdfFormWriter {
    private static final double MM = 72 / 25.4;
    private static final double TOP = 37 * MM;
    private static final double BOTTOM = 35 * MM;
    private static final double LEFT = 28 * MM;
    private static final double RIGHT = 26 * MM;
    private static final double TITLE = 22;
    private static final double TEXT = 16;
    private static final double LEADING = 29;
    /** The widest that a line may be spread to reach the right margin, per character. */
    private static final double MOST_SPREAD = 2;

    private static final LocalDate UNDATED = LocalDate.of(2000, 1, 1);

    private final PDDocument document;
    private final Typesetter type;
    private final List<PDPage> pages = new ArrayList<>();
    private final double width = PDRectangle.A4.getWidth() - LEFT - RIGHT;
    private PDPageContentStream page;
    private double y;

    private PdfFormWriter(PDDocument document) {
        this.document = document;
        this.type = new Typesetter(document);
    }

    static byte[] write(FormDocument form) {
        try (PDDocument document = new PDDocument()) {
            new PdfFormWriter(document).print(form);
            PdfFiles.describe(document, form.title(), "", UNDATED, form.toString().getBytes(StandardCharsets.UTF_8));
            return PdfFiles.save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(FormDocument form) throws IOException {
        turnPage();
        if (!form.annex().isEmpty()) {
            type.left(page, form.annex(), Weight.REGULAR, TEXT, LEFT, y);
            y -= LEADING * 1.5;
        }
        for (String line : type.lineBreaker(Weight.BOLD, TITLE).lines(form.title(), width, width)) {
            type.centred(page, line, Weight.BOLD, TITLE, LEFT + width / 2, y);
            y -= TITLE * 1.6;
        }
        y -= LEADING * 0.6;
        for (int i = 0; i < form.paragraphs().size(); i++) {
            double kept = i + 1 < form.paragraphs().size() && form.paragraphs().get(i + 1) instanceof FormDocument.Signature next
                    ? height(next)
                    : 0;
            switch (form.paragraphs().get(i)) {
                case FormDocument.Body body -> body("", body.text(), kept);
                case FormDocument.Labelled labelled -> body(labelled.label(), labelled.text(), kept);
                case FormDocument.Signature signature -> signature(signature.lines());
            }
        }
        page.close();
        numberPages();
    }

    /**
     * @param kept the height of what must not stand on a page without the last two lines of this paragraph: nobody signs a page
     *     that holds nothing but signatures
     */
    private void body(String label, String text, double kept) throws IOException {
        double indent = 2 * TEXT;
        double labelWidth = type.width(label, Weight.BOLD, TEXT);
        LineBreaker breaker = type.lineBreaker(Weight.REGULAR, TEXT);
        List<String> parts = FormDocument.lines(text);
        for (int part = 0; part < parts.size(); part++) {
            double start = indent + (part == 0 ? labelWidth : 0);
            List<String> lines = breaker.lines(parts.get(part), width - start, width);
            for (int i = 0; i < lines.size(); i++) {
                boolean secondLast = part == parts.size() - 1 && i == Math.max(0, lines.size() - 2);
                room(secondLast ? (lines.size() - i) * LEADING + kept : LEADING);
                double x = i == 0 ? start : 0;
                if (part == 0 && i == 0 && !label.isEmpty()) {
                    type.left(page, label, Weight.BOLD, TEXT, LEFT + indent, y);
                }
                line(lines.get(i), x, i < lines.size() - 1);
                y -= LEADING;
            }
        }
    }

    private void line(String line, double x, boolean spread) {
        int gaps = line.codePointCount(0, line.length()) - 1;
        double left = width - x - type.width(line, Weight.REGULAR, TEXT);
        double spacing = spread && gaps > 0 && left / gaps <= MOST_SPREAD ? left / gaps : 0;
        type.spaced(page, line, Weight.REGULAR, TEXT, LEFT + x, y, spacing);
    }

    private void signature(List<String> lines) throws IOException {
        double widest = lines.stream().mapToDouble(line -> type.width(line, Weight.REGULAR, TEXT)).max().orElse(0);
        // Two characters stay free at the right, as the standard asks for.
        double x = LEFT + Math.min(width * 0.5, width - widest - 2 * TEXT);
        y -= LEADING;
        room(lines.size() * LEADING);
        for (String line : lines) {
            type.left(page, line, Weight.REGULAR, TEXT, x, y);
            y -= LEADING;
        }
    }

    private static double height(FormDocument.Signature signature) {
        return (signature.lines().size() + 1) * LEADING;
    }

    private void room(double needed) throws IOException {
        if (y - needed + LEADING < BOTTOM) {
            page.close();
            turnPage();
        }
    }

    private void turnPage() throws IOException {
        PDPage next = new PDPage(PDRectangle.A4);
        document.addPage(next);
        pages.add(next);
        page = new PDPageContentStream(document, next);
        y = PDRectangle.A4.getHeight() - TOP - TEXT;
    }

    private void numberPages() throws IOException {
        for (int i = 0; pages.size() > 1 && i < pages.size(); i++) {
            try (PDPageContentStream footer = new PDPageContentStream(document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true,
                    true)) {
                type.centred(footer, "— " + (i + 1) + " —", Weight.REGULAR, 12, LEFT + width / 2, BOTTOM - 14 * MM);
            }
        }
    }
}
