package org.zhicheng.demo.samples;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.List;

import org.zhicheng.demo.samples.Dossier.Credential;
import org.zhicheng.demo.samples.Dossier.CredentialType;
import org.zhicheng.demo.samples.Dossier.Ending;
import org.zhicheng.demo.samples.Dossier.Identity;
import org.zhicheng.demo.samples.Dossier.Kind;
import org.zhicheng.demo.samples.Dossier.PublicNotice;
import org.zhicheng.demo.samples.Dossier.Qualification;

/** Draws one person's materials. They resemble the real papers only in what a reviewer looks for; emblems and seals are not imitated. */
final class Papers {

    private static final Color CARD = new Color(0xE4EEF7);
    private static final Color CREAM = new Color(0xFAF3E2);
    private static final int A4_WIDTH = 570;
    private static final int CERTIFICATE_WIDTH = 660;
    private static final int A4_HEIGHT = 806;
    private static final double MARGIN = 46;
    private static final double TEXT = 15;
    private static final double LEADING = 30;

    private final Dossier dossier;
    private final Identity person;
    private final Credential credential;
    private final String employer;
    private final Portrait portrait;
    private final int number;
    private final Typeface typeface;

    Papers(Dossier dossier, Typeface typeface) {
        this.dossier = dossier;
        this.person = dossier.identity();
        this.credential = dossier.credential();
        this.employer = dossier.employer().name();
        this.number = Integer.parseInt(dossier.slug().substring(0, 2));
        this.portrait = new Portrait(number, person.sex().equals("女"));
        this.typeface = typeface;
    }

    /** Pages of the file with this name (see {@link Dossier#materials()}). */
    List<BufferedImage> draw(String name) {
        String stem = name.substring(0, name.lastIndexOf('.'));
        return switch (stem) {
            case "A1" -> List.of(identityFront());
            case "A2" -> List.of(identityBack());
            case "A3" -> List.of(photo());
            case "A4" -> credential.type() == CredentialType.POSTDOCTORAL ? List.of(graduation(), station()) : List.of(graduation());
            case "A5" -> List.of(degree());
            case "A6" -> List.of(registration());
            case "A7" -> List.of(verification());
            case "A8" -> List.of(foreignCertification());
            // The first upload of the returned dossier lacks the page with the signatures.
            case "A10" -> dossier.returned().isPresent() ? List.of(contract()) : List.of(contract(), contractSignatures());
            case "A10-corrected" -> List.of(contract(), contractSignatures());
            case "A11" -> List.of(posting());
            case "A13" -> List.of(publicNotice(notice()));
            case "A14" -> List.of(noticeResult(notice()));
            case "A15" -> List.of(report(notice()));
            default -> List.of(assessment(Integer.parseInt(stem.substring("A9-".length()))));
        };
    }

    private BufferedImage photo() {
        int width = switch (number % 3) {
            case 0 -> 295;
            case 1 -> 350;
            default -> 325;
        };
        Sheet sheet = new Sheet(width, width * 7 / 5, Color.WHITE, typeface);
        portrait.draw(sheet.graphics(), 0, 0, sheet.width(), sheet.height());
        return sheet.scan();
    }

    private BufferedImage identityFront() {
        Sheet card = new Sheet(540, 340, CARD, typeface);
        LocalDate birth = person.birthDate();
        field(card, "姓名", person.name(), 60);
        field(card, "性别", person.sex(), 102);
        card.write("民族", 150, 102, 15, Sheet.RULE);
        card.write(person.ethnicGroup().substring(0, person.ethnicGroup().length() - 1), 194, 102, 18, Sheet.INK);
        field(card, "出生", "%d 年 %d 月 %d 日".formatted(birth.getYear(), birth.getMonthValue(), birth.getDayOfMonth()), 144);
        field(card, "住址", "样本省范例市虚构街道", 186);
        card.write("样例小区%d号楼%d室（虚构）".formatted(number, 100 + number), 80, 214, 18, Sheet.INK);
        portrait.draw(card.graphics(), 366, 42, 145, 203);
        card.write("公民身份号码", 30, 298, 15, Sheet.RULE);
        card.write(person.idNumber(), 150, 300, 24, Sheet.INK);
        return card.scan();
    }

    private static void field(Sheet card, String label, String value, double y) {
        card.write(label, 30, y, 15, Sheet.RULE);
        card.write(value, 80, y, 18, Sheet.INK);
    }

    private BufferedImage identityBack() {
        Sheet card = new Sheet(540, 340, CARD, typeface);
        card.graphics().setColor(Sheet.SEAL);
        card.graphics().draw(new Ellipse2D.Double(36, 30, 90, 90));
        card.write("样本", 57, 83, 24, Sheet.SEAL);
        card.write("居 民 身 份 证", 180, 72, 38, Sheet.INK);
        card.write("（样本，非真实证件）", 222, 112, 20, Sheet.INK);
        card.write("签发机关", 90, 236, 17, Sheet.RULE);
        card.write("样本市公安局范例分局（虚构）", 180, 236, 19, Sheet.INK);
        card.write("有效期限", 90, 284, 17, Sheet.RULE);
        card.write("2020.%02d.01-2030.%02d.01".formatted(number % 12 + 1, number % 12 + 1), 180, 284, 19, Sheet.INK);
        return card.scan();
    }

    private BufferedImage graduation() {
        Sheet page = certificatePaper(credential.foreign() ? "DIPLOMA 毕业文凭" : "毕业证书");
        LocalDate end = graduatedOn();
        LocalDate begin = LocalDate.of(end.getYear() - yearsOfStudy(), 9, 1);
        String text = "　　学生 %s，性别%s，%s生，于%d年9月至%d年%d月在本校%s专业学习%s，修完教学计划规定的全部课程，成绩合格，准予毕业。".formatted(person.name(), person.sex(),
                date(person.birthDate()), begin.getYear(), end.getYear(), end.getMonthValue(), credential.subject(),
                credential.fullTime() ? "（全日制）" : "（非全日制）");
        page.paragraph(text, 222, 170, 385, 17, 34);
        portrait.draw(page.graphics(), 60, 140, 125, 175);
        page.write("学历层次：" + schooling(), 60, 352, 15, Sheet.INK);
        page.write("证书编号：SAMPLE%d%06d".formatted(end.getYear(), number), 60, 382, 15, Sheet.PALE_INK);
        signedBy(page, school(), date(end), 470);
        return page.scan();
    }

    private BufferedImage station() {
        Sheet page = certificatePaper("博士后证书");
        page.paragraph(
                "　　%s，%s，于%d年7月进入%s从事%s研究工作，已完成研究任务，经考核合格，于%s期满出站。".formatted(person.name(), person.sex(),
                        credential.milestone().getYear() - 2, credential.institution(), credential.subject(), date(credential.milestone())),
                222, 170, 385, 17, 34);
        portrait.draw(page.graphics(), 60, 140, 125, 175);
        page.write("证书编号：SAMPLE-BSH-%04d".formatted(number), 60, 382, 15, Sheet.PALE_INK);
        signedBy(page, "样本博士后管理机构", date(credential.milestone()), 470);
        return page.scan();
    }

    private BufferedImage degree() {
        Sheet page = certificatePaper(credential.foreign() ? "DEGREE 学位证书" : degreeName() + "学位证书");
        page.paragraph("　　%s，%s，%s生。在本校%s专业完成了%s学位培养计划，业已毕业，经审核符合学位授予的规定，授予%s学位。".formatted(person.name(), person.sex(),
                date(person.birthDate()), credential.subject(), degreeName(), discipline() + degreeName()), 222, 170, 385, 17, 34);
        portrait.draw(page.graphics(), 60, 140, 125, 175);
        page.write("学位证书编号：SAMPLE-D-%d-%04d".formatted(graduatedOn().getYear(), number), 60, 382, 15, Sheet.PALE_INK);
        signedBy(page, school(), date(graduatedOn()), 470);
        return page.scan();
    }

    private BufferedImage registration() {
        Sheet page = paper("教育部学历证书电子注册备案表", 30, 2);
        double y = page.table(
                new String[][]{{"姓名", person.name()}, {"性别", person.sex()}, {"出生日期", date(person.birthDate())}, {"毕业院校", school()},
                        {"专业", credential.subject()}, {"层次", schooling()}, {"学历类别", "普通高等教育"},
                        {"学习形式", credential.fullTime() ? "全日制" : "非全日制"}, {"学制", yearsOfStudy() + " 年"}, {"毕（结）业", "毕业"},
                        {"毕业日期", date(graduatedOn())}, {"证书编号", "SAMPLE%d%06d".formatted(graduatedOn().getYear(), number)},},
                MARGIN, 150, A4_WIDTH - 2 * MARGIN - 150, 110, TEXT, 42);
        portrait.draw(page.graphics(), A4_WIDTH - MARGIN - 135, 160, 130, 182);
        page.write("在线验证码：SAMPLE-%04d-%04d（无效）".formatted(number * 37, number * 91), MARGIN, y + 44, TEXT, Sheet.INK);
        page.paragraph("备注：本表是程序画出的样本，所载人员、院校和编号均为虚构，不能在任何网站查到，不作任何证明使用。", MARGIN, y + 84, A4_WIDTH - 2 * MARGIN, 15, 27);
        return page.scan();
    }

    private BufferedImage verification() {
        Sheet page = paper("中国高等教育学位在线验证报告", 28, 2);
        double y = page.table(new String[][]{{"姓名", person.name()}, {"性别", person.sex()}, {"出生日期", date(person.birthDate())},
                {"获学位日期", date(graduatedOn())}, {"学位授予单位", school()}, {"所授学位", discipline() + degreeName() + "学位"},
                {"学科／专业", credential.subject()}, {"学位证书编号", "SAMPLE-D-%d-%04d".formatted(graduatedOn().getYear(), number)},
                {"报告编号", "SAMPLE-R-%05d（无效）".formatted(number * 53)},}, MARGIN, 150, A4_WIDTH - 2 * MARGIN - 150, 120, TEXT, 46);
        portrait.draw(page.graphics(), A4_WIDTH - MARGIN - 135, 160, 130, 182);
        page.paragraph("说明：本报告是程序画出的样本，内容均为虚构，不作任何证明使用。", MARGIN, y + 50, A4_WIDTH - 2 * MARGIN, 15, 27);
        return page.scan();
    }

    private BufferedImage foreignCertification() {
        Sheet page = paper("国外学历学位认证书", 32, 6);
        double y = page.paragraph(
                "　　%s，%s，%s生，在 %s 攻读%s专业研究生课程，于%s获该校颁发的硕士学位。".formatted(person.name(), person.sex(), date(person.birthDate()),
                        credential.institution(), credential.subject(), date(credential.milestone())),
                MARGIN, 200, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("　　经查，该校具有授予相应学位的资格，所颁学位证书内容属实（样本文字，院校与认证机构均为虚构）。", MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        page.write("认证书编号：SAMPLE-F-%05d".formatted(number), MARGIN, y + 40, TEXT, Sheet.INK);
        signedBy(page, "样本国外学历认证机构（虚构）", "2024年2月26日", y + 190);
        return page.scan();
    }

    private BufferedImage assessment(int year) {
        Sheet page = paper("%d年度专业技术人员考核登记表".formatted(year), 27, 1);
        double y = page.table(new String[][]{{"姓名", person.name()}, {"工作单位", employerIn(year)},
                {"岗位", dossier.employment().getLast().post()}, {"考核年度", year + " 年"}, {"出勤情况", "全勤，按规定履行请休假手续"},
                {"本人述职", "完成本年度岗位任务，遵守规章制度，参加业务学习。"}, {"部门意见", "工作认真负责，完成任务质量较好，同意评为合格。"}, {"考核等次", "合格"},}, MARGIN, 140,
                A4_WIDTH - 2 * MARGIN, 110, TEXT, 50);
        if (dossier.story().ending() == Ending.REVOKED) {
            // Correction fluid: the grade was written over, which is found out after the certificate was issued.
            page.graphics().setColor(new Color(0xBEBEBE));
            page.graphics().fillRoundRect((int) MARGIN + 160, (int) y - 40, 70, 30, 12, 12);
            page.write("合格", MARGIN + 172, y - 18, 20, Sheet.RULE);
        }
        page.write("部门负责人：", MARGIN, y + 54, TEXT, Sheet.INK);
        page.sign("样例签", MARGIN + 110, y + 56, 26);
        signedBy(page, employerIn(year), (year + 1) + "年1月10日", y + 190);
        return page.scan();
    }

    private BufferedImage contract() {
        Sheet page = paper("劳 动 合 同 书", 34, 2);
        double y = page.table(new String[][]{{"甲方（用人单位）", employer}, {"统一社会信用代码", dossier.employer().uscc()}, {"乙方（劳动者）", person.name()},
                {"身份证号", person.idNumber()}, {"合同类型", "固定期限劳动合同"},}, MARGIN, 140, A4_WIDTH - 2 * MARGIN, 160, TEXT, 42);
        y = page.paragraph("第一条　合同期限自%s起至2027年12月31日止。".formatted(date(dossier.employment().getLast().from())), MARGIN, y + 44,
                A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("第二条　乙方的工作岗位为“%s”，工作地点为乌鲁木齐市。".formatted(contractPost()), MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("第三条　甲方安排乙方执行标准工时制，依法保障乙方休息休假的权利。", MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("第四条　甲方按月支付劳动报酬，依法为乙方缴纳社会保险费和住房公积金。", MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        page.paragraph("第五条　甲方按国家规定提供安全生产条件和劳动防护用品，乙方应遵守操作规程。", MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        page.centre("— 1 —", A4_HEIGHT - 40, 15, Sheet.PALE_INK);
        return page.scan();
    }

    private BufferedImage contractSignatures() {
        Sheet page = new Sheet(A4_WIDTH, A4_HEIGHT, Color.WHITE, typeface);
        double y = page.paragraph("第六条　双方解除或终止本合同，按《劳动合同法》的规定办理。", MARGIN, 100, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("第七条　因履行本合同发生争议，可以协商、调解，也可以依法申请仲裁。", MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("第八条　本合同一式两份，双方各执一份，自签字盖章之日起生效。（样本合同，不具效力）", MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        page.write("甲方（盖章）：", MARGIN, y + 80, TEXT, Sheet.INK);
        page.seal(sealed(employer), MARGIN + 110, y + 160, 72);
        page.write("乙方（签字）：", A4_WIDTH / 2.0 + 30, y + 80, TEXT, Sheet.INK);
        page.sign(person.name(), A4_WIDTH / 2.0 + 60, y + 150, 36);
        page.write(date(dossier.employment().getLast().from()), A4_WIDTH / 2.0 + 30, y + 230, TEXT, Sheet.INK);
        page.centre("— 2 —", A4_HEIGHT - 40, 15, Sheet.PALE_INK);
        return page.scan();
    }

    private BufferedImage posting() {
        Sheet page = paper("派驻工作情况说明", 32, 4);
        LocalDate since = dossier.employer().postedFrom().orElseThrow();
        double y = page.paragraph("乌鲁木齐市人力资源和社会保障局：", MARGIN, 180, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("　　我单位员工%s（身份证号%s），于%s入职，岗位为%s。自%s起由我单位派驻乌鲁木齐市%s项目部工作，至今连续工作一年以上，其间未离开派驻岗位。".formatted(person.name(), masked(),
                date(dossier.employment().getLast().from()), dossier.employment().getLast().post(), date(since),
                dossier.qualification().district()), MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        y = page.paragraph("　　特此说明。（样本文字，单位与人员均为虚构）", MARGIN, y, A4_WIDTH - 2 * MARGIN, TEXT, LEADING);
        signedBy(page, employer, "2025年3月3日", y + 170);
        return page.scan();
    }

    private BufferedImage publicNotice(PublicNotice notice) {
        Sheet page = paper("推荐单位公示", 32, 6);
        double width = A4_WIDTH - 2 * MARGIN;
        double y = page.paragraph("　　根据乌鲁木齐市民营企业专项初定（授予）职称工作的要求，现对%s同志申报%s进行公示。".formatted(person.name(), sought()), MARGIN, 140, width, 14,
                25);
        y = page.paragraph("　　基本信息：性别%s，族别%s，政治面貌%s，身份证号%s，现任专业技术职务任职资格：%s。".formatted(person.sex(), person.ethnicGroup(),
                person.politicalStatus(), masked(), dossier.presentTitle()), MARGIN, y, width, 14, 25);
        y = page.paragraph("　　思想政治条件：" + dossier.conduct(), MARGIN, y, width, 14, 25);
        y = page.paragraph("　　业绩成果：" + dossier.achievements(), MARGIN, y, width, 14, 25);
        y = page.paragraph("　　公示时间从%s起至%s止（公示期不少于5个工作日）。如对%s同志的相关信息有疑异，请电话或书面形式反映至%s，监督电话：%s。".formatted(date(notice.from()),
                date(notice.to()), person.name(), notice.receivingOffice(), notice.telephone()), MARGIN, y, width, 14, 25);
        page.write("签字（单位负责人签字）：", MARGIN, y + 50, 16, Sheet.INK);
        page.sign("样例签", MARGIN + 190, y + 52, 28);
        signedBy(page, employer, date(notice.from()), y + 170);
        return page.scan();
    }

    private BufferedImage noticeResult(PublicNotice notice) {
        Sheet page = paper("推荐单位公示结果", 32, 4);
        double width = A4_WIDTH - 2 * MARGIN;
        String found = notice.objection()
                .map(objection -> "公示期间于%s收到反映一件：%s%s".formatted(date(objection.raisedOn()), objection.text(), objection.resolution()))
                .orElse("公示无异议，未收到投诉、举报，");
        double y = page.paragraph("　　%s同志申报材料于%s至%s在本单位公示%d个工作日，%s申报材料真实、完整、有效，同意推荐%s同志申报%s。".formatted(person.name(), date(notice.from()),
                date(notice.to()), notice.workingDays(), found, person.name(), sought()), MARGIN, 180, width, TEXT, LEADING);
        signedBy(page, employer, date(notice.resultDate()), y + 170);
        return page.scan();
    }

    private BufferedImage report(PublicNotice notice) {
        Sheet page = paper("推 荐 报 告", 34, 4);
        double width = A4_WIDTH - 2 * MARGIN;
        double y = page.paragraph(
                "　　按照乌鲁木齐市民营企业专项初定（授予）职称申报工作流程要求，本单位对%s同志提供的申报材料逐一审核，该同志自%s起在我单位%s岗位从事%s工作，申报材料真实准确，并于%s至%s进行了为期%d个工作日的公示，%s".formatted(
                        person.name(), date(dossier.employment().getLast().from()), dossier.employment().getLast().post(),
                        dossier.qualification().specialty(), date(notice.from()), date(notice.to()), notice.workingDays(),
                        notice.objection().isPresent() ? "公示期间收到的一件异议已查清并答复。" : "公示期间未收到举报信息及异议。"),
                MARGIN, 180, width, TEXT, LEADING);
        y = page.paragraph("　　综上，本单位同意推荐%s共1名同志申报%s职称。".formatted(person.name(), soughtShort()), MARGIN, y, width, TEXT, LEADING);
        page.write("单位负责人：（签字）", MARGIN + 220, y + 60, TEXT, Sheet.INK);
        page.sign("样例签", MARGIN + 390, y + 62, 28);
        signedBy(page, employer, date(notice.resultDate()), y + 190);
        return page.scan();
    }

    private Sheet certificatePaper(String title) {
        Sheet page = new Sheet(CERTIFICATE_WIDTH, 520, CREAM, typeface);
        page.box(22, 22, CERTIFICATE_WIDTH - 44, 476, Sheet.SEAL);
        page.box(28, 28, CERTIFICATE_WIDTH - 56, 464, Sheet.SEAL);
        page.heading(title, 96, 38, title.length() > 6 ? 2 : 14);
        return page;
    }

    private Sheet paper(String title, double size, double apart) {
        Sheet page = new Sheet(A4_WIDTH, A4_HEIGHT, Color.WHITE, typeface);
        page.graphics().setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        page.heading(title, 96, size, apart);
        return page;
    }

    private static void signedBy(Sheet page, String who, String when, double bottom) {
        double right = page.width() - MARGIN;
        page.write(who, right - page.measure(who, 16), bottom - 56, 16, Sheet.INK);
        page.write(when, right - page.measure(when, 16), bottom - 26, 16, Sheet.INK);
        page.seal(sealed(who), Math.max(MARGIN + 70, right - page.measure(who, 16) - 24), bottom - 70,
                page.height() > page.width() ? 66 : 54);
    }

    /** What stands on the seal: the Chinese name, without remarks in brackets. */
    private static String sealed(String who) {
        return who.startsWith("Specimen") ? "样本理工学院" : who.replaceAll("（.*?）", "");
    }

    private PublicNotice notice() {
        return dossier.publicNotice().orElseThrow(() -> new IllegalStateException("no public notice for " + dossier.slug()));
    }

    private String sought() {
        Qualification qualification = dossier.qualification();
        return "%s%s%s%s专业技术任职资格".formatted(kind(dossier), qualification.series(), qualification.specialty(), level(dossier));
    }

    private String soughtShort() {
        Qualification qualification = dossier.qualification();
        return kind(dossier) + qualification.series() + qualification.specialty() + level(dossier);
    }

    static String kind(Dossier dossier) {
        return dossier.qualification().kind() == Kind.AWARD ? "授予" : "初定";
    }

    static String level(Dossier dossier) {
        return switch (dossier.qualification().level()) {
            case JUNIOR -> "初级";
            case INTERMEDIATE -> "中级";
            case ASSOCIATE_SENIOR -> "副高级";
            case SENIOR -> "正高级";
        };
    }

    /** Whom the district rejects has a contract that names another post than the application. */
    private String contractPost() {
        return dossier.story().endedBy().filter(tier -> tier == Dossier.Tier.DISTRICT).isPresent()
                ? "销售代表"
                : dossier.employment().getLast().post();
    }

    private String employerIn(int year) {
        return dossier.employment().stream()
                .filter(period -> period.from().getYear() <= year && period.to().map(to -> to.getYear() >= year).orElse(true))
                .reduce((earlier, later) -> later).orElseThrow().employer();
    }

    private LocalDate graduatedOn() {
        // A post-doctoral milestone is the leaving of the station; the doctorate came before.
        return credential.type() == CredentialType.POSTDOCTORAL
                ? credential.milestone().minusYears(2).withMonth(6).withDayOfMonth(25)
                : credential.milestone();
    }

    private String school() {
        return credential.type() == CredentialType.POSTDOCTORAL ? "范本材料大学" : credential.institution();
    }

    private int yearsOfStudy() {
        return switch (credential.type()) {
            case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE, MASTER -> 3;
            case BACHELOR, DOCTORATE, POSTDOCTORAL -> 4;
        };
    }

    private String schooling() {
        return switch (credential.type()) {
            case SECONDARY_VOCATIONAL -> "中专";
            case JUNIOR_COLLEGE -> "专科（高职）";
            case BACHELOR -> "本科";
            case MASTER -> "硕士研究生";
            case DOCTORATE, POSTDOCTORAL -> "博士研究生";
        };
    }

    private String degreeName() {
        return switch (credential.type()) {
            case SECONDARY_VOCATIONAL, JUNIOR_COLLEGE -> throw new IllegalStateException("no degree goes with " + credential.type());
            case BACHELOR -> "学士";
            case MASTER -> "硕士";
            case DOCTORATE, POSTDOCTORAL -> "博士";
        };
    }

    private String discipline() {
        return dossier.qualification().series().startsWith("农业") ? "农学" : "工学";
    }

    /** Birth date and sequence are hidden, as on every public page (R19). */
    private String masked() {
        return person.idNumber().substring(0, 6) + "********" + person.idNumber().substring(14);
    }

    private static String date(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }
}
