package org.zhicheng.ground.typesetting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.ground.typesetting.FormDocument.Body;
import org.zhicheng.ground.typesetting.FormDocument.Column;
import org.zhicheng.ground.typesetting.FormDocument.Fact;
import org.zhicheng.ground.typesetting.FormDocument.Heading;
import org.zhicheng.ground.typesetting.FormDocument.Labelled;
import org.zhicheng.ground.typesetting.FormDocument.Signature;
import org.zhicheng.ground.typesetting.FormDocument.Table;
import org.zhicheng.ground.typesetting.StructuredText.Element;

/** R51: what is heard of a form is what was put in, letter by letter and in its order, over any number of pages. */
class FormPrinterTest {

    private static final String ENGLISH = "an efficient office fits five different words into each of its first lines ";
    private static final FormDocument FORM = new FormDocument("附件9", "一个很长的标题".repeat(8),
            List.of(new Heading("一、正文"), new Body((ENGLISH + "和一些汉字，CO₂𠅤龘。").repeat(20) + "\n第二段"),
                    new Labelled("基本信息：", ENGLISH.repeat(3).strip()), new Heading("二、事实"),
                    Table.facts(List.of(new Fact("姓名", "李𠀁"), new Fact("性别", "女"), new Fact("单位", "样例科技", true))), new Heading("三、名单"),
                    Table.list(List.of(new Column("序号", 10), new Column("说明", 90)),
                            IntStream.range(0, 60).mapToObj(i -> List.of("第" + i + "行", "说明" + i + "：" + ENGLISH.repeat(i % 5).strip()))
                                    .toList()),
                    Table.text("很长的一格。" + "一行字".repeat(900)), new Signature(List.of("单位负责人：（签字）", "", "（公章）", "2025年3月17日"))));

    @Test
    @DisplayName("R51 按结构读出的文字与写入的逐字一致，顺序相同")
    void shouldBeHeardAsItWasPutIn_R51() {
        byte[] pdf = FormPrinter.print(FORM, Format.PDF);

        assertThat(StructuredText.words(pdf)).isEqualTo(FORM.text().replace("\n", ""));
    }

    @Test
    void shouldSayOfEachPartWhatItIs_R51() {
        List<Element> heard = StructuredText.read(FormPrinter.print(FORM, Format.PDF));

        assertThat(heard).startsWith(new Element("P", "附件9"), new Element("H1", FORM.title()), new Element("H2", "一、正文"))
                .contains(new Element("P", "第二段"), new Element("TH", "姓名"), new Element("TD", "李𠀁"), new Element("TH", "序号"),
                        new Element("TD", "第59行"))
                .endsWith(new Element("P", "单位负责人：（签字）"), new Element("P", "（公章）"), new Element("P", "2025年3月17日"));
    }

    @Test
    void shouldStayWithinTheMarginsOfA4OnEachPage() throws IOException {
        for (boolean turned : new boolean[]{false, true}) {
            FormDocument form = new FormDocument(FORM.annex(), FORM.title(), FORM.paragraphs(), turned, "编号：1");
            try (PDDocument document = Loader.loadPDF(FormPrinter.print(form, Format.PDF))) {
                for (PDPage page : document.getPages()) {
                    float width = page.getMediaBox().getWidth();
                    float height = page.getMediaBox().getHeight();
                    assertThat(List.of(Math.round(Math.min(width, height)), Math.round(Math.max(width, height)))).containsExactly(595, 842);
                    Letters letters = new Letters(page);
                    assertThat(letters.left()).isGreaterThanOrEqualTo(70);
                    assertThat(letters.right()).isLessThanOrEqualTo(width - 56);
                    assertThat(letters.bottom()).isLessThanOrEqualTo(height - 25);
                }
            }
        }
    }

    @Test
    void shouldKeepTheLastRowWithTheSignatures() throws IOException {
        for (int rows = 20; rows < 32; rows++) {
            List<List<String>> lines = IntStream.range(0, rows).mapToObj(i -> List.of("第" + i + "行")).toList();
            byte[] pdf = FormPrinter.print(new FormDocument("", "名单",
                    List.of(Table.list(List.of(new Column("行", 1)), lines), new Signature(List.of("签字：", "", "日期：")))), Format.PDF);
            try (PDDocument document = Loader.loadPDF(pdf)) {
                org.apache.pdfbox.text.PDFTextStripper last = new org.apache.pdfbox.text.PDFTextStripper();
                last.setStartPage(document.getNumberOfPages());
                assertThat(last.getText(document)).as(rows + " rows").contains("第" + (rows - 1) + "行", "签字：", "日期：");
            }
        }
    }

    @Test
    void shouldWriteTheSameTablesForWord_R51() throws IOException {
        String xml = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(FormPrinter.print(FORM, Format.DOCX)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                xml += entry.getName().equals("word/document.xml") ? new String(zip.readAllBytes(), StandardCharsets.UTF_8) : "";
            }
        }
        assertThat(xml.replaceAll("<[^>]+>", "")).isEqualTo(FORM.text().replace("\n", ""));
        assertThat(xml).contains("<w:tblHeader/>", "<w:gridSpan w:val=\"3\"/>", "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>");
    }

    /** Where the letters of a page stand, in points from the left and from the top. */
    private static final class Letters extends org.apache.pdfbox.text.PDFTextStripper {

        private float left = Float.MAX_VALUE;
        private float right;
        private float bottom;

        Letters(PDPage page) throws IOException {
            try (PDDocument alone = new PDDocument()) {
                alone.importPage(page);
                getText(alone);
            }
        }

        float left() {
            return left;
        }

        float right() {
            return right;
        }

        float bottom() {
            return bottom;
        }

        @Override
        protected void processTextPosition(org.apache.pdfbox.text.TextPosition letter) {
            if (!letter.getUnicode().isBlank()) {
                left = Math.min(left, letter.getXDirAdj());
                right = Math.max(right, letter.getXDirAdj() + letter.getWidthDirAdj());
                bottom = Math.max(bottom, letter.getYDirAdj());
            }
            super.processTextPosition(letter);
        }
    }
}
