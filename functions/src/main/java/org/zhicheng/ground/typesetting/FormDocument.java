package org.zhicheng.ground.typesetting;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.ground.text.Canonical;

/**
 * A paper form as Chinese offices write it: a title and paragraphs, without layout. {@link PdfFormWriter} and
 * {@link DocxFormWriter} print the same form, so that both formats say the same.
 *
 * @param annex where the form comes from, printed small above the title, as {@code 附件2}; may be empty
 * @param title the title, centred
 * @param paragraphs the paragraphs in their order
 * @param landscape whether the sheet lies on its side, as for a list of many columns
 * @param reference what stands at the foot of each page beside its number, as {@code 申报编号：…}; may be empty
 * @param code an address by which a machine knows the paper, as a QR code above the title of a PDF; may be empty
 */
public record FormDocument(String annex, String title, List<Paragraph> paragraphs, boolean landscape, String reference, String code) {
    public FormDocument {
        paragraphs = List.copyOf(paragraphs);
    }

    /** A form that no machine has to know. */
    public FormDocument(String annex, String title, List<Paragraph> paragraphs, boolean landscape, String reference) {
        this(annex, title, paragraphs, landscape, reference, "");
    }

    /** A form on upright sheets that are numbered only where there are several. */
    public FormDocument(String annex, String title, List<Paragraph> paragraphs) {
        this(annex, title, paragraphs, false, "");
    }

    /** The form with its code. */
    public FormDocument coded(String address) {
        return new FormDocument(annex, title, paragraphs, landscape, reference, address);
    }

    /** All of its words, for a look at their letters. */
    String text() {
        return annex + title + reference + paragraphs.stream().map(paragraph -> switch (paragraph) {
            case Heading heading -> heading.text();
            case Body body -> body.text();
            case Labelled labelled -> labelled.label() + labelled.text();
            case Table table ->
                Stream.concat(table.columns().stream().map(Column::heading), table.rows().stream().flatMap(List::stream).map(Cell::text))
                        .collect(Collectors.joining());
            case Signature signature -> String.join("", signature.lines());
        }).collect(Collectors.joining());
    }

    /**
     * The form with {@code 〓} for each letter that cannot print, and a word about it: for what was written before letters were asked about, and
     * which nobody can reword any more (R51).
     */
    public FormDocument printable() {
        if (PrintedText.canPrint(text())) {
            return this;
        }
        List<Paragraph> legible = new ArrayList<>(paragraphs.stream().map(FormDocument::printable).toList());
        int end = legible.getLast() instanceof Signature ? legible.size() - 1 : legible.size();
        legible.add(end, new Body("文中的“〓”表示系统字库没有的字。"));
        return new FormDocument(PrintedText.printable(annex), PrintedText.printable(title), legible, landscape,
                PrintedText.printable(reference), code);
    }

    private static Paragraph printable(Paragraph paragraph) {
        return switch (paragraph) {
            case Heading heading -> new Heading(PrintedText.printable(heading.text()));
            case Body body -> new Body(PrintedText.printable(body.text()));
            case Labelled labelled -> new Labelled(PrintedText.printable(labelled.label()), PrintedText.printable(labelled.text()));
            case Table table -> new Table(table.columns(), table.rows().stream()
                    .map(row -> row.stream().map(cell -> new Cell(PrintedText.printable(cell.text()), cell.label(), cell.span())).toList())
                    .toList());
            case Signature signature -> new Signature(signature.lines().stream().map(PrintedText::printable).toList());
        };
    }

    /** The lines of a paragraph that stand for themselves; at least one, which may be empty. */
    static List<String> lines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
        return lines.isEmpty() ? List.of("") : lines;
    }

    /** One paragraph of a form. */
    public sealed interface Paragraph {
    }

    /** The heading of a part, as {@code 一、基本信息}. */
    public record Heading(String text) implements Paragraph {
    }

    /** A paragraph of running text, its first line indented by two characters. */
    public record Body(String text) implements Paragraph {
        public Body {
            text = Canonical.lines(text);
        }
    }

    /** A paragraph that starts with a bold label, as {@code 基本信息：}. */
    public record Labelled(String label, String text) implements Paragraph {
        public Labelled {
            text = Canonical.lines(text);
        }
    }

    /**
     * A table. Its heading stands above it on each page that it comes to.
     *
     * @param columns with headings, or with none at all
     * @param rows each as wide as the columns together
     */
    public record Table(List<Column> columns, List<List<Cell>> rows) implements Paragraph {

        private static final List<Column> FACTS = List.of(new Column("", 18), new Column("", 32), new Column("", 18), new Column("", 32));

        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            int width = columns.size();
            if (rows.stream().anyMatch(row -> row.stream().mapToInt(Cell::span).sum() != width)) {
                throw new IllegalArgumentException("A row is not as wide as its table");
            }
        }

        /** A list: a line for each, under the headings of the columns. */
        public static Table list(List<Column> columns, List<List<String>> lines) {
            return new Table(columns, lines.stream().map(line -> line.stream().map(text -> new Cell(text, false, 1)).toList()).toList());
        }

        /** A text of any length in a frame. */
        public static Table text(String text) {
            return new Table(List.of(new Column("", 1)), List.of(List.of(new Cell(text, false, 1))));
        }

        /** Facts, each behind its label; two beside each other, but for those that want a row of their own. */
        public static Table facts(List<Fact> facts) {
            List<List<Cell>> rows = new ArrayList<>();
            for (int i = 0; i < facts.size(); i++) {
                Fact fact = facts.get(i);
                boolean pair = !fact.wide() && i + 1 < facts.size() && !facts.get(i + 1).wide();
                List<Cell> row = new ArrayList<>(List.of(new Cell(fact.label(), true, 1), new Cell(fact.text(), false, pair ? 1 : 3)));
                if (pair) {
                    i++;
                    row.add(new Cell(facts.get(i).label(), true, 1));
                    row.add(new Cell(facts.get(i).text(), false, 1));
                }
                rows.add(row);
            }
            return new Table(FACTS, rows);
        }

        boolean isHeaded() {
            return columns.stream().anyMatch(column -> !column.heading().isEmpty());
        }

        /** The heading as a row. */
        List<Cell> heading() {
            return columns.stream().map(column -> new Cell(column.heading(), true, 1)).toList();
        }

        /** The part of the table's width that comes before a column. */
        double before(int column) {
            double all = columns.stream().mapToInt(Column::width).sum();
            return columns.stream().limit(column).mapToInt(Column::width).sum() / all;
        }
    }

    /** @param width in proportion to the others */
    public record Column(String heading, int width) {
    }

    /**
     * @param label whether it says what the cell behind it is
     * @param span how many columns it takes
     */
    public record Cell(String text, boolean label, int span) {
        public Cell {
            text = Canonical.lines(text);
        }
    }

    /** @param wide whether it wants a row of its own */
    public record Fact(String label, String text, boolean wide) {
        public Fact(String label, String text) {
            this(label, text, false);
        }
    }

    /**
     * The lines at the right where a person signs, a seal is set and a date written, kept on one page together. Each line starts at
     * the same place.
     *
     * @param lines the lines; an empty one leaves room for a signature or a seal
     */
    public record Signature(List<String> lines) implements Paragraph {
        public Signature {
            lines = List.copyOf(lines);
        }
    }
}
