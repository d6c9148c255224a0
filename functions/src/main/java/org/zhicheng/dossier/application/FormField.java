package org.zhicheng.dossier.application;

import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Named;

/**
 * The fields of an application, each with the one name that violations, returns (R22) and the what-changed view use, its label, and the
 * most code points it may have (0 where it is no text).
 */
public enum FormField implements Named {
    KIND("qualification.kind", "R11", "申报类别（初定／授予）", "kind of application", 0),
    LEVEL("qualification.level", "R11", "申报级别", "level of the title", 0),
    SERIES("qualification.series", "R19", "申报系列", "series", 50),
    SPECIALTY("qualification.specialty", "R3", "申报专业", "specialty", 50),
    DISTRICT("qualification.district", "R20", "区（县）", "district", 50),

    SEX("contact.sex", "R19", "性别", "sex", 0),
    ETHNIC_GROUP("contact.ethnicGroup", "R19", "族别", "ethnic group", 20),
    POLITICAL_STATUS("contact.politicalStatus", "R19", "政治面貌", "political status", 30),
    PHONE("contact.phone", "R36", "手机号码", "mobile phone", 0),
    MAIL("contact.mail", "R36", "电子邮箱", "mail address", 254),

    CREDENTIAL_TYPE("credential.type", "R12", "最高学历（学位）", "highest credential", 0),
    FULL_TIME("credential.fullTime", "R12", "是否全日制", "whether full-time", 0),
    FOREIGN("credential.foreign", "R16", "是否国外学历学位", "whether obtained abroad", 0),
    DEGREE_HELD("credential.degreeHeld", "R13", "是否取得学位", "whether the degree was conferred", 0),
    MILESTONE("credential.milestone", "R12", "毕业／取得学位／出站日期", "date of graduation, conferral or leaving the station", 0),
    INSTITUTION("credential.institution", "R16", "毕业院校", "institution", 100),
    SUBJECT("credential.subject", "R4", "所学专业", "subject studied", 100),

    EMPLOYMENT("employment", "R12", "工作经历", "employment periods", 0),

    USCC("employer.uscc", "R33", "单位统一社会信用代码", "employer's unified social credit code", 0),
    EMPLOYER_NAME("employer.name", "R2", "现用人单位名称", "present employer's name", 100),
    ORIGIN("employer.origin", "R1", "单位注册地（本市／外地）", "where the employer is registered", 0),
    POSTED_FROM("employer.postedFrom", "R1", "派驻我市起始日期", "first day of the posting to Urumqi", 0),

    PRESENT_TITLE_LEVEL("presentTitle.level", "R13", "现任职称级别", "level of the present title", 0),
    PRESENT_TITLE_NAME("presentTitle.name", "R13", "现任专业技术职务任职资格", "present title", 50),

    CONDUCT("conduct", "R19", "思想政治条件", "conduct", 1_000),
    ACHIEVEMENTS("achievements", "R19", "近五年业绩成果", "achievements of the last five years", 2_000),
    /** The work summary, also known as material A12; its length is the checklist's concern. */
    SUMMARY("summary", "R16", "工作小结", "work summary", 0);

    private final String path;
    private final String rule;
    private final String chinese;
    private final String english;
    private final int maxLength;

    FormField(String path, String rule, String chinese, String english, int maxLength) {
        this.path = path;
        this.rule = rule;
        this.chinese = chinese;
        this.english = english;
        this.maxLength = maxLength;
    }

    /** Its name in the API, such as {@code credential.milestone}. */
    public String path() {
        return path;
    }

    /** The part of the form it stands in, such as {@code credential}. */
    public String section() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    public String rule() {
        return rule;
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public String english() {
        return english;
    }

    /** Most code points it may have; 0 where it is no free text. */
    public int maxLength() {
        return maxLength;
    }

    /** Whether anything may be written here: words, no code, date or choice. */
    public boolean isWritten() {
        return maxLength > 0 && this != MAIL && this != DISTRICT || this == SUMMARY;
    }

    /** What is told where it was left empty. */
    public Violation missing() {
        return ViolationCode.FIELD_MISSING.of(rule, path, this);
    }
}
