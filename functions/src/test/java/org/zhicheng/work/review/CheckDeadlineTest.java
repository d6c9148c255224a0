package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.refused;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.review.ExtendDeadlineHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class CheckDeadlineTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;
    private final ApplicationStore store = services.applications();

    @Test
    @DisplayName("R24 修改期限前一个工作日提醒一次")
    void shouldRemindOfACorrectionOnceADayBefore_R24() {
        String id = returned();
        Instant remindAt = applications.find(id).correction().orElseThrow().remindAt();
        services.clock().set(remindAt.minusSeconds(1));
        assertThat(check(id).correction().orElseThrow().reminded()).isFalse();
        services.clock().set(remindAt);
        Application reminded = check(id);

        assertThat(reminded.correction().orElseThrow().reminded()).isTrue();
        assertThat(check(id)).isEqualTo(reminded);
        assertThat(applications.deliveries(id, SendMail.class)).filteredOn(m -> m.template() == MailTemplate.DEADLINE_NEAR).hasSize(1);
        assertThat(Deadlines.waitSeconds(reminded, services.now()))
                .isEqualTo(Duration.between(remindAt, reminded.correction().orElseThrow().deadline()).toSeconds() + 31);
    }

    @Test
    @DisplayName("R24 R53 逾期未修改、且不再有按时到达的请求在办理中的，终止")
    void shouldAbandonOnceNothingThatCameInTimeIsUnderWay_R24_R53() {
        String id = returned();
        Instant deadline = applications.find(id).correction().orElseThrow().deadline();
        services.clock().set(deadline.plusSeconds(29));
        assertThat(check(id).state()).isEqualTo(State.CORRECTION);
        services.clock().set(deadline.plusSeconds(30));

        assertThat(check(id)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(State.ABANDONED);
            assertThat(a.correction()).isEmpty();
        });
        assertThat(check(id).state()).isEqualTo(State.ABANDONED);
        assertThat(applications.deliveries(id, SendMail.class)).filteredOn(m -> m.template() == MailTemplate.ABANDONED).hasSize(1);
    }

    @Test
    void shouldWaitForAnExtendedDeadlineAndRemindAgain_R24() {
        String id = returned();
        Instant deadline = applications.find(id).correction().orElseThrow().deadline();
        services.clock().set(deadline.minusSeconds(3_600));
        check(id);
        extend(id, 10);
        services.clock().set(deadline);

        assertThat(check(id).state()).isEqualTo(State.CORRECTION);
        assertThat(applications.find(id).correction().orElseThrow()).satisfies(c -> {
            assertThat(c.deadline()).isAfter(deadline);
            assertThat(c.reminded()).isFalse();
        });
    }

    @Test
    void shouldNotShortenADeadline_R24() {
        String id = returned();

        refused(ErrorCode.INVALID_VALUE, () -> extend(id, 4));
        Application same = extend(id, 5);
        assertThat(same.stay().dueAt()).contains(Samples.at("2025-03-25T00:00"));
        assertThat(applications.actions(id)).doesNotContain("EXTEND_DEADLINE");
        assertThat(extend(id, 6).stay().dueAt()).contains(Samples.at("2025-03-26T00:00"));
    }

    @Test
    void shouldExtendOnceAndForWhoMayOnly_R24() {
        String id = returned();
        Application extended = extend(id, 10);

        assertThat(extend(id, 10)).isEqualTo(extended);
        assertThat(applications.actions(id)).containsOnlyOnce("EXTEND_DEADLINE");
        ExtendDeadline extend = new ExtendDeadline(store, applications.transitions());
        int attempt = extended.stay().attempt();
        refused(ErrorCode.NOT_ALLOWED, () -> extend.extend(applications.as(EMPLOYER), id, attempt, 10));
        refused(ErrorCode.NOT_ALLOWED, () -> extend.extend(applications.as(APPLICANT), id, attempt, 10));
        refused(ErrorCode.NOT_FOUND, () -> extend.extend(applications.as("stranger"), id, attempt, 10));
        refused(ErrorCode.STALE_VERSION, () -> extend.extend(applications.as(ADMINISTRATOR), id, attempt - 1, 12));
        refused(ErrorCode.INVALID_VALUE, () -> extend.extend(applications.as(ADMINISTRATOR), id, attempt, 0));
        refused(ErrorCode.INVALID_VALUE, () -> extend.extend(applications.as(ADMINISTRATOR), id, attempt, 61));
        applications.withdraw(APPLICANT, id);
        refused(ErrorCode.WRONG_STATE, () -> extend.extend(applications.as(ADMINISTRATOR), id, attempt, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"workingDays\":3}", "{\"attempt\":null,\"workingDays\":3}", "{\"attempt\":1.5,\"workingDays\":3}"})
    void shouldRefuseAnExtensionWithoutTheAttemptThatWasSeen_R24(String body) {
        String id = returned();

        assertThat(Requests.post("/applications/{id}/deadline").path("id", id).asStaff(ADMINISTRATOR).body(body)
                .to(new ExtendDeadlineHandler(services)).statusCode()).isIn(400, 409);
        assertThat(applications.actions(id)).doesNotContain("EXTEND_DEADLINE");
    }

    @Test
    @DisplayName("R24 办理超时只记录，不作决定")
    void shouldRecordAnOverdueTierOncePerWaitAndDecideNothing_R24() {
        String id = applications.atDistrict().id();
        services.clock().set(applications.find(id).stay().dueAt().orElseThrow());
        Application overdue = checkReview(id);

        assertThat(overdue.state()).isEqualTo(State.DISTRICT_REVIEW);
        assertThat(overdue.stay().reminders()).isEqualTo(1);
        assertThat(checkReview(id)).as("a repeat of the same wait").isEqualTo(overdue);
        applications.open(id, "token-again");
        assertThat(checkReview(id).stay()).as("a repeat that comes during the next wait").satisfies(stay -> {
            assertThat(stay.token()).contains("token-again");
            assertThat(stay.reminders()).isEqualTo(1);
        });
        services.clock().advance(Duration.ofDays(1));
        assertThat(checkReview(id).stay().reminders()).isEqualTo(2);
        assertThat(applications.passed(id, DISTRICT).state()).isEqualTo(State.COMMITTEE_REVIEW);
    }

    @Test
    void shouldNotCallATierOverdueBeforeItsTime_R24() {
        String id = applications.atDistrict().id();
        services.clock().set(applications.find(id).stay().dueAt().orElseThrow().minusSeconds(1));
        Application before = applications.find(id);

        assertThat(checkReview(id)).isEqualTo(before);
    }

    @Test
    void shouldLeaveAnApplicationThatMovedOnAlone_R24() {
        String id = returned();
        applications.withdraw(APPLICANT, id);
        Application withdrawn = applications.find(id);
        services.clock().advance(Duration.ofDays(30));

        assertThat(check(id)).isEqualTo(withdrawn);
    }

    @Test
    void shouldLetTheCorrectionWinThatComesAtTheDeadline_R24() {
        String id = returned();
        services.clock().set(applications.find(id).correction().orElseThrow().deadline());
        Meanwhile racing = new Meanwhile(store, () -> {
            services.clock().advance(Duration.ofSeconds(-1));
            applications.correct(id, java.util.Map.of("conduct", "属实"));
        });

        assertThat(new CheckDeadline(racing, applications.transitions()).check(id, id + "-1", State.CORRECTION).state())
                .isEqualTo(State.SUBMITTED);
    }

    private String returned() {
        return applications.returned(applications.atEmployer().id(), "conduct").id();
    }

    private Application check(String id) {
        return deadlines().check(id, id + "-1", State.CORRECTION);
    }

    private Application checkReview(String id) {
        return deadlines().check(id, id + "-1", State.DISTRICT_REVIEW);
    }

    private Application extend(String id, int days) {
        return new ExtendDeadline(store, applications.transitions()).extend(applications.as(ADMINISTRATOR), id,
                applications.find(id).stay().attempt(), days);
    }

    private CheckDeadline deadlines() {
        return new CheckDeadline(store, applications.transitions());
    }
}
