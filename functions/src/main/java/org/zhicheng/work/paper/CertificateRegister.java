package org.zhicheng.work.paper;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.ground.text.ChineseText;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;

/** The register of issued certificates 发证名册: every number ever given, with what became of it (R30, R34, R41). */
final class CertificateRegister {

    private static final List<String> HEADINGS = List.of("证书编号", "姓名", "身份证号", "工作单位", "系列", "专业", "类别", "级别", "批准文号", "批准日期", "状态");

    private final Approved approved;
    private final List<Line> lines;
    private final Cycle.Settings settings;
    private final LocalDate today;

    CertificateRegister(Approved approved, List<Line> lines, Cycle.Settings settings, LocalDate today) {
        this.approved = approved;
        this.lines = List.copyOf(lines);
        this.settings = settings;
        this.today = today;
    }

    /** A certificate and the employer of its holder. */
    record Line(Certificate certificate, String employer) {
    }

    FormDocument document() {
        long valid = lines.stream().filter(line -> line.certificate().valid()).count();
        long revoked = lines.stream().filter(line -> line.certificate().wasRevoked()).count();
        List<List<String>> rows = new ArrayList<>();
        for (Line line : lines) {
            Certificate c = line.certificate();
            rows.add(List.of(Integer.toString(rows.size() + 1), c.number(), c.name(), c.maskedIdNumber(), line.employer(),
                    c.series() + c.specialty(), c.kind().chinese() + c.level().chinese(), c.approvalDocument(), ChineseText.date(c.date()),
                    standing(c)));
        }
        List<Paragraph> parts = List.of(
                new Body("共发证" + lines.size() + "本，其中有效" + valid + "本，已换发" + (lines.size() - valid - revoked) + "本，已撤销" + revoked + "本。"),
                Table.list(List.of(new Column("序号", 30), new Column("证书编号", 112), new Column("姓名", 60), new Column("身份证号", 106),
                        new Column("工作单位", 86), new Column("系列、专业", 62), new Column("职称", 61), new Column("批准文号", 68),
                        new Column("批准日期", 81), new Column("状态", 48)), rows),
                Signatures.sealed(settings.issuingAuthority(), today));
        return new FormDocument("", CycleDefaults.city() + "民营企业专项初定（授予）职称发证名册（" + approved.of() + "）", parts, true, approved.of());
    }

    /** The same lines for a spreadsheet program, each certificate with what became of it. */
    void write(Sheet sheet) {
        sheet.row(HEADINGS.stream().map(Sheet.Cell::of).toList());
        for (Line line : lines) {
            Certificate c = line.certificate();
            sheet.row(List.of(Sheet.Cell.of(c.number()), Sheet.Cell.of(c.name()), Sheet.Cell.of(c.maskedIdNumber()),
                    Sheet.Cell.of(line.employer()), Sheet.Cell.of(c.series()), Sheet.Cell.of(c.specialty()),
                    Sheet.Cell.of(c.kind().chinese()), Sheet.Cell.of(c.level().chinese()), Sheet.Cell.of(c.approvalDocument()),
                    new Sheet.Day(c.date()), Sheet.Cell.of(standing(c))));
        }
    }

    private static String standing(Certificate certificate) {
        return certificate.revocation().filter(_ -> certificate.wasRevoked())
                .map(r -> ChineseText.date(LocalDate.ofInstant(r.at(), BeijingTime.ZONE)) + "撤销")
                .or(() -> certificate.replacement().map(r -> "已换发为" + r.number())).orElse("有效");
    }
}
