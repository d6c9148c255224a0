package org.zhicheng.dossier.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R30;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.ground.rule.Rule;

/** Certificate numbers by a configured format (R30): {@code {year}}, {@code {level}} (1–4), {@code {kind}} (C or S), {@code {sequence:06}}. */
@Rule(R30)
public final class CertificateNumber {

    private static final Pattern PLACE = Pattern.compile("\\{(year|level|kind|sequence)(?::0(\\d))?}");

    private CertificateNumber() {
    }

    /** The sequence in which the certificates of a cycle are numbered. */
    public static String sequence(int cycle) {
        return "CERTIFICATE#" + cycle;
    }

    public static String of(String format, int year, TitleLevel level, Kind kind, long sequence) {
        Matcher matcher = PLACE.matcher(format);
        StringBuilder number = new StringBuilder();
        while (matcher.find()) {
            String value = switch (matcher.group(1)) {
                case "year" -> Integer.toString(year);
                case "level" -> Integer.toString(level.ordinal() + 1);
                case "kind" -> kind == Kind.INITIAL_DETERMINATION ? "C" : "S";
                case "sequence" -> Long.toString(sequence);
                default -> throw new IllegalStateException(matcher.group());
            };
            int width = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
            matcher.appendReplacement(number, "0".repeat(Math.max(0, width - value.length())) + value);
        }
        matcher.appendTail(number);
        return number.toString();
    }

    /** True for a format that gives each certificate of a year a number of its own, in characters that fit an address. */
    public static boolean isValid(String format) {
        return format.contains("{sequence") && format.contains("{year}") && PLACE.matcher(format).replaceAll("").matches("[A-Za-z0-9-]*");
    }
}
