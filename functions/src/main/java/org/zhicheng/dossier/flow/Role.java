package org.zhicheng.dossier.flow;

import org.zhicheng.ground.text.Named;

/** In what capacity someone acts, and how much such a person sees. */
public enum Role implements Named {
    APPLICANT("申报人", "Applicant", Scope.OWN),
    EMPLOYER("基层单位审核人", "Employer’s reviewer", Scope.EMPLOYER),
    DISTRICT("区（县）人社局审核人", "District reviewer", Scope.DISTRICT),
    COMMITTEE("评审委员会评委", "Committee member", Scope.ALL),
    OFFICE("评审机构经办人", "Office", Scope.ALL),
    ADMINISTRATOR("管理员", "Administrator", Scope.ALL),
    SYSTEM("系统", "System", Scope.ALL);

    private final String chinese;
    private final String english;
    private final Scope scope;

    Role(String chinese, String english, Scope scope) {
        this.chinese = chinese;
        this.english = english;
        this.scope = scope;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public String english() {
        return english;
    }

    public Scope scope() {
        return scope;
    }

    /** True for the roles that an administrator appoints to (R37). */
    public boolean isStaff() {
        return this != APPLICANT && this != SYSTEM;
    }
}
