package org.zhicheng.dossier.application;

import org.zhicheng.ground.text.Named;

/** The two kinds of application, each with an entry of its own (R27). */
public enum Kind implements Named {
    INITIAL_DETERMINATION("初定"),
    AWARD("授予");

    private final String chinese;

    Kind(String chinese) {
        this.chinese = chinese;
    }

    @Override
    public String chinese() {
        return chinese;
    }
}
