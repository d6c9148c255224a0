package org.zhicheng.dossier.application;

/** The two kinds of application, each with an entry of its own (R27). */
public enum Kind {
    INITIAL_DETERMINATION("初定"),
    AWARD("授予");

    private final String chinese;

    Kind(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}
