package org.zhicheng.ground.sheet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Spelling;

/** A list of people or enterprises as offices keep them: a heading, in whatever order its columns stand, and a line for each. */
public final class HeadedSheet {

    private final Map<String, Integer> columns;
    private final List<Row> rows;

    private HeadedSheet(Map<String, Integer> columns, List<Row> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @param rows of a file; the first that is not blank is the heading
     * @param headings by the name of a column what may stand above it, first what a person is told
     * @param needed the columns without which there is no such list
     * @throws Failure {@code RULES_BROKEN} with {@code SHEET_UNREADABLE}, or {@code SHEET_COLUMN_MISSING} for each column
     */
    public static HeadedSheet of(List<Row> rows, Map<String, List<String>> headings, List<String> needed) {
        List<Row> filled = rows.stream().filter(row -> !row.isBlank()).toList();
        if (filled.isEmpty()) {
            throw Failure.rulesBroken(List.of(ViolationCode.SHEET_UNREADABLE.at("file")));
        }
        Map<String, Integer> columns = columns(filled.getFirst(), headings);
        List<Violation> missing = needed.stream().filter(column -> !columns.containsKey(column))
                .map(column -> ViolationCode.SHEET_COLUMN_MISSING.at("file", headings.get(column).getFirst())).toList();
        if (!missing.isEmpty()) {
            throw Failure.rulesBroken(missing);
        }
        return new HeadedSheet(columns, filled.subList(1, filled.size()));
    }

    private static Map<String, Integer> columns(Row heading, Map<String, List<String>> headings) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < heading.cells().size(); i++) {
            int place = i;
            String above = Spelling.plain(heading.cell(i).text());
            headings.forEach((column, names) -> {
                if (names.contains(above)) {
                    columns.putIfAbsent(column, place);
                }
            });
        }
        return columns;
    }

    /** The lines below the heading that are not blank. */
    public List<Row> rows() {
        return rows;
    }

    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /** What a line says in a column; empty where the list has no such column. */
    public String text(Row row, String column) {
        return has(column) ? row.cell(columns.get(column)).text() : "";
    }

    /** Where a code was kept as a number, so that digits may be lost: its place, as a spreadsheet names it. */
    public Optional<String> numberAt(Row row, String column) {
        return has(column) && row.cell(columns.get(column)).number()
                ? Optional.of(Row.letters(columns.get(column)) + row.line())
                : Optional.empty();
    }
}
