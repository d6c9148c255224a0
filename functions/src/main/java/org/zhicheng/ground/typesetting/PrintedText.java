package org.zhicheng.ground.typesetting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;

/**
 * Whether a text that a paper will print can be printed, asked where it is entered (R51), so that nothing that was decided fails at its
 * paper.
 */
public final class PrintedText {

    private static final int MOST_NAMED = 5;

    private PrintedText() {
    }

    /**
     * Names each letter that no font has, with its place and its code point.
     *
     * @param text in its canonical form
     * @param field its name in the API
     * @param chinese what the field is called
     */
    public static Optional<Violation> check(String text, String rule, String field, String chinese, String english) {
        return check(text, rule, field, chinese, english, "请改用其他写法", "write it otherwise");
    }

    /** As above, with another advice. */
    public static Optional<Violation> check(String text, String rule, String field, String chinese, String english, String advice,
            String adviceEnglish) {
        if (PrintableCharacters.canPrint(text)) {
            return Optional.empty();
        }
        int[] letters = text.codePoints().toArray();
        List<String> places = new ArrayList<>();
        List<String> placesEnglish = new ArrayList<>();
        for (int i = 0; i < letters.length && places.size() < MOST_NAMED; i++) {
            if (!PrintableCharacters.canPrint(Character.toString(letters[i]))) {
                places.add("第" + (i + 1) + "字" + shown(letters[i], "“", "”（", "）"));
                placesEnglish.add("character " + (i + 1) + " " + shown(letters[i], "\"", "\" (", ")"));
            }
        }
        return Optional.of(new Violation(rule, ViolationCode.CHARACTER_CANNOT_PRINT, field,
                "“" + chinese + "”的" + String.join("、", places) + "无法印在公文和证书上，" + advice,
                String.join(", ", placesEnglish) + " of " + english + " cannot be printed on papers and certificates; " + adviceEnglish));
    }

    /** As {@link #check}, and a text of more code points than there is room for on the paper. */
    public static List<Violation> check(String text, int most, String rule, String field, String chinese, String english) {
        List<Violation> violations = new ArrayList<>();
        check(text, rule, field, chinese, english).ifPresent(violations::add);
        if (text.codePointCount(0, text.length()) > most) {
            violations.add(Violation.tooLong(rule, field, most));
        }
        return violations;
    }

    /** A letter as a person can find it; what cannot be shown is told by its number alone. */
    public static String shown(int letter, String before, String between, String after) {
        String number = String.format(Locale.ROOT, "U+%04X", letter);
        return switch (Character.getType(letter)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                between.substring(between.length() - 1) + number + after;
            default -> before + Character.toString(letter) + between + number + after;
        };
    }
}
