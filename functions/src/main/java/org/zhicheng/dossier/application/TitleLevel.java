package org.zhicheng.dossier.application;

import org.zhicheng.ground.text.Named;

/** Levels of professional titles, in rising order. */
public enum TitleLevel implements Named {
    JUNIOR("初级", "Junior"),
    INTERMEDIATE("中级", "Intermediate"),
    ASSOCIATE_SENIOR("副高级", "Associate senior"),
    SENIOR("正高级", "Senior");

    private final String chinese;
    private final String english;

    TitleLevel(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public String english() {
        return english;
    }
}
