package org.zhicheng.ground.sheet;

import java.util.List;

/**
 * One row of a table.
 *
 * @param line where it begins in the file, as the program that wrote it counts
 */
public record Row(int line, List<Cell> cells) {

    public Row {
        cells = List.copyOf(cells);
    }

    /**
     * One cell.
     *
     * @param number whether the file holds a number and no text: of long ones the last digits are lost
     */
    public record Cell(String text, boolean number) {

        static final Cell EMPTY = new Cell("", false);
    }

    /** The cell of a column, counted from 0; empty where the row is shorter. */
    public Cell cell(int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : Cell.EMPTY;
    }

    public boolean isBlank() {
        return cells.stream().allMatch(cell -> cell.text().isBlank());
    }

    /** How a program calls a column: A, B, …, AA. */
    public static String letters(int column) {
        return column < 26 ? Character.toString('A' + column) : letters(column / 26 - 1) + letters(column % 26);
    }
}
