package org.zhicheng.ground.typesetting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Breaks Chinese text into lines: between any two ideographs, but no closing mark starts a line and no opening one ends it
 * (避头尾), and a Latin word or a number stays whole unless it is longer than a line.
 */
public final class LineBreaker {
    private static final String NOT_AT_START = "，。、；：？！）》」』】〕〉”’…—％℃°·～,.;:?!)]}%‰";
    private static final String NOT_AT_END = "（《「『【〔〈“‘([{￥$";

    private final ToDoubleFunction<String> width;

    /**
     * @param width the width of a text, in the unit of the line's width
     */
    public LineBreaker(ToDoubleFunction<String> width) {
        this.width = width;
    }

    /**
     * Breaks a text; line feeds in it always break.
     *
     * @param text the text
     * @param firstWidth the width of the first line, which may be indented
     * @param otherWidth the width of the others
     * @return the lines, at least one; a blank at which one is broken stays at its end, so that the words stay apart for who copies or hears
     *         them
     */
    public List<String> lines(String text, double firstWidth, double otherWidth) {
        List<String> lines = new ArrayList<>();
        for (String part : text.split("\\R", -1)) {
            breakPart(part, lines, firstWidth, otherWidth);
        }
        return lines;
    }

    private void breakPart(String part, List<String> lines, double firstWidth, double otherWidth) {
        String line = "";
        double lineWidth = 0;
        for (String piece : pieces(part)) {
            for (String fitting : halves(piece, otherWidth)) {
                double available = lines.isEmpty() ? firstWidth : otherWidth;
                double pieceWidth = width.applyAsDouble(fitting);
                if (!line.isEmpty() && lineWidth + width.applyAsDouble(fitting.stripTrailing()) > available) {
                    lines.add(line);
                    line = "";
                    lineWidth = 0;
                    if (fitting.isBlank()) {
                        continue;
                    }
                }
                line += fitting;
                lineWidth += pieceWidth;
            }
        }
        lines.add(line.stripTrailing());
    }

    /** The text in pieces that must not be broken, closing and opening marks glued to their neighbours. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int previous = -1;
        for (int c : text.codePoints().toArray()) {
            if (previous >= 0 && breaksBetween(previous, c)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.appendCodePoint(c);
            previous = c;
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private static boolean breaksBetween(int before, int after) {
        if (NOT_AT_START.indexOf(after) >= 0 || NOT_AT_END.indexOf(before) >= 0 || after == ' ') {
            return false;
        }
        return before == ' ' || !isWord(before) || !isWord(after);
    }

    private static boolean isWord(int c) {
        return c == '＿' || c < 0x2E80 && c != ' ' && NOT_AT_END.indexOf(c) < 0 && (c < 0x2000 || c > 0x206F);
    }

    /** A piece wider than a line has to be broken anywhere. */
    private List<String> halves(String piece, double available) {
        if (width.applyAsDouble(piece) <= available) {
            return List.of(piece);
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int c : piece.codePoints().toArray()) {
            if (!part.isEmpty() && width.applyAsDouble(part + Character.toString(c)) > available) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.appendCodePoint(c);
        }
        parts.add(part.toString());
        return parts;
    }
}
