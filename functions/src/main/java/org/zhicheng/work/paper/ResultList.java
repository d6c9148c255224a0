package org.zhicheng.work.paper;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.ground.text.Named;
import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Paragraph;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.FormDocument;

/**
 * The list of results 结果名单 to be hung out: names and numbers masked as on every public page (R19, R31).
 *
 * @param of the document's number, or {@code 2025年度}
 * @param lines those whose title was not taken from them since
 * @param signed the date below the seal
 */
record ResultList(String of, int cycle, List<PublishedResults.Line> lines, PublishedResults.Publisher publisher, LocalDate signed) {

    static ResultList of(Approved approved, Cycle.Settings settings, LocalDate today) {
        return new ResultList(approved.of(), approved.cycle(), approved.results(), publisher(settings), today);
    }

    static ResultList of(PublishedResults published, LocalDate on) {
        return new ResultList(published.number(), published.cycle(), published.lines(), published.publisher(), on);
    }

    static PublishedResults.Publisher publisher(Cycle.Settings settings) {
        return new PublishedResults.Publisher(settings.receivingOffice(), settings.supervisingTelephone(), settings.issuingAuthority());
    }

    FormDocument document() {
        List<List<String>> rows = IntStream.range(0, lines.size()).mapToObj(i -> row(i + 1, lines.get(i))).toList();
        List<Paragraph> parts = List.of(
                new Body(of + "批准取得专业技术职称的共" + rows.size() + "人，姓名和身份证号已作遮盖。如有疑异，请向" + publisher.receivingOffice() + "反映，监督电话："
                        + publisher.supervisingTelephone() + "。"),
                Table.list(List.of(new Column("序号", 8), new Column("姓名", 14), new Column("身份证号", 25), new Column("工作单位", 24),
                        new Column("系列、专业", 20), new Column("职称", 13)), rows),
                Signatures.sealed(publisher.issuingAuthority(), signed));
        return new FormDocument("", cycle + "年度" + CycleDefaults.city() + "民营企业专项初定（授予）职称结果名单", parts, false, of);
    }

    private static List<String> row(int number, PublishedResults.Line line) {
        return List.of(Integer.toString(number), line.name(), line.maskedIdNumber(), line.employer(), line.series() + line.specialty(),
                Named.chineseOf(line.kind()) + Named.chineseOf(line.level()));
    }
}
