package org.zhicheng.work.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.handlers.notice.MakeRecommendationReportHandler;
import org.zhicheng.handlers.notice.PrintFormHandler;
import org.zhicheng.handlers.notice.RecordPublicNoticeHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
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
                right.from(), right.to(), right.resultDate(), "", "", List.of(), right.contentVersion());
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
            "{\"objections\":[null]}|400|INVALID_VALUE", "{\"objections\":[{}]}|400|MISSING_FIELD"})
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
