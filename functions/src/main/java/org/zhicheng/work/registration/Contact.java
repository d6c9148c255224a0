package org.zhicheng.work.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.MailAddress;
import org.zhicheng.ground.text.Canonical;

/**
 * How a person is reached.
 *
 * @param language of the mails, {@code zh} or {@code en}; Chinese where it is left out
 */
public record Contact(String phone, String mail, String language) {

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{5,18}[0-9]");

    public Contact {
        phone = code(phone);
        mail = code(mail);
        language = code(language).isEmpty() ? "zh" : code(language).toLowerCase(Locale.ROOT);
    }

    /** Everything that is wrong. */
    List<Violation> violations() {
        List<Violation> violations = new ArrayList<>();
        if (!PHONE.matcher(phone).matches()) {
            violations.add(ViolationCode.REGISTERED_PHONE_INVALID.at("phone"));
        }
        if (!MailAddress.isValid(mail)) {
            violations.add(ViolationCode.REGISTERED_MAIL_INVALID.at("mail"));
        }
        if (!language.equals("zh") && !language.equals("en")) {
            violations.add(ViolationCode.LANGUAGE_UNKNOWN.at("language"));
        }
        return violations;
    }

    private static String code(String text) {
        return text == null ? "" : Canonical.code(text);
    }
}
