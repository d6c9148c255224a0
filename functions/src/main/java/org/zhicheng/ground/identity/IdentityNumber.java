package org.zhicheng.ground.identity;

import static org.zhicheng.ground.rule.NoticeRule.R33;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/**
 * A citizen identity number (GB 11643), or the number of a residence permit or card of the same form, or that of a foreign permanent
 * resident's card of before 2023; checked and normalised (R33): full-width digits become half-width, white space goes, {@code x} becomes
 * {@code X}.
 *
 * <p>Its text leaves it through {@link #plain()} only, for encryption and the keyed hash; {@link #toString()} is masked, so that no log and
 * no message can tell it.
 */
@Rule(R33)
public final class IdentityNumber {

    /** The field that violations name. */
    public static final String FIELD = "idNumber";

    private static final Pattern FORMAT = Pattern.compile("[1-9]\\d{16}[\\dX]");
    /** Country, office, date of birth without the century, two more; valid until the card ends. */
    private static final Pattern FOREIGN_CARD = Pattern.compile("[A-Z]{3}\\d{12}");
    private static final Pattern FIRST_GENERATION = Pattern.compile("\\d{15}");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_DIGITS = "10X98765432";
    private static final int EARLIEST_YEAR = 1900;
    /** Nobody works before. */
    private static final int YOUNGEST = 16;

    private final String digits;

    private IdentityNumber(String digits) {
        this.digits = digits;
    }

    /**
     * Reads a number.
     *
     * @param today a birth date after it is refused
     * @throws Failure naming the broken rule, never the number
     */
    public static IdentityNumber of(String text, LocalDate today) {
        check(text, today).ifPresent(violation -> {
            throw Failure.rulesBroken(List.of(violation));
        });
        return new IdentityNumber(normalise(text));
    }

    /** What is wrong with a number, if anything: its form, its date, or its check digit; the text never repeats the number. */
    public static Optional<Violation> check(String text, LocalDate today) {
        String digits = normalise(text);
        if (FOREIGN_CARD.matcher(digits).matches()) {
            return foreignBirthDate(digits, today).isPresent() ? Optional.empty() : Optional.of(ViolationCode.FOREIGN_CARD_DATE.at(FIELD));
        }
        if (FIRST_GENERATION.matcher(digits).matches()) {
            return Optional.of(ViolationCode.ID_NUMBER_OF_FIRST_GENERATION.at(FIELD));
        }
        if (!FORMAT.matcher(digits).matches()) {
            return Optional.of(ViolationCode.ID_NUMBER_FORMAT.at(FIELD));
        }
        if (birthDate(digits).filter(day -> isPossible(day, today)).isEmpty()) {
            return Optional.of(ViolationCode.ID_NUMBER_DATE.at(FIELD));
        }
        if (checkDigit(digits) != digits.charAt(17)) {
            return Optional.of(ViolationCode.ID_NUMBER_CHECK_DIGIT.at(FIELD));
        }
        return Optional.empty();
    }

    /** Whether a text is a number of 18 characters, or one of the 15 digits used until 1999: the date is possible, the check digit right. */
    static boolean isOne(String text) {
        String digits = normalise(text);
        if (digits.length() == 15) {
            return digits.chars().allMatch(Character::isDigit)
                    && birthDate(digits.substring(0, 6) + "19" + digits.substring(6)).isPresent();
        }
        return FORMAT.matcher(digits).matches() && birthDate(digits).filter(born -> born.getYear() >= EARLIEST_YEAR).isPresent()
                && checkDigit(digits) == digits.charAt(17);
    }

    /** The number itself; for encryption and hashing only, never for a log, a message or a screen (R33). */
    public String plain() {
        return digits;
    }

    /** The year of birth that the number says; the century of a foreign card is the one that is possible. */
    public Optional<Integer> bornIn(LocalDate today) {
        return (Character.isLetter(digits.charAt(0)) ? foreignBirthDate(digits, today) : birthDate(digits)).map(LocalDate::getYear);
    }

    /** The sex that a masked number of 18 characters says, 男 or 女: its last digit but one is shown. */
    public static Optional<String> sexOf(String masked) {
        return Optional.of(masked).filter(m -> m.length() == 18 && Character.isDigit(m.charAt(0)) && Character.isDigit(m.charAt(16)))
                .map(m -> (m.charAt(16) - '0') % 2 == 1 ? "男" : "女");
    }

    /** The one masking of the system (R19): the first 3 and last 4 characters, 11 asterisks between. */
    public String masked() {
        return Masking.idNumber(digits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdentityNumber that && digits.equals(that.digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    /** Masked. */
    @Override
    public String toString() {
        return masked();
    }

    private static String normalise(String text) {
        return Canonical.code(text).replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static Optional<LocalDate> birthDate(String digits) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(digits, 6, 10, 10), Integer.parseInt(digits, 10, 12, 10),
                    Integer.parseInt(digits, 12, 14, 10)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static boolean isPossible(LocalDate born, LocalDate today) {
        return born.getYear() >= EARLIEST_YEAR && !born.plusYears(YOUNGEST).isAfter(today);
    }

    // The card leaves the century open.
    private static Optional<LocalDate> foreignBirthDate(String card, LocalDate today) {
        return Stream.of("20", "19").map(century -> birthDate("000000" + century + card.substring(7, 13))).flatMap(Optional::stream)
                .filter(day -> isPossible(day, today)).findFirst();
    }

    private static char checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return CHECK_DIGITS.charAt(sum % 11);
    }
}
