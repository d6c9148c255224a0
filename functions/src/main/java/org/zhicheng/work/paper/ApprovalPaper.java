package org.zhicheng.work.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Heading;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;

/** The approval document 批文 with its list of people, to be signed and sealed (R28); the count is that of the names. */
final class ApprovalPaper {

    private final ApprovalDocument document;
    private final Approved approved;
    private final Cycle.Settings settings;

    ApprovalPaper(ApprovalDocument document, Approved approved, Cycle.Settings settings) {
        this.document = document;
        this.approved = approved;
        this.settings = settings;
    }

    FormDocument document() {
        List<ApplicationSummary> people = approved.people();
        String who = people.getFirst().name() + (people.size() == 1 ? "同志" : "等" + people.size() + "名同志");
        List<Paragraph> parts = new ArrayList<>(List.of(new Body("根据" + CycleDefaults.city() + "民营企业专项初定（授予）职称工作的要求，经单位公示推荐、区（县）人社局初审推荐、"
                + "评审委员会审核，并核对申报材料原件，批准" + who + approved.kinds() + "专业技术职称，名单附后。批准日期为" + ChineseText.date(document.date()) + "。")));
        if (!approved.left().isEmpty()) {
            parts.add(new Body("登记后移出本批文的有" + String.join("、", approved.left()) + "共" + approved.left().size() + "名同志，不在名单之内。"));
        }
        parts.add(Signatures.sealed(settings.issuingAuthority(), document.date()));
        parts.add(new Heading("附：批准名单（" + people.size() + "人）"));
        parts.add(list());
        return new FormDocument(document.number(), "关于批准" + who + approved.kinds() + "专业技术职称的通知", parts, false, document.number());
    }

    private Table list() {
        return Table.list(List.of(new Column("序号", 8), new Column("姓名", 16), new Column("身份证号", 25), new Column("工作单位", 22),
                new Column("系列、专业", 20), new Column("职称", 13)), approved.lines(UnaryOperator.identity()));
    }
}
