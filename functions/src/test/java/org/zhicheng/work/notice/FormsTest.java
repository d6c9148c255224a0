package org.zhicheng.work.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.ground.typesetting.Format;

/** R19: the three annexes, filled in, to print and to edit, with exactly their fields. */
class FormsTest {
    private static final String ACHIEVEMENTS = "近五年主持完成输送带自动纠偏装置的研制，本人承担方案设计和现场调试，故障停机时间减少35%。";

    @Test
    @DisplayName("R19 附件2用通知原文填写")
    void shouldFillInThePublicNoticeWithTheWordsOfAnnex2() throws Exception {
        for (Format format : Format.values()) {
            assertThat(text(Samples.notice(ACHIEVEMENTS).print(format), format)).contains("推荐单位公示")
                    .contains("根据乌鲁木齐市民营企业专项初定（授予）职称工作的要求，现对阿卜杜热合曼·艾尔肯同志申报授予工程系列机械工程专业中级专业技术任职资格进行公示。")
                    .contains("基本信息：性别：男；族别：维吾尔族；政治面貌：中共党员；身份证号：650104********1234；现任专业技术职务任职资格：助理工程师。").contains("思想政治条件：拥护中国共产党的领导")
                    .contains("业绩成果：" + ACHIEVEMENTS).contains("公示时间从2025年3月10日起至2025年3月14日止（公示期不少于5个工作日）。")
                    .contains("的相关信息有疑异，请电话或书面形式反映至公司人力资源部办公室，监督电话：0991-0000000").contains("签字（单位负责人签字）：").contains("（推荐单位公章）")
                    .endsWith("2025年3月17日");
        }
    }

    @Test
    void shouldFillInTheResultWithTheWordsOfAnnex3() throws Exception {
        for (Format format : Format.values()) {
            assertThat(text(Samples.result().print(format), format)).contains("推荐单位公示结果").contains(
                    "李𠀁同志申报材料于2025年3月10日至2025年3月14日在本单位公示5天（自然日），公示无异议，未收到投诉、举报，申报材料真实、完整、有效，" + "同意推荐李𠀁同志申报初定工程系列机械工程专业初级专业技术任职资格。")
                    .contains("（推荐单位公章）").endsWith("2025年3月17日");
        }
    }

    @Test
    @DisplayName("R19 批量推荐报告对每人所述属实")
    void shouldSayInTheReportOfABatchWhatIsTrueOfEach() throws Exception {
        for (Format format : Format.values()) {
            assertThat(text(Samples.report().print(format), format)).contains("推荐报告")
                    .contains("本单位对张伟、李𠀁、阿卜杜热合曼·艾尔肯、张伟、王芳同志提供的申报材料逐一审核，" + "张伟同志在我单位设备工程师岗位从事机械工程专业工作满一年，" + "李𠀁同志在我单位技术员岗位从事机械工程专业工作满一年，"
                            + "阿卜杜热合曼·艾尔肯、张伟同志在我单位技术员岗位从事机械工程专业工作满三年，" + "王芳同志在我单位研发主管岗位从事计算机技术专业工作满两年，申报材料真实准确，")
                    .contains("张伟、李𠀁、阿卜杜热合曼·艾尔肯、王芳同志于2025年3月10日至2025年3月14日进行了为期5个工作日的公示，"
                            + "张伟同志于2025年3月3日至2025年3月10日进行了为期6个工作日的公示，公示期间未收到举报信息及异议。")
                    .contains("综上，本单位同意推荐李𠀁、阿卜杜热合曼·艾尔肯、张伟共3名同志申报初定工程系列机械工程专业初级职称，"
                            + "张伟共1名同志申报授予工程系列机械工程专业中级职称，王芳共1名同志申报授予工程系列计算机技术专业副高级职称。")
                    .contains("单位负责人：（签字）").contains("主管单位：（公章）");
        }
    }

    @Test
    void shouldStateTheNoticeOnceWhereItIsTheSameForAll() {
        RecommendationReport one = new RecommendationReport(List.of(Samples.report().candidates().get(0)), Optional.empty());

        assertThat(one.document().paragraphs().getFirst().toString()).contains("申报材料真实准确，并于2025年3月10日至2025年3月14日进行了为期5个工作日的公示，公示期间");
    }

    @Test
    @DisplayName("R18 公示结果和推荐报告如实写明收到和处理的异议件数")
    void shouldSayHowManyObjectionsWereSettled_R18() throws Exception {
        NoticeResultForm plain = Samples.result();
        NoticeResultForm result = new NoticeResultForm(plain.name(), plain.applied(), plain.from(), plain.to(), plain.days(), 2,
                plain.signedOn());
        RecommendationReport.Candidate first = Samples.report().candidates().get(0);
        RecommendationReport.Candidate second = objected(Samples.report().candidates().get(1), 1);
        RecommendationReport.Candidate third = objected(Samples.report().candidates().get(2), 1);

        assertThat(text(plain.print(Format.PDF), Format.PDF)).contains("公示无异议，未收到投诉、举报");
        assertThat(text(result.print(Format.PDF), Format.PDF)).contains("公示期间收到异议2件，经核实均不成立，已处理完毕").doesNotContain("无异议");
        assertThat(report(first, second, third)).contains("公示期间张伟同志未收到举报信息及异议；李𠀁、阿卜杜热合曼·艾尔肯同志各收到异议1件，经核实均不成立，已处理完毕。");
        assertThat(report(second)).contains("公示期间收到异议1件，经核实均不成立");
        assertThat(report(second, third)).contains("公示期间李𠀁、阿卜杜热合曼·艾尔肯同志各收到异议1件，");
    }

    private static String report(RecommendationReport.Candidate... candidates) {
        return new RecommendationReport(List.of(candidates), Optional.empty()).document().paragraphs().getFirst().toString();
    }

    private static RecommendationReport.Candidate objected(RecommendationReport.Candidate c, int objections) {
        return new RecommendationReport.Candidate(c.name(), c.post(), c.field(), c.years(), c.noticeFrom(), c.noticeTo(),
                c.noticeWorkingDays(), objections, c.applied());
    }

    @Test
    void shouldLeaveGapsForWhatIsNotFilledIn() throws Exception {
        for (Format format : Format.values()) {
            assertThat(text(Samples.emptyNotice().print(format), format)).contains("现对＿＿＿＿同志申报初定（授予）＿＿＿＿系列＿＿＿＿专业＿＿＿＿级专业技术任职资格")
                    .contains("性别：＿＿＿＿；族别：＿＿＿＿").contains("公示时间从＿＿＿＿年＿＿月＿＿日起至＿＿＿＿年＿＿月＿＿日止").contains("反映至＿＿＿＿办公室，监督电话：＿＿＿＿");
        }
        NoticeResultForm result = new NoticeResultForm("", new AppliedTitle("", "", "", ""), Optional.empty(), Optional.empty(),
                OptionalInt.empty(), 0, Optional.empty());
        assertThat(text(result.print(Format.PDF), Format.PDF)).contains("在本单位公示＿＿天（自然日）");
    }

    /** R19: on any public page the ID number is masked. */
    @Test
    void shouldRefuseAFullIdNumberWithoutRepeatingIt() {
        PublicNoticeForm form = Samples.emptyNotice();

        assertThatIllegalArgumentException().isThrownBy(() -> new PublicNoticeForm(form.name(), form.applied(), "", "", "",
                "11010519491231002X", "", "", "", form.from(), form.to(), "", "", form.signedOn())).withMessageNotContaining("1101");
    }

    @Test
    void shouldRefuseAReportOfNobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecommendationReport(List.of(), Optional.empty()));
    }

    @Test
    void shouldLetLongAchievementsFlowOverPagesWithoutLosingAWord() throws Exception {
        String achievements = "一、项目业绩。\n" + (ACHIEVEMENTS + "\n").repeat(40) + "以上情况属实。";

        byte[] pdf = Samples.notice(achievements).print(Format.PDF);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
            PDFTextStripper lastPage = new PDFTextStripper();
            lastPage.setStartPage(document.getNumberOfPages());
            assertThat(lastPage.getText(document).replaceAll("\\s", "")).contains("监督电话").contains("签字（单位负责人签字）：").contains("2025年3月17日");
        }
        String text = text(pdf, Format.PDF);
        assertThat(text.split("故障停机时间减少35%", -1)).hasSize(41);
        assertThat(text).contains("以上情况属实。");
    }

    @Test
    void shouldMakeTheSameBytesOfTheSameForm() {
        for (Format format : Format.values()) {
            assertThat(Samples.report().print(format)).isEqualTo(Samples.report().print(format));
        }
    }

    @Test
    void shouldWriteEveryPartOfTheDocxAsWellFormedXmlWhateverIsTyped() throws Exception {
        byte[] docx = Samples.notice("<b>&\u0000\u0008 ]]>\tA\r\nB</b>").print(Format.DOCX);

        for (byte[] part : parts(docx).values()) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(part));
        }
        assertThat(text(docx, Format.DOCX)).contains("<b>&]]>A").contains("B</b>");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldSayTheSameInBothFormats_R51(Format format) throws Exception {
        byte[] form = Samples.notice("1.\t主持\u200B管网改造，压力10⁵Pa\u000B乙项目").print(format);

        assertThat(text(form, format)).contains("1.主持管网改造，压力10⁵Pa乙项目");
        switch (format) {
            case PDF -> {
                try (PDDocument document = Loader.loadPDF(form)) {
                    assertThat(new PDFTextStripper().getText(document).lines().map(String::strip)).as("a line of its own").contains("乙项目");
                }
            }
            case DOCX -> assertThat(new String(parts(form).get("word/document.xml"), StandardCharsets.UTF_8)).as("a paragraph of its own")
                    .contains(">乙项目</w:t></w:r></w:p>");
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void shouldPrintNothingRatherThanSomethingElse_R51(Format format) {
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.notice("完成😀").print(format));
    }

    /** For looking at: target/forms. */
    @Test
    void shouldLeaveSamplesToLookAt() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "forms"));
        String achievements = "一、主持输送带自动纠偏装置研制。" + ACHIEVEMENTS.repeat(3) + "\n二、参与GB/T 1234—2023《带式输送机安全规范》企业实施细则的编写，负责第4章至第6章。" + "\n三、"
                + ACHIEVEMENTS.repeat(5);
        for (Format format : Format.values()) {
            Files.write(folder.resolve("annex-2." + format.extension()), Samples.notice(achievements).print(format));
            Files.write(folder.resolve("annex-2-empty." + format.extension()), Samples.emptyNotice().print(format));
            Files.write(folder.resolve("annex-3." + format.extension()), Samples.result().print(format));
            Files.write(folder.resolve("annex-4." + format.extension()), Samples.report().print(format));
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    /** The text without line breaks and spaces, which the layout adds. */
    private static String text(byte[] file, Format format) throws Exception {
        String text = switch (format) {
            case PDF -> {
                try (PDDocument document = Loader.loadPDF(file)) {
                    yield new PDFTextStripper().getText(document);
                }
            }
            case DOCX -> {
                NodeList runs = document(parts(file).get("word/document.xml")).getElementsByTagNameNS("*", "t");
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < runs.getLength(); i++) {
                    all.append(runs.item(i).getTextContent());
                }
                yield all.toString();
            }
        };
        return text.replaceAll("[\\s\u3000]", "").replaceAll("—\\d—", "");
    }

    private static Document document(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static Map<String, byte[]> parts(byte[] docx) throws Exception {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }
}
