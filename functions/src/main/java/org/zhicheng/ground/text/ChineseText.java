package org.zhicheng.ground.text;

import java.time.LocalDate;

/** How names, dates and blanks are written on Chinese official papers. */
public final class ChineseText {
    /** A gap to be filled in by hand. */
    public static final String BLANK = "＿＿＿＿";

    private static final char IDEOGRAPHIC_SPACE = '\u3000';

    private ChineseText() {
    }

    /** A name of two characters with a space between them, so that it lines up with names of three (张　三); others unchanged. */
    public static String spacedName(String name) {
        if (Length.of(name) != 2 || !name.codePoints().allMatch(Character::isIdeographic)) {
            return name;
        }
        int second = name.offsetByCodePoints(0, 1);
        return name.substring(0, second) + IDEOGRAPHIC_SPACE + name.substring(second);
    }

    /** A date as {@code 2025年3月7日}. */
    public static String date(LocalDate date) {
        return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    /** The text, or a blank to be filled in by hand if there is none. */
    public static String orBlank(String text) {
        return text.isBlank() ? BLANK : text.strip();
    }
}
