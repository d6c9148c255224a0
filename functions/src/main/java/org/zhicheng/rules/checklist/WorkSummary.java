package org.zhicheng.rules.checklist;

/**
 * The length of the work summary (A12): 2,000 to 3,000 characters.
 *
 * <p>A character is a Unicode code point that is not white space: a Chinese character (a rare one outside the basic plane too), a letter, a
 * digit and a punctuation mark count 1 each. Not counted is what {@link Character#isWhitespace(int)} or
 * {@link Character#isSpaceChar(int)} calls a space (blank, tab, line break, no-break space, the full-width blank U+3000) and U+0085.
 */
public final class WorkSummary {

    public static final int MINIMUM = 2_000;
    public static final int MAXIMUM = 3_000;

    private WorkSummary() {
    }

    /** Code points without white space. */
    public static int count(String text) {
        return (int) text.codePoints().filter(c -> !isWhiteSpace(c)).count();
    }

    private static boolean isWhiteSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == 0x85;
    }
}
