package org.zhicheng.handlers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.lambda.Requests.problem;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.review.DecideReview;

class DecisionHandlersTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {"{}|MISSING_FIELD", "{\"outcome\":\"PASS\"}|MISSING_FIELD", "{|MALFORMED_JSON",
            "{\"outcome\":\"MAYBE\",\"attempt\":3}|INVALID_VALUE", "{\"outcome\":\"PASS\",\"attempt\":\"3\"}|INVALID_VALUE",
            "{\"outcome\":\"PASS\",\"attempt\":3,\"reviewer\":\"x\"}|UNKNOWN_FIELD", "{\"outcome\":\"REJECT\",\"attempt\":3}|MISSING_FIELD",
            "{\"outcome\":\"RETURN\",\"attempt\":3,\"mend\":[null]}|INVALID_VALUE", "{\"outcome\":\"PASS\",\"attempt\":3}|MISSING_FIELD",
            "{\"outcome\":\"PASS\",\"attempt\":3,\"contentVersion\":1,\"answers\":{\"GAP\":\" \"}}|INVALID_VALUE"})
    void shouldRefuseABrokenBodyWithItsCode_R22(String body, ErrorCode code) {
        String id = applications.atDistrict().id();
        ApiResponse response = decision(DISTRICT, id, body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo(code);
        assertThat(applications.find(id).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @Test
    void shouldMapEachRefusalToItsStatus_R20() {
        String id = applications.atDistrict().id();
        Object pass = applications.pass(id);

        assertThat(decision("stranger", id, pass).statusCode()).isEqualTo(404);
        assertThat(decision(Applications.OFFICE, id, pass).statusCode()).isEqualTo(403);
        assertThat(decision(EMPLOYER, id, pass).statusCode()).isEqualTo(409);
        assertThat(decision(DISTRICT, id, applications.decision(id, 9, Review.Outcome.PASS, "", null)).statusCode()).isEqualTo(409);
        assertThat(decision(DISTRICT, id, applications.decision(id, 3, Review.Outcome.RETURN, "", null)).statusCode()).isEqualTo(422);
        assertThat(decision(DISTRICT, id, pass).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldGiveEachDecisionOfABatchAnOutcomeOfItsOwn_R22() {
        String good = applications.atDistrict().id();
        applications.register("other", "王芳");
        String early = applications.atEmployer("other").id();
        open(DISTRICT, good);
        ApiResponse response = batch(
                List.of(line("none", 3), line(early, 3), line("x".repeat(65), 3), line(good, applications.find(good).stay().attempt())));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode results = Json.decode(response.body(), JsonNode.class);
        assertThat(results.findValuesAsText("code")).containsExactly("NOT_FOUND", "WRONG_STATE", "NOT_FOUND");
        assertThat(results.get(3).get("state").asText()).isEqualTo("COMMITTEE_REVIEW");
        assertThat(results.get(3).has("code")).isFalse();
    }

    @Test
    void shouldTellTheRulesEachDecisionOfABatchBreaks_R18() {
        String id = applications.submitted().id();
        applications.follow(id);
        open(EMPLOYER, id);
        ApiResponse response = Requests.post("/decisions").asStaff(EMPLOYER)
                .body(Map.of("decisions", List.of(line(id, applications.find(id).stay().attempt())))).to(new DecideBatchHandler(services));

        assertThat(response.body()).contains("NOTICE_MISSING", "R18");
    }

    @Test
    void shouldRefuseABatchThatDecidesOnOneApplicationTwiceDifferently_R49() {
        String id = applications.atDistrict().id();
        ApiResponse response = batch(
                List.of(new DecideBatchHandler.Line(id, applications.pass(id)), new DecideBatchHandler.Line(id, applications.reject(id))));

        assertThat(problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("DECIDED_TWICE", id);
        assertThat(applications.find(id).state()).isEqualTo(State.DISTRICT_REVIEW);
        assertThat(batch(
                List.of(new DecideBatchHandler.Line(id, applications.pass(id)), new DecideBatchHandler.Line(id, applications.pass(id))))
                .statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeNoneOfABatchWithAnOpenQuestionThatItDoesNotName_R39() {
        String id = applications.atDistrict().id();
        applications.fraud(Applications.APPLICANT);
        int attempt = applications.find(id).stay().attempt();
        open(DISTRICT, id);

        assertThat(batch(List.of(line(id, attempt))).body()).contains("QUESTIONS_OPEN", "answers.INTEGRITY_RECORD_TO_WEIGH");
        assertThat(batch(List.of(new DecideBatchHandler.Line(id, applications.pass(id)))).body()).contains("COMMITTEE_REVIEW");
    }

    @Test
    void shouldRefuseABatchThatIsEmptyTooLargeOrBroken_R22() {
        assertThat(problem(batch(List.of()))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(batch(java.util.Collections.nCopies(51, line("a", 1))))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(problem(Requests.post("/decisions").asStaff(DISTRICT).body("{\"decisions\":[{\"applicationId\":\"a\"}]}")
                .to(new DecideBatchHandler(services)))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(
                problem(Requests.post("/decisions").asStaff(DISTRICT).body("{\"decisions\":[null]}").to(new DecideBatchHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    void shouldShowAReviewerTheOpenQuestionsAndWhatCanBeReturned_R13() {
        String id = applications.atDistrict().id();
        String body = Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff(DISTRICT)
                .to(new ShowReviewHandler(services)).body();

        assertThat(body).contains("\"mendable\"", "\"checklist\"", "\"assessment\"").doesNotContain("token-");
        assertThat(Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff("stranger")
                .to(new ShowReviewHandler(services)).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("R17 公示日期按本地工作日历提出：下一工作日起，首尾都算；登记后不再提出")
    void shouldProposeTheDaysOfANoticeThatIsStillToBeMade_R17() {
        String id = applications.submitted().id();
        applications.follow(id);
        ShowReviewHandler show = new ShowReviewHandler(services);
        Requests ask = Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff(EMPLOYER);
        assertThat(ask.to(show).body())
                .contains("\"proposedNotice\":{\"from\":\"2025-03-11\",\"to\":\"2025-03-17\",\"resultDate\":\"2025-03-18\"}");

        applications.record(id, applications.notice(id, "2025-03-11", "2025-03-17", ""));
        assertThat(ask.to(show).body()).doesNotContain("proposedNotice");
    }

    private ApiResponse decision(String sub, String id, Object body) {
        return Requests.post("/applications/{id}/decisions").path("id", id).asStaff(sub).body(body).to(new DecideReviewHandler(services));
    }

    private void open(String sub, String id) {
        Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff(sub).to(new ShowReviewHandler(services));
    }

    @Test
    @DisplayName("R49 批量只受理本人在当前环节打开过、此后未变的申报")
    void shouldTakeInABatchOnlyWhatTheCallerHasOpenedAsItIs_R49() {
        String id = applications.atDistrict().id();
        Samples.appoint(services, "colleague", Role.DISTRICT, Samples.DISTRICT);
        open("colleague", id);
        assertThat(batch(List.of(new DecideBatchHandler.Line(id, applications.pass(id)))).body()).contains("NOT_OPENED");

        open(DISTRICT, id);
        applications.returned(id, "A4");
        applications.upload(Applications.APPLICANT, id, org.zhicheng.dossier.application.Material.A4, Applications.SCAN_ANEW,
                applications.find(id).files(org.zhicheng.dossier.application.Material.A4).getFirst().id());
        applications.correct(id, Map.of());
        applications.follow(id);
        applications.passed(id, EMPLOYER);
        assertThat(batch(List.of(new DecideBatchHandler.Line(id, applications.pass(id)))).body()).contains("NOT_OPENED");
        assertThat(applications.find(id).state()).isEqualTo(State.DISTRICT_REVIEW);

        open(DISTRICT, id);
        List<DecideBatchHandler.Line> pass = List.of(new DecideBatchHandler.Line(id, applications.pass(id)));
        assertThat(batch(pass).body()).contains("COMMITTEE_REVIEW");
        assertThat(batch(pass).body()).as("a repeat").contains("COMMITTEE_REVIEW");
    }

    private ApiResponse batch(List<?> decisions) {
        return Requests.post("/decisions").asStaff(DISTRICT).body(Map.of("decisions", decisions)).to(new DecideBatchHandler(services));
    }

    private Object line(String id, int attempt) {
        int seen = id.length() > 64 ? 0 : services.applications().find(id).map(a -> a.content().version()).orElse(0);
        return new DecideBatchHandler.Line(id,
                new DecideReview.Decision(attempt, seen, Review.Outcome.PASS, "", List.of(), List.of(), Map.of()));
    }
}
