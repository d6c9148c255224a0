package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.AppliedTitle;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.ground.typesetting.StructuredText;
import org.zhicheng.handlers.notice.PrintFormHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.work.certificate.CertificateFacts;
import org.zhicheng.work.certificate.CertificatePdf;
import org.zhicheng.work.notice.NoticeResultForm;
import org.zhicheng.work.notice.PublicNoticeForm;
import org.zhicheng.work.notice.RecommendationReport.Candidate;
import org.zhicheng.work.notice.RecommendationReport;
import org.zhicheng.work.paper.PrintLists;
import org.zhicheng.work.paper.PrintPapers;

/** R19, R30: the papers that are kept for decades can be read by whatever reads them then. */
class LastingPapersTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 17);
    private static final AppliedTitle APPLIED = new AppliedTitle("初定", "工程系列", "机械工程专业", "初级");
    private static final String ACHIEVEMENTS = "1. 主持CO₂捕集与efficient office工程，压力10⁵Pa，误差±0.5‰——获①等奖；龘𠅤\n2. 第二行";

    @BeforeAll
    static void begin() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private record Paper(String name, byte[] pdf, List<String> words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Paper> papers() {
        return Stream.concat(recorded(), Stream.of(
                new Paper("certificate",
                        CertificatePdf.make(
                                new CertificateFacts("2025000001", "𠅤小龘", "110***********002X", Optional.empty(), "工程系列", "CO₂捕集专业", "初级",
                                        "初定", DAY, "乌职改〔2025〕1号", "样例<局>&办", "https://zhicheng.invalid/verifications/x"),
                                portrait(), new byte[]{1}),
                        List.of("PROFESSIONAL TITLE CERTIFICATE", "Certificate number", "𠅤小龘", "CO₂捕集专业")),
                new Paper("Annex 2",
                        new PublicNoticeForm("李晓明", APPLIED, "男", "汉族", "群众", "110***********002X", "无", "遵纪守法", ACHIEVEMENTS,
                                Optional.of(DAY), Optional.of(DAY), "样例办公室", "0991-0000000", Optional.of(DAY)).print(Format.PDF),
                        List.of("efficient office", "10⁵Pa", "——获①等奖")),
                new Paper("Annex 3",
                        new NoticeResultForm("李晓明", APPLIED, Optional.of(DAY), Optional.of(DAY), OptionalInt.of(5), 0, Optional.of(DAY))
                                .print(Format.PDF),
                        List.of("李晓明")),
                new Paper("Annex 4", new RecommendationReport(List.of(new Candidate("李晓明", "机械工程师", "机械工程专业", 1, DAY, DAY, 5, 0, APPLIED)),
                        Optional.empty()).print(Format.PDF), List.of("李晓明"))));
    }

    /** Those that are computed from what is recorded. */
    private static Stream<Paper> recorded() {
        Applications applications = new Applications();
        String id = applications.certified().id();
        PrintFormHandler handler = new PrintFormHandler(applications.services);
        Stream<Paper> own = Stream.of(PrintPapers.Paper.values())
                .map(paper -> new Paper(paper.chinese(), file(Requests.get("/applications/{id}/papers/{paper}").path("id", id)
                        .path("paper", paper).asStaff(Applications.OFFICE).to(handler)), List.of("李晓明")));
        Stream<Paper> lists = Stream
                .of(PrintLists.Paper.values()).map(
                        paper -> new Paper(
                                paper.chinese(), file(Requests.get("/papers/{paper}").path("paper", paper)
                                        .query("number", Applications.APPROVAL).asStaff(Applications.OFFICE).to(handler)),
                                List.of("110***********0013")));
        return Stream.concat(own, lists);
    }

    private static byte[] file(ApiResponse response) {
        return Base64.getDecoder().decode(response.body());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("papers")
    void shouldBePdfA3u_R30(Paper paper) throws Exception {
        assertThat(broken(paper.pdf(), PDFAFlavour.PDFA_3_U)).isEmpty();
    }

    /** veraPDF passes pages of boxes: what is heard is held by {@code FormPrinterTest} and {@code CertificatePdfTest}. */
    @ParameterizedTest(name = "{0}")
    @DisplayName("R51 各类文书和证书可供读屏软件朗读（PDF/UA-1）")
    @MethodSource("papers")
    void shouldBePdfUa1_R51(Paper paper) throws Exception {
        assertThat(broken(paper.pdf(), PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("papers")
    void shouldReadBackWhatWasPutIn_R51(Paper paper) {
        // not by PDFTextStripper, which makes plain letters of ligatures
        assertThat(StructuredText.words(paper.pdf())).contains(paper.words());
    }

    @Test
    void shouldFindWhatIsNeither() throws Exception {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.addPage(new org.apache.pdfbox.pdmodel.PDPage());
            document.save(out);
            assertThat(broken(out.toByteArray(), PDFAFlavour.PDFA_3_U)).isNotEmpty();
            assertThat(broken(out.toByteArray(), PDFAFlavour.PDFUA_1)).isNotEmpty();
        }
    }

    private static List<String> broken(byte[] pdf, PDFAFlavour flavour) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTestAssertions().isEmpty() && !result.isCompliant()).isFalse();
            return result.getTestAssertions().stream().filter(a -> a.getStatus() == TestAssertion.Status.FAILED)
                    .map(a -> a.getRuleId().getClause() + " " + a.getMessage()).distinct().toList();
        }
    }

    private static byte[] portrait() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(50, 70, BufferedImage.TYPE_INT_RGB), "jpeg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
