package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review.Mend;
import org.zhicheng.dossier.application.Review.Outcome;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.outbox.MailTexts;
import org.zhicheng.work.review.DecideReview.Decision;

class DecideReviewTest {

    private final Applications applications = new Applications();

    @Test
    @DisplayName("R20 逐级推荐、审核")
    void shouldPassFromTierToTier_R20() {
        String id = applications.atEmployer().id();

        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
        assertThat(applications.passed(id, DISTRICT).state()).isEqualTo(State.COMMITTEE_REVIEW);
        assertThat(applications.passed(id, COMMITTEE).state()).isEqualTo(State.MATERIALS);
        assertThat(applications.find(id).reviews()).filteredOn(review -> !review.superseded()).extracting(Review::outcome)
                .containsOnly(Outcome.PASS).hasSize(3);
    }

    @Test
    @DisplayName("R36 每次决定均以邮件告知申报人")
    void shouldTellTheWorkflowAndTheApplicantOfEachDecision_R36() {
        String id = applications.atEmployer().id();
        String token = applications.find(id).stay().token().orElseThrow();
        applications.decide(EMPLOYER, id, applications.pass(id));

        assertThat(applications.deliveries(id, Callback.class))
                .containsExactly(new Callback(token, Transitions.outcome(applications.find(id), applications.services.now())));
        assertThat(applications.deliveries(id, SendMail.class)).extracting(SendMail::template).endsWith(MailTemplate.RECOMMENDED);
    }

    @Test
    @DisplayName("R18 未公示的不能推荐")
    void shouldNotRecommendWithoutANotice_R18() {
        String id = applications.submitted().id();
        applications.follow(id);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(failure)).containsExactly("R18 NOTICE_MISSING publicNotice", "R16 MATERIAL_MISSING A13",
                "R16 MATERIAL_MISSING A14", "R16 MATERIAL_MISSING A15");
    }

    @Test
    void shouldNotRecommendBeforeTheNoticeHasEnded_R18() {
        String id = applications.atEmployer().id();
        applications.record(id, applications.notice(id, "2025-03-11", "2025-03-17", ""));

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(failure)).containsExactly("R18 NOTICE_NOT_ENDED publicNotice.to",
                "R18 NOTICE_RESULT_MISSING publicNotice.resultDate");
        applications.at("2025-03-18T00:00:00");
        applications.record(id, applications.notice(id, "2025-03-11", "2025-03-17", "2025-03-18"));
        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @Test
    @DisplayName("R13 “不适用”未经核实的不能推荐")
    void shouldNotRecommendAnUnconfirmedNotApplicable_R13() {
        Dossier dossier = new Dossier();
        dossier.notApplicable.put("A5", "当年未授予学位");
        Application draft = applications.draft(APPLICANT, dossier);
        Attachment degree = draft.files(Material.A5).getFirst();
        new org.zhicheng.work.materials.RemoveAttachment(applications.services.applications(), applications.uploads(),
                applications.services.clock()).remove(applications.as(APPLICANT), draft.id(), degree.id());
        String id = applications.submit(draft.id()).id();
        applications.follow(id);
        applications.certify(id, applications.notice(id));

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(failure)).containsExactly("R13 NOT_APPLICABLE_UNCONFIRMED A5");
        int attempt = applications.find(id).stay().attempt();
        assertThat(applications.decide(EMPLOYER, id, new Decision(attempt, applications.find(id).content().version(), Outcome.PASS, "",
                List.of(), List.of(Material.A5), Map.of())).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @Test
    @DisplayName("R22、R24 退回逐项附意见，修改期限5个工作日")
    void shouldReturnWithItemsCommentsAndADeadlineOfFiveWorkingDays_R22_R24() {
        String id = applications.atEmployer().id();
        Application returned = applications.decide(EMPLOYER, id, applications.returning(id, "conduct", "A4"));

        assertThat(returned.state()).isEqualTo(State.CORRECTION);
        assertThat(returned.correction()).get().satisfies(c -> {
            assertThat(c.items()).extracting(Mend::item).containsExactly("conduct", "A4");
            assertThat(c.returnedFrom()).isEqualTo(State.EMPLOYER_REVIEW);
            assertThat(c.deadline()).isEqualTo(Samples.at("2025-03-25T00:00")).isEqualTo(returned.stay().dueAt().orElseThrow());
            assertThat(c.remindAt()).isEqualTo(Samples.at("2025-03-21T00:00"));
        });
        assertThat(applications.deliveries(id, SendMail.class)).last().satisfies(mail -> {
            assertThat(mail.template()).isEqualTo(MailTemplate.RETURNED);
            assertThat(new MailTexts("https://zhicheng.invalid").compose(mail.template(), "张伟", "a@example.com", "zh", mail.facts()).text())
                    .as("none of its lines is left out")
                    .contains("退回单位：基层单位", "2025年3月24日24:00", "Returned by: the employer", "2025-03-24 24:00");
        });
    }

    @Test
    @DisplayName("R22 不予通过须说明理由")
    void shouldRejectWithAReasonOnly_R22() {
        String id = applications.atDistrict().id();
        int attempt = applications.find(id).stay().attempt();

        refused(ErrorCode.MISSING_FIELD,
                () -> applications.decide(DISTRICT, id, applications.decision(id, attempt, Outcome.REJECT, " ", null)));
        Application rejected = applications.decide(DISTRICT, id, applications.reject(id));
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(applications.deliveries(id, SendMail.class)).extracting(SendMail::template).endsWith(MailTemplate.REJECTED);
    }

    @Test
    void shouldRefuseADecisionWithoutWhatItNeeds_R22() {
        String id = applications.atDistrict().id();
        int attempt = applications.find(id).stay().attempt();

        refused(ErrorCode.MISSING_FIELD, () -> applications.decide(DISTRICT, id, applications.decision(id, attempt, null, "", null)));
        refused(ErrorCode.MISSING_FIELD, () -> applications.decide(DISTRICT, id, applications.decision(id, null, Outcome.PASS, "", null)));
        refused(ErrorCode.INVALID_VALUE,
                () -> applications.decide(DISTRICT, id, applications.decision(id, attempt, Outcome.PASS, "长".repeat(1_001), null)));
        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(DISTRICT, id,
                applications.decision(id, attempt, Outcome.RETURN, "", List.of(new Mend("salary", "…"), new Mend("A4", "")))));
        assertThat(Applications.violations(failure)).containsExactly("R22 MEND_ITEM_UNKNOWN mend.0.item",
                "R22 MEND_COMMENT_MISSING mend.1.comment");
        refused(ErrorCode.RULES_BROKEN,
                () -> applications.decide(DISTRICT, id, applications.decision(id, attempt, Outcome.RETURN, "", null)));
        refused(ErrorCode.RULES_BROKEN, () -> applications.decide(DISTRICT, id,
                applications.decision(id, attempt, Outcome.PASS, "", List.of(new Mend("A4", "长".repeat(1_001))))));
    }

    @Test
    void shouldShowEachTierOnlyItsOwn_R20() {
        String id = applications.atEmployer().id();
        Samples.appoint(applications.services, "stranger", Role.EMPLOYER, "91110000600037341L");
        Samples.appoint(applications.services, "elsewhere", Role.DISTRICT, "沙依巴克区");

        refused(ErrorCode.NOT_FOUND, () -> applications.decide("stranger", id, applications.pass(id)));
        refused(ErrorCode.NOT_FOUND, () -> applications.decide("elsewhere", id, applications.pass(id)));
        refused(ErrorCode.NOT_FOUND, () -> applications.decide("nobody", id, applications.pass(id)));
        refused(ErrorCode.NOT_ALLOWED, () -> applications.decide(OFFICE, id, applications.pass(id)));
        refused(ErrorCode.WRONG_STATE, () -> applications.decide(DISTRICT, id, applications.pass(id)));
    }

    @Test
    void shouldRefuseWhoseAppointmentHasEnded_R37() {
        String id = applications.atDistrict().id();
        Samples.appoint(applications.services, new StaffMember(DISTRICT, "职员", "", List
                .of(new Appointment(Role.DISTRICT, Samples.DISTRICT, LocalDate.of(2025, 1, 1), Optional.of(LocalDate.of(2025, 3, 16))))));

        refused(ErrorCode.NOT_FOUND, () -> applications.decide(DISTRICT, id, applications.pass(id)));
    }

    @Test
    void shouldLetNobodyDecideOnTheirOwnApplication_R29() {
        Samples.appoint(applications.services, APPLICANT, Role.EMPLOYER, Samples.USCC);
        String id = applications.atEmployer().id();

        refused(ErrorCode.OWN_APPLICATION, () -> applications.decide(APPLICANT, id, applications.pass(id)));
    }

    @Test
    @DisplayName("R29 同一人不得在两个环节作出决定")
    void shouldLetNobodyDecideAtTwoTiers_R29() {
        String id = applications.atEmployer().id();
        both(EMPLOYER, new Appointment(Role.EMPLOYER, Samples.USCC, LocalDate.EPOCH, Optional.empty()),
                new Appointment(Role.DISTRICT, Samples.DISTRICT, LocalDate.EPOCH, Optional.empty()));
        applications.passed(id, EMPLOYER);

        refused(ErrorCode.DECIDED_AT_OTHER_TIER, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        applications.passed(id, DISTRICT);
        assertThat(applications.find(id).state()).isEqualTo(State.COMMITTEE_REVIEW);
    }

    @Test
    void shouldRememberTheOtherTierAlsoAfterACorrection_R29() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        both(DISTRICT, new Appointment(Role.EMPLOYER, Samples.USCC, LocalDate.EPOCH, Optional.empty()));
        Dossier mended = new Dossier();
        mended.conduct = "改正";
        applications.save(id, mended.form());
        applications.correct(id, java.util.Map.of());
        applications.follow(id);

        refused(ErrorCode.DECIDED_AT_OTHER_TIER, () -> applications.decide(DISTRICT, id, applications.pass(id)));
    }

    @Test
    void shouldAnswerARepeatedDecisionTheSame_R35() {
        String id = applications.atDistrict().id();
        Decision pass = applications.pass(id);
        Application first = applications.decide(DISTRICT, id, pass);
        int deliveries = applications.deliveries(id).size();

        assertThat(applications.decide(DISTRICT, id, pass)).isEqualTo(first);
        applications.passed(id, COMMITTEE);
        assertThat(applications.decide(DISTRICT, id, pass).state()).isEqualTo(State.MATERIALS);
        assertThat(applications.find(id).reviews()).hasSize(3);
        assertThat(deliveries).isPositive();
    }

    @Test
    @DisplayName("R35 已作出的决定不能改写")
    void shouldRefuseADifferentDecisionOnTheSameStep_R35() {
        String id = applications.atDistrict().id();
        Decision reject = applications.reject(id);
        Decision pass = applications.pass(id);
        Samples.appoint(applications.services, "colleague", Role.DISTRICT, Samples.DISTRICT);
        applications.decide(DISTRICT, id, pass);

        refused(ErrorCode.ALREADY_DECIDED, () -> applications.decide(DISTRICT, id, reject));
        refused(ErrorCode.ALREADY_DECIDED, () -> applications.decide("colleague", id, pass));
        assertThat(applications.find(id).state()).isEqualTo(State.COMMITTEE_REVIEW);
    }

    @Test
    void shouldRefuseADecisionOnAStepThatWasNotSeen_R35() {
        String id = applications.atDistrict().id();
        int attempt = applications.find(id).stay().attempt();

        refused(ErrorCode.STALE_VERSION,
                () -> applications.decide(DISTRICT, id, applications.decision(id, attempt + 1, Outcome.PASS, "", null)));
    }

    @Test
    void shouldLetTheFirstOfTwoDecisionsAtTheSameMomentWin_R35() {
        String id = applications.atDistrict().id();
        Samples.appoint(applications.services, "colleague", Role.DISTRICT, Samples.DISTRICT);
        Decision reject = applications.reject(id);
        Decision pass = applications.pass(id);
        Meanwhile store = new Meanwhile(applications.services.applications(), () -> applications.decide("colleague", id, reject));

        refused(ErrorCode.ALREADY_DECIDED, () -> applications.decideOn(store).decide(applications.as(DISTRICT), id, pass));
        assertThat(applications.find(id).state()).isEqualTo(State.REJECTED);
        assertThat(applications.find(id).reviews()).hasSize(2);
    }

    @Test
    void shouldDecideOnceUnderManyClicks_R35() throws Exception {
        String id = applications.atDistrict().id();
        Decision pass = applications.pass(id);
        Callable<State> click = () -> applications.decide(DISTRICT, id, pass).state();
        List<State> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<State> answer : threads.invokeAll(List.of(click, click, click, click))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(State.COMMITTEE_REVIEW);
        assertThat(applications.find(id).reviews()).hasSize(2);
    }

    @Test
    @DisplayName("R49 查看之后有变动的不予受理，并告知变动之处")
    void shouldNotDecideOnWhatChangedSinceItWasSeenAndSayWhat_R49() {
        String id = applications.atEmployer().id();
        Decision seen = applications.pass(id);
        applications.upload(EMPLOYER, id, Material.A15, Applications.SCAN_ANEW);

        Failure failure = refused(ErrorCode.CONTENT_CHANGED, () -> applications.decide(EMPLOYER, id, seen));
        assertThat(Applications.violations(failure)).containsExactly("R49 CHANGED_SINCE_SEEN A15");
        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @Test
    @DisplayName("R49 同一时刻有变动的不予受理")
    void shouldNotDecideOnWhatChangesAtTheSameMoment_R49() {
        String id = applications.atEmployer().id();
        Decision seen = applications.pass(id);
        Meanwhile store = new Meanwhile(applications.services.applications(),
                () -> applications.record(id, applications.notice(id, "2025-03-10", "2025-03-14", "2025-03-16")));

        Failure failure = refused(ErrorCode.CONTENT_CHANGED,
                () -> applications.decideOn(store).decide(applications.as(EMPLOYER), id, seen));
        assertThat(Applications.violations(failure)).containsExactly("R49 CHANGED_SINCE_SEEN publicNotice");
        assertThat(applications.find(id).state()).isEqualTo(State.EMPLOYER_REVIEW);
    }

    @Test
    void shouldTakeNoReminderOrTokenForAChangeOfTheContent_R49() {
        String id = applications.atDistrict().id();
        Decision seen = applications.pass(id);
        applications.open(id, "another-token");

        assertThat(applications.decide(DISTRICT, id, seen).state()).isEqualTo(State.COMMITTEE_REVIEW);
    }

    @Test
    void shouldRefuseADecisionThatNamesNoVersion_R49() {
        String id = applications.atDistrict().id();
        int attempt = applications.find(id).stay().attempt();

        refused(ErrorCode.MISSING_FIELD,
                () -> applications.decide(DISTRICT, id, new Decision(attempt, null, Outcome.PASS, "", null, null, null)));
    }

    private void both(String sub, Appointment... appointments) {
        Samples.appoint(applications.services, new StaffMember(sub, "职员", "", List.of(appointments)));
    }
}
