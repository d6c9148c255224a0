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
            violations.add(new Violation("R33", ViolationCode.PHONE_INVALID, "phone", "请填写有效的手机或电话号码", "Enter a valid telephone number"));
        }
        MailAddress.check(mail, "R33", "mail").ifPresent(violations::add);
        if (!language.equals("zh") && !language.equals("en")) {
            violations.add(new Violation("R33", ViolationCode.VALUE_UNKNOWN, "language", "通知语言只能为 zh 或 en", "The language is zh or en"));
        }
        return violations;
    }

    private static String code(String text) {
        return text == null ? "" : Canonical.code(text);
    }
}
