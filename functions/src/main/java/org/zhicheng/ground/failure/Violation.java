package org.zhicheng.ground.failure;

import java.util.Locale;

import org.zhicheng.ground.text.Named;

/**
 * One broken rule, told to the person who can mend it.
 *
 * @param rule the rule of the notice, such as {@code R12}
 * @param code a stable code, such as {@code YEARS_TOO_FEW}
 * @param field the field or material it is about, such as {@code credential.milestone} or {@code A9}
 * @param chinese what to do, in Chinese
 * @param english what to do, in English
 */
public record Violation(String rule, String code, String field, String chinese, String english) implements Named {

    public String text(Locale locale) {
        return locale.getLanguage().equals("en") ? english : chinese;
    }
}
