package org.zhicheng.ground.text;

/** What has a name in both languages, so that a text can say it in its own. */
public interface Named {

    String chinese();

    /** The Chinese name; empty of what was not chosen yet. */
    static String chineseOf(Named value) {
        return value == null ? "" : value.chinese();
    }

    String english();

    /** Both, of what stands in the record: who reads it there may read either. */
    default String both() {
        return chinese() + " " + english();
    }
}
