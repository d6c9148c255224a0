package org.zhicheng.local.samples;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Numbers whose check digits are right and whose area is not: {@value #AREA} is no area of GB/T 2260, and as a foreigner's permanent
 * residence number it would name province 90 and country 000, which do not exist either. So nobody can own one of them.
 */
final class SampleNumbers {

    static final String AREA = "990000";

    private static final int[] ID_WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String ID_CHECKS = "10X98765432";
    private static final int[] ORGANISATION_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final String USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private SampleNumbers() {
    }

    /** An ID number by GB 11643; an odd sequence is a man's. */
    static String idNumber(LocalDate birth, int sequence) {
        String body = AREA + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(sequence);
        return body + idCheck(body);
    }

    /** A USCC by GB 32100, of an enterprise (91), with an organisation code by GB 11714 whose first eight characters are given. */
    static String uscc(String organisation) {
        String body = "91" + AREA + organisation + organisationCheck(organisation);
        return body + usccCheck(body);
    }

    /** Check character for the first 17 digits of an ID number. */
    static char idCheck(String body) {
        int sum = 0;
        for (int i = 0; i < ID_WEIGHTS.length; i++) {
            sum += (body.charAt(i) - '0') * ID_WEIGHTS[i];
        }
        return ID_CHECKS.charAt(sum % 11);
    }

    /** Check character for the first 17 characters of a USCC. */
    static char usccCheck(String body) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += USCC_ALPHABET.indexOf(body.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return USCC_ALPHABET.charAt((31 - sum % 31) % 31);
    }

    private static char organisationCheck(String organisation) {
        int sum = 0;
        for (int i = 0; i < ORGANISATION_WEIGHTS.length; i++) {
            sum += Character.digit(organisation.charAt(i), 36) * ORGANISATION_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        return switch (check) {
            case 10 -> 'X';
            case 11 -> '0';
            default -> (char) ('0' + check);
        };
    }
}
