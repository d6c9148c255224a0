package org.zhicheng.ground.identity;

import static org.zhicheng.ground.rule.NoticeRule.R19;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;

/**
 * The one masking of the system (R19, R31): always the same places, so that two screens together never show more than one of them.
 *
 * <ul>
 * <li>ID number: first 3 and last 4 characters stay: {@code 650***********1234}
 * <li>mail address: the first letter and the domain stay: {@code z****@example.cn}
 * <li>name: of two characters the first, of more the first and the last stay: {@code 张*}, {@code 张*明}
 * </ul>
 */
@Rule(R19)
public final class Masking {

    private static final String D = "[0-9０-９]";
    private static final String GAP = "[\\s\\u3000-]?";
    // 18 characters, possibly in groups of 6, 4, 4, 4
    private static final Pattern ID_NUMBER = Pattern
            .compile("(?<!" + D + ")" + D + "{6}" + GAP + D + "{4}" + GAP + D + "{4}" + GAP + D + "{3}[0-9０-９XxＸｘ](?!" + D + ")");
    // the 15 digits used until 1999: the place, a date of six digits, three more
    private static final Pattern OLD_ID_NUMBER = Pattern.compile(
            "(?<![0-9０-９A-Za-z])" + D + "{8}(?:[0０][1-9１-９]|[1１][0-2０-２])(?:[0-2０-２]" + D + "|[3３][01０１])" + D + "{3}(?![0-9０-９A-Za-z])");

    private Masking() {
    }

    /**
     * Masks ID numbers anywhere in a text and leaves the rest: a number is one only with a possible date and the right check digit, so that
     * no credit code and no number of a paper is hidden.
     */
    public static String idNumbers(String text) {
        String masked = ID_NUMBER.matcher(text).replaceAll(Masking::ifIdNumber);
        return OLD_ID_NUMBER.matcher(masked).replaceAll(Masking::ifIdNumber);
    }

    /** Masks an ID number; one too short to be any is masked whole. */
    public static String idNumber(String number) {
        return keep(number, 3, 4);
    }

    /** Masks a name for the public verification (R31). */
    public static String name(String name) {
        String letters = Canonical.name(name);
        return keep(letters, 1, Length.of(letters) > 2 ? 1 : 0);
    }

    /** Masks a mail address: the first letter and where it is received stay, as who looks after mails has to know the latter (R36). */
    public static String mail(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? keep(address, 0, 0) : keep(address.substring(0, at), 1, 0) + address.substring(at);
    }

    private static String ifIdNumber(MatchResult match) {
        String digits = Canonical.code(match.group()).replaceAll("[ -]", "");
        return IdentityNumber.isOne(digits) ? idNumber(digits) : match.group();
    }

    private static String keep(String text, int first, int last) {
        int[] points = text.codePoints().toArray();
        boolean tooShort = points.length <= first + last;
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            boolean shown = !tooShort && (i < first || i >= points.length - last);
            masked.appendCodePoint(shown ? points[i] : '*');
        }
        return masked.toString();
    }
}
