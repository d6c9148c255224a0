package org.zhicheng.ground.text;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The languages of the texts for people. */
public enum Language {
    ZH("、"),
    EN(", ");

    private final String separator;

    Language(String separator) {
        this.separator = separator;
    }

    /** Chinese unless English is asked for. */
    public static Language of(Locale locale) {
        return locale.getLanguage().equals("en") ? EN : ZH;
    }

    /** What something is called. */
    public String name(Named named) {
        return this == ZH ? named.chinese() : named.english();
    }

    /** A fact as the language writes it. */
    String write(Object fact) {
        return switch (fact) {
            case Named named -> name(named);
            case LocalDate day -> this == ZH ? ChineseText.date(day) : day.toString();
            case Collection<?> several -> several.stream().map(this::write).collect(Collectors.joining(separator));
            default -> fact.toString();
        };
    }
}
