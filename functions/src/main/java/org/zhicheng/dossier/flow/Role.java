package org.zhicheng.dossier.flow;

import org.zhicheng.ground.text.Named;

/** In what capacity someone acts, and how much such a person sees. */
public enum Role implements Named {
    APPLICANT("申报人", Scope.OWN),
    EMPLOYER("基层单位审核人", Scope.EMPLOYER),
    DISTRICT("区（县）人社局审核人", Scope.DISTRICT),
    COMMITTEE("评审委员会评委", Scope.ALL),
    OFFICE("评审机构经办人", Scope.ALL),
    ADMINISTRATOR("管理员", Scope.ALL),
    SYSTEM("系统", Scope.ALL);

    private final String chinese;
    private final Scope scope;

    Role(String chinese, Scope scope) {
        this.chinese = chinese;
        this.scope = scope;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    public Scope scope() {
        return scope;
    }

    /** True for the roles that an administrator appoints to (R37). */
    public boolean isStaff() {
        return this != APPLICANT && this != SYSTEM;
    }
}
