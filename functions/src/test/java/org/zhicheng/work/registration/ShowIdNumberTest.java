package org.zhicheng.work.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.lambda.Requests.problem;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.drafting.ShowTimelineHandler;
import org.zhicheng.handlers.registration.DownloadPersonalDataHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.registration.ShowIdNumber.Uncovered;
import org.zhicheng.work.review.TakeApplication;

class ShowIdNumberTest {

    private static final String COLLEAGUE = "colleague";

    private final Applications applications = new Applications();
    private Application seen;

    @BeforeEach
    void begin() {
        Samples.appoint(applications.services, COLLEAGUE, Role.DISTRICT, Samples.DISTRICT);
        seen = applications.atDistrict();
    }

    private void take(String sub) {
        new TakeApplication(applications.services.applications(), applications.transitions()).take(applications.as(sub), seen.id(),
                seen.stay().attempt());
    }

    private ApiResponse show(String sub) {
        Requests ask = Requests.post("/reviews/{applicationId}/id-number").path("applicationId", seen.id());
        return (sub.equals(APPLICANT) ? ask.as(sub) : ask.asStaff(sub)).to(new DownloadPersonalDataHandler(applications.services));
    }

    @Test
    @DisplayName("R33 正在办理的审核人可查看身份证号全文，不得缓存，日志、文本中不出现")
    void shouldUncoverTheNumberToWhoHasTheApplicationInHand_R33() {
        take(DISTRICT);
        ApiResponse answer = show(DISTRICT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"idNumber\":\"" + Samples.ID_NUMBER + "\"}");
        assertThat(answer.headers()).containsEntry("cache-control", "no-store");
        assertThat(new Uncovered(Samples.ID_NUMBER)).asString().doesNotContain(Samples.ID_NUMBER);
        assertThat(applications.find(seen.id()).content()).as("nothing of it has changed").isEqualTo(seen.content());
    }

    @Test
    @DisplayName("R35 每次查看都记录在案，申报人在办理记录和本人信息中看得到是哪个单位")
    void shouldRecordEachLookWhereTheApplicantReadsIt_R35() {
        take(DISTRICT);
        show(DISTRICT);
        show(DISTRICT);

        List<AuditEvent> looks = applications.services.applications().events(seen.id()).stream()
                .filter(e -> e.action().equals("SHOW_ID_NUMBER")).toList();
        assertThat(looks).hasSize(2).extracting(AuditEvent::actor).containsOnly(DISTRICT);
        assertThat(looks).extracting(AuditEvent::note).containsOnly("");
        assertThat(Requests.get("/applications/{id}/timeline").path("id", seen.id()).as(APPLICANT)
                .to(new ShowTimelineHandler(applications.services)).body()).contains("SHOW_ID_NUMBER").doesNotContain("职员");
        assertThat(
                new String(
                        java.util.Base64.getDecoder()
                                .decode(Requests.get("/applicants/me/data").as(APPLICANT)
                                        .to(new DownloadPersonalDataHandler(applications.services)).body()),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("SHOW_ID_NUMBER");
    }

    @Test
    @DisplayName("R33 没有认领、由同事办理、其他环节、本人都不能查看，也不留记录")
    void shouldRefuseEverybodyElse_R33() {
        assertThat(problem(show(DISTRICT))).as("nobody has it").isEqualTo(ErrorCode.NOT_IN_HAND);
        take(DISTRICT);

        assertThat(problem(show(COLLEAGUE))).isEqualTo(ErrorCode.NOT_IN_HAND);
        for (String sub : List.of(APPLICANT, ADMINISTRATOR)) {
            assertThat(problem(show(sub))).as(sub).isEqualTo(ErrorCode.NOT_ALLOWED);
        }
        for (String sub : List.of(EMPLOYER, COMMITTEE, OFFICE)) {
            assertThat(problem(show(sub))).as(sub).isEqualTo(ErrorCode.WRONG_STATE);
        }
        assertThat(problem(show("stranger"))).isEqualTo(ErrorCode.NOT_FOUND);
        applications.passed(seen.id(), DISTRICT);
        assertThat(problem(show(DISTRICT))).as("no longer on the desk").isEqualTo(ErrorCode.WRONG_STATE);
        assertThat(applications.actions(seen.id())).doesNotContain("SHOW_ID_NUMBER");
    }
}
