package org.zhicheng.dossier.application;

/** The materials of the notice. A12, the work summary, is text in the form. */
public enum Material {
    A1("身份证（正面）", "Identity card, front"),
    A2("身份证（反面）", "Identity card, back"),
    A3("一寸免冠照片", "One-inch bareheaded portrait photo"),
    A4("毕业证", "Graduation certificate"),
    A5("学位证", "Degree certificate"),
    A6("教育部学历证书电子注册备案表", "Ministry's electronic registration form of the credential"),
    A7("中国高等教育学位在线验证报告", "Online verification report of the degree"),
    A8("国外学历学位认证书", "Certification of a foreign credential"),
    A9("年度考核合格证明", "Annual assessment"),
    A10("劳动合同", "Labour contract"),
    A11("派驻我市连续工作一年以上的情况说明", "Employer's statement of the posting"),
    A12("工作小结", "Work summary"),
    A13("推荐单位公示", "Public notice"),
    A14("推荐单位公示结果", "Result of the public notice"),
    A15("推荐报告", "Recommendation report");

    private final String chinese;
    private final String english;

    Material(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** True for what the employer makes and certifies: its notice, the notice's result, its report (R18, R49). */
    public boolean isEmployers() {
        return this == A13 || this == A14 || this == A15;
    }

    public String chinese() {
        return chinese;
    }

    public String english() {
        return english;
    }
}
