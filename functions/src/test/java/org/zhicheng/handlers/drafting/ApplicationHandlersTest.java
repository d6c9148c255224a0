package org.zhicheng.handlers.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.lambda.Requests.problem;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.review.ShowReviewHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.UseCases;

class ApplicationHandlersTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {"''|MALFORMED_JSON", "{|MALFORMED_JSON", "null|MALFORMED_JSON", "[]|INVALID_VALUE",
            "{\"cycle\":2025}|MISSING_FIELD", "{\"qualification\":{\"kind\":\"AWARD\"}}|MISSING_FIELD",
            "{\"cycle\":2025,\"qualification\":{}}|MISSING_FIELD",
            "{\"cycle\":2025,\"qualification\":{\"kind\":\"AWARD\"},\"state\":\"CERTIFIED\"}|UNKNOWN_FIELD",
            "{\"cycle\":\"2025\",\"qualification\":{\"kind\":\"AWARD\"}}|INVALID_VALUE",
            "{\"cycle\":2025,\"qualification\":{\"kind\":\"PROMOTION\"}}|INVALID_VALUE",
            "{\"cycle\":2025,\"cycle\":2025,\"qualification\":{\"kind\":\"AWARD\"}}|MALFORMED_JSON"})
    void shouldRefuseABrokenBodyWithItsCode_R35(String body, ErrorCode code) {
        ApiResponse response = create().body(body).to(new CreateApplicationHandler(services));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo(code);
        assertThat(services.applications().ofApplicant(APPLICANT)).isEmpty();
    }

    @Test
    void shouldCreateADraftAndSayWhereItIs_R27() {
        ApiResponse response = create().header("Idempotency-Key", "0123456789abcdef").body(body())
                .to(new CreateApplicationHandler(services));
        ApiResponse again = create().header("Idempotency-Key", "0123456789abcdef").body(body()).to(new CreateApplicationHandler(services));

        assertThat(response.statusCode()).isEqualTo(201);
        ApplicationView view = Requests.body(response, ApplicationView.class);
        assertThat(response.headers()).containsEntry("location", "/applications/" + view.id());
        assertThat(again.body()).isEqualTo(response.body());
    }

    @Test
    void shouldRefuseAKeyThatCouldBeGuessed_R26() {
        assertThat(problem(create().header("Idempotency-Key", "1").body(body()).to(new CreateApplicationHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void shouldRefuseASecondOneWithAConflict_R26() {
        create().body(body()).to(new CreateApplicationHandler(services));
        ApiResponse second = create().body(body()).to(new CreateApplicationHandler(services));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(problem(second)).isEqualTo(ErrorCode.ALREADY_APPLIED);
    }

    @Test
    void shouldAskForASignIn_R35() {
        ApiResponse response = Requests.post("/applications").body(body()).to(new CreateApplicationHandler(services));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(problem(response)).isEqualTo(ErrorCode.NOT_SIGNED_IN);
    }

    @Test
    void shouldSaveByTheRevisionThatWasEdited_R16() {
        Application draft = applications.create(APPLICANT, new Dossier(), Optional.empty());
        Requests put = Requests.put("/applications/{id}").path("id", draft.id()).as(APPLICANT).body(new Dossier().form());

        assertThat(problem(put.to(new SaveFormHandler(services)))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(put.header("If-Match", "soon").to(new SaveFormHandler(services)))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(put.header("If-Match", "\"0\"").to(new SaveFormHandler(services)).headers()).containsEntry("etag", "\"1\"");
        ApiResponse stale = put.body(Form.EMPTY).to(new SaveFormHandler(services));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(problem(stale)).isEqualTo(ErrorCode.STALE_VERSION);
    }

    @Test
    @DisplayName("R16 分节保存：只更新所交的一节，其余不变；版本不符则拒绝")
    void shouldSaveOneSectionAndLeaveTheOthers_R16() {
        Application draft = applications.create(APPLICANT, new Dossier(), Optional.empty());
        Form whole = new Dossier().form();
        Requests.put("/applications/{id}").path("id", draft.id()).as(APPLICANT).header("If-Match", "0").body(whole)
                .to(new SaveFormHandler(services));
        Requests patch = Requests.of("PATCH", "/applications/{id}").path("id", draft.id()).as(APPLICANT)
                .body("{\"conduct\":\"遵纪守法。\",\"employment\":[]}");

        assertThat(problem(patch.to(new SaveFormHandler(services)))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(patch.header("If-Match", "0").to(new SaveFormHandler(services)))).isEqualTo(ErrorCode.STALE_VERSION);
        assertThat(patch.header("If-Match", "1").to(new SaveFormHandler(services)).headers()).containsEntry("etag", "\"2\"");
        Form after = services.applications().find(draft.id()).orElseThrow().form();
        assertThat(after.conduct()).isEqualTo("遵纪守法。");
        assertThat(after.employment()).isEmpty();
        assertThat(after.credential()).isEqualTo(whole.credential());
        assertThat(after.summary()).isEqualTo(whole.summary());
        assertThat(problem(patch.body("{\"unknown\":1}").to(new SaveFormHandler(services)))).isEqualTo(ErrorCode.UNKNOWN_FIELD);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @DisplayName("R5–R13 登记前可查：何种职称、是否符合、从哪天起符合")
    @CsvSource(delimiter = '|', nullValues = "-", value = {"BACHELOR|2023-06-25|2023-07-10|ELIGIBLE|-|JUNIOR",
            "SECONDARY_VOCATIONAL|2023-06-25|2023-07-10|INELIGIBLE|2026-07-10|JUNIOR",
            "POSTDOCTORAL|2023-06-25|2023-07-10|NEEDS_REVIEW|-|SENIOR", "BACHELOR|2023-06-25|-|INELIGIBLE|-|JUNIOR",
            "-|2023-06-25|2023-07-10|INELIGIBLE|-|-"})
    void shouldForeseeEligibilityForAnyone_R13(String type, String milestone, String from, String outcome, String eligibleFrom,
            String level) {
        String credential = (type == null ? "" : "\"type\":\"" + type + "\",") + "\"foreign\":false,\"fullTime\":true,\"milestone\":\""
                + milestone + "\"";
        String work = from == null ? "" : "{\"technicalPost\":true,\"from\":\"" + from + "\"}";
        ApiResponse response = Requests.post("/eligibility").body("{\"credential\":{" + credential + "},\"employment\":[" + work + "]}")
                .to(new CheckApplicationHandler(services));

        JsonNode answer = Json.decode(response.body(), JsonNode.class);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.at("/assessment/outcome").asText()).isEqualTo(outcome);
        assertThat(answer.at("/assessment/eligibleFrom").asText()).isEqualTo(eligibleFrom == null ? "" : eligibleFrom);
        assertThat(answer.path("level").asText()).isEqualTo(level == null ? "" : level);
    }

    @Test
    void shouldRefuseNullsInsideAFormAsInvalid_R16() {
        Application draft = applications.create(APPLICANT, new Dossier(), Optional.empty());
        Requests put = Requests.put("/applications/{id}").path("id", draft.id()).as(APPLICANT).header("If-Match", "0");

        assertThat(problem(put.body("{\"employment\":[null]}").to(new SaveFormHandler(services)))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(put.body("{\"notApplicable\":{\"A5\":null}}").to(new SaveFormHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void shouldListEveryDefectInTheClientsLanguage_R16() {
        Application draft = applications.create(APPLICANT, new Dossier(), Optional.empty());
        Requests submission = Requests.post("/applications/{id}/submission").path("id", draft.id()).as(APPLICANT);
        ApiResponse english = submission.to(new SubmitApplicationHandler(services));
        ApiResponse chinese = submission.header("accept-language", "zh-CN").to(new SubmitApplicationHandler(services));

        assertThat(english.statusCode()).isEqualTo(422);
        assertThat(english.headers()).containsEntry("content-type", "application/problem+json; charset=utf-8");
        JsonNode violations = Json.decode(english.body(), JsonNode.class).get("violations");
        assertThat(violations.size()).isGreaterThan(15);
        assertThat(english.body()).contains("Identity card, front").doesNotContain("身份证（正面）");
        assertThat(chinese.body()).contains("身份证（正面）");
    }

    @Test
    void shouldSubmitAndAnswerARepeatTheSame_R21() {
        String id = applications.draft().id();
        Requests submission = Requests.post("/applications/{id}/submission").path("id", id).as(APPLICANT);

        assertThat(Requests.body(submission.to(new SubmitApplicationHandler(services)), ApplicationView.class).state())
                .isEqualTo(State.SUBMITTED);
        assertThat(submission.to(new SubmitApplicationHandler(services)).statusCode()).isEqualTo(200);
        applications.at("2025-03-18T00:00");
        assertThat(submission.to(new SubmitApplicationHandler(services)).statusCode()).as("a repeat after the window").isEqualTo(200);
    }

    @Test
    void shouldHideOthersApplications_R20() {
        String id = applications.submitted().id();
        Requests get = Requests.get("/applications/{id}").path("id", id);

        assertThat(get.as("stranger").to(new ShowApplicationHandler(services)).statusCode()).isEqualTo(404);
        assertThat(get.asStaff(EMPLOYER).to(new ShowApplicationHandler(services)).statusCode()).isEqualTo(200);
        assertThat(Requests.get("/applications/{id}/timeline").path("id", id).as("stranger").to(new ShowTimelineHandler(services))
                .statusCode()).isEqualTo(404);
        assertThat(
                Requests.get("/applications/{id}/changes").path("id", id).as("stranger").to(new ShowChangesHandler(services)).statusCode())
                .isEqualTo(404);
        assertThat(Requests.get("/applications/{id}/checks").path("id", id).as("stranger").to(new CheckApplicationHandler(services))
                .statusCode()).isEqualTo(404);
    }

    @Test
    void shouldFindNothingUnderAnImpossibleId_R20() {
        for (String id : new String[]{"x".repeat(65), " ", "../x"}) {
            assertThat(
                    Requests.get("/applications/{id}").path("id", id).as(APPLICANT).to(new ShowApplicationHandler(services)).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldAskStaffForASecondFactor_R37() {
        ApiResponse response = Requests.get("/applications/{id}").path("id", "any").as(EMPLOYER).to(new ShowApplicationHandler(services));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(problem(response)).isEqualTo(ErrorCode.SECOND_FACTOR_REQUIRED);
    }

    @Test
    @DisplayName("R25 本人申报的列表说明现由谁办理、已办和后续的环节")
    void shouldTellOfEachOfOnesOwnWhoHasItAndItsWay_R25() {
        applications.atDistrict();

        JsonNode line = Json.decode(Requests.get("/applications").header("accept-language", "zh").as(APPLICANT)
                .to(new ListOwnApplicationsHandler(services)).body(), JsonNode.class).get(0);
        assertThat(line.path("holderName").asText()).isEqualTo("区（县）人社局");
        assertThat(line.path("stepsDone")).extracting(JsonNode::asText).containsExactly("DRAFT", "SUBMITTED", "EMPLOYER_REVIEW");
        assertThat(line.path("stepsToCome")).extracting(JsonNode::asText).startsWith("COMMITTEE_REVIEW").endsWith("CERTIFIED");
        assertThat(line.at("/application/dueAt").isMissingNode()).isFalse();

        applications.returned(line.at("/application/id").asText(), "A10");
        line = Json.decode(Requests.get("/applications").as(APPLICANT).to(new ListOwnApplicationsHandler(services)).body(), JsonNode.class)
                .get(0);
        assertThat(line.path("stepsDone")).as("it goes back to the employer").isEmpty();
        assertThat(line.path("stepsToCome")).extracting(JsonNode::asText).startsWith("EMPLOYER_REVIEW");
        assertThat(line.path("holderName").asText()).isEqualTo("the applicant");
    }

    @Test
    @DisplayName("R27 初定、授予两个入口分别列出本人申报")
    void shouldListOnesOwnByTheEntry_R27() {
        String id = applications.draft().id();

        assertThat(Requests.get("/applications").as(APPLICANT).to(new ListOwnApplicationsHandler(services)).body()).contains(id);
        assertThat(Requests.get("/applications").query("kind", "AWARD").as(APPLICANT).to(new ListOwnApplicationsHandler(services)).body())
                .isEqualTo("[]");
        assertThat(problem(Requests.get("/applications").query("kind", "BOTH").as(APPLICANT).to(new ListOwnApplicationsHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.get("/applications").as("other").to(new ListOwnApplicationsHandler(services)).body()).isEqualTo("[]");
    }

    @Test
    void shouldKeepTheReasonOfAWithdrawalShort_R26() {
        String id = applications.submitted().id();
        Requests withdrawal = Requests.post("/applications/{id}/withdrawal").path("id", id).as(APPLICANT);

        assertThat(problem(withdrawal.body(Map.of("reason", "长".repeat(501))).to(new WithdrawApplicationHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(withdrawal.body(Map.of("reason", "个人原因")).to(new WithdrawApplicationHandler(services)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldHandInACorrection_R23() {
        String id = applications.returned(applications.atEmployer().id(), "conduct").id();
        Requests correction = Requests.post("/applications/{id}/correction").path("id", id).as(APPLICANT);

        ApiResponse open = correction.body("{}").to(new SubmitCorrectionHandler(services));
        assertThat(open.statusCode()).isEqualTo(422);
        assertThat(problem(open)).isEqualTo(ErrorCode.NOT_ALL_MENDED);
        assertThat(correction.body("{\"answers\":{\"conduct\":\"属实\"}}").to(new SubmitCorrectionHandler(services)).statusCode())
                .isEqualTo(200);
        assertThat(problem(correction.body("{\"answers\":{\"conduct\":null}}").to(new SubmitCorrectionHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void shouldChangeTheQualificationAndDeleteTheDraft_R27() {
        String id = applications.draft().id();
        Requests put = Requests.put("/applications/{id}/qualification").path("id", id);

        assertThat(problem(put.as(APPLICANT).body("{\"kind\":\"AWARD\",\"city\":\"x\"}").to(new ChangeQualificationHandler(services))))
                .isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(put.as(APPLICANT).body(new Dossier().qualification()).to(new ChangeQualificationHandler(services)).statusCode())
                .isEqualTo(200);
        assertThat(put.asStaff(OFFICE).body(new Dossier().qualification()).to(new ChangeQualificationHandler(services)).statusCode())
                .isEqualTo(404);
        assertThat(Requests.delete("/applications/{id}").path("id", id).as(APPLICANT).to(new DeleteDraftHandler(services)).statusCode())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("R25 显示当前步骤、后续步骤和办理单位")
    void shouldTellThePresentStepTheStepsToComeAndTheOffice_R25() {
        String id = applications.atDistrict().id();
        ShowApplication.Timeline timeline = new UseCases(services).show().timeline(applications.as(APPLICANT), id);

        assertThat(timeline.holderName()).isEqualTo("区（县）人社局");
        assertThat(timeline.stepsToCome()).containsExactly(State.COMMITTEE_REVIEW, State.MATERIALS, State.APPROVAL_DOCUMENT,
                State.CERTIFICATE, State.CERTIFIED);
        assertThat(timeline.left()).isPresent();
        assertThat(timeline.events()).extracting(ShowApplication.Line::action).contains("SUBMIT", "CHECK_ELIGIBILITY", "PASS");
        assertThat(Json.encode(timeline)).doesNotContain(":\"" + EMPLOYER + "\"", "token-");
    }

    @Test
    @DisplayName("R25 只显示单位，不显示办理人")
    void shouldShowAnApplicationWithoutTokenReviewerOrIdNumber_R25() {
        String id = applications.atDistrict().id();
        ApplicationView view = new UseCases(services).show().view(applications.as(OFFICE), applications.find(id));

        assertThat(Json.encode(view)).doesNotContain("token-", ":\"" + EMPLOYER + "\"", "11010519491231002X");
    }

    @Test
    @DisplayName("R44 管理员和评审机构可见由谁、以何种途径办理；他人只见单位；工作人员查阅每一版本留痕一次")
    void shouldNameWhoActedToTheOfficeAndRecordReadings_R44() {
        String id = applications.atDistrict().id();
        ShowApplication show = new UseCases(services).show();

        assertThat(show.timeline(applications.as(OFFICE), id).events()).filteredOn(line -> line.action().equals("PASS")).singleElement()
                .satisfies(line -> {
                    assertThat(line.actor()).contains(EMPLOYER);
                    assertThat(line.channel()).contains(AuditEvent.Channel.API);
                });
        assertThat(show.timeline(applications.as(DISTRICT), id).events()).isNotEmpty()
                .allSatisfy(line -> assertThat(line.actor()).isEmpty());
        assertThat(Json.encode(show.timeline(applications.as(APPLICANT), id))).doesNotContain("actor");

        for (String reader : List.of(DISTRICT, DISTRICT, OFFICE, APPLICANT)) {
            assertThat(
                    Requests.get("/applications/{id}").path("id", id).asStaff(reader).to(new ShowApplicationHandler(services)).statusCode())
                    .isEqualTo(200);
            services.clock().advance(java.time.Duration.ofMinutes(1));
        }
        assertThat(services.eventsOf("READINGS#" + id)).extracting(AuditEvent::actor).containsExactly(DISTRICT, OFFICE);
        applications.decide(DISTRICT, id, applications.returning(id, "conduct"));
        Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff(DISTRICT).to(new ShowReviewHandler(services));
        assertThat(services.eventsOf("READINGS#" + id)).extracting(AuditEvent::actor).containsExactlyInAnyOrder(DISTRICT, DISTRICT, OFFICE);
    }

    @Test
    @DisplayName("R25 步骤、办理部门和材料的名称随 Accept-Language")
    void shouldNameStepsOfficesAndMaterialsInTheReadersLanguage_R25() {
        String id = applications.atDistrict().id();
        Requests get = Requests.get("/applications/{id}").path("id", id).as(APPLICANT);

        assertThat(get.header("accept-language", "zh-CN").to(new ShowApplicationHandler(services)).body()).contains("区（县）人社局初审、推荐",
                "身份证（正面）");
        String english = get.header("accept-language", "en-GB,en;q=0.9").to(new ShowApplicationHandler(services)).body();
        ApplicationView view = Json.decode(english, ApplicationView.class);
        assertThat(view.stateName()).isEqualTo(State.DISTRICT_REVIEW.english());
        assertThat(view.holderName()).isEqualTo(State.Tier.DISTRICT.english());
        assertThat(view.attachments()).isNotEmpty().allSatisfy(a -> assertThat(a.materialName()).isEqualTo(a.material().english()));
        assertThat(view.reviews()).extracting(ApplicationView.Decision::office).containsExactly(State.Tier.EMPLOYER.english());
    }

    private static Requests create() {
        return Requests.post("/applications").as(APPLICANT);
    }

    private static Object body() {
        return new CreateApplicationHandler.Body(2025, new Dossier().qualification());
    }
}
