package org.zhicheng.work.notice;

import static org.zhicheng.ground.text.ChineseText.orBlank;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.dossier.cycle.CycleDefaults;
import org.zhicheng.ground.typesetting.FormDocument;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;

/**
 * Annex 2, the employer's public notice 推荐单位公示 (R19), filled in. What is empty is printed as a gap to be filled in by hand.
 *
 * @param name the applicant
 * @param applied what is applied for
 * @param sex 性别
 * @param ethnicGroup 族别
 * @param politicalStatus 政治面貌
 * @param maskedIdNumber 身份证号, masked; a full number is refused, since the notice hangs in public
 * @param presentTitle 现任专业技术职务任职资格
 * @param conduct 思想政治条件
 * @param achievements 业绩成果 of the last five years, of any length; line feeds start paragraphs
 * @param from first day of the notice
 * @param to last day of the notice
 * @param receivingOffice the office that takes objections
 * @param supervisingTelephone 监督电话
 * @param signedOn the date below the seal
 */
public record PublicNoticeForm(String name, AppliedTitle applied, String sex, String ethnicGroup, String politicalStatus,
        String maskedIdNumber, String presentTitle, String conduct, String achievements, Optional<LocalDate> from, Optional<LocalDate> to,
        String receivingOffice, String supervisingTelephone, Optional<LocalDate> signedOn) {

    public PublicNoticeForm {
        if (maskedIdNumber.strip().matches("\\d{15}|\\d{17}[\\dXx]")) {
            throw new IllegalArgumentException("A public notice shows a masked ID number only");
        }
    }

    /** The form as a file. */
    public byte[] print(Format format) {
        return FormPrinter.print(document(), format);
    }

    FormDocument document() {
        String person = orBlank(name);
        return new FormDocument("附件2", "推荐单位公示",
                List.of(new FormDocument.Body(
                        "根据" + CycleDefaults.city() + "民营企业专项初定（授予）职称工作的要求，现对" + person + "同志申报" + applied.text() + "专业技术任职资格进行公示。"),
                        new FormDocument.Labelled("基本信息：",
                                "性别：" + orBlank(sex) + "；族别：" + orBlank(ethnicGroup) + "；政治面貌：" + orBlank(politicalStatus) + "；身份证号："
                                        + orBlank(maskedIdNumber) + "；现任专业技术职务任职资格：" + orBlank(presentTitle) + "。"),
                        new FormDocument.Labelled("思想政治条件：", orBlank(conduct)), new FormDocument.Labelled("业绩成果：", orBlank(achievements)),
                        new FormDocument.Body("公示时间从" + Dates.written(from) + "起至" + Dates.written(to) + "止（公示期不少于5个工作日）。如对" + person
                                + "同志的相关信息有疑异，请电话或书面形式反映至" + (receivingOffice.isBlank() ? orBlank("") + "办公室" : receivingOffice.strip())
                                + "，监督电话：" + orBlank(supervisingTelephone) + "。"),
                        new FormDocument.Signature(List.of("签字（单位负责人签字）：", "", "（推荐单位公章）", Dates.signed(signedOn)))));
    }
}
