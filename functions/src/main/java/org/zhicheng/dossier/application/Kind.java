package org.zhicheng.dossier.application;

import org.zhicheng.ground.text.Named;

/** The two kinds of application, each with an entry of its own (R27). */
public enum Kind implements Named {
    INITIAL_DETERMINATION("初定", "Initial determination"),
    AWARD("授予", "Award");

    private final String chinese;
    private final String english;

    Kind(String chinese, String english) {
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
