package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.review.RecallRecommendationHandler;
import org.zhicheng.lambda.Requests;

class UndoPassTest {

    private final Applications applications = new Applications();

    /** Just passed at a step, and the next one waits already. */
    private Application passed(State at) {
        Application before = at == State.DISTRICT_REVIEW ? applications.atDistrict() : applications.atCommittee();
        applications.passed(before.id(), by(at));
        return applications.follow(before.id());
    }

    private static String by(State at) {
        return at == State.DISTRICT_REVIEW ? DISTRICT : COMMITTEE;
    }

    private Application undo(String sub, Application seen) {
        return new UndoPass(applications.services.applications(), applications.transitions()).undo(applications.as(sub), seen.id(),
                seen.stay().attempt());
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"DISTRICT_REVIEW", "COMMITTEE_REVIEW"})
    @DisplayName("R41 十分钟内撤销通过：回到原环节，原通过留存但不再有效，流程随之，告知申报人")
    void shouldUndoAPassAsARecordOfItsOwn_R41(State at) {
        Application seen = passed(at);
        applications.services.clock().advance(UndoPass.POSSIBLE);
        Application undone = undo(by(at), seen);

        assertThat(undone.state()).isEqualTo(at);
        assertThat(undone.reviews()).hasSameSizeAs(seen.reviews());
        assertThat(undone.reviews().getLast()).matches(Review::superseded);
        assertThat(undone.reviews().getFirst()).as("the employer's recommendation stands").matches(r -> !r.superseded());
        assertThat(applications.actions(seen.id())).endsWith("UNDO_PASS");
        assertThat(applications.deliveries(seen.id(), Callback.class).getLast().outcome().step()).isEqualTo(at);
        assertThat(applications.deliveries(seen.id(), SendMail.class).getLast().template()).isEqualTo(MailTemplate.PASS_UNDONE);
        assertThat(undo(by(at), seen)).as("a repeat").isEqualTo(undone);

        applications.follow(seen.id());
        assertThat(applications.decide(by(at), seen.id(), applications.reject(seen.id())).state()).isEqualTo(State.REJECTED);
    }

    @Test
    @DisplayName("R41 十分钟过后不能撤销")
    void shouldRefuseAfterTenMinutes_R41() {
        Application seen = passed(State.DISTRICT_REVIEW);
        applications.services.clock().advance(UndoPass.POSSIBLE.plus(Duration.ofMillis(1)));

        refused(ErrorCode.UNDO_TOO_LATE, () -> undo(DISTRICT, seen));
        assertThat(applications.find(seen.id())).isEqualTo(seen);
    }

    @Test
    @DisplayName("R41 下一环节已开始办理的不能撤销：已认领、已收原件、已作决定")
    void shouldRefuseOnceTheNextTierHasBegun_R41() {
        Application atCommittee = passed(State.DISTRICT_REVIEW);
        new TakeApplication(applications.services.applications(), applications.transitions()).take(applications.as(COMMITTEE),
                atCommittee.id(), atCommittee.stay().attempt());
        refused(ErrorCode.ALREADY_GOING_ON, () -> undo(DISTRICT, atCommittee));

        applications.passed(atCommittee.id(), COMMITTEE);
        refused(ErrorCode.WRONG_STATE, () -> undo(DISTRICT, atCommittee));
        Application atMaterials = applications.follow(atCommittee.id());
        applications.receipts().receive(applications.as(OFFICE), atMaterials.id(),
                applications.receipt(atMaterials.id(), List.of(Material.A1)));
        refused(ErrorCode.ALREADY_GOING_ON, () -> undo(COMMITTEE, atMaterials));
    }

    @Test
    @DisplayName("R41 撤销与下一环节的决定同时到达，决定优先")
    void shouldLetTheNextDecisionWinThatComesAtTheSameMoment_R41() {
        Application seen = passed(State.DISTRICT_REVIEW);
        Meanwhile store = new Meanwhile(applications.services.applications(),
                () -> applications.decide(COMMITTEE, seen.id(), applications.pass(seen.id())));

        refused(ErrorCode.WRONG_STATE,
                () -> new UndoPass(store, applications.transitions()).undo(applications.as(DISTRICT), seen.id(), seen.stay().attempt()));
        assertThat(applications.find(seen.id()).state()).isEqualTo(State.MATERIALS);
    }

    @Test
    @DisplayName("R20 只有作出通过的环节可以撤销")
    void shouldLetNobodyElseUndo_R20() {
        Application seen = passed(State.DISTRICT_REVIEW);

        for (String sub : List.of(APPLICANT, EMPLOYER, OFFICE, ADMINISTRATOR)) {
            refused(ErrorCode.NOT_ALLOWED, () -> undo(sub, seen));
        }
        refused(ErrorCode.WRONG_STATE, () -> undo(COMMITTEE, seen));
        refused(ErrorCode.NOT_FOUND, () -> undo("stranger", seen));
        refused(ErrorCode.STALE_VERSION, () -> new UndoPass(applications.services.applications(), applications.transitions())
                .undo(applications.as(DISTRICT), seen.id(), seen.stay().attempt() - 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|INVALID_VALUE", "{\"attempt\":\"5\"}|INVALID_VALUE",
            "{\"attempt\":5,\"reason\":\"x\"}|UNKNOWN_FIELD"})
    void shouldRefuseABrokenBodyWithItsCode_R41(String body, ErrorCode code) {
        Application seen = passed(State.DISTRICT_REVIEW);

        assertThat(problem(Requests.post("/applications/{id}/undo").path("id", seen.id()).asStaff(DISTRICT).body(body)
                .to(new RecallRecommendationHandler(applications.services)))).isEqualTo(code);
        assertThat(applications.find(seen.id())).isEqualTo(seen);
    }
}
