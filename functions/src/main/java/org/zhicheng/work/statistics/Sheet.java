package org.zhicheng.work.statistics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table that is written row by row, for a spreadsheet program. */
sealed interface Sheet {

    void row(List<String> cells);

    /** The file; nothing can be added afterwards. */
    byte[] finish();

    /** RFC 4180 with a byte order mark, by which Excel knows that it is UTF-8 and shows Chinese. */
    final class Csv implements Sheet {

        // What a spreadsheet program takes for the beginning of a formula, full-width forms included, which it takes likewise.
        private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

        private final StringBuilder text = new StringBuilder("\uFEFF");

        @Override
        public void row(List<String> cells) {
            text.append(String.join(",", cells.stream().map(Csv::cell).toList())).append("\r\n");
        }

        @Override
        public byte[] finish() {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        // An apostrophe in front makes text of it; without it a name could run a formula on the reader's machine.
        private static String cell(String value) {
            String safe = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
            return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                    ? "\"" + safe.replace("\"", "\"\"") + "\""
                    : safe;
        }
    }

    /** Excel's own format; its cells are typed as text, so that nothing in them is a formula. */
    final class Xlsx implements Sheet {

        private static final int ROWS_IN_MEMORY = 500;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Workbook workbook = new Workbook(bytes, "zhicheng", "1.0");
        private final Worksheet sheet = workbook.newWorksheet("申报名单");
        private int row;

        @Override
        public void row(List<String> cells) {
            for (int i = 0; i < cells.size(); i++) {
                // in its row, not in the workbook's table of strings, which would be kept whole in memory
                sheet.inlineString(row, i, withoutControls(cells.get(i)));
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

        @Override
        public byte[] finish() {
            try {
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
