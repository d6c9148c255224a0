package org.zhicheng.ground.typesetting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;

/**
 * Prints a form on A4 in the manner of GB/T 9704, the standard for official papers: its margins, a title of 22 points, text of 16
 * points with a first line indented by two characters, tables of 10.5 points, and pages numbered {@code — 2 —} where there is more than
 * one. A form with a reference has that and {@code 第2页，共5页} on each page. What is drawn is tagged as what it is.
 */
final class PdfFormWriter {
    private static final double MM = 72 / 25.4;
    private static final double TITLE = 22;
    private static final double TEXT = 16;
    private static final double LEADING = 29;
    private static final double FOOT = 12;
    private static final double REFERENCE = 9;
    private static final double SMALL = 10.5;
    private static final double SMALL_LEADING = 15;
    /** A side of the code, and how far below the edge of the sheet it begins: it stands in the margin. */
    private static final double CODE = 19 * MM;
    private static final double CODE_TOP = 11 * MM;
    private static final double CODE_TEXT = 8;
    /** Between the rule of a cell and its text. */
    private static final double PADDING = 4;
    private static final float RULE = 0.5f;
    /** A row that goes on over the page leaves and takes at least so many lines. */
    private static final int FEWEST_LINES = 2;
    /** The widest that a line may be spread to reach the right margin, per character. */
    private static final double MOST_SPREAD = 2;

    private static final LocalDate UNDATED = LocalDate.of(2000, 1, 1);

    private final PDDocument document;
    private final FormDocument form;
    private final Typesetter type;
    private final StructureTree tags;
    private final List<PDPage> pages = new ArrayList<>();
    private final PDRectangle size;
    private final double top;
    private final double bottom;
    private final double left;
    private final double width;
    private PDPageContentStream page;
    private double y;

    private PdfFormWriter(PDDocument document, FormDocument form, Typesetter type, StructureTree tags) {
        this.document = document;
        this.form = form;
        this.type = type;
        this.tags = tags;
        // A list of many columns takes narrower margins, the widest where it is bound.
        boolean turned = form.landscape();
        this.size = turned ? new PDRectangle(PDRectangle.A4.getHeight(), PDRectangle.A4.getWidth()) : PDRectangle.A4;
        this.top = (turned ? 25 : 37) * MM;
        this.bottom = (turned ? 20 : 35) * MM;
        this.left = (turned ? 25 : 28) * MM;
        this.width = size.getWidth() - left - (turned ? 20 : 26) * MM;
    }

    /** @param forms one after the other, each on sheets of its own */
    static byte[] write(List<FormDocument> forms) {
        try (PDDocument document = new PDDocument()) {
            Typesetter type = new Typesetter(document);
            StructureTree tags = new StructureTree(document);
            for (FormDocument form : forms) {
                new PdfFormWriter(document, form, type, tags).print();
            }
            tags.finish();
            String content = forms.stream().map(FormDocument::toString).collect(Collectors.joining());
            PdfFiles.describe(document, forms.getFirst().title(), "", UNDATED, content.getBytes(StandardCharsets.UTF_8));
            return PdfFiles.save(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print() throws IOException {
        turnPage();
        if (!form.code().isEmpty()) {
            code();
        }
        if (!form.annex().isEmpty()) {
            draw(tags.element("P"), () -> type.left(page, form.annex(), Weight.REGULAR, TEXT, left, y));
            y -= LEADING * 1.5;
        }
        PDStructureElement title = tags.element("H1");
        for (String line : titleLines()) {
            draw(title, () -> type.centred(page, line, Weight.BOLD, TITLE, left + width / 2, y));
            y -= TITLE * 1.6;
        }
        y -= LEADING * 0.6;
        for (int i = 0; i < form.paragraphs().size(); i++) {
            double kept = i + 1 < form.paragraphs().size() && form.paragraphs().get(i + 1) instanceof FormDocument.Signature next
                    ? height(next)
                    : 0;
            switch (form.paragraphs().get(i)) {
                case FormDocument.Heading heading ->
                    heading(heading.text(), i > 0 && form.paragraphs().get(i - 1) instanceof FormDocument.Signature);
                case FormDocument.Body body -> body("", body.text(), kept);
                case FormDocument.Labelled labelled -> body(labelled.label(), labelled.text(), kept);
                case FormDocument.Table table -> table(table, kept);
                case FormDocument.Signature signature -> signature(signature.lines());
            }
        }
        page.close();
        numberPages();
    }

    private void code() throws IOException {
        double at = size.getHeight() - CODE_TOP;
        QrCode code = new QrCode(form.code(), left + width - CODE, at, CODE);
        draw(tags.figure("申报编号的二维码，指向 " + form.code(), code.place()), () -> code.draw(page));
        draw(tags.element("P"), () -> type.centred(page, "扫码打开申报", Weight.REGULAR, CODE_TEXT, left + width - CODE / 2,
                at - CODE - code.quiet() - CODE_TEXT * 0.5));
    }

    /** A title of several lines has them nearly as long as each other. */
    private List<String> titleLines() {
        LineBreaker breaker = type.lineBreaker(Weight.BOLD, TITLE);
        List<String> lines = breaker.lines(form.title(), width, width);
        for (double narrower = width - TITLE; narrower > width / 2; narrower -= TITLE) {
            List<String> balanced = breaker.lines(form.title(), narrower, narrower);
            if (balanced.size() > lines.size()) {
                break;
            }
            lines = balanced;
        }
        return lines;
    }

    private void draw(PDStructureElement element, StructureTree.Drawing drawing) throws IOException {
        tags.draw(pages.getLast(), page, element, drawing);
    }

    /** @param anew whether it begins what is added behind the signatures, which has a page of its own */
    private void heading(String text, boolean anew) throws IOException {
        if (anew) {
            page.close();
            turnPage();
        } else {
            y -= LEADING * 0.3;
            room(LEADING + 3 * SMALL_LEADING);
        }
        draw(tags.element("H2"), () -> type.left(page, text, Weight.BOLD, TEXT, left, y));
        y -= LEADING * 0.8;
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
            PDStructureElement paragraph = tags.element("P");
            double start = indent + (part == 0 ? labelWidth : 0);
            List<String> lines = breaker.lines(parts.get(part), width - start, width);
            for (int i = 0; i < lines.size(); i++) {
                boolean secondLast = part == parts.size() - 1 && i == Math.max(0, lines.size() - 2);
                room(secondLast ? (lines.size() - i) * LEADING + kept : LEADING);
                double x = i == 0 ? start : 0;
                if (part == 0 && i == 0 && !label.isEmpty()) {
                    draw(paragraph, () -> type.left(page, label, Weight.BOLD, TEXT, left + indent, y));
                }
                String line = lines.get(i);
                boolean spread = i < lines.size() - 1;
                draw(paragraph, () -> line(line, x, spread));
                y -= LEADING;
            }
        }
    }

    private void line(String line, double x, boolean spread) {
        String seen = line.stripTrailing();
        int gaps = seen.codePointCount(0, seen.length()) - 1;
        double room = width - x - type.width(seen, Weight.REGULAR, TEXT);
        double spacing = spread && gaps > 0 && room / gaps <= MOST_SPREAD ? room / gaps : 0;
        type.spaced(page, line, Weight.REGULAR, TEXT, left + x, y, spacing);
    }

    /** @param kept the height of what must not stand on a page without the last row */
    private void table(FormDocument.Table table, double kept) throws IOException {
        PDStructureElement element = tags.element("Table");
        // From here on y is the upper edge of what comes next, until the table is done.
        y += SMALL;
        if (table.isHeaded()) {
            List<List<String>> heading = broken(table, table.heading());
            if (y - height(heading) - height(FEWEST_LINES) < bottom) {
                nextPage();
            }
            PDStructureElement row = tags.element(element, "TR");
            row(table, table.heading(), heading, 0, lines(heading), cells(row, table.heading(), "Column"));
        }
        for (int i = 0; i < table.rows().size(); i++) {
            List<FormDocument.Cell> cells = table.rows().get(i);
            row(table, cells, cells(tags.element(element, "TR"), cells, "Row"), i == table.rows().size() - 1 ? kept : 0);
        }
        y -= LEADING;
    }

    private List<PDStructureElement> cells(PDStructureElement row, List<FormDocument.Cell> cells, String scope) {
        return cells.stream().map(cell -> tags.cell(row, cell.label() ? scope : "", cell.span())).toList();
    }

    /** A row stays whole where a page can hold it; else it goes on, line by line, on the next one. */
    private void row(FormDocument.Table table, List<FormDocument.Cell> cells, List<PDStructureElement> elements, double kept)
            throws IOException {
        List<List<String>> broken = broken(table, cells);
        int all = lines(broken);
        int done = 0;
        while (done < all) {
            int fitting = (int) Math.floor((y - bottom - 2 * PADDING) / SMALL_LEADING);
            int left = all - done;
            boolean goesOn = left > fitting;
            boolean alone = done == 0 && y - height(all) - kept < bottom;
            if ((goesOn || alone) && done == 0 && height(left) + kept <= roomOfAPage(table) || goesOn && fitting < FEWEST_LINES) {
                nextPage();
                if (table.isHeaded()) {
                    List<List<String>> heading = broken(table, table.heading());
                    StructureTree.decorate(page, () -> row(table, table.heading(), heading, 0, lines(heading), List.of()));
                }
                continue;
            }
            int part = goesOn ? Math.min(fitting, Math.max(1, left - FEWEST_LINES)) : left;
            row(table, cells, broken, done, done + part, elements);
            done += part;
        }
    }

    /** Draws some lines of each cell and the rules around them; without elements all of it is decoration already. */
    private void row(FormDocument.Table table, List<FormDocument.Cell> cells, List<List<String>> broken, int from, int to,
            List<PDStructureElement> elements) throws IOException {
        double height = height(to - from);
        int column = 0;
        for (int i = 0; i < cells.size(); i++) {
            double x = left + table.before(column) * width;
            column += cells.get(i).span();
            double wide = left + table.before(column) * width - x;
            StructureTree.Drawing rules = () -> {
                page.setLineWidth(RULE);
                page.addRect((float) x, (float) (y - height), (float) wide, (float) height);
                page.stroke();
            };
            List<String> lines = broken.get(i);
            Weight weight = weight(cells.get(i));
            StructureTree.Drawing text = () -> {
                for (int line = from; line < Math.min(to, lines.size()); line++) {
                    type.left(page, lines.get(line), weight, SMALL, x + PADDING,
                            y - PADDING - (line - from) * SMALL_LEADING - SMALL_LEADING * 0.78);
                }
            };
            if (elements.isEmpty()) {
                rules.draw();
                text.draw();
            } else {
                StructureTree.decorate(page, rules);
                if (from < lines.size() && !cells.get(i).text().isBlank()) {
                    draw(elements.get(i), text);
                }
            }
        }
        y -= height;
    }

    private List<List<String>> broken(FormDocument.Table table, List<FormDocument.Cell> cells) {
        List<List<String>> broken = new ArrayList<>();
        int column = 0;
        for (FormDocument.Cell cell : cells) {
            double wide = (table.before(column + cell.span()) - table.before(column)) * width - 2 * PADDING;
            column += cell.span();
            broken.add(type.lineBreaker(weight(cell), SMALL).lines(String.join("\n", FormDocument.lines(cell.text())), wide, wide));
        }
        return broken;
    }

    private static Weight weight(FormDocument.Cell cell) {
        return cell.label() ? Weight.BOLD : Weight.REGULAR;
    }

    private static int lines(List<List<String>> broken) {
        return broken.stream().mapToInt(List::size).max().orElse(0);
    }

    /** What a page has for the rows of a table. */
    private double roomOfAPage(FormDocument.Table table) {
        return size.getHeight() - top - bottom - (table.isHeaded() ? height(broken(table, table.heading())) : 0);
    }

    private static double height(List<List<String>> broken) {
        return height(lines(broken));
    }

    private static double height(int lines) {
        return lines * SMALL_LEADING + 2 * PADDING;
    }

    private void nextPage() throws IOException {
        page.close();
        turnPage();
        y = size.getHeight() - top;
    }

    private void signature(List<String> lines) throws IOException {
        double widest = lines.stream().mapToDouble(line -> type.width(line, Weight.REGULAR, TEXT)).max().orElse(0);
        // Two characters stay free at the right, as the standard asks for.
        double x = left + Math.min(width * 0.5, width - widest - 2 * TEXT);
        y -= LEADING;
        room(lines.size() * LEADING);
        for (String line : lines) {
            if (!line.isEmpty()) {
                draw(tags.element("P"), () -> type.left(page, line, Weight.REGULAR, TEXT, x, y));
            }
            y -= LEADING;
        }
    }

    private static double height(FormDocument.Signature signature) {
        return (signature.lines().size() + 1) * LEADING;
    }

    private void room(double needed) throws IOException {
        if (y - needed + LEADING < bottom) {
            page.close();
            turnPage();
        }
    }

    private void turnPage() throws IOException {
        PDPage next = new PDPage(size);
        document.addPage(next);
        pages.add(next);
        page = new PDPageContentStream(document, next);
        y = size.getHeight() - top - TEXT;
    }

    private void numberPages() throws IOException {
        double line = bottom - (form.landscape() ? 9 : 14) * MM;
        for (int i = 0; i < pages.size() && (pages.size() > 1 || !form.reference().isEmpty()); i++) {
            String number = form.reference().isEmpty() ? "— " + (i + 1) + " —" : "第" + (i + 1) + "页，共" + pages.size() + "页";
            try (PDPageContentStream footer = new PDPageContentStream(document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true,
                    true)) {
                StructureTree.decorate(footer, () -> {
                    if (form.reference().isEmpty()) {
                        type.centred(footer, number, Weight.REGULAR, FOOT, left + width / 2, line);
                    } else {
                        type.left(footer, form.reference(), Weight.REGULAR, REFERENCE, left, line);
                        type.left(footer, number, Weight.REGULAR, REFERENCE, left + width - type.width(number, Weight.REGULAR, REFERENCE),
                                line);
                    }
                });
            }
        }
    }
}
