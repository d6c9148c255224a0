package org.zhicheng.dossier.application;

import java.util.Optional;
import java.util.function.Function;

import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.ground.text.Named;

/** The notice's table of materials. Each is one row: its names, what it is, by when it is needed, and in which case. */
public enum Material implements Named {
    A1("身份证（正面）", "Identity card, front", Shape.ONE_SCAN, Stage.SUBMISSION, Material::always),
    A2("身份证（反面）", "Identity card, back", Shape.ONE_SCAN, Stage.SUBMISSION, Material::always),
    A3("一寸免冠照片", "One-inch bareheaded portrait photo", Shape.PORTRAIT, Stage.SUBMISSION, Material::always),
    A4("毕业证", "Graduation certificate", Shape.SCANS, Stage.SUBMISSION, Material::always),
    A5("学位证", "Degree certificate", Shape.SCANS, Stage.SUBMISSION, Material::degreeCertificate),
    A6("教育部学历证书电子注册备案表", "Ministry's electronic registration form of the credential", Shape.SCANS, Stage.SUBMISSION,
            Material::credentialRegistration),
    A7("中国高等教育学位在线验证报告", "Online verification report of the degree", Shape.SCANS, Stage.SUBMISSION, Material::degreeReport),
    A8("国外学历学位认证书", "Certification of a foreign credential", Shape.SCANS, Stage.SUBMISSION,
            a -> a.form().credential().foreign() ? Need.ONE : Need.NONE),
    A9("年度考核合格证明", "Annual assessment", Shape.SCANS, Stage.SUBMISSION, a -> Need.ONE_A_YEAR),
    A10("劳动合同", "Labour contract", Shape.SCANS, Stage.SUBMISSION, Material::always),
    A11("派驻我市连续工作一年以上的情况说明", "Employer's statement of the posting", Shape.SCANS, Stage.SUBMISSION,
            a -> a.form().employer().origin().equals(Optional.of(Origin.ELSEWHERE)) ? Need.ONE : Need.NONE),
    A12("工作小结", "Work summary", Shape.TEXT, Stage.SUBMISSION, Material::always),
    A13("推荐单位公示", "Public notice", Shape.SCANS, Stage.RECOMMENDATION, Material::always),
    A14("推荐单位公示结果", "Result of the public notice", Shape.SCANS, Stage.RECOMMENDATION, Material::always),
    A15("推荐报告", "Recommendation report", Shape.SCANS, Stage.RECOMMENDATION, Material::always);

    /** What it is made of. */
    public enum Shape {
        /** Any number of files. */
        SCANS,
        /** One file: a new one takes the old one's place. */
        ONE_SCAN,
        /** One photo of a face, which the certificate prints. */
        PORTRAIT,
        /** No file: text in the form. */
        TEXT
    }

    /** How much of it an application needs. */
    public enum Need {
        NONE,
        ONE,
        /** A file, or "not applicable" with a reason, which a reviewer confirms. */
        ONE_OR_REASON,
        /** A file for each year of work that the eligibility asks for (R5–R10). */
        ONE_A_YEAR
    }

    private final String chinese;
    private final String english;
    private final Shape shape;
    private final Stage stage;
    private final Function<Application, Need> need;

    Material(String chinese, String english, Shape shape, Stage stage, Function<Application, Need> need) {
        this.chinese = chinese;
        this.english = english;
        this.shape = shape;
        this.stage = stage;
        this.need = need;
    }

    /** True for what the employer makes and certifies: its notice, the notice's result, its report (R18, R49). */
    public boolean isEmployers() {
        return stage == Stage.RECOMMENDATION;
    }

    /**
     * True for what names or shows one person and nobody else, so that no other person's is alike, byte for byte. Not for the back of the card,
     * which names nobody, nor for papers that an employer may make for several people at once.
     */
    public boolean isOfOnePerson() {
        return switch (this) {
            case A1, A3, A4, A5, A6, A7, A8, A10, A12 -> true;
            case A2, A9, A11, A13, A14, A15 -> false;
        };
    }

    @Override
    public String chinese() {
        return chinese;
    }

    @Override
    public String english() {
        return english;
    }

    public Shape shape() {
        return shape;
    }

    public Stage stage() {
        return stage;
    }

    /** True where a new file takes the old one's place. */
    public boolean isSingle() {
        return shape == Shape.ONE_SCAN || shape == Shape.PORTRAIT;
    }

    /** How much of it this application needs, once its stage has come. */
    public Need need(Application application) {
        return need.apply(application);
    }

    private static Need always(@SuppressWarnings("unused") Application application) {
        return Need.ONE;
    }

    /** Graduates without the degree (R13's question) cannot show one: they answer with a reason, which a reviewer weighs. */
    private static Need degreeCertificate(Application application) {
        return application.form().credential().type().map(type -> switch (type) {
            case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE -> Need.NONE;
            case BACHELOR -> Need.ONE_OR_REASON;
            case MASTER, DOCTORATE -> withoutDegree(application) ? Need.ONE_OR_REASON : Need.ONE;
            case POSTDOCTORAL -> Need.ONE;
        }).orElse(Need.NONE);
    }

    private static Need credentialRegistration(Application application) {
        Form.Credential credential = application.form().credential();
        if (credential.foreign()) {
            return Need.NONE;
        }
        return credential.type().equals(Optional.of(CredentialType.SECONDARY_VOCATIONAL)) ? Need.ONE_OR_REASON : Need.ONE;
    }

    /** Without a degree there is nothing to verify. */
    private static Need degreeReport(Application application) {
        if (application.form().credential().foreign()) {
            return Need.NONE;
        }
        return application.form().credential().type().map(type -> switch (type) {
            case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE -> Need.NONE;
            case BACHELOR, MASTER, DOCTORATE -> withoutDegree(application) || A5.answeredNotApplicable(application) ? Need.NONE : Need.ONE;
            case POSTDOCTORAL -> Need.ONE;
        }).orElse(Need.NONE);
    }

    private static boolean withoutDegree(Application application) {
        return application.form().credential().degreeHeld().equals(Optional.of(false));
    }

    private boolean answeredNotApplicable(Application application) {
        return application.files(this).isEmpty() && application.form().notApplicable().containsKey(name())
                && need(application) == Need.ONE_OR_REASON;
    }
}
