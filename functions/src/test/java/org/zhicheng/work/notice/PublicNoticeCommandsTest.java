package org.zhicheng.work.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.Contact;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.PublicNotice.Finding;
import org.zhicheng.dossier.application.PublicNotice.Objection;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.ground.typesetting.StructuredText;
import org.zhicheng.handlers.notice.MakeRecommendationReportHandler;
import org.zhicheng.handlers.notice.PrintFormHandler;
import org.zhicheng.handlers.notice.RecordObjectionHandler;
import org.zhicheng.handlers.notice.RecordPublicNoticeHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.rules.correction.ChangedFields;
import org.zhicheng.work.notice.PrintForms.Annex;

class PublicNoticeCommandsTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    void shouldRecordANoticeOnceAndCorrectIt_R17() {
        String id = waiting();
        Application first = applications.record(id, applications.notice(id, "2025-03-10", "2025-03-14", ""));
        services.clock().advance(java.time.Duration.ofMinutes(1));

        assertThat(applications.record(id, applications.notice(id, "2025-03-10", "2025-03-14", ""))).isEqualTo(first);
        assertThat(applications.actions(id)).containsOnlyOnce("RECORD_PUBLIC_NOTICE");
        applications.at("2025-03-17T10:00");
        assertThat(applications.record(id, applications.notice(id)).publicNotice().orElseThrow().resultDate()).isPresent();
    }

    @Test
    void shouldTellEverythingWrongWithANoticeAtOnce_R18() {
        String id = waiting();
        RecordPublicNotice.Entry right = applications.notice(id, "2025-03-10", "2025-03-13", "2025-03-12");
        RecordPublicNotice.Entry wrong = new RecordPublicNotice.Entry("李小明", right.kind(), right.level(), "农业系列", right.specialty(),
                right.from(), right.to(), right.resultDate(), "", "", right.contentVersion());
        applications.at("2025-03-17T10:00");

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.record(id, wrong));
        assertThat(Applications.violations(failure)).contains("R17 NOTICE_TOO_SHORT publicNotice.to",
                "R18 NOTICE_NAME_DIFFERS publicNotice.name", "R18 NOTICE_SERIES_DIFFERS publicNotice.series",
                "R18 NOTICE_RESULT_BEFORE_END publicNotice.resultDate");
        assertThat(applications.find(id).publicNotice()).isEmpty();
    }

    @Test
    void shouldBeTheEmployersOnlyAndOnlyInItsStep_R20() {
        String id = waiting();
        RecordPublicNotice record = new RecordPublicNotice(services.applications(), applications.transitions(), applications.standIn());
        RecordPublicNotice.Entry notice = applications.notice(id, "2025-03-10", "2025-03-14", "");
        org.zhicheng.lambda.Samples.appoint(services, "stranger", Role.EMPLOYER, "91110000600037341L");

        refused(ErrorCode.NOT_ALLOWED, () -> record.record(applications.as(APPLICANT), id, notice));
        refused(ErrorCode.NOT_ALLOWED, () -> record.record(applications.as(DISTRICT), id, notice));
        refused(ErrorCode.NOT_FOUND, () -> record.record(applications.as("stranger"), id, notice));
        applications.certify(id, applications.notice(id));
        applications.passed(id, EMPLOYER);
        refused(ErrorCode.WRONG_STATE, () -> record.record(applications.as(EMPLOYER), id, notice));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', value = {"{|400|MALFORMED_JSON", "{\"days\":5}|400|UNKNOWN_FIELD",
            "{\"from\":\"10.3.2025\"}|400|INVALID_VALUE", "{}|400|MISSING_FIELD", "{\"contentVersion\":0}|409|CONTENT_CHANGED",
            "{\"objections\":[]}|400|UNKNOWN_FIELD"})
    void shouldRefuseABrokenBodyWithItsCode_R17(String body, int status, ErrorCode code) {
        ApiResponse response = put(waiting(), body);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem(response)).isEqualTo(code);
    }

    @Test
    void shouldAnswerWithTheRecordedNoticeButNotWhoRecordedIt_R25() {
        String id = waiting();
        ApiResponse response = put(id, applications.notice(id, "2025-03-10", "2025-03-14", ""));

        ApplicationView.Notice notice = Requests.body(response, ApplicationView.class).publicNotice().orElseThrow();
        assertThat(notice.name()).isEqualTo("李晓明");
        assertThat(response.body()).doesNotContain("recordedBy");
    }

    @Test
    @DisplayName("R41 登记过的异议不因重新登记公示而消失，登记的公示全文留在记录中")
    void shouldKeepAnObjectionWhateverIsRecordedOfTheNotice_R41() {
        String id = waiting();
        applications.record(id, applications.notice(id, "2025-03-10", "2025-03-14", ""));
        applications.object(id, "2025-03-10", "业绩不实");
        applications.at("2025-03-17T10:00");

        applications.record(id, applications.notice(id, "2025-03-11", "2025-03-17", ""));
        Objection kept = applications.find(id).publicNotice().orElseThrow().objections().getFirst();
        assertThat(kept.facts()).isEqualTo("业绩不实");
        assertThat(kept.recordedBy()).isEqualTo(EMPLOYER);
        assertThat(services.applications().events(id)).extracting(AuditEvent::note)
                .anySatisfy(note -> assertThat(note).contains("公示 Notice 2025-03-10 – 2025-03-14", "未出具 none yet", "机械工程专业", "人事科"))
                .anySatisfy(note -> assertThat(note).contains("2025-03-11 – 2025-03-17"))
                .anySatisfy(note -> assertThat(note).contains("业绩不实"));
    }

    @Test
    @DisplayName("R18 异议逐项登记、逐项处理，处理结果不能改写；公示结果之后提出的异议使结果作废")
    void shouldRaiseAndSettleEachObjectionOnce_R18() {
        String id = applications.atEmployer().id();
        Application raised = applications.object(id, "2025-03-14", "业绩不实");
        assertThat(raised.publicNotice().orElseThrow().resultDate()).isEmpty();
        assertThat(applications.object(id, "2025-03-14", "业绩不实")).as("once").isEqualTo(raised);
        Failure open = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(open)).contains("R18 NOTICE_OBJECTION_OPEN publicNotice.objections");
        refused(ErrorCode.RULES_BROKEN, () -> applications.record(id, applications.notice(id)));
        assertThat(problem(print(EMPLOYER, id, "NOTICE_RESULT", "PDF"))).isEqualTo(ErrorCode.NOTICE_NOT_ENDED);
        assertThat(problem(report(EMPLOYER, List.of(id)))).isEqualTo(ErrorCode.NOTICE_NOT_ENDED);

        Application settled = applications.settle(id, 1, Finding.UNFOUNDED, "2025-03-16");
        assertThat(applications.settle(id, 1, Finding.UNFOUNDED, "2025-03-16")).as("once").isEqualTo(settled);
        refused(ErrorCode.ALREADY_SETTLED, () -> applications.settle(id, 1, Finding.UPHELD, "2025-03-16"));
        refused(ErrorCode.NOT_FOUND, () -> applications.settle(id, 2, Finding.UNFOUNDED, "2025-03-16"));
        Failure early = refused(ErrorCode.RULES_BROKEN, () -> applications.record(id, applications.notice(id)));
        assertThat(Applications.violations(early)).containsExactly("R18 NOTICE_RESULT_BEFORE_SETTLEMENT publicNotice.resultDate");
        applications.record(id, applications.notice(id, "2025-03-10", "2025-03-14", "2025-03-16"));
        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
        assertThat(services.applications().events(id)).filteredOn(e -> e.action().equals("RECORD_OBJECTION")).extracting(AuditEvent::note)
                .as("in both languages").satisfiesExactly(note -> assertThat(note).contains("原公示结果作废 Former result void：2025-03-15"),
                        note -> assertThat(note).contains("不成立 unfounded"));
    }

    @Test
    @DisplayName("R19 公示结束之前不能打印公示结果和推荐报告")
    void shouldNotCertifyANoticeThatRuns_R19() {
        String id = waiting();
        applications.record(id, applications.notice(id, "2025-03-10", "2025-03-14", ""));
        applications.at("2025-03-14T23:59");

        assertThat(problem(print(EMPLOYER, id, "NOTICE_RESULT", "PDF"))).isEqualTo(ErrorCode.NOTICE_NOT_ENDED);
        assertThat(problem(print(APPLICANT, id, "RECOMMENDATION_REPORT", "PDF"))).isEqualTo(ErrorCode.NOTICE_NOT_ENDED);
        applications.at("2025-03-15T00:00");
        assertThat(print(EMPLOYER, id, "NOTICE_RESULT", "PDF").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = '|', value = {"{}|400|MISSING_FIELD", "{\"number\":1}|400|MISSING_FIELD",
            "{\"number\":1,\"finding\":\"UPHELD\",\"resolvedOn\":\"2025-03-12\",\"facts\":\"另\"}|400|INVALID_VALUE",
            "{\"raisedOn\":\"2025-03-12\",\"facts\":\"样例\",\"finding\":\"UPHELD\"}|400|INVALID_VALUE",
            "{\"raisedOn\":\"2025-03-10\",\"facts\":\"样例\"}|422|RULES_BROKEN"})
    void shouldRefuseABrokenObjectionWithItsCode_R18(String body, int status, ErrorCode code) {
        ApiResponse response = Requests.post("/applications/{id}/public-notice/objections").path("id", waiting()).asStaff(EMPLOYER)
                .body(body).to(new RecordObjectionHandler(services));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem(response)).isEqualTo(code);
    }

    @Test
    @DisplayName("R23 附件2所印的各项，有变的重新公示；不印的不须")
    void shouldAskForTheNoticeAgainWhereWhatItPrintsChanges_R23() {
        Map<FormField, Consumer<Dossier>> edits = new EnumMap<>(FormField.class);
        edits.put(FormField.KIND, d -> d.kind = Kind.AWARD);
        edits.put(FormField.LEVEL, d -> d.level = TitleLevel.SENIOR);
        edits.put(FormField.SERIES, d -> d.series = "农业系列");
        edits.put(FormField.SPECIALTY, d -> d.specialty = "电气工程专业");
        edits.put(FormField.DISTRICT, d -> d.district = "沙依巴克区");
        edits.put(FormField.SEX, d -> d.contact = new Contact("女", "汉族", "群众", "13800000000", ""));
        edits.put(FormField.ETHNIC_GROUP, d -> d.contact = new Contact("男", "回族", "群众", "13800000000", ""));
        edits.put(FormField.POLITICAL_STATUS, d -> d.contact = new Contact("男", "汉族", "中共党员", "13800000000", ""));
        edits.put(FormField.PHONE, d -> d.contact = new Contact("男", "汉族", "群众", "13900000000", ""));
        edits.put(FormField.MAIL, d -> d.contact = new Contact("男", "汉族", "群众", "13800000000", "other@example.com"));
        edits.put(FormField.CREDENTIAL_TYPE, d -> d.type = Optional.of(CredentialType.JUNIOR_COLLEGE));
        edits.put(FormField.FULL_TIME, d -> d.fullTime = Optional.of(false));
        edits.put(FormField.FOREIGN, d -> d.foreign = true);
        edits.put(FormField.DEGREE_HELD, d -> d.degreeHeld = Optional.of(false));
        edits.put(FormField.MILESTONE, d -> d.milestone("2022-06-30"));
        edits.put(FormField.INSTITUTION, _ -> {
        });
        edits.put(FormField.SUBJECT, d -> d.subject = "机械工程");
        edits.put(FormField.EMPLOYMENT, d -> d.worked(Dossier.work("2023-08-01", "")));
        edits.put(FormField.EMPLOYER_NAME, d -> d.employer = new EmployerSection(Samples.USCC, "另一家", Optional.empty(), Optional.empty()));
        edits.put(FormField.ORIGIN,
                d -> d.employer = new EmployerSection(Samples.USCC, Dossier.EMPLOYER, Optional.of(Origin.ELSEWHERE), Optional.empty()));
        edits.put(FormField.POSTED_FROM,
                d -> d.employer = new EmployerSection(Samples.USCC, Dossier.EMPLOYER, Optional.empty(), Optional.of(Dossier.REFERENCE)));
        edits.put(FormField.PRESENT_TITLE_LEVEL, d -> d.presentTitle = new PresentTitle(Optional.of(TitleLevel.JUNIOR), "无"));
        edits.put(FormField.PRESENT_TITLE_NAME, d -> d.presentTitle = new PresentTitle(Optional.empty(), "助理工程师"));
        edits.put(FormField.CONDUCT, d -> d.conduct = "遵守法律法规");
        edits.put(FormField.ACHIEVEMENTS, d -> d.achievements = "四项");
        edits.put(FormField.SUMMARY, d -> d.summary = "新");
        PrintForms forms = new PrintForms(services.applications(), applications.transitions());
        PublicNoticeForm printed = forms.notice(new Dossier().application());

        // the notice is that of the enterprise that recommends, which signs it (R18)
        assertThat(EnumSet.complementOf(EnumSet.of(FormField.USCC))).allSatisfy(field -> {
            Dossier dossier = new Dossier();
            edits.get(field).accept(dossier);
            assertThat(!forms.notice(dossier.application()).equals(printed)).as(field.path())
                    .isEqualTo(ChangedFields.NOTICE_ITEMS.contains(field.path()));
        });
    }

    @Test
    @DisplayName("R23 须重新公示的，附件2不印原公示的日期")
    void shouldNotPrintTheDaysOfTheOldNotice_R23() {
        PrintForms forms = new PrintForms(services.applications(), applications.transitions());
        Application announced = applications.find(applications.atEmployer().id());
        Application back = announced.edit()
                .enter(State.EMPLOYER_REVIEW, announced.publicNotice().orElseThrow().recordedAt().plusSeconds(1), Optional.empty())
                .noticeRequired(true).done();

        assertThat(forms.notice(announced)).extracting(PublicNoticeForm::from, PublicNoticeForm::signedOn)
                .containsExactly(announced.publicNotice().orElseThrow().from(), announced.publicNotice().orElseThrow().from());
        assertThat(forms.notice(back)).extracting(PublicNoticeForm::from, PublicNoticeForm::to, PublicNoticeForm::signedOn)
                .containsOnly(Optional.empty());
    }

    @ParameterizedTest
    @DisplayName("R19 附件2至4自动填写，PDF、DOCX 两种格式")
    @EnumSource(Annex.class)
    void shouldPrintEachAnnexInBothFormats_R19(Annex annex) {
        String id = applications.atEmployer().id();

        for (Format format : Format.values()) {
            ApiResponse response = print(EMPLOYER, id, annex.name(), format.name());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Base64.getDecoder().decode(response.body())).startsWith(
                    format == Format.PDF ? "%PDF".getBytes(StandardCharsets.US_ASCII) : "PK".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(print(APPLICANT, id, annex.name(), "PDF").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAFormThatIsNoneAndWhoMayNotSeeIt_R19() {
        String id = waiting();

        assertThat(problem(print(EMPLOYER, id, "ANNEX_9", "PDF"))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(print(EMPLOYER, id, "PUBLIC_NOTICE", "XLS"))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(print("stranger", id, "PUBLIC_NOTICE", "PDF").statusCode()).isEqualTo(404);
        assertThat(problem(print(EMPLOYER, id, "RECOMMENDATION_REPORT", "PDF"))).as("no notice yet").isEqualTo(ErrorCode.NOTICE_NOT_ENDED);
        assertThat(print(EMPLOYER, id, "PUBLIC_NOTICE", "PDF").statusCode()).as("to be signed").isEqualTo(200);
    }

    @Test
    void shouldPrintTheReportOfABatchForItsEmployerOnly_R19() {
        String first = applications.atEmployer().id();
        applications.register("other", "王芳");
        String second = applications.atEmployer("other").id();

        ApiResponse response = report(EMPLOYER, List.of(first, second, first));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().get("content-disposition")).contains("UTF-8''");
        assertThat(problem(report(DISTRICT, List.of(first)))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(problem(report(APPLICANT, List.of(first)))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(problem(report("stranger", List.of(first)))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(report(EMPLOYER, List.of(first, "none")))).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(report(EMPLOYER, List.of()))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(Requests.post("/recommendation-reports").asStaff(EMPLOYER).body("{\"applications\":[\"a\"],\"format\":\"XLS\"}")
                .to(new MakeRecommendationReportHandler(services)))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @ParameterizedTest
    @DisplayName("R19 附件2、3可一次打印多人，每人一份、页码各自起算，按登记的内容")
    @EnumSource(value = Annex.class, names = {"PUBLIC_NOTICE", "NOTICE_RESULT"})
    void shouldPrintAnAnnexForManyEachOnASheetOfItsOwn_R19(Annex annex) throws IOException {
        String first = applications.atEmployer().id();
        applications.register("other", "王芳");
        String second = applications.atEmployer("other").id();

        byte[] pdf = Base64.getDecoder().decode(annexes(List.of(first, second), annex, Format.PDF).body());
        List<String> sheets = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                sheets.add(stripper.getText(document));
            }
        }
        assertThat(sheets).hasSize(2);
        assertThat(sheets.getFirst()).contains("李晓明").doesNotContain("王芳", "— 1 —");
        assertThat(sheets.getLast()).contains("王芳").doesNotContain("李晓明", "— 2 —");
        assertThat(StructuredText.read(pdf).stream().filter(e -> e.type().equals("H1"))).hasSize(2);
        assertThat(Base64.getDecoder().decode(annexes(List.of(first, second), annex, Format.DOCX).body()))
                .startsWith("PK".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("R18、R19 多人打印时，未登记公示、公示未结束的逐人说明，一份也不打印")
    void shouldSayOfEachWhoIsNotReadyWhy_R18_R19() {
        String ready = applications.atEmployer().id();
        applications.register("other", "王芳");
        applications.at("2025-03-10T10:00");
        String without = applications.submit(applications.draft("other", new Dossier()).id()).id();
        applications.follow(without);
        applications.at("2025-03-17T10:00");

        assertThat(wrong(annexes(List.of(ready, without), Annex.PUBLIC_NOTICE, Format.PDF))).containsExactly(without + " NOTICE_MISSING");
        assertThat(wrong(annexes(List.of(without, ready), Annex.NOTICE_RESULT, Format.PDF))).containsExactly(without + " NOTICE_MISSING");
        applications.record(without, applications.notice(without, "2025-03-17", "2025-03-21", ""));
        assertThat(annexes(List.of(ready, without), Annex.PUBLIC_NOTICE, Format.PDF).statusCode()).as("to be hung out").isEqualTo(200);
        assertThat(wrong(annexes(List.of(ready, without), Annex.NOTICE_RESULT, Format.PDF))).containsExactly(without + " NOTICE_NOT_ENDED");
    }

    private static List<String> wrong(ApiResponse response) {
        assertThat(problem(response)).isEqualTo(ErrorCode.NOTICE_NOT_ENDED);
        List<String> wrong = new ArrayList<>();
        Json.decode(response.body(), JsonNode.class).path("violations").forEach(
                violation -> wrong.add(violation.path("field").asText().replaceAll("[.].*", "") + " " + violation.path("code").asText()));
        return wrong;
    }

    private ApiResponse annexes(List<String> ids, Annex annex, Format format) {
        return Requests.post("/recommendation-reports").asStaff(EMPLOYER)
                .body(Map.of("applications", ids, "annex", annex, "format", format)).to(new MakeRecommendationReportHandler(services));
    }

    private String waiting() {
        String id = applications.submitted().id();
        applications.follow(id);
        return id;
    }

    private ApiResponse put(String id, Object body) {
        return Requests.put("/applications/{id}/public-notice").path("id", id).asStaff(EMPLOYER).body(body)
                .to(new RecordPublicNoticeHandler(services));
    }

    private ApiResponse print(String sub, String id, String annex, String format) {
        return Requests.get("/applications/{id}/forms/{annex}").path("id", id).path("annex", annex).query("format", format).asStaff(sub)
                .to(new PrintFormHandler(services));
    }

    private ApiResponse report(String sub, List<String> ids) {
        return Requests.post("/recommendation-reports").asStaff(sub).body(Map.of("applications", ids, "format", Optional.of(Format.PDF)))
                .to(new MakeRecommendationReportHandler(services));
    }
}
