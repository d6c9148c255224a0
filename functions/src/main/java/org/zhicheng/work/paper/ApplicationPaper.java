package org.zhicheng.work.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Fact;
import org.zhicheng.ground.typesetting.FormDocument.Heading;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Signature;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.rules.checklist.WorkSummary;
import org.zhicheng.rules.correction.Mendables;

/** The application as a paper 申报表: every section, the list of materials, and what was decided so far, superseded decisions too (R22). */
final class ApplicationPaper {

    private final Application application;
    private final Instant now;

    ApplicationPaper(Application application, Instant now) {
        this.application = application;
        this.now = now;
    }

    FormDocument document() {
        Form form = application.form();
        List<Paragraph> parts = new ArrayList<>();
        List<Part> all = List.of(new Part("基本信息", Table.facts(person())), new Part("申报信息", Table.facts(title())),
                new Part("学历（学位）", Table.facts(credential())), new Part(FormField.EMPLOYMENT.chinese(), employment()),
                new Part("现用人单位", Table.facts(employer())), new Part(FormField.CONDUCT.chinese(), Table.text(form.conduct())),
                new Part(FormField.ACHIEVEMENTS.chinese(), Table.text(form.achievements())),
                new Part(FormField.SUMMARY.chinese(), Table.text(form.summary())), new Part("申报材料", materials()),
                new Part("单位公示", Table.facts(notice())), new Part("审核意见", decisions()));
        for (int i = 0; i < all.size(); i++) {
            parts.add(new Heading(ChineseText.numeral(i + 1) + "、" + all.get(i).name()));
            parts.add(all.get(i).table());
        }
        parts.add(new Signature(List.of("申报人（签字）：", "", Signatures.undated())));
        return new FormDocument("", CycleDefaults.city() + "民营企业专项初定（授予）职称申报表", parts, false, reference());
    }

    private record Part(String name, Table table) {
    }

    private String reference() {
        return "申报编号：" + application.id() + "　打印时间：" + BeijingTime.from(now).chinese() + "（北京时间）";
    }

    private List<Fact> person() {
        Form.Contact contact = application.form().contact();
        return List.of(new Fact("姓名", application.name()), new Fact("身份证号", application.maskedIdNumber()),
                fact(FormField.SEX, contact.sex()), fact(FormField.ETHNIC_GROUP, contact.ethnicGroup()),
                fact(FormField.POLITICAL_STATUS, contact.politicalStatus()), fact(FormField.PHONE, contact.phone()),
                new Fact(FormField.MAIL.chinese(), contact.mail(), true));
    }

    private List<Fact> title() {
        Qualification q = application.qualification();
        List<Fact> facts = new ArrayList<>(
                List.of(fact(FormField.KIND, Named.chineseOf(q.kind())), fact(FormField.LEVEL, Named.chineseOf(q.level())),
                        fact(FormField.SERIES, q.series()), fact(FormField.SPECIALTY, q.specialty()),
                        fact(FormField.DISTRICT, q.district()), new Fact("申报年度", Integer.toString(application.cycle())),
                        new Fact("首次提交时间", application.submittedAt().map(at -> BeijingTime.from(at).chinese()).orElse("尚未提交")),
                        new Fact("工作年限计算至", application.referenceDate().map(ChineseText::date).orElse("提交之日")),
                        new Fact("当前步骤", application.state().chinese(), true)));
        application.approvalDocument().ifPresent(number -> facts.add(new Fact("批准文号", number, true)));
        application.certificateNumber().filter(_ -> application.state().hasCertificate())
                .ifPresent(number -> facts.add(new Fact("证书编号", number, true)));
        return facts;
    }

    private List<Fact> credential() {
        Form.Credential credential = application.form().credential();
        return List.of(fact(FormField.CREDENTIAL_TYPE, credential.type().map(Named::chinese).orElse("")),
                fact(FormField.FULL_TIME, yesNo(credential.fullTime())), fact(FormField.FOREIGN, yesNo(Optional.of(credential.foreign()))),
                fact(FormField.DEGREE_HELD, yesNo(credential.degreeHeld())),
                new Fact(FormField.MILESTONE.chinese(), date(credential.milestone()), true),
                new Fact(FormField.INSTITUTION.chinese(), credential.institution(), true),
                new Fact(FormField.SUBJECT.chinese(), credential.subject(), true));
    }

    private Table employment() {
        return Table.list(
                List.of(new Column("起", 16), new Column("止", 16), new Column("工作单位", 32), new Column("岗位", 22), new Column("专业技术岗位", 14)),
                application.form().employment().stream().map(p -> List.of(date(p.from()), p.to().map(ChineseText::date).orElse("至今"),
                        p.employer(), p.post(), yesNo(Optional.of(p.technicalPost())))).toList());
    }

    private List<Fact> employer() {
        Form.EmployerSection employer = application.form().employer();
        Form.PresentTitle present = application.form().presentTitle();
        return List.of(new Fact(FormField.EMPLOYER_NAME.chinese(), employer.name(), true),
                new Fact(FormField.USCC.chinese(), employer.uscc(), true),
                fact(FormField.ORIGIN, employer.origin().map(origin -> switch (origin) {
                    case URUMQI -> "本市";
                    case ELSEWHERE -> "外地";
                }).orElse("")), fact(FormField.POSTED_FROM, employer.postedFrom().map(ChineseText::date).orElse("—")),
                fact(FormField.PRESENT_TITLE_LEVEL, present.level().map(Named::chinese).orElse("无")),
                fact(FormField.PRESENT_TITLE_NAME, present.name().isBlank() ? "无" : present.name()));
    }

    private Table materials() {
        List<List<String>> lines = new ArrayList<>();
        for (Material material : Material.values()) {
            int files = application.files(material).size();
            String reason = application.form().notApplicable().getOrDefault(material.name(), "");
            if (material.need(application) != Material.Need.NONE || files > 0) {
                lines.add(List.of(material.name(), material.chinese(), filed(material, files),
                        reason.isBlank() || files > 0
                                ? application.receivedMaterials().contains(material) ? "已收原件" : ""
                                : "不适用：" + reason));
            }
        }
        return Table.list(List.of(new Column("代码", 10), new Column("材料", 42), new Column("已提供", 16), new Column("说明", 32)), lines);
    }

    private String filed(Material material, int files) {
        if (material.shape() == Material.Shape.TEXT) {
            return WorkSummary.count(application.form().summary()) + "字";
        }
        return files == 0 ? "—" : files + "份";
    }

    private List<Fact> notice() {
        Optional<PublicNotice> notice = application.publicNotice().filter(_ -> !application.lacksNewNotice());
        return List.of(
                new Fact("公示时间", notice.filter(n -> n.from().isPresent() && n.to().isPresent())
                        .map(n -> date(n.from()) + "至" + date(n.to()) + "24:00").orElse(application.lacksNewNotice() ? "须重新公示" : "尚未公示"),
                        true),
                new Fact("公示结果日期", notice.flatMap(PublicNotice::resultDate).map(ChineseText::date).orElse("尚未出具")),
                new Fact("收到异议", notice.map(n -> n.met().size()).orElse(0) + "件"));
    }

    private Table decisions() {
        List<List<String>> lines = application.reviews().stream().map(r -> List.of(r.step().chinese(),
                outcome(r) + (r.superseded() ? "（已重新审核）" : ""), BeijingTime.from(r.decidedAt()).chinese(), said(r))).toList();
        return Table.list(List.of(new Column("环节", 22), new Column("意见", 18), new Column("时间", 20), new Column("说明", 40)), lines);
    }

    private static String outcome(Review review) {
        return switch (review.outcome()) {
            case PASS -> switch (review.step()) {
                case EMPLOYER_REVIEW, DISTRICT_REVIEW -> "推荐";
                case MATERIALS -> "原件收齐";
                case APPROVAL_DOCUMENT -> "批准";
                case RECONSIDERATION -> "退回重新审核";
                default -> "通过";
            };
            case RETURN -> State.CORRECTION.chinese();
            case REJECT -> switch (review.step()) {
                case RECONSIDERATION -> "维持原结果";
                case RESULT_NOTICE -> "异议成立，不予通过";
                default -> "不予通过";
            };
        };
    }

    private static String said(Review review) {
        String items = review.mend().stream().map(mend -> Mendables.named(mend.item()).chinese() + "：" + mend.comment())
                .collect(Collectors.joining("\n"));
        return List.of(review.reason(), items).stream().filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    }

    private static Fact fact(FormField field, String text) {
        return new Fact(field.chinese(), text);
    }

    private static String date(Optional<LocalDate> day) {
        return day.map(ChineseText::date).orElse("");
    }

    private static String yesNo(Optional<Boolean> value) {
        return value.map(yes -> yes ? "是" : "否").orElse("");
    }
}
