package org.zhicheng.ground.text;

/** What has a name in both languages, so that a text can say it in its own. */
public interface Named {

    String chinese();

    /** Where there is no English name, the one of the API. */
    default String english() {
        return toString();
    }
}
