package org.zhicheng.dossier.flow;

/** In what capacity someone acts. */
public enum Role {
    APPLICANT("申报人"),
    EMPLOYER("基层单位审核人"),
    DISTRICT("区（县）人社局审核人"),
    COMMITTEE("评审委员会评委"),
    OFFICE("评审机构经办人"),
    ADMINISTRATOR("管理员"),
    SYSTEM("系统");

    private final String chinese;

    Role(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }
}
