package org.zhicheng.ground.identity;

import java.util.Optional;
import java.util.regex.Pattern;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;

/** The one rule of a mail address: what every server takes, so that what passes can be sent (R36). */
public final class MailAddress {

    private static final int LONGEST = 254;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM = Pattern
            .compile("(?=.{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*@(?:" + LABEL + "\\.)+(?=.*[A-Za-z])" + LABEL);

    private MailAddress() {
    }

    public static boolean isValid(String address) {
        return address.length() <= LONGEST && FORM.matcher(address).matches();
    }

    /**
     * What is wrong with an address, if anything.
     *
     * @param rule the R-number of what it is for
     * @param field where it was entered
     */
    public static Optional<Violation> check(String address, String rule, String field) {
        return isValid(address)
                ? Optional.empty()
                : Optional.of(new Violation(rule, ViolationCode.MAIL_INVALID, field,
                        "电子邮箱无效：应如 name@example.com，“@”前最多64个字符，只用英文字母、数字和常用符号，请核对", "This is no mail address such as name@example.com: "
                                + "at most 64 characters before the @, and only Latin letters, digits and common signs; check it"));
    }
}
