package org.zhicheng.ground.text;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The one form in which a text is kept, however it was typed or pasted (R51): composed letters (NFC), nothing that cannot be seen, plain
 * blanks for tabs and blanks of other widths, half-width digits and Latin letters. Asked at the door, and again of what was stored before
 * there was this rule; a text in this form stays as it is.
 */
public final class Canonical {

    private static final Pattern BREAK = Pattern.compile("\\R");
    private static final Pattern BLANKS = Pattern.compile(" +");
    private static final Pattern END_OF_LINE = Pattern.compile(" +(?=\n|$)");
    private static final Pattern DOTS = Pattern.compile(" ?[•‧∙⋅・･·] ?");
    /** A full stop within a name divides it as the dot does; behind an initial, as in J. Smith, it stays. */
    private static final Pattern STOP = Pattern.compile("(?<=\\p{L})\\.(?=\\p{L})");
    private static final Pattern HYPHENS = Pattern.compile("[‐‑－]");
    private static final Pattern BLANK_AT_HAN = Pattern.compile("(?<=\\p{IsHan}) | (?=\\p{IsHan})");

    private Canonical() {
    }

    /** A text of one line: a line break in it becomes a blank, and several blanks become one. */
    public static String line(String text) {
        return BLANKS.matcher(BREAK.matcher(plain(text)).replaceAll(" ")).replaceAll(" ").strip();
    }

    /** A text of several lines: every kind of line break is kept, as a line feed. */
    public static String lines(String text) {
        return END_OF_LINE.matcher(BREAK.matcher(plain(text)).replaceAll("\n")).replaceAll("").strip();
    }

    /** A person's name: one kind of middle dot, and no blank beside a Han character. */
    public static String name(String text) {
        String dotted = STOP.matcher(DOTS.matcher(line(text)).replaceAll("·")).replaceAll("·");
        String hyphened = HYPHENS.matcher(dotted).replaceAll("-").replace('\'', '’');
        return BLANK_AT_HAN.matcher(hyphened).replaceAll("");
    }

    /** A number, a telephone number or an address: no sign of full width either. */
    public static String code(String text) {
        return line(text).codePoints().map(c -> c >= '！' && c <= '～' ? halfWidth(c) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isInvisible(c)).forEach(c -> {
            if (c == '\t' || c == '\u2800' || Character.getType(c) == Character.SPACE_SEPARATOR) {
                plain.append(' ');
            } else if (c >= '０' && c <= '９' || c >= 'Ａ' && c <= 'Ｚ' || c >= 'ａ' && c <= 'ｚ') {
                plain.appendCodePoint(halfWidth(c));
            } else if (isOfALayout(c)) {
                plain.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else {
                plain.appendCodePoint(c);
            }
        });
        return Normalizer.normalize(plain, Normalizer.Form.NFC);
    }

    /** What some PDFs hand over in place of the letters that were put in: ligatures, and radicals that look like characters. */
    private static boolean isOfALayout(int c) {
        return c >= 0xFB00 && c <= 0xFB06 || c >= 0x2F00 && c <= 0x2FDF;
    }

    private static int halfWidth(int c) {
        return c - '！' + '!';
    }

    /**
     * What leaves no mark on paper: controls, joiners, marks of direction, selectors of a variant, fillers. Not the two that turn the
     * order of letters round: a text with these says something else than it shows, so they stay and are refused as letters that do not
     * print.
     */
    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t' && !isBreak(c);
            case Character.FORMAT -> c != 0x202D && c != 0x202E;
            default -> c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF || c == 0x034F || c == 0x115F || c == 0x1160
                    || c == 0x3164 || c == 0xFFA0;
        };
    }

    /** Line feed, Shift-Enter of word processors, new page, carriage return, next line. */
    private static boolean isBreak(int c) {
        return c >= '\n' && c <= '\r' || c == 0x85;
    }
}
