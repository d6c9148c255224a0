package org.zhicheng.ground.text;

/** How long a text is, as people count it: a rare character of the second plane is one, too. Every limit of a text is one of this. */
public final class Length {

    private Length() {
    }

    /** Unicode code points. */
    public static int of(String text) {
        return text.codePointCount(0, text.length());
    }
}
