package org.zhicheng.ground.text;

import java.time.LocalDate;

/** How names, dates and blanks are written on Chinese official papers. */
public final class ChineseText {
    /** A gap to be filled in by hand. */
    public static final String BLANK = "＿＿＿＿";

    private static final String DIGITS = "一二三四五六七八九";

    private ChineseText() {
    }

    /** True of a name of two characters, which papers set apart so that it lines up with names of three. */
    public static boolean isShortName(String name) {
        return Length.of(name) == 2 && name.codePoints().allMatch(Character::isIdeographic);
    }

    /** A date as {@code 2025年3月7日}. */
    public static String date(LocalDate date) {
        return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    /** A number from 1 to 19 as headings are numbered: {@code 十一}. */
    public static String numeral(int number) {
        return (number < 10 ? "" : "十") + (number % 10 == 0 ? "" : DIGITS.charAt(number % 10 - 1));
    }

    /** The text, or a blank to be filled in by hand if there is none. */
    public static String orBlank(String text) {
        return text.isBlank() ? BLANK : text.strip();
    }
}
