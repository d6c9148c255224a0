package org.zhicheng.ground.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Canonical;

/**
 * A unified social credit code (GB 32100), checked and normalised: 18 characters without I, O, S, V, Z, weights 3^i mod 31 (R33).
 * Normalised: half-width capitals without white space
 */
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
            return violation(field, ViolationCode.USCC_FORMAT, "统一社会信用代码须为18位数字或大写字母（不含I、O、S、V、Z），请按营业执照填写",
                    "A unified social credit code has 18 digits and letters without I, O, S, V, Z; enter it as on the business licence");
        }
        if (checkDigit(code) != code.charAt(17)) {
            return violation(field, ViolationCode.USCC_CHECK_DIGIT, "统一社会信用代码校验码（末位）不符，请按营业执照逐位核对",
                    "The last character of the credit code does not fit the others; compare it with the business licence");
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

    private static Optional<Violation> violation(String field, String code, String chinese, String english) {
        return Optional.of(new Violation("R33", code, field, chinese, english));
    }
}
