package org.zhicheng.ground.identity;

import static org.zhicheng.ground.rule.NoticeRule.R33;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/**
 * A unified social credit code (GB 32100), checked and normalised: 18 characters without I, O, S, V, Z, weights 3^i mod 31 (R33).
 * Normalised: half-width capitals without white space
 */
@Rule(R33)
public final class CreditCode {

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final Pattern FORMAT = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}");
    private static final int MODULUS = 31;

    private CreditCode() {
    }

    /**
     * What is wrong with a code, if anything.
     *
     * @param field where it was entered
     */
    public static Optional<Violation> check(String text, String field) {
        String code = normalise(text);
        if (!FORMAT.matcher(code).matches()) {
            return Optional.of(ViolationCode.USCC_FORMAT.at(field));
        }
        if (checkDigit(code) != code.charAt(17)) {
            return Optional.of(ViolationCode.USCC_CHECK_DIGIT.at(field));
        }
        return Optional.empty();
    }

    /** As it is stored and compared. */
    public static String normalise(String text) {
        return Canonical.code(text).replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static char checkDigit(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += ALPHABET.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % MODULUS;
        }
        return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }
}
