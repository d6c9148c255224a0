package org.zhicheng.ground.identity;

import java.util.regex.Pattern;

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
}
