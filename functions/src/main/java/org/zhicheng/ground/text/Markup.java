package org.zhicheng.ground.text;

/** What somebody wrote, within markup: letters and never tags. */
public final class Markup {

    private Markup() {
    }

    /** For the text of an element, or for the value of an attribute in double quotes. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
