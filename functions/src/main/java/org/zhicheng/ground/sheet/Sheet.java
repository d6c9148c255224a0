package org.zhicheng.ground.sheet;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table that is written row by row, for a spreadsheet program. */
public sealed interface Sheet {

    /** The formats that spreadsheet programs read. */
    enum Format {
        CSV("text/csv; charset=utf-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        public String contentType() {
            return contentType;
        }

        /** The file name's ending, without a dot. */
        public String extension() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Writes a table whose rows somebody fills in, as long as it may be. */
        public void write(OutputStream out, Consumer<Sheet> rows) {
            switch (this) {
                case CSV -> {
                    Csv csv = new Csv(out);
                    rows.accept(csv);
                    csv.finish();
                }
                case XLSX -> {
                    Xlsx xlsx = new Xlsx(out);
                    rows.accept(xlsx);
                    xlsx.finish();
                }
            }
        }

        /** A table whose rows somebody fills in, as a file in memory. */
        public byte[] file(Consumer<Sheet> rows) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(bytes, rows);
            return bytes.toByteArray();
        }
    }

    /** What stands in a cell, so that programs sort and filter it as what it is. */
    sealed interface Cell {

        Cell NONE = new Words("");

        static Cell of(String text) {
            return new Words(text);
        }
    }

    /** A text; a number that nobody reckons with, too. */
    record Words(String text) implements Cell {
    }

    /** A whole number. */
    record Whole(long number) implements Cell {
    }

    /** A day of the calendar. */
    record Day(LocalDate day) implements Cell {
    }

    /** A time of the clock in Asia/Shanghai. */
    record Moment(LocalDateTime at) implements Cell {
    }

    void row(List<Cell> cells);

    /** RFC 4180 with a byte order mark, by which Excel knows that it is UTF-8 and shows Chinese. */
    final class Csv implements Sheet {

        // What a spreadsheet program takes for the beginning of a formula, full-width forms included, which it takes likewise.
        private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
        private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
        /**
         * What Excel would take for a number, a date or a time, and show otherwise: from twelve digits on as a power of ten without the last
         * ones, without zeros in front, {@code 3-4} as a day, a code such as {@code 9165E12} as a power of ten. Fewer digits stay what they are.
         */
        private static final Pattern MISTAKEN = Pattern.compile("(?![1-9]\\d{0,10}$|0$)[0-9][0-9.,/:%eE+\\-]*");

        private final Writer text;

        private Csv(OutputStream out) {
            text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            write("\uFEFF");
        }

        @Override
        public void row(List<Cell> cells) {
            write(String.join(",", cells.stream().map(Csv::cell).toList()) + "\r\n");
        }

        private void write(String part) {
            try {
                text.write(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void finish() {
            try {
                text.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String cell(Cell cell) {
            return switch (cell) {
                case Words words -> words(words.text());
                case Whole whole -> Long.toString(whole.number());
                case Day day -> day.day().toString();
                case Moment moment -> MINUTES.format(moment.at());
            };
        }

        // An apostrophe in front makes text of it; without it a name could run a formula on the reader's machine.
        private static String words(String value) {
            if (MISTAKEN.matcher(value).matches()) {
                return quoted("=\"" + value + "\"");
            }
            return quoted(!value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value);
        }

        private static String quoted(String value) {
            return value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                    ? "\"" + value.replace("\"", "\"\"") + "\""
                    : value;
        }
    }

    /** Excel's own format: typed cells, of which nothing is a formula; the heading stays in sight and filters; printed on A4. */
    final class Xlsx implements Sheet {

        private static final int ROWS_IN_MEMORY = 500;
        /** The format's own limit; what is beyond it stands on a further sheet. */
        private static final int MOST_ROWS = 1_048_576;
        private static final int WIDEST = 40;

        private final Workbook workbook;
        private List<Cell> heading = List.of();
        private Worksheet sheet;
        private int sheets;
        private int row;

        private Xlsx(OutputStream out) {
            workbook = new Workbook(out, "zhicheng", "1.0");
        }

        @Override
        public void row(List<Cell> cells) {
            if (heading.isEmpty()) {
                heading = List.copyOf(cells);
                begin();
            } else if (row == MOST_ROWS) {
                end();
                begin();
                add(heading);
            }
            add(cells);
        }

        private void add(List<Cell> cells) {
            for (int i = 0; i < cells.size(); i++) {
                write(i, cells.get(i));
            }
            row++;
            if (row % ROWS_IN_MEMORY == 0) {
                try {
                    sheet.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void begin() {
            sheets++;
            sheet = workbook.newWorksheet(sheets == 1 ? "名单" : "名单（" + sheets + "）");
            row = 0;
            sheet.freezePane(0, 1);
            sheet.paperSize(PaperSize.A4_PAPER);
            sheet.pageOrientation("landscape");
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
            sheet.repeatRows(0);
            for (int i = 0; i < heading.size(); i++) {
                int letters = heading.get(i) instanceof Words words ? words.text().length() : 0;
                sheet.width(i, Math.min(WIDEST, Math.max(12, 2 * letters + 4)));
            }
        }

        private void write(int column, Cell cell) {
            switch (cell) {
                // in its row, not in the workbook's table of strings, which would be kept whole in memory
                case Words words -> sheet.inlineString(row, column, withoutControls(words.text()));
                case Whole whole -> sheet.value(row, column, whole.number());
                case Day day -> {
                    sheet.value(row, column, day.day());
                    sheet.style(row, column).format("yyyy-mm-dd").set();
                }
                case Moment moment -> {
                    sheet.value(row, column, moment.at());
                    sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
                }
            }
        }

        private void end() {
            try {
                sheet.setAutoFilter(0, 0, row - 1, heading.size() - 1);
                sheet.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void finish() {
            try {
                end();
                workbook.finish();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        // XML 1.0 has no place for control characters, and a file with one does not open.
        private static String withoutControls(String value) {
            return value.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]|[\\uFFFE\\uFFFF]", "");
        }
    }
}
