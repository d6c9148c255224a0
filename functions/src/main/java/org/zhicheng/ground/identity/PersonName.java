package org.zhicheng.ground.identity;

import java.util.Optional;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.typesetting.PrintedText;

/**
 * A person's name: letters, and between them middle dots, hyphens, and in names of other letters than Han blanks, stops and apostrophes
 * (R33). So no name looks like an address of the web or like markup, and every name prints (R32, R51).
 */
public final class PersonName {

    /** Most code points. */
    public static final int LIMIT = 50;

    private static final String BETWEEN = "·-’. ";

    private PersonName() {
    }

    /**
     * What is wrong with a name, if anything; it names the place and the code point.
     *
     * @param name in its canonical form, {@link Canonical#name}
     */
    public static Optional<Violation> check(String name, String field) {
        if (name.isEmpty()) {
            return violation(ViolationCode.FIELD_MISSING, field, "请填写姓名，与身份证一致", "Enter the name as on the identity card");
        }
        int[] letters = name.codePoints().toArray();
        if (letters.length > LIMIT) {
            return violation(ViolationCode.FIELD_TOO_LONG, field, "姓名不得超过" + LIMIT + "个字", "A name has at most " + LIMIT + " characters");
        }
        for (int i = 0; i < letters.length; i++) {
            if (!isLetter(letters[i]) && !joins(letters, i)) {
                return violation(ViolationCode.NAME_IMPOSSIBLE, field,
                        "姓名的第" + (i + 1) + "字" + PrintedText.shown(letters[i], "“", "”（", "）") + "不能用于姓名：姓名只含文字、间隔号“·”和连字符，请按身份证填写",
                        "Character " + (i + 1) + " of the name, " + PrintedText.shown(letters[i], "\"", "\" (", ")")
                                + ", is none of a name: letters, middle dots and hyphens only; enter it as on the card");
            }
        }
        return unprintable(name, field);
    }

    /** What of a name cannot be printed (R32); also of names registered before this was asked there. */
    public static Optional<Violation> unprintable(String name, String field) {
        return PrintedText.check(name, "R32", field, "姓名", "the name", "请联系市人社局处理", "contact the bureau");
    }

    /** Whether a sign stands between two letters, or behind an initial; blanks, stops and apostrophes belong to other letters than Han. */
    private static boolean joins(int[] letters, int at) {
        if (at == 0 || BETWEEN.indexOf(letters[at]) < 0 || at == letters.length - 1 && letters[at] != '.') {
            return false;
        }
        int before = letters[at - 1];
        boolean afterInitial = before == '.' && (letters[at] == ' ' || letters[at] == '-');
        return afterInitial || isLetter(before) && (letters[at] == '·' || letters[at] == '-' || !Character.isIdeographic(before));
    }

    private static boolean isLetter(int c) {
        return Character.isLetter(c) || Character.isIdeographic(c);
    }

    private static Optional<Violation> violation(String code, String field, String chinese, String english) {
        return Optional.of(new Violation("R33", code, field, chinese, english));
    }
}
