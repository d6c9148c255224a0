package org.zhicheng.work.paper;

import java.time.LocalDate;
import java.util.List;

import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;

/** The list of results 结果名单 to be hung out: names and numbers masked as on every public page (R19, R31). */
final class ResultList {

    private final Approved approved;
    private final Cycle.Settings settings;
    private final LocalDate today;

    /** @param approved those whose title was not taken from them since */
    ResultList(Approved approved, Cycle.Settings settings, LocalDate today) {
        this.approved = approved;
        this.settings = settings;
        this.today = today;
    }

    FormDocument document() {
        List<List<String>> lines = approved.lines(Masking::name);
        List<Paragraph> parts = List.of(
                new Body(approved.of() + "批准取得专业技术职称的共" + lines.size() + "人，姓名和身份证号已作遮盖。如有疑异，请向" + settings.receivingOffice() + "反映，监督电话："
                        + settings.supervisingTelephone() + "。"),
                Table.list(List.of(new Column("序号", 8), new Column("姓名", 14), new Column("身份证号", 25), new Column("工作单位", 24),
                        new Column("系列、专业", 20), new Column("职称", 13)), lines),
                Signatures.sealed(settings.issuingAuthority(), today));
        return new FormDocument("", approved.cycle() + "年度" + CycleDefaults.city() + "民营企业专项初定（授予）职称结果名单", parts, false, approved.of());
    }
}
