package org.zhicheng.work.paper;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.Submission;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Fact;
import org.zhicheng.ground.typesetting.FormDocument.Heading;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.rules.checklist.WorkSummary;

/** The receipt of a submission 受理回执: when what was handed in, who reviews it now, until when, and what comes then (R21, R24, R25). */
final class SubmissionReceipt {

    private final Application application;
    private final Submission submission;
    private final Transitions transitions;

    /** @param submission the last one */
    SubmissionReceipt(Application application, Submission submission, Transitions transitions) {
        this.application = application;
        this.submission = submission;
        this.transitions = transitions;
    }

    FormDocument document() {
        String authority = transitions.cycle(application.cycle()).settings().issuingAuthority();
        String now = BeijingTime.from(transitions.now()).chinese();
        List<Paragraph> parts = List.of(
                new Body(application.name() + "同志：你申报" + AppliedTitle.of(submission.qualification()).text() + "专业技术任职资格的材料已于"
                        + at(submission) + "（北京时间）提交，现予受理。受理不代表审核通过。"),
                new Heading("一、提交情况"), Table.facts(facts()), new Heading("二、提交的材料"), handedIn(), new Heading("三、办理情况（截至" + now + "）"),
                Table.facts(whereItStands()), Signatures.sealed(authority, LocalDate.ofInstant(submission.at(), BeijingTime.ZONE)));
        return new FormDocument("", "受理回执", parts, false, "申报编号：" + application.id() + "　打印时间：" + now + "（北京时间）");
    }

    private List<Fact> facts() {
        return List.of(new Fact("申报编号", application.id(), true), new Fact("申报人", application.name()),
                new Fact("身份证号", application.maskedIdNumber()), new Fact("申报年度", Integer.toString(application.cycle())),
                new Fact("区（县）", submission.qualification().district()), new Fact("推荐单位", submission.form().employer().name(), true),
                new Fact("提交时间", at(submission) + (submission.number() > 1 ? "，第" + submission.number() + "次提交（修改后）" : ""), true));
    }

    private Table handedIn() {
        List<Material> files = application.attachments().stream().filter(file -> submission.files().contains(file.id()))
                .map(Attachment::material).toList();
        List<List<String>> lines = new ArrayList<>();
        for (Material material : Material.values()) {
            long count = files.stream().filter(material::equals).count();
            String reason = submission.form().notApplicable().getOrDefault(material.name(), "");
            if (material.shape() == Material.Shape.TEXT) {
                lines.add(List.of(material.name(), material.chinese(), WorkSummary.count(submission.form().summary()) + "字", ""));
            } else if (count > 0 || !reason.isBlank()) {
                lines.add(List.of(material.name(), material.chinese(), count == 0 ? "—" : count + "份", count == 0 ? "不适用：" + reason : ""));
            }
        }
        int gone = submission.files().size() - files.size();
        if (gone > 0) {
            lines.add(List.of("—", "已按保存期限删除的文件", gone + "份", ""));
        }
        return Table.list(List.of(new Column("代码", 10), new Column("材料", 42), new Column("份数", 16), new Column("说明", 32)), lines);
    }

    private List<Fact> whereItStands() {
        State state = application.state();
        if (state.isFinal()) {
            return List.of(new Fact("当前步骤", state.chinese() + "，已办结", true));
        }
        List<Fact> facts = new ArrayList<>(List.of(new Fact("当前步骤", state.chinese(), true), new Fact("办理单位", holder(), true)));
        application.stay().dueAt().ifPresent(due -> {
            WorkingDays.Left left = transitions.deadlines(application.cycle()).left(transitions.now(), due);
            facts.add(new Fact(state == State.CORRECTION ? "修改期限" : state.isNotice() ? "公示截止" : "办理时限",
                    BeijingTime.until(due).chinese() + "（北京时间）" + (left.overdue() ? "，已超过" : "，还有" + left.days() + "个工作日")
                            + (left.provisional() ? "；该年工作日历尚未确认完整，期限可能顺延" : "") + (state == State.CORRECTION ? "；逾期未重新提交的，申报终止" : ""),
                    true));
        });
        facts.add(new Fact("后续环节", transitions.deadlines(application.cycle()).toCome(application).stream().map(State::chinese)
                .collect(Collectors.joining(" → ")), true));
        return facts;
    }

    private String holder() {
        State.Tier tier = application.state().tier();
        return switch (tier) {
            case EMPLOYER -> tier.chinese() + "：" + application.form().employer().name();
            case DISTRICT -> application.qualification().district() + "人力资源和社会保障局";
            case APPLICANT, SYSTEM, COMMITTEE, OFFICE, NONE -> tier.chinese();
        };
    }

    private static String at(Submission submission) {
        return BeijingTime.from(submission.at()).chinese();
    }
}
