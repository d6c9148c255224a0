package org.zhicheng.work.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.refused;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery.StartReview;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.Samples;

class SubmitApplicationTest {

    private final Applications applications = new Applications();

    @Test
    void shouldSubmitACompleteDraftAndStartItsReview_R20() {
        Application submitted = applications.submit(applications.draft().id());

        assertThat(submitted.state()).isEqualTo(State.SUBMITTED);
        assertThat(submitted.referenceDate()).contains(LocalDate.of(2025, 3, 10));
        assertThat(submitted.assessment()).isPresent();
        assertThat(applications.deliveries(submitted.id(), StartReview.class)).extracting(StartReview::execution)
                .containsExactly(submitted.id() + "-1");
    }

    @Test
    @DisplayName("R36 提交后以邮件告知")
    void shouldTellTheApplicantByMail_R36() {
        Application submitted = applications.submitted();

        assertThat(applications.deliveries(submitted.id(), SendMail.class)).singleElement().satisfies(mail -> {
            assertThat(mail.template()).isEqualTo(MailTemplate.SUBMITTED);
            assertThat(mail.recipient()).isEqualTo(APPLICANT);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("R21 提交时间以秒为准")
    @CsvSource({"2025-02-24T23:59:59, false", "2025-02-25T00:00:00, true", "2025-03-17T23:59:59, true", "2025-03-18T00:00:00, false"})
    void shouldTakeASubmissionInsideTheWindowToTheSecond_R21(String at, boolean open) {
        String id = applications.draft().id();
        applications.at(at);

        if (open) {
            assertThat(applications.submit(id).state()).isEqualTo(State.SUBMITTED);
        } else {
            refused(ErrorCode.WINDOW_CLOSED, () -> applications.submit(id));
            assertThat(applications.find(id).state()).isEqualTo(State.DRAFT);
        }
    }

    @Test
    @DisplayName("R53 按时到达、随后才算出的提交予以受理，以到达时刻为准")
    void shouldTakeWhatReachedTheSystemInTimeAndWasComputedLater_R53() {
        String id = applications.draft().id();
        Instant received = Samples.at("2025-03-17T23:59:59");
        applications.at("2025-03-18T00:00:20");

        Application submitted = applications.submitOn(applications.services.applications()).submit(applications.as(APPLICANT), id,
                received);

        assertThat(submitted.state()).isEqualTo(State.SUBMITTED);
        assertThat(submitted.submittedAt()).contains(received);
        assertThat(submitted.referenceDate()).contains(LocalDate.of(2025, 3, 17));
    }

    @Test
    @DisplayName("R53 截止后到达的不予受理")
    void shouldRefuseWhatReachedTheSystemTooLate_R53() {
        String id = applications.draft().id();
        applications.at("2025-03-17T23:59:59");

        Failure closed = refused(ErrorCode.WINDOW_CLOSED, () -> applications.submitOn(applications.services.applications())
                .submit(applications.as(APPLICANT), id, Samples.at("2025-03-18T00:00:00")));
        assertThat(closed.text(Locale.CHINESE)).as("as the notice says it").contains("2025年3月17日24:00");
        assertThat(closed.text(Locale.ENGLISH)).contains("2025-03-17 24:00");
    }

    @Test
    void shouldRefuseWhereTheWindowIsMovedInBetween_R21() {
        String id = applications.draft().id();
        Meanwhile store = new Meanwhile(applications.services.applications(), () -> moveWindow("2025-03-09T00:00"));

        refused(ErrorCode.WINDOW_CLOSED,
                () -> applications.submitOn(store).submit(applications.as(APPLICANT), id, applications.services.now()));

        assertThat(applications.find(id).state()).isEqualTo(State.DRAFT);
        assertThat(applications.deliveries(id)).isEmpty();
    }

    @Test
    void shouldTakeASubmissionInAnExtendedWindow_R21() {
        String id = applications.draft().id();
        applications.at("2025-03-18T00:00");
        moveWindow("2025-03-20T00:00");

        assertThat(applications.submit(id).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    @DisplayName("R16 提交时一次列出全部问题")
    void shouldTellEveryDefectAtOnce_R16() {
        Dossier dossier = new Dossier();
        dossier.contact = new Form.Contact("", "", "", "123", "");
        dossier.summary = "短";
        dossier.milestone("2024-09-01");
        Application draft = applications.create(APPLICANT, dossier, Optional.empty());
        applications.save(draft.id(), dossier.form());

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.submit(draft.id()));

        assertThat(Applications.violations(failure)).contains("R19 FIELD_MISSING contact.sex", "R36 PHONE_INVALID contact.phone",
                "R16 SUMMARY_TOO_SHORT A12", "R16 MATERIAL_MISSING A1", "R16 MATERIAL_MISSING A10")
                .anyMatch(v -> v.contains("YEARS_TOO_FEW"));
        assertThat(applications.find(draft.id())).extracting(Application::state).isEqualTo(State.DRAFT);
    }

    @Test
    @DisplayName("R32 姓名无法打印的在提交时指出")
    void shouldFindOutANameThatCannotPrint_R32() {
        applications.register("rare", "李\uDBFF\uDFFD");
        Application draft = applications.draft("rare", new Dossier());

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.submit(draft.id()));

        assertThat(Applications.violations(failure)).containsExactly("R32 CHARACTER_CANNOT_PRINT name");
    }

    @Test
    void shouldAnswerARepeatedSubmissionTheSameAndWriteNothingTwice_R35() {
        Application first = applications.submitted();
        Application again = applications.submit(first.id());
        applications.follow(first.id());
        Application later = applications.submit(first.id());

        assertThat(again).isEqualTo(first);
        assertThat(later.state()).isEqualTo(State.EMPLOYER_REVIEW);
        assertThat(applications.actions(first.id())).containsOnlyOnce("SUBMIT");
        assertThat(applications.deliveries(first.id(), StartReview.class)).hasSize(1);
        assertThat(applications.services.applications().submissions(first.id())).hasSize(1);
    }

    @Test
    void shouldSubmitOnceWhereTwoComeAtTheSameMoment_R21() throws Exception {
        String id = applications.draft().id();
        List<Callable<State>> both = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            both.add(() -> applications.submit(id).state());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<State> answer : threads.invokeAll(both)) {
                assertThat(answer.get()).isEqualTo(State.SUBMITTED);
            }
        }

        assertThat(applications.actions(id)).containsOnlyOnce("SUBMIT");
        assertThat(applications.deliveries(id, StartReview.class)).hasSize(1);
    }

    @Test
    void shouldCheckTheFormAsItIsWhenItIsWritten_R16() {
        String id = applications.draft().id();
        Dossier spoilt = new Dossier();
        spoilt.conduct = "";
        Meanwhile store = new Meanwhile(applications.services.applications(), () -> applications.save(id, spoilt.form()));

        refused(ErrorCode.RULES_BROKEN,
                () -> applications.submitOn(store).submit(applications.as(APPLICANT), id, applications.services.now()));
    }

    @Test
    void shouldHideTheDraftFromEverybodyElse_R20() {
        String id = applications.draft().id();

        for (String other : List.of("stranger", Applications.EMPLOYER, Applications.OFFICE, Applications.ADMINISTRATOR)) {
            refused(ErrorCode.NOT_FOUND, () -> applications.submitOn(applications.services.applications()).submit(applications.as(other),
                    id, applications.services.now()));
        }
        refused(ErrorCode.NOT_FOUND, () -> applications.submitOn(applications.services.applications()).submit(applications.as(APPLICANT),
                "none", applications.services.now()));
    }

    @Test
    void shouldRefuseStaffToSubmitForTheApplicant_R20() {
        String id = applications.submitted().id();

        refused(ErrorCode.NOT_ALLOWED, () -> applications.submitOn(applications.services.applications())
                .submit(applications.as(Applications.EMPLOYER), id, applications.services.now()));
    }

    @Test
    void shouldRefuseInALaterState_R20() {
        String district = applications.atDistrict().id();
        refused(ErrorCode.WRONG_STATE, () -> applications.submit(district));
    }

    private void moveWindow(String closes) {
        Cycle cycle = Samples.cycle2025();
        applications.services.cycles().save(new Cycle(cycle.year(), cycle.opens(), Samples.at(closes), Optional.empty(), cycle.settings())
                .over(applications.services.cycles().find(2025)), Samples.event("CYCLE#2025", 2, "SET_CYCLE"));
    }
}
