package org.zhicheng.work.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.SCAN;
import static org.zhicheng.Applications.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.work.review.DecideReview.Decision;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form.Contact;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.lambda.UseCases;
import org.zhicheng.rules.correction.ChangedFields.Snapshot;
import org.zhicheng.rules.correction.ChangedFields;
import org.zhicheng.rules.correction.FieldChange;
import org.zhicheng.work.notice.PrintForms;
import org.zhicheng.work.notice.PrintForms.Annex;

class SubmitCorrectionTest {

    private final Applications applications = new Applications();
    private final Dossier dossier = new Dossier();

    @Test
    @DisplayName("R22 修改时只开放被退回的项目")
    void shouldLetTheReturnedItemBeEditedAndNothingElse_R22() {
        String id = returnedByDistrict("credential.subject");
        dossier.subject = "改正后的内容";
        applications.save(id, dossier.form());

        dossier.achievements = "另一项";
        Failure failure = refused(ErrorCode.NOT_OPEN_FOR_CORRECTION, () -> applications.save(id, dossier.form()));
        assertThat(failure.text(Locale.ENGLISH)).contains("achievements").doesNotContain("credential.subject");
        assertThat(applications.find(id).form().achievements()).isEqualTo(new Dossier().achievements);
    }

    @Test
    void shouldOpenAReturnedSectionWhole_R22() {
        String id = returnedByDistrict("contact");
        dossier.contact = new Contact("男", "汉族", "中共党员", "13900000000", "new@example.com");

        assertThat(applications.save(id, dossier.form()).form().contact()).isEqualTo(dossier.contact);
    }

    @Test
    void shouldLetOnlyTheReturnedMaterialBeReplaced_R22() {
        String id = returnedByDistrict("A4");

        refused(ErrorCode.NOT_OPEN_FOR_CORRECTION, () -> applications.announce(APPLICANT, id, Material.A10, SCAN, null));
        String labour = applications.find(id).files(Material.A10).getFirst().id();
        refused(ErrorCode.NOT_OPEN_FOR_CORRECTION,
                () -> new org.zhicheng.work.materials.RemoveAttachment(applications.services.applications(), applications.uploads(),
                        applications.services.clock()).remove(applications.as(APPLICANT), id, labour));
        Attachment old = applications.find(id).files(Material.A4).getFirst();
        applications.upload(APPLICANT, id, Material.A4, SCAN, old.id());
        assertThat(applications.find(id).attachment(old.id()).orElseThrow().status()).isEqualTo(Attachment.Status.REPLACED);
        assertThat(applications.find(id).files(Material.A4)).hasSize(1);
    }

    @Test
    void shouldLetAReturnedQualificationBeChanged_R22_R23() {
        String id = returnedByDistrict("qualification.specialty");
        Qualification other = new Qualification(dossier.kind, dossier.level, dossier.series, "自动化专业", dossier.district);

        change(id, other);
        assertThat(applications.find(id).qualification().specialty()).isEqualTo("自动化专业");
        refused(ErrorCode.NOT_OPEN_FOR_CORRECTION,
                () -> change(id, new Qualification(dossier.kind, dossier.level, dossier.series, "自动化专业", "沙依巴克区")));
        assertThat(applications.correct(id, Map.of()).noticeRequired()).isTrue();
    }

    @Test
    void shouldRefuseWhileAReturnedItemIsNotMended_R22() {
        String id = returnedByDistrict("credential.subject", "A4");
        mend(id);

        Failure failure = refused(ErrorCode.NOT_ALL_MENDED, () -> applications.correct(id, Map.of()));
        assertThat(failure.text(Locale.ENGLISH)).contains("Graduation certificate").doesNotContain("credential.subject", "A4");
        refused(ErrorCode.NOT_ALL_MENDED, () -> applications.correct(id, Map.of("A4", " ")));
    }

    @Test
    void shouldTakeAnAnswerForAnItemThatNeedsNoChangeAndKeepIt_R22() {
        String id = returnedByDistrict("credential.subject", "A4");
        mend(id);
        applications.correct(id, Map.of("A4", "毕业证本无印章"));

        assertThat(applications.services.applications().events(id).getLast().note()).isEqualTo("A4：毕业证本无印章");
    }

    @Test
    @DisplayName("R22 以说明代替修改的，说明随该项显示给审核人")
    void shouldShowTheAnswerBesideItsItem_R22() {
        String id = applications.atDistrict().id();
        Decision returning = applications.returning(id, "credential.subject", "A4");
        applications.decide(DISTRICT, id, returning);
        applications.follow(id);
        mend(id);
        applications.correct(id, Map.of("A4", "毕业证共两页，均已上传"));
        applications.follow(id);

        assertThat(show().changes(applications.as(EMPLOYER), id)).extracting(FieldChange::item, FieldChange::before, FieldChange::answer)
                .containsExactly(tuple("credential.subject", "汉语言文学", ""), tuple("A4", "", "毕业证共两页，均已上传"));
        assertThat(view(id).reviews().getLast().answered()).containsEntry("A4", "毕业证共两页，均已上传");
        assertThat(applications.decide(DISTRICT, id, returning)).as("a repeat of the return").isEqualTo(applications.find(id));
    }

    @Test
    @DisplayName("R23 公示事项有变的，原公示、公示结果、推荐报告扫描件不再计入，仍可查看，须重新上传")
    void shouldAskForThePapersOfTheRepeatedNotice_R23() {
        String id = returnedByDistrict("achievements");
        Attachment result = applications.find(id).files(Material.A14).getFirst();
        dossier.achievements = "完成样例项目四项";
        applications.save(id, dossier.form());
        Application corrected = applications.correct(id, Map.of());

        assertThat(corrected.attachment(result.id()).orElseThrow().status()).isEqualTo(Attachment.Status.SUPERSEDED);
        assertThat(corrected.attachment(result.id()).orElseThrow().readable()).isTrue();
        applications.follow(id);
        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(failure)).contains("R16 MATERIAL_MISSING A13", "R16 MATERIAL_MISSING A14",
                "R16 MATERIAL_MISSING A15");
        repeatNotice(id);
        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @Test
    void shouldRefuseAnAnswerToWhatWasNotReturned_R22() {
        String id = returnedByDistrict("credential.subject");
        mend(id);

        refused(ErrorCode.INVALID_VALUE, () -> applications.correct(id, Map.of("A1", "…")));
        refused(ErrorCode.INVALID_VALUE, () -> applications.correct(id, Map.of("credential.subject", "长".repeat(1_001))));
    }

    @Test
    void shouldRefuseWhatIsMissingAfterTheCorrection_R16() {
        String id = returnedByDistrict("A4");
        String old = applications.find(id).files(Material.A4).getFirst().id();
        new org.zhicheng.work.materials.RemoveAttachment(applications.services.applications(), applications.uploads(),
                applications.services.clock()).remove(applications.as(APPLICANT), id, old);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.correct(id, Map.of()));
        assertThat(Applications.violations(failure)).containsExactly("R16 MATERIAL_MISSING A4");
    }

    @Test
    @DisplayName("R23 修改后回到基层单位，原推荐作废留存")
    void shouldGoBackToTheEmployerAndSupersedeWhatWasRecommended_R23() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        Application corrected = applications.correct(id, Map.of());

        assertThat(corrected.state()).isEqualTo(State.SUBMITTED);
        assertThat(corrected.correction()).isEmpty();
        assertThat(corrected.reviews()).filteredOn(review -> !review.superseded()).isEmpty();
        assertThat(corrected.reviews()).extracting(Review::step).containsExactly(State.EMPLOYER_REVIEW, State.DISTRICT_REVIEW);
        assertThat(corrected.submissions()).isEqualTo(2);
        assertThat(applications.deliveries(id, Callback.class).getLast().outcome().step()).isEqualTo(State.SUBMITTED);
        assertThat(applications.follow(id).state()).isEqualTo(State.EMPLOYER_REVIEW);
    }

    @Test
    @DisplayName("R22 意见永久保留")
    void shouldKeepTheCommentsForEver_R22() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        applications.correct(id, Map.of());
        applications.follow(id);
        applications.passed(id, EMPLOYER);

        ApplicationView view = view(id);
        assertThat(view.reviews()).filteredOn(r -> r.outcome() == Review.Outcome.RETURN).singleElement().satisfies(r -> {
            assertThat(r.mend()).containsExactly(new Review.Mend("credential.subject", "请核对credential.subject"));
            assertThat(r.superseded()).isTrue();
            assertThat(r.office()).isEqualTo("区（县）人社局");
        });
    }

    @Test
    void shouldCountTheYearsOnTheFirstSubmissionsDay_R12() {
        String id = returnedByDistrict("credential.subject");
        mend(id);

        assertThat(applications.correct(id, Map.of()).referenceDate()).contains(java.time.LocalDate.of(2025, 3, 10));
    }

    @Test
    void shouldShowTheReviewersWhatChanged_R22() {
        String id = returnedByDistrict("credential.subject", "A4");
        String old = applications.find(id).files(Material.A4).getFirst().id();
        applications.services.clock().advance(Duration.ofMinutes(5));
        applications.upload(APPLICANT, id, Material.A4, SCAN, old);
        mend(id);
        applications.correct(id, Map.of());
        applications.follow(id);

        List<FieldChange> changes = show().changes(applications.as(EMPLOYER), id);
        assertThat(changes).extracting(FieldChange::item).containsExactly("credential.subject", "A4");
        assertThat(changes.getFirst()).extracting(FieldChange::before, FieldChange::after).containsExactly("汉语言文学", "改正后的内容");
    }

    @Test
    void shouldNotAskForTheNoticeAgainWhereItsFactsDidNotChange_R23() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        assertThat(applications.correct(id, Map.of()).noticeRequired()).isFalse();
        applications.follow(id);

        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @ParameterizedTest
    @DisplayName("R23 公示事项有变的重新公示")
    @ValueSource(strings = {"achievements", "conduct", "presentTitle", "contact.sex", "contact.ethnicGroup", "contact.politicalStatus"})
    void shouldAskForTheNoticeAgainWhereItsFactsChanged_R23(String item) {
        String id = returnedByDistrict(item);
        dossier.achievements = item.equals("achievements") ? "完成样例项目四项" : dossier.achievements;
        dossier.conduct = item.equals("conduct") ? "遵守法律法规" : dossier.conduct;
        dossier.presentTitle = item.equals("presentTitle")
                ? new Form.PresentTitle(Optional.of(TitleLevel.JUNIOR), "助理工程师")
                : dossier.presentTitle;
        dossier.contact = new Contact(item.endsWith("sex") ? "女" : "男", item.endsWith("Group") ? "回族" : "汉族",
                item.endsWith("Status") ? "中共党员" : "群众", "13800000000", "sample@example.com");
        applications.save(id, dossier.form());
        applications.correct(id, Map.of());
        applications.follow(id);

        assertThat(view(id).noticeRequired()).isTrue();
        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.decide(EMPLOYER, id, applications.pass(id)));
        assertThat(Applications.violations(failure)).contains("R23 NOTICE_TO_BE_REPEATED publicNotice.from");
    }

    @Test
    void shouldRecommendAfterTheRepeatedNotice_R23() {
        String id = correctedAchievements();
        repeatNotice(id);
        assertThat(view(id).noticeRequired()).isFalse();

        Application passed = applications.passed(id, EMPLOYER);
        assertThat(passed.state()).isEqualTo(State.DISTRICT_REVIEW);
        assertThat(passed.noticeRequired()).isFalse();
    }

    @Test
    void shouldNotTakeTheOldNoticeOnceTheRepeatedOneWasRecorded_R23() {
        String id = correctedAchievements();
        RecordedNotice old = new RecordedNotice(id);
        repeatNotice(id);

        refused(ErrorCode.RULES_BROKEN, old::record);
    }

    @Test
    @DisplayName("R23、R45 已重新公示的，不论其后退回、不予通过还是复查退回，都不须再次公示；未重新公示的仍须")
    void shouldKeepTheRepeatedNoticeWhereverTheApplicationGoes_R23_R45() {
        String id = correctedAchievements();
        Instant now = applications.services.clock().instant();
        for (State next : List.of(State.REJECTED, State.CORRECTION, State.WITHDRAWN)) {
            assertThat(applications.find(id).edit().enter(next, now, Optional.empty()).done().noticeRequired()).as("not made").isTrue();
        }
        repeatNotice(id);

        now = applications.services.clock().instant();
        for (State next : List.of(State.REJECTED, State.CORRECTION, State.WITHDRAWN)) {
            Application gone = applications.find(id).edit().enter(next, now, Optional.empty()).done();
            assertThat(gone.noticeRequired()).as(next.name()).isFalse();
            assertThat(gone.edit().enter(State.EMPLOYER_REVIEW, now.plusSeconds(9), Optional.empty()).done().lacksNewNotice()).isFalse();
        }
    }

    @Test
    @DisplayName("R23 申报表不把原公示与改后的内容印在一起，撤回后也不；修改期间上传的公示扫描件不算重新公示的")
    void shouldPutNoOldNoticeBesideTheNewText_R23() {
        String id = applications.submitted().id();
        applications.follow(id);
        applications.returned(id, "achievements", "A13");
        applications.upload(APPLICANT, id, Material.A13, SCAN);
        assertThat(applications.find(id).files(Material.A13)).hasSize(1);
        ApplicationStore store = applications.services.applications();
        dossier.achievements = "完成样例项目四项";
        assertThat(ChangedFields.asHandedIn(applications.find(id), store).lacksNewNotice()).isFalse();
        applications.save(id, dossier.form());
        assertThat(ChangedFields.asHandedIn(applications.find(id), store).lacksNewNotice()).isTrue();
        Application withdrawn = applications.find(id).edit()
                .enter(State.WITHDRAWN, applications.services.clock().instant(), Optional.empty()).done();
        assertThat(ChangedFields.asHandedIn(withdrawn, store).lacksNewNotice()).isTrue();

        applications.correct(id, Map.of());
        assertThat(applications.find(id).files(Material.A13)).isEmpty();
    }

    @Test
    @DisplayName("R23 修改送达之前开始的公示不算重新公示；原公示再登记一次被拒绝，不是无事发生；重新登记两次只算一次")
    void shouldTakeOnlyANoticeOfWhatWasHandedIn_R23() {
        String id = returnedByDistrict("achievements");
        applications.at("2025-03-18T16:00");
        dossier.achievements = "完成样例项目四项";
        PrintForms forms = new PrintForms(applications.services.applications(), applications.transitions());
        assertThat(forms.print(applications.as(EMPLOYER), id, Annex.NOTICE_RESULT, Format.PDF)).as("nothing changed yet").isNotEmpty();
        applications.save(id, dossier.form());
        refused(ErrorCode.NOTICE_NOT_ENDED, () -> forms.print(applications.as(EMPLOYER), id, Annex.NOTICE_RESULT, Format.PDF));
        applications.correct(id, Map.of());
        applications.follow(id);
        applications.at("2025-03-26T10:00");
        assertThat(Applications.violations(refused(ErrorCode.NOTICE_NOT_ENDED,
                () -> forms.print(applications.as(EMPLOYER), id, Annex.RECOMMENDATION_REPORT, Format.PDF))))
                .containsExactly("R23 NOTICE_TO_BE_REPEATED publicNotice.from");

        RecordedNotice old = new RecordedNotice(id);
        assertThat(Applications.violations(refused(ErrorCode.RULES_BROKEN, old::record)))
                .contains("R23 NOTICE_TO_BE_REPEATED publicNotice.from");
        assertThat(Applications.violations(refused(ErrorCode.RULES_BROKEN,
                () -> applications.record(id, applications.notice(id, "2025-03-17", "2025-03-24", "2025-03-25")))))
                .containsExactly("R23 NOTICE_TO_BE_REPEATED publicNotice.from");
        applications.record(id, applications.notice(id, "2025-03-18", "2025-03-24", "2025-03-25"));
        Application recorded = applications.find(id);
        applications.record(id, applications.notice(id, "2025-03-18", "2025-03-24", "2025-03-25"));

        assertThat(recorded.lacksNewNotice()).isFalse();
        assertThat(applications.find(id)).isEqualTo(recorded);
    }

    @Test
    void shouldNotAskForAThirdNoticeWhereTheEmployerReturnsForSomethingElse_R23() {
        String id = correctedAchievements();
        repeatNotice(id);
        applications.returned(id, "credential.subject");
        mend(id);

        assertThat(applications.correct(id, Map.of()).noticeRequired()).isFalse();
        applications.follow(id);
        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @Test
    void shouldStillAskForTheNoticeWhereTheEmployerReturnsBeforeMakingIt_R23() {
        String id = correctedAchievements();
        applications.returned(id, "credential.subject");
        mend(id);

        assertThat(applications.correct(id, Map.of()).noticeRequired()).isTrue();
    }

    @Test
    void shouldAskForTheNoticeAgainWhereAnotherEmployerRecommends_R18() {
        String id = returnedByDistrict("employer", "employment");
        dossier.employer = new Form.EmployerSection("91350211M000100Y46", "另一家科技有限公司", dossier.employer.origin(), Optional.empty());
        dossier.worked(Dossier.period("另一家科技有限公司", "2023-07-01", "", true));
        applications.save(id, dossier.form());

        Application corrected = applications.services.applications().find(id).orElseThrow();
        assertThat(ChangedFields.touchesNotice(ChangedFields
                .between(Snapshot.of(applications.services.applications().submissions(id).getLast(), corrected), Snapshot.of(corrected))))
                .isTrue();
    }

    @Test
    void shouldLetTheSamePersonOfTheEmployerDecideAgain_R29() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        applications.correct(id, Map.of());
        applications.follow(id);
        applications.passed(id, EMPLOYER);

        assertThat(applications.passed(id, DISTRICT).state()).isEqualTo(State.COMMITTEE_REVIEW);
    }

    @Test
    void shouldAnswerARepeatTheSame_R23() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        Application first = applications.correct(id, Map.of());

        assertThat(applications.correct(id, Map.of())).isEqualTo(first);
        assertThat(applications.actions(id)).containsOnlyOnce("CORRECT");
        assertThat(applications.services.applications().submissions(id)).hasSize(2);
    }

    @Test
    void shouldRefuseAtTheDeadlineToTheSecond_R24() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        applications.services.clock().set(applications.find(id).correction().orElseThrow().deadline());
        refused(ErrorCode.WRONG_STATE, () -> applications.correct(id, Map.of()));

        applications.services.clock().advance(Duration.ofSeconds(-1));
        assertThat(applications.correct(id, Map.of()).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void shouldCorrectAlsoAfterTheWindowHasClosed_R21() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        applications.at("2025-03-19T10:00");

        assertThat(applications.correct(id, Map.of()).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void shouldRefuseWhatWasNotReturnedAndWhoDoesNotOwnIt_R20() {
        String first = applications.submitted().id();
        refused(ErrorCode.WRONG_STATE, () -> applications.correct(applications.follow(applications.find(first).id()).id(), Map.of()));
        SubmitCorrection correction = new SubmitCorrection(applications.services.applications(), applications.checks(),
                applications.transitions());
        refused(ErrorCode.NOT_ALLOWED, () -> correction.submit(applications.as(EMPLOYER), first, Map.of(), applications.services.now()));
        refused(ErrorCode.NOT_FOUND, () -> correction.submit(applications.as("stranger"), first, Map.of(), applications.services.now()));
    }

    private final class RecordedNotice {
        private final String id;
        private final org.zhicheng.work.notice.RecordPublicNotice.Entry entry;

        private RecordedNotice(String id) {
            this.id = id;
            this.entry = applications.notice(id);
        }

        private void record() {
            // seen again, and yet the old days
            applications.record(id,
                    new org.zhicheng.work.notice.RecordPublicNotice.Entry(entry.name(), entry.kind(), entry.level(), entry.series(),
                            entry.specialty(), entry.from(), entry.to(), entry.resultDate(), entry.receivingOffice(),
                            entry.supervisingTelephone(), applications.find(id).content().version()));
        }
    }

    private String correctedAchievements() {
        String id = returnedByDistrict("achievements");
        dossier.achievements = "完成样例项目四项";
        applications.save(id, dossier.form());
        applications.correct(id, Map.of());
        return applications.follow(id).id();
    }

    @Test
    @DisplayName("R53 期限内到达的修改予以受理")
    void shouldTakeACorrectionThatReachedTheSystemInTime_R53() {
        String id = returnedByDistrict("credential.subject");
        mend(id);
        Instant deadline = applications.find(id).correction().orElseThrow().deadline();
        applications.services.clock().set(deadline.plusSeconds(20));
        SubmitCorrection command = new SubmitCorrection(applications.services.applications(), applications.checks(),
                applications.transitions());

        refused(ErrorCode.WRONG_STATE, () -> command.submit(applications.as(APPLICANT), id, Map.of(), deadline));
        assertThat(command.submit(applications.as(APPLICANT), id, Map.of(), deadline.minusMillis(1)).state()).isEqualTo(State.SUBMITTED);
    }

    private void repeatNotice(String id) {
        applications.at("2025-03-24T10:00");
        applications.record(id, applications.notice(id, "2025-03-17", "2025-03-21", "2025-03-22"));
        for (Material paper : List.of(Material.A13, Material.A14, Material.A15)) {
            applications.upload(EMPLOYER, id, paper, SCAN);
        }
    }

    private String returnedByDistrict(String... items) {
        String id = applications.atDistrict().id();
        return applications.returned(id, items).id();
    }

    private void mend(String id) {
        dossier.subject = "改正后的内容";
        applications.save(id, dossier.form());
    }

    private void change(String id, Qualification qualification) {
        new ChangeQualification(applications.services.applications(), applications.checks(), applications.services.clock())
                .change(applications.as(APPLICANT), id, qualification);
    }

    private ShowApplication show() {
        return new UseCases(applications.services).show();
    }

    private ApplicationView view(String id) {
        return show().view(applications.as(Applications.OFFICE), applications.find(id));
    }
}
