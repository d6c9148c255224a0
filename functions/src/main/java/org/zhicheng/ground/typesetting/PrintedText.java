package org.zhicheng.ground.typesetting;

import static org.zhicheng.ground.rule.NoticeRule.R51;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.text.Text;

/**
 * Whether a text that a paper will print can be printed, asked where it is entered (R51), so that nothing that was decided fails at its
 * paper.
 */
@Rule(R51)
public final class PrintedText {

    private static final int MOST_NAMED = 5;
    /** What typesetters put where they have no letter. */
    private static final String MISSING = "〓";

    private PrintedText() {
    }

    /**
     * Names each letter that no font has, with its place and its code point.
     *
     * @param text in its canonical form
     * @param field its name in the API
     * @param label what the field is called
     */
    public static Optional<Violation> check(String text, String field, Named label) {
        return unprintable(text).map(letters -> ViolationCode.CHARACTER_CANNOT_PRINT.at(field, label, letters));
    }

    /**
     * As above, for a text that is refused by itself.
     *
     * @throws Failure {@code RULES_BROKEN}
     */
    public static void require(String text, String field, Named label) {
        check(text, field, label).ifPresent(unprintable -> {
            throw Failure.rulesBroken(List.of(unprintable));
        });
    }

    /** As {@link #check(String, String, Named)}, and a text of more code points than there is room for on the paper. */
    public static List<Violation> check(String text, int most, String field, Named label) {
        List<Violation> violations = new ArrayList<>();
        check(text, field, label).ifPresent(violations::add);
        if (Length.of(text) > most) {
            violations.add(ViolationCode.TEXT_TOO_LONG.of(R51.name(), field, most));
        }
        return violations;
    }

    /**
     * The first letters of a text that cannot print, as {@code 第3字“□”（U+1F600）}; none where all can. A line feed is no letter: it stands in
     * fields of several lines only, and is set as one.
     */
    public static Optional<Text> unprintable(String text) {
        if (canPrint(text)) {
            return Optional.empty();
        }
        int[] letters = text.codePoints().toArray();
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (int i = 0; i < letters.length && chinese.size() < MOST_NAMED; i++) {
            if (!canPrint(Character.toString(letters[i]))) {
                Text named = place(letters[i], i);
                chinese.add(named.chinese());
                english.add(named.english());
            }
        }
        return Optional.of(new Text(String.join("、", chinese), String.join(", ", english)));
    }

    /** A letter by its place and its code point, and as a person can find it; what cannot be shown is told by its number alone. */
    public static Text place(int letter, int index) {
        String number = number(letter);
        String shown = Character.toString(letter);
        boolean visible = switch (Character.getType(letter)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
        return new Text("第" + (index + 1) + "字" + (visible ? "“" + shown + "”" : "") + "（" + number + "）",
                "character " + (index + 1) + (visible ? " \"" + shown + "\"" : "") + " (" + number + ")");
    }

    /** The text, with {@code 〓} for each letter that cannot print. */
    static String printable(String text) {
        return text.codePoints().mapToObj(Character::toString).map(letter -> canPrint(letter) ? letter : MISSING)
                .collect(Collectors.joining());
    }

    static boolean canPrint(String text) {
        return PrintableCharacters.canPrint(text.replace("\n", ""));
    }

    static String number(int letter) {
        return String.format(Locale.ROOT, "U+%04X", letter);
    }
}
