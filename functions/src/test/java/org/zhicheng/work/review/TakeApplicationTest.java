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

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.drafting.ListOwnApplicationsHandler;
import org.zhicheng.handlers.drafting.ShowApplicationHandler;
import org.zhicheng.handlers.review.ListQueueHandler;
import org.zhicheng.handlers.review.ShowReviewHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class TakeApplicationTest {

    private static final String COLLEAGUE = "colleague";

    private final Applications applications = new Applications();
    private Application seen;

    @BeforeEach
    void begin() {
        Samples.appoint(applications.services, COLLEAGUE, Role.DISTRICT, Samples.DISTRICT);
        seen = applications.atDistrict();
    }

    private TakeApplication use() {
        return new TakeApplication(applications.services.applications(), applications.transitions());
    }

    private Application take(String sub) {
        return use().take(applications.as(sub), seen.id(), seen.stay().attempt());
    }

    private Application putBack(String sub) {
        return use().putBack(applications.as(sub), seen.id(), seen.stay().attempt());
    }

    private String queue(String sub, String... more) {
        Requests ask = Requests.get("/reviews").asStaff(sub).query("tier", "DISTRICT_REVIEW");
        return (more.length == 0 ? ask : ask.query(more[0], more[1])).to(new ListQueueHandler(applications.services)).body();
    }

    @Test
    @DisplayName("R20 认领一次即为一人办理，同事看得到，重复认领、放回无碍")
    void shouldLetOneTakeItAndTheColleaguesSeeWhoHasIt_R20() {
        Application taken = take(DISTRICT);

        assertThat(taken.stay().hand()).map(Stay.Hand::sub).contains(DISTRICT);
        assertThat(taken.content()).as("a reviewer is shown the same").isEqualTo(seen.content());
        assertThat(take(DISTRICT)).as("a repeat").isEqualTo(taken);
        refused(ErrorCode.TAKEN_BY_COLLEAGUE, () -> take(COLLEAGUE));
        assertThat(queue(COLLEAGUE)).contains("\"hand\":{\"sub\":\"district\"");
        assertThat(queue(COLLEAGUE, "free", "true")).doesNotContain(seen.id());
        assertThat(queue(DISTRICT, "free", "true")).as("one's own").contains(seen.id());

        Application back = putBack(DISTRICT);
        assertThat(back.stay().hand()).isEmpty();
        assertThat(putBack(DISTRICT)).as("a repeat").isEqualTo(back);
        assertThat(queue(COLLEAGUE, "free", "true")).contains(seen.id());
        assertThat(applications.actions(seen.id())).endsWith("TAKE", "PUT_BACK");
    }

    @Test
    @DisplayName("R20 两人同时认领，一人认领成功")
    void shouldGiveItToOneOfTwoWhoTakeItAtTheSameMoment_R20() {
        Meanwhile store = new Meanwhile(applications.services.applications(), () -> take(COLLEAGUE));

        refused(ErrorCode.TAKEN_BY_COLLEAGUE, () -> new TakeApplication(store, applications.transitions()).take(applications.as(DISTRICT),
                seen.id(), seen.stay().attempt()));
        assertThat(applications.find(seen.id()).stay().hand()).map(Stay.Hand::sub).contains(COLLEAGUE);
    }

    @Test
    @DisplayName("R48 认领不是锁：同事可以放回、可以办理，办理即告结束")
    void shouldBeNoLockSoThatNothingWaitsForOnePerson_R48() {
        take(DISTRICT);
        assertThat(putBack(COLLEAGUE).stay().hand()).as("who is away").isEmpty();
        assertThat(take(COLLEAGUE).stay().hand()).map(Stay.Hand::sub).contains(COLLEAGUE);

        Application passed = applications.decide(DISTRICT, seen.id(), applications.pass(seen.id()));

        assertThat(passed.state()).isEqualTo(State.COMMITTEE_REVIEW);
        assertThat(passed.stay().hand()).isEmpty();
        refused(ErrorCode.WRONG_STATE, () -> putBack(COLLEAGUE));
    }

    @Test
    @DisplayName("R20、R29 其他环节、本人及已在另一环节办理过的人不能认领；环节已变的也不能")
    void shouldRefuseOtherTiersAndAStepThatIsOver_R20() {
        for (String sub : List.of(APPLICANT, ADMINISTRATOR)) {
            refused(ErrorCode.NOT_ALLOWED, () -> take(sub));
        }
        for (String sub : List.of(EMPLOYER, COMMITTEE, OFFICE)) {
            refused(ErrorCode.WRONG_STATE, () -> take(sub));
        }
        refused(ErrorCode.NOT_FOUND, () -> take("stranger"));
        refused(ErrorCode.STALE_VERSION, () -> use().take(applications.as(DISTRICT), seen.id(), seen.stay().attempt() - 1));
        refused(ErrorCode.STALE_VERSION, () -> use().putBack(applications.as(DISTRICT), seen.id(), seen.stay().attempt() - 1));
        Samples.appoint(applications.services, EMPLOYER, Role.DISTRICT, Samples.DISTRICT);
        refused(ErrorCode.DECIDED_AT_OTHER_TIER, () -> take(EMPLOYER));
    }

    @Test
    @DisplayName("R25 申报人看到的是办理单位，看不到谁在办理")
    void shouldNotTellTheApplicantWhoHasIt_R25() {
        take(DISTRICT);

        assertThat(Requests.get("/applications").as(APPLICANT).to(new ListOwnApplicationsHandler(applications.services)).body())
                .contains(seen.id()).doesNotContain("\"hand\"");
        for (String sub : List.of(APPLICANT, EMPLOYER, COMMITTEE)) {
            assertThat(shown(sub)).as(sub).contains(seen.id()).doesNotContain("\"hand\"");
        }
        for (String sub : List.of(DISTRICT, COLLEAGUE, OFFICE, ADMINISTRATOR)) {
            assertThat(shown(sub)).as(sub).contains("\"hand\":{\"sub\":\"district\"");
        }
    }

    private String shown(String sub) {
        Requests ask = Requests.get("/applications/{id}").path("id", seen.id());
        return (sub.equals(APPLICANT) ? ask.as(sub) : ask.asStaff(sub)).to(new ShowApplicationHandler(applications.services)).body();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|INVALID_VALUE", "{\"attempt\":4}|INVALID_VALUE", "{\"taken\":true}|INVALID_VALUE",
            "{\"attempt\":4,\"taken\":\"yes\"}|INVALID_VALUE", "{\"attempt\":4,\"taken\":true,\"sub\":\"x\"}|UNKNOWN_FIELD"})
    void shouldRefuseABrokenBodyWithItsCode_R20(String body, ErrorCode code) {
        ApiResponse response = Requests.post("/reviews/{applicationId}/hand").path("applicationId", seen.id()).asStaff(DISTRICT).body(body)
                .to(new ShowReviewHandler(applications.services));

        assertThat(problem(response)).isEqualTo(code);
        assertThat(applications.find(seen.id())).isEqualTo(seen);
    }
}
