package org.zhicheng.dossier.application;

import org.zhicheng.ground.text.Named;

/** Levels of professional titles, in rising order. */
public enum TitleLevel implements Named {
    JUNIOR("初级"),
    INTERMEDIATE("中级"),
    ASSOCIATE_SENIOR("副高级"),
    SENIOR("正高级");

    private final String chinese;

    TitleLevel(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
