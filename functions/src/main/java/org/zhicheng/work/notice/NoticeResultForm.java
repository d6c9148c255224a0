package org.zhicheng.work.notice;

import static org.zhicheng.ground.text.ChineseText.orBlank;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;

/**
 * Annex 3, the result of the public notice 推荐单位公示结果 (R19), filled in.
 *
 * @param name the applicant
 * @param applied what is applied for
 * @param from first day of the notice
 * @param to last day of the notice
 * @param days the number of days that the notice hung; they are said to be days of the calendar, for Annex 4 counts working days
 * @param objections how many objections it met, all found to be without ground
 * @param signedOn the date below the seal
 */
public record NoticeResultForm(String name, AppliedTitle applied, Optional<LocalDate> from, Optional<LocalDate> to, OptionalInt days,
        int objections, Optional<LocalDate> signedOn) {

    /** The form as a file. */
    public byte[] print(Format format) {
        return FormPrinter.print(document(), format);
    }

    FormDocument document() {
        String person = orBlank(name);
        return new FormDocument("附件3", "推荐单位公示结果",
                List.of(new FormDocument.Body(person + "同志申报材料于" + Dates.written(from) + "至" + Dates.written(to) + "在本单位公示"
                        + (days.isPresent() ? days.getAsInt() : "＿＿") + "天（自然日），"
                        + (objections == 0 ? "公示无异议，未收到投诉、举报" : "公示期间收到异议" + objections + "件，经核实均不成立，已处理完毕") + "，申报材料真实、完整、有效，同意推荐" + person
                        + "同志申报" + applied.text() + "专业技术任职资格。"),
                        new FormDocument.Signature(List.of("", "（推荐单位公章）", Dates.signed(signedOn)))));
    }
}
