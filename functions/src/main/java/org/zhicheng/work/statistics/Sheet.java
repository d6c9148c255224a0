package org.zhicheng.work.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import org.zhicheng.ground.text.Length;

/** A table that is written row by row, for a spreadsheet program. */
sealed interface Sheet {

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

    /** The file; nothing can be added afterwards. */
    byte[] finish();

    /** RFC 4180 with a byte order mark, by which Excel knows that it is UTF-8 and shows Chinese. */
    final class Csv implements Sheet {

        // What a spreadsheet program takes for the beginning of a formula, full-width forms included, which it takes likewise.
        private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
        private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
        /** From this many digits on Excel shows a power of ten and drops the last ones. */
        private static final int LONG_DIGITS = 12;

        private final StringBuilder text = new StringBuilder("\uFEFF");

        @Override
        public void row(List<Cell> cells) {
            text.append(String.join(",", cells.stream().map(Csv::cell).toList())).append("\r\n");
        }

        @Override
        public byte[] finish() {
            return text.toString().getBytes(StandardCharsets.UTF_8);
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
            if (Length.of(value) >= LONG_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
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
        private static final int WIDEST = 40;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Workbook workbook = new Workbook(bytes, "zhicheng", "1.0");
        private final Worksheet sheet = workbook.newWorksheet("名单");
        private int row;
        private int columns;

        @Override
        public void row(List<Cell> cells) {
            if (row == 0) {
                begin(cells);
            }
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

        private void begin(List<Cell> heading) {
            columns = heading.size();
            sheet.freezePane(0, 1);
            sheet.paperSize(PaperSize.A4_PAPER);
            sheet.pageOrientation("landscape");
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
            sheet.repeatRows(0);
            for (int i = 0; i < columns; i++) {
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

        @Override
        public byte[] finish() {
            try {
                if (row > 0) {
                    sheet.setAutoFilter(0, 0, row - 1, columns - 1);
                }
                workbook.finish();
                return bytes.toByteArray();
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
