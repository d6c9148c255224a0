package org.zhicheng.ground.identity;

import static org.zhicheng.ground.rule.NoticeRule.R32;
import static org.zhicheng.ground.rule.NoticeRule.R33;

import java.util.Optional;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.typesetting.PrintedText;

/**
 * A person's name: letters, and between them middle dots, hyphens, and in names of other letters than Han blanks, stops and apostrophes
 * (R33). So no name looks like an address of the web or like markup, and every name prints (R32, R51).
 */
@Rule(R33)
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
            return Optional.of(ViolationCode.NAME_MISSING.at(field));
        }
        int[] letters = name.codePoints().toArray();
        if (letters.length > LIMIT) {
            return Optional.of(ViolationCode.NAME_TOO_LONG.at(field, LIMIT));
        }
        for (int i = 0; i < letters.length; i++) {
            if (!isLetter(letters[i]) && !joins(letters, i)) {
                return Optional.of(ViolationCode.NAME_IMPOSSIBLE.at(field, PrintedText.place(letters[i], i)));
            }
        }
        return unprintable(name, field);
    }

    /** What of a name cannot be printed; also of names registered before this was asked there. */
    @Rule(R32)
    public static Optional<Violation> unprintable(String name, String field) {
        return PrintedText.unprintable(name).map(letters -> ViolationCode.NAME_CANNOT_PRINT.at(field, letters));
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
}
