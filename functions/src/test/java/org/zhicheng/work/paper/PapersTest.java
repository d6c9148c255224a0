package org.zhicheng.work.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.lambda.Requests.problem;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.ground.typesetting.StructuredText;
import org.zhicheng.handlers.notice.PrintFormHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.work.approval.ReceiveMaterials;
import org.zhicheng.work.certificate.RevokeCertificate;
import org.zhicheng.work.review.Reconsider;

/** R19, R25, R28, R30: what people carry says what is recorded, to whom it is meant for, and nothing before it is so. */
class PapersTest {

    private final Applications applications = new Applications();

    @Test
    @DisplayName("R25 申报表：全部内容、材料清单和历次审核意见")
    void shouldPrintTheWholeApplicationWithItsDecisions_R22_R25() {
        String id = applications.atDistrict().id();
        applications.returned(id, "A10");
        applications.at("2025-03-18T09:00");

        String text = text(print(APPLICANT, id, "APPLICATION"));

        assertThat(text).contains("民营企业专项初定（授予）职称申报表", "一、基本信息", "李晓明", "110***********0013", "十一、审核意见", "机械工程专业", "汉语言文学",
                Dossier.EMPLOYER, "遵纪守法", "完成样例项目三项", "A12工作小结2000字", "A13推荐单位公示1份", "公示时间2025年3月10日至2025年3月14日24:00", "基层单位申报推荐",
                "区（县）人社局初审、推荐退回修改2025年3月17日10:00请修改劳动合同：请核对A10");
        assertThat(text).doesNotContain("A10：", "PASS", "EMPLOYER_REVIEW");
    }

    @Test
    @DisplayName("R22 修改后重新审核的，原意见注明，不删除")
    void shouldKeepSupersededDecisionsAndSaySo_R22_R23() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        Dossier mended = new Dossier();
        mended.conduct = "遵纪守法，爱岗敬业";
        applications.save(id, mended.form());
        applications.correct(id, java.util.Map.of());
        applications.follow(id);

        assertThat(text(print(EMPLOYER, id, "APPLICATION"))).contains("推荐（已重新审核）");
        assertThat(text(print(APPLICANT, id, "SUBMISSION_RECEIPT"))).contains("第2次提交（修改后）");
    }

    @Test
    @DisplayName("R45 申报表列明复查结果，被推翻的决定注明已重新审核")
    void shouldPrintWhatCameOfAReconsideration_R45() {
        String id = applications.questioned().id();
        applications.reconsider(id, Reconsider.Outcome.SENT_BACK);
        assertThat(text(print(DISTRICT, id, "APPLICATION"))).contains("不予通过（已重新审核）", "复查退回重新审核");
    }

    @Test
    @DisplayName("R45 复查维持的，申报表注明维持原结果")
    void shouldPrintThatARejectionWasUpheld_R45() {
        String id = applications.questioned().id();
        applications.reconsider(id, Reconsider.Outcome.UPHELD);

        assertThat(text(print(DISTRICT, id, "APPLICATION"))).contains("复查维持原结果", "不予通过").doesNotContain("已重新审核");
    }

    @Test
    @DisplayName("R25 填报中的申报表注明尚未提交，只有本人可以打印")
    void shouldSayOfADraftThatItWasNotSubmitted_R25() {
        String id = applications.draft().id();

        assertThat(text(print(APPLICANT, id, "APPLICATION"))).contains("首次提交时间尚未提交", "当前步骤填报中");
        assertThat(problem(print(EMPLOYER, id, "APPLICATION"))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(print(APPLICANT, id, "SUBMISSION_RECEIPT"))).as("nothing was received").isEqualTo(ErrorCode.WRONG_STATE);
    }

    @Test
    @DisplayName("R44 工作人员打印整份申报，按查阅登记")
    void shouldRecordThatStaffHasPrintedAWholeApplication_R44() {
        String id = applications.atDistrict().id();

        print(APPLICANT, id, "APPLICATION");
        assertThat(applications.services.auditLog().events(Subject.readings(id))).isEmpty();
        print(DISTRICT, id, "APPLICATION");
        print(DISTRICT, id, "APPLICATION");
        assertThat(applications.services.auditLog().events(Subject.readings(id))).as("once a day").hasSize(1);
    }

    @Test
    @DisplayName("R21 R24 受理回执：提交时间、材料、办理单位和期限")
    void shouldSayWhatWasHandedInWhenAndWhoHasItUntilWhen_R21_R24() {
        String id = applications.submit(applications.draft().id()).id();
        applications.follow(id);

        String text = text(print(APPLICANT, id, "SUBMISSION_RECEIPT"));

        assertThat(text).contains("受理回执", "已于2025年3月10日10:00（北京时间）提交，现予受理", "申报编号" + id, "A9年度考核合格证明1份", "办理单位基层单位：" + Dossier.EMPLOYER,
                "办理时限2025年3月24日24:00（北京时间），还有10个工作日", "后续环节区（县）人社局初审、推荐 → 评审委员会审核 → 接收材料 → 批文 → 制证 → 已发证");
    }

    @Test
    void shouldSayInTheReceiptThatACorrectionIsDueAndThatAnEndedApplicationIsDone_R24() {
        String id = applications.returned(applications.atDistrict().id(), "A10").id();

        assertThat(text(print(OFFICE, id, "SUBMISSION_RECEIPT"))).contains("修改期限2025年3月24日24:00（北京时间），还有5个工作日；逾期未重新提交的，申报终止", "后续环节基层单位申报");
        applications.withdraw(APPLICANT, id);
        assertThat(text(print(APPLICANT, id, "SUBMISSION_RECEIPT"))).contains("当前步骤已撤回，已办结").doesNotContain("办理时限");
    }

    @Test
    @DisplayName("R38 文件按期限删除后，受理回执仍如实写明提交份数")
    void shouldSayHowManyFilesWereHandedInAfterTheirTime_R38() {
        Application whole = applications.submitted();
        Application less = whole.edit().detach(whole.files(Material.A1)).done();
        applications.services.applications()
                .commit(Commands.bySystem(whole, less, "DELETE_FILES", AuditEvent.Channel.SCHEDULE, applications.services.now(), ""));

        assertThat(text(print(APPLICANT, whole.id(), "SUBMISSION_RECEIPT"))).contains("已按保存期限删除的文件1份").doesNotContain("身份证（正面）");
    }

    @Test
    @DisplayName("R28 收件凭证：已收、未收的原件和收件时间；一项未收不出具")
    void shouldSayWhichOriginalsWereReceivedWhenAndWhichAreMissing_R28() {
        String id = applications.atMaterials().id();
        assertThat(problem(print(OFFICE, id, "ORIGINALS_RECEIPT"))).isEqualTo(ErrorCode.PAPER_NOT_DUE);

        receive(id, Material.A1, Material.A2);
        applications.at("2025-03-19T15:30");
        receive(id, Material.A10);

        String text = text(print(OFFICE, id, "ORIGINALS_RECEIPT"));
        assertThat(text).contains("收件凭证", "职称申报材料原件共3项", "1A1身份证（正面）2025年3月17日10:00", "3A10劳动合同2025年3月19日15:30", "尚未收到：A3 一寸免冠照片、A4 毕业证",
                "（评审机构公章）2025年3月19日");
        assertThat(text(print(APPLICANT, id, "ORIGINALS_RECEIPT"))).isEqualTo(text);

        applications.receipts().receive(applications.as(OFFICE), id, new ReceiveMaterials.Receipt(List.of(),
                applications.find(id).content().version(), java.util.Map.of(), List.of(Material.A10), "误登"));
        assertThat(text(print(OFFICE, id, "ORIGINALS_RECEIPT"))).contains("原件共2项", "A10 劳动合同").doesNotContain("2025年3月19日15:30");
    }

    @ParameterizedTest
    @EnumSource(PrintPapers.Paper.class)
    @DisplayName("R20 回执和凭证只给本人和评审机构，申报表给有权查看的人")
    void shouldPrintForWhomThePaperIsMeantOnly_R20(PrintPapers.Paper paper) {
        String id = applications.atMaterials().id();
        receive(id, Material.A1);

        for (String sub : List.of(APPLICANT, OFFICE, ADMINISTRATOR)) {
            assertThat(print(sub, id, paper.name()).statusCode()).as(sub).isEqualTo(200);
        }
        for (String sub : List.of(EMPLOYER, DISTRICT, COMMITTEE)) {
            assertThat(print(sub, id, paper.name()).statusCode()).as(sub).isEqualTo(paper == PrintPapers.Paper.APPLICATION ? 200 : 403);
        }
        assertThat(problem(print("stranger", id, paper.name()))).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(PrintPapers.Paper.class)
    @DisplayName("R28 每份回执、凭证、申报表有二维码，只含申报的网址，供柜台扫码打开")
    void shouldBearACodeThatLeadsToTheApplicationAndSaysNothingElse_R28(PrintPapers.Paper paper) throws Exception {
        String id = applications.atMaterials().id();
        receive(id, Material.A1);
        byte[] pdf = Base64.getDecoder().decode(print(OFFICE, id, paper.name()).body());
        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve(paper + "-code.pdf"), pdf);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 150);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            BinaryBitmap bitmap = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels)));

            assertThat(new QRCodeReader().decode(bitmap).getText()).isEqualTo("https://zhicheng.invalid/portal/applications/" + id);
        }
        assertThat(StructuredText.read(pdf).getFirst().type()).as("heard before the title").isEqualTo("Figure");
    }

    @Test
    void shouldRefuseAPaperThatIsNone() {
        String id = applications.atMaterials().id();

        assertThat(problem(print(APPLICANT, id, "PUBLIC_NOTICE"))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(list(OFFICE, "APPLICATION", "cycle", "2025"))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    @DisplayName("R51 录入时未查字形的旧文字缺字以〓代替并注明")
    void shouldMarkALetterThatNoFontHasAndSaySo_R51() {
        Dossier dossier = new Dossier();
        dossier.conduct = "遵纪守法😀";
        String id = applications.draft().id();
        applications.save(id, dossier.form());

        assertThat(text(print(APPLICANT, id, "APPLICATION"))).contains("遵纪守法〓", "“〓”表示系统字库没有的字").doesNotContain("😀");
    }

    @Test
    @DisplayName("R28 批文附名单，人数与名单一致")
    void shouldPrintTheApprovalDocumentWithItsList_R28() {
        Application first = certified();

        String text = text(list(OFFICE, "APPROVAL_DOCUMENT", "number", "乌职改[2025]1号"));

        assertThat(text).contains(APPROVAL, "关于批准李晓明同志初定专业技术职称的通知", "批准日期为2025年3月17日", "附：批准名单（1人）",
                "1李晓明110***********0013" + Dossier.EMPLOYER + "工程系列机械工程专业初定初级", "（公章）2025年3月17日");
        assertThat(list(OFFICE, "APPROVAL_DOCUMENT", "number", APPROVAL, "format", "DOCX").headers()).containsEntry("content-type",
                Format.DOCX.contentType());
        assertThat(applications.services.auditLog().events(Subject.approvalDocument(APPROVAL))).as("R35").extracting("action")
                .contains("PRINT");
        assertThat(first.approvalDocument()).contains(APPROVAL);
    }

    @Test
    @DisplayName("R30 R34 发证名册列出每本证书和现状；结果名单遮盖姓名，不列已撤销的")
    void shouldListEveryCertificateAndPublishNobodyWhoseTitleWasTaken_R30_R34() {
        Application certified = certified();
        String number = certified.certificateNumber().orElseThrow();

        for (String[] of : List.of(new String[]{"number", APPROVAL}, new String[]{"cycle", "2025"})) {
            assertThat(text(list(OFFICE, "CERTIFICATE_REGISTER", of))).contains("共发证1本，其中有效1本，已换发0本，已撤销0本",
                    number + "李晓明110***********0013", "初定初级" + APPROVAL + "2025年3月17日有效");
            assertThat(text(list(ADMINISTRATOR, "RESULT_LIST", of))).contains("批准取得专业技术职称的共1人", "李*明110***********0013" + Dossier.EMPLOYER)
                    .doesNotContain("李晓明");
        }
        new RevokeCertificate(applications.services.applications(), applications.services.certificates(), applications.transitions())
                .revoke(applications.as(OFFICE), number, "伪造");
        assertThat(text(list(OFFICE, "CERTIFICATE_REGISTER", "cycle", "2025"))).contains("其中有效0本，已换发0本，已撤销1本", "2025年3月17日撤销");
        assertThat(problem(list(OFFICE, "RESULT_LIST", "cycle", "2025"))).isEqualTo(ErrorCode.PAPER_NOT_DUE);
        for (String[] of : List.of(new String[]{"number", APPROVAL, "format", "CSV"}, new String[]{"cycle", "2025", "format", "CSV"})) {
            ApiResponse sheet = list(OFFICE, "CERTIFICATE_REGISTER", of);
            assertThat(sheet.headers()).containsEntry("content-type", "text/csv; charset=utf-8").extractingByKey("content-disposition")
                    .asString().endsWith(".csv");
            assertThat(new String(Base64.getDecoder().decode(sheet.body()), StandardCharsets.UTF_8).lines()).hasSize(2).last().asString()
                    .startsWith(number + ",李晓明,110***********0013,").endsWith(",2025-03-17,2025年3月17日撤销");
        }
        assertThat(list(OFFICE, "CERTIFICATE_REGISTER", "cycle", "2025", "format", "XLSX").headers()).extractingByKey("content-type")
                .asString().contains("spreadsheetml");
        assertThat(problem(list(OFFICE, "APPROVAL_DOCUMENT", "number", APPROVAL, "format", "CSV"))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    @DisplayName("R20 R28 名单只由评审机构和管理员打印，无人获批不出具")
    void shouldPrintListsForTheOfficeOnlyAndNoneOfNobody_R20_R28() {
        applications.atApprovalDocument();

        for (PrintLists.Paper paper : PrintLists.Paper.values()) {
            for (String sub : List.of(APPLICANT, EMPLOYER, DISTRICT, COMMITTEE, "stranger")) {
                assertThat(problem(list(sub, paper.name(), "number", APPROVAL))).as(sub).isEqualTo(ErrorCode.NOT_ALLOWED);
            }
            assertThat(problem(list(OFFICE, paper.name(), "number", APPROVAL))).isEqualTo(ErrorCode.NOT_FOUND);
            assertThat(problem(list(OFFICE, paper.name()))).isEqualTo(ErrorCode.MISSING_FIELD);
            assertThat(problem(list(OFFICE, paper.name(), "number", APPROVAL, "cycle", "2025"))).isEqualTo(ErrorCode.INVALID_VALUE);
        }
        assertThat(problem(list(OFFICE, "APPROVAL_DOCUMENT", "cycle", "2025"))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(list(OFFICE, "RESULT_LIST", "cycle", "2025"))).isEqualTo(ErrorCode.PAPER_NOT_DUE);
        assertThat(problem(list(OFFICE, "RESULT_LIST", "cycle", "2024"))).isEqualTo(ErrorCode.NO_CYCLE);
        assertThat(problem(list(OFFICE, "RESULT_LIST", "cycle", "x"))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    /** A hundred people with names of all lengths: the heading on each page, the pages numbered, every line once, nothing outside the margins. */
    @ParameterizedTest
    @EnumSource(PrintLists.Paper.class)
    void shouldGoOnOverPagesWithItsHeadingAndNumbers_R28_R37(PrintLists.Paper paper) throws IOException {
        byte[] pdf = FormPrinter.print(switch (paper) {
            case APPROVAL_DOCUMENT -> new ApprovalPaper(document(), many(), Dossier.SETTINGS).document();
            case CERTIFICATE_REGISTER -> new CertificateRegister(many(), lines(), Dossier.SETTINGS, LocalDate.of(2025, 4, 1)).document();
            case RESULT_LIST -> ResultList.of(many(), Dossier.SETTINGS, LocalDate.of(2025, 4, 1)).document();
        }, Format.PDF);
        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve(paper + ".pdf"), pdf);

        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(3);
            boolean turned = paper == PrintLists.Paper.CERTIFICATE_REGISTER;
            // the list of an approval document is added behind its signatures
            boolean turnedOver = paper == PrintLists.Paper.APPROVAL_DOCUMENT;
            for (int i = 1; i <= pages; i++) {
                PDPage page = document.getPage(i - 1);
                assertThat(Math.round(turned ? page.getMediaBox().getHeight() : page.getMediaBox().getWidth())).as("A4").isEqualTo(595);
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                String text = stripper.getText(document);
                assertThat(text).contains("第" + i + "页，共" + pages + "页");
                assertThat(text.contains("650*")).as("no page holds nothing but signatures").isEqualTo(i > 1 || !turnedOver)
                        .isEqualTo(text.contains("序号"));
            }
        }
        List<String> cells = StructuredText.read(pdf).stream().filter(e -> e.type().equals("TD")).map(StructuredText.Element::text)
                .toList();
        assertThat(cells).hasSize(100 * (paper == PrintLists.Paper.CERTIFICATE_REGISTER ? 10 : 6)).contains("1", "50", "100");
        assertThat(StructuredText.read(pdf).stream().filter(e -> e.type().equals("TH")).map(StructuredText.Element::text)).as("heard once")
                .containsOnlyOnce("序号");
    }

    @Test
    void shouldGoOnOverPagesWithLongTexts_R25() throws IOException {
        Dossier dossier = new Dossier();
        dossier.summary = ("主持输送带自动纠偏装置的研制，本人承担方案设计和现场调试，故障停机时间减少35%。\n").repeat(70);
        String id = applications.draft().id();
        applications.save(id, dossier.form());
        byte[] pdf = Base64.getDecoder().decode(print(APPLICANT, id, "APPLICATION").body());
        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve("APPLICATION.pdf"), pdf);

        assertThat(StructuredText.words(pdf).split("故障停机时间减少35%", -1)).hasSize(71);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("申报编号：" + id, "第1页，共" + document.getNumberOfPages() + "页");
        }
    }

    /** For looking at: target/papers. */
    @Test
    void shouldLeaveSamplesToLookAt() throws IOException {
        String id = applications.atMaterials().id();
        receive(id, Material.A1, Material.A2, Material.A3, Material.A10);
        Path folder = Files.createDirectories(Path.of("target", "papers"));
        for (PrintPapers.Paper paper : List.of(PrintPapers.Paper.SUBMISSION_RECEIPT, PrintPapers.Paper.ORIGINALS_RECEIPT)) {
            Files.write(folder.resolve(paper + ".pdf"), Base64.getDecoder().decode(print(OFFICE, id, paper.name()).body()));
        }
        Files.write(folder.resolve("APPROVAL_DOCUMENT.docx"),
                FormPrinter.print(new ApprovalPaper(document(), many(), Dossier.SETTINGS).document(), Format.DOCX));
        assertThat(folder).isNotEmptyDirectory();
    }

    private Application certified() {
        return applications.certified();
    }

    private void receive(String id, Material... materials) {
        applications.receipts().receive(applications.as(OFFICE), id, applications.receipt(id, List.of(materials)));
    }

    private ApiResponse print(String sub, String id, String paper) {
        return Requests.get("/applications/{id}/papers/{paper}").path("id", id).path("paper", paper).asStaff(sub)
                .to(new PrintFormHandler(applications.services));
    }

    private ApiResponse list(String sub, String paper, String... query) {
        Requests request = Requests.get("/papers/{paper}").path("paper", paper).asStaff(sub);
        for (int i = 0; i < query.length; i += 2) {
            request.query(query[i], query[i + 1]);
        }
        return request.to(new PrintFormHandler(applications.services));
    }

    private static String text(ApiResponse response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        byte[] pdf = Base64.getDecoder().decode(response.body());
        assertThat(pdf).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        return StructuredText.words(pdf);
    }

    private static ApprovalDocument document() {
        return new ApprovalDocument(APPROVAL, LocalDate.of(2025, 3, 31), List.of(), OFFICE, Dossier.NOW, "办事员", java.util.Map.of(),
                ApprovalDocument.Stage.FINAL, Role.OFFICE);
    }

    private static Approved many() {
        List<ApplicationSummary> people = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            people.add(person(i));
        }
        return new Approved(APPROVAL, 2025, people, List.of());
    }

    private static ApplicationSummary person(int i) {
        Function<Integer, String> name = n -> switch (n % 5) {
            case 0 -> "阿卜杜热合曼·艾尔肯";
            case 1 -> "张伟";
            case 2 -> "李𠀁";
            case 3 -> "买买提吐尔逊·阿布都克热木江";
            default -> "欧阳晓明";
        };
        Dossier dossier = new Dossier();
        dossier.kind = i % 2 == 0 ? Kind.AWARD : Kind.INITIAL_DETERMINATION;
        dossier.level = TitleLevel.ASSOCIATE_SENIOR;
        dossier.specialty = i % 7 == 0 ? "计算机技术与软件（人工智能方向）专业" : "机械工程专业";
        if (i % 3 == 0) {
            dossier.employer = new EmployerSection(dossier.employer.uscc(), "新疆乌鲁木齐高新技术产业开发区样例智能装备制造股份有限公司第一分公司", Optional.empty(),
                    Optional.empty());
        }
        return ApplicationSummary
                .of(dossier.application().edit().identity(name.apply(i), "650***********1234").approvalDocument(Optional.of(APPROVAL))
                        .certificateNumber("WLMQ2025" + (1000000 + i)).enter(State.CERTIFIED, Dossier.NOW, Optional.empty()).done());
    }

    private static List<CertificateRegister.Line> lines() {
        return many().people().stream()
                .map(p -> new CertificateRegister.Line(new Certificate(p.certificateNumber().orElseThrow(), "code", p.id(), p.applicant(),
                        p.name(), p.maskedIdNumber(), p.series(), p.specialty(), p.level(), p.kind(), LocalDate.of(2025, 3, 31), APPROVAL,
                        "样例局", "", Dossier.NOW, Optional.empty()), p.employerName()))
                .toList();
    }
}
