package org.zhicheng.ground.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When two spellings mean the same, so that nobody is refused, or let through, for a full-width bracket or a blank. Full and half width,
 * white space, upper and lower case, and the various dots within personal names (阿里·买买提) make no difference.
 */
public final class Spelling {

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}\\u0085]+");
    private static final Pattern MIDDLE_DOTS = Pattern.compile("[·•‧∙⋅・･.]");

    private static final Charset GB18030 = Charset.forName("GB18030");

    private Spelling() {
    }

    /** The form that is compared; never shown. */
    public static String plain(String text) {
        String folded = Normalizer.normalize(Canonical.line(text), Normalizer.Form.NFKC);
        return MIDDLE_DOTS.matcher(WHITE_SPACE.matcher(folded).replaceAll("")).replaceAll("·").toLowerCase(Locale.ROOT);
    }

    /** True where both name the same enterprise or person. */
    public static boolean same(String one, String other) {
        return plain(one).equals(plain(other));
    }

    /** By it names are listed as people look for them: common Han letters by their sound, as GB 2312 has them; rare ones stand before. */
    public static String order(String text) {
        return new String(plain(text).getBytes(GB18030), StandardCharsets.ISO_8859_1);
    }

    /** A specialty without the suffix 专业, for comparison: 机械工程专业 and 机械工程 are the same. */
    public static String specialty(String text) {
        return withoutSuffix(plain(text), "专业");
    }

    /** A series without the suffix 系列, for comparison. */
    public static String series(String text) {
        return withoutSuffix(plain(text), "系列");
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) && text.length() > suffix.length() ? text.substring(0, text.length() - suffix.length()) : text;
    }
}
