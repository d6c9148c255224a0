package org.zhicheng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.Applications.violations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.closing.CloseWindowHandler;
import org.zhicheng.handlers.cycle.SetCalendarHandler;
import org.zhicheng.handlers.cycle.SetCycleHandler;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.cycle.SetCatalogue;
import org.zhicheng.work.drafting.ChangeQualification;
import org.zhicheng.work.review.CheckDeadline;
import org.zhicheng.work.review.MoveDeadlines;

/** R50: which facts are settled when, and which follow the present; each test is a row of the table in {@code docs/rules.md}. */
public class SettledFactsTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    private void set(String settings) {
        set("2025-03-17T24:00", settings);
    }

    private void set(String closes, String settings) {
        ApiResponse response = put(closes, settings);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private ApiResponse put(String closes, String settings) {
        return Requests.put("/cycles/{year}").path("year", 2025).asStaff(ADMINISTRATOR)
                .header("if-match", "\"" + services.cycles().find(2025).map(c -> c.revision().version()).orElse(0) + "\"")
                .body("{\"opens\":\"2025-02-25T00:00\",\"closes\":\"" + closes + "\",\"settings\":{" + settings + "}}")
                .to(new SetCycleHandler(services));
    }

    private void declare(String days) {
        ApiResponse response = Requests.put("/calendars/{year}").path("year", 2025).asStaff(ADMINISTRATOR)
                .header("if-match", "\"" + services.cycles().calendarYear(2025).map(c -> c.revision().version()).orElse(0) + "\"")
                .body("{\"days\":{" + days + "}}").to(new SetCalendarHandler(services));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
    }

    private Instant due(String id) {
        return applications.find(id).stay().dueAt().orElseThrow();
    }

    private long mailed(MailTemplate template) {
        return services.mailer().sent().stream()
                .filter(m -> m.subject().startsWith(template == MailTemplate.DEADLINE_MOVED ? "职称申报修改期限顺延" : "申报时间延长")).count();
    }

    // ── settled at the end ──

    @Test
    @DisplayName("R38、R50 已终止的申报按终止时告知的期限保存，其后缩短或延长只及于以后终止的")
    void whatEndedIsKeptAsLongAsWasSaidThen_R38_R50() {
        String before = applications.submitted().id();
        applications.withdraw(APPLICANT, before);
        services.clock().advance(java.time.Duration.ofSeconds(1));
        set("\"keptMonths\":{\"UPLOADS_WITHOUT_DECISION\":6}");
        applications.register("other", "王芳");
        String after = applications.submit(applications.draft("other", new Dossier()).id()).id();
        applications.withdraw("other", after);

        services.clock().set("2025-10-01T03:30:00");
        delete();
        assertThat(files(before)).isPositive();
        assertThat(files(after)).isZero();
        set("\"keptMonths\":{\"UPLOADS_WITHOUT_DECISION\":36}");
        services.clock().set("2026-03-12T03:30:00");
        delete();
        assertThat(files(before)).isZero();
        assertThat(services.cycles().find(2025).orElseThrow().keeping()).hasSize(2);
    }

    private void delete() {
        new org.zhicheng.handlers.retention.DeleteExpiredRecordsHandler(services).handleRequest(Map.of(), null);
    }

    private long files(String id) {
        return services.materials().keys().stream()
                .filter(key -> org.zhicheng.dossier.files.FileKeys.applicationOf(key).filter(id::equals).isPresent()).count();
    }

    // ── settled at the submission ──

    @Test
    void theDayOnWhichYearsAreCountedIsThatOfTheFirstSubmission_R12_R50() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        Application corrected = applications.correct(id, Map.of("conduct", "已核实"));

        assertThat(corrected.referenceDate()).contains(LocalDate.of(2025, 3, 10));
        assertThat(applications.checks().check(corrected, services.now()).assessment().referenceDate()).isEqualTo("2025-03-10");
    }

    @DisplayName("R50 提交后才列入不受理名单的专业，不影响已提交的申报")
    @Test
    void aSpecialtyExcludedAfterTheSubmissionStaysAdmitted_R3_R50() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        set("\"excludedSpecialties\":[\"机械工程专业\"]");

        assertThat(applications.correct(id, Map.of("conduct", "已核实")).state()).isEqualTo(State.SUBMITTED);
        assertThat(applications.follow(id).state()).as("the workflow's check agrees").isEqualTo(State.EMPLOYER_REVIEW);
        applications.register("another", "王小红");
        applications.at("2025-03-17T10:00");
        String draft = applications.draft("another", new Dossier()).id();
        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> applications.submit(draft)))).as("new ones follow the present")
                .contains("R3 SPECIALTY_EXCLUDED qualification.specialty");
    }

    @Test
    void anotherSpecialtyThanTheSubmittedFollowsThePresent_R3_R50() {
        String id = applications.returned(applications.atDistrict().id(), "qualification.specialty").id();
        set("\"excludedSpecialties\":[\"机械工程专业\",\"采矿工程专业\"]");
        Qualification q = applications.find(id).qualification();
        new ChangeQualification(services.applications(), applications.checks(), services.clock()).change(applications.as(APPLICANT), id,
                new Qualification(q.kind(), q.level(), q.series(), "采矿工程专业", q.district()));

        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> applications.correct(id, Map.of()))))
                .contains("R3 SPECIALTY_EXCLUDED qualification.specialty");
    }

    @Test
    void aDistrictTakenFromTheListAfterTheSubmissionStaysTheApplications_R20_R50() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        set("\"districts\":[\"沙依巴克区\"]");

        assertThat(applications.correct(id, Map.of("conduct", "已核实")).state()).isEqualTo(State.SUBMITTED);
    }

    @DisplayName("R42、R50 提交后移出目录的专业，不影响已提交的申报")
    @Test
    void aSpecialtyTakenFromTheCatalogueAfterTheSubmissionStands_R42_R50() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        new SetCatalogue(services.cycles(), services.clock()).set(applications.as(ADMINISTRATOR),
                new SetCatalogue.Entry(List.of(new SetCatalogue.SeriesEntry("农业技术系列", "", List.of("农艺专业")))), 0);

        assertThat(applications.correct(id, Map.of("conduct", "已核实")).state()).isEqualTo(State.SUBMITTED);
        applications.register("another", "王小红");
        applications.at("2025-03-17T10:00");
        String draft = applications.draft("another", new Dossier()).id();
        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> applications.submit(draft)))).as("new ones follow the present")
                .contains("R42 SERIES_UNKNOWN qualification.series");
    }

    @DisplayName("R42、R50 提交后单位更名、改区，不影响已提交的申报")
    @Test
    void anEmployerRenamedOrMovedAfterTheSubmissionStandsAsItWas_R42_R50() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        Samples.employer(services, Samples.USCC, "样例更名科技有限公司", "沙依巴克区");

        assertThat(applications.correct(id, Map.of("conduct", "已核实")).state()).isEqualTo(State.SUBMITTED);
        applications.register("another", "王小红");
        applications.at("2025-03-17T10:00");
        String draft = applications.draft("another", new Dossier()).id();
        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> applications.submit(draft)))).as("new ones follow the present")
                .contains("R42 EMPLOYER_NAME_DIFFERS employer.name", "R42 DISTRICT_UNKNOWN qualification.district");
    }

    // ── settled when a notice begins ──

    @Test
    void theLeastDaysOfANoticeAreThoseOfTheDayItBegan_R17_R50() {
        String id = applications.atEmployer().id();
        set("\"minimumNoticeDays\":7");

        assertThat(applications.record(id, applications.notice(id)).publicNotice()).as("recorded once more").isPresent();
        Failure tooShort = refused(ErrorCode.RULES_BROKEN,
                () -> applications.record(id, applications.notice(id, "2025-03-18", "2025-03-24", "")));
        assertThat(violations(tooShort)).as("one that begins now").contains("R17 NOTICE_TOO_SHORT publicNotice.to");
        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    @Test
    void fewerDaysOfANoticeCountAtOnce_R17_R50() {
        applications.at("2025-03-07T10:00");
        set("\"minimumNoticeDays\":7");
        applications.at("2025-03-10T10:00");
        String id = applications.submit(applications.draft().id()).id();
        applications.follow(id);
        refused(ErrorCode.RULES_BROKEN, () -> applications.certify(id, applications.notice(id)));
        set("\"minimumNoticeDays\":5");

        assertThat(applications.certify(id, applications.notice(id)).publicNotice()).isPresent();
    }

    @Test
    void aDayDeclaredFreeDuringANoticeStillCountsForIt_R17_R50() {
        String id = applications.atEmployer().id();
        declare("\"2025-03-13\":\"OFF\"");

        assertThat(applications.passed(id, EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    // ── settled when a step begins ──

    @Test
    void theDaysOfACorrectionAndOfATierAreThoseOfTheDayItBegan_R24_R50() {
        String returned = applications.returned(applications.atDistrict().id(), "conduct").id();
        Instant deadline = due(returned);
        set("\"correctionDays\":1,\"targetDays\":{\"EMPLOYER_REVIEW\":1}");

        assertThat(due(returned)).isEqualTo(deadline);
        services.clock().set(deadline.minusSeconds(1));
        assertThat(applications.correct(returned, Map.of("conduct", "已核实")).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void aDayDeclaredFreeMovesARunningDeadlineAndItsOwnerIsTold_R24_R50() {
        String returned = applications.returned(applications.atDistrict().id(), "conduct").id();
        applications.register("another", "王小红");
        String waiting = applications.atEmployer("another").id();
        applications.at("2025-03-18T10:00");
        assertThat(due(returned)).isEqualTo(Samples.at("2025-03-25T00:00"));
        Instant target = due(waiting);
        declare("\"2025-03-20\":\"OFF\"");

        assertThat(due(returned)).isEqualTo(Samples.at("2025-03-26T00:00"));
        assertThat(applications.find(returned).correction().orElseThrow()).satisfies(c -> {
            assertThat(c.deadline()).isEqualTo(Samples.at("2025-03-26T00:00"));
            assertThat(c.remindAt()).isEqualTo(Samples.at("2025-03-24T00:00"));
        });
        assertThat(due(waiting)).isEqualTo(target.plusSeconds(86_400));
        assertThat(mailed(MailTemplate.DEADLINE_MOVED)).as("the owner of the correction, nobody else").isEqualTo(1);
        new MoveDeadlines(services.applications(), services.cycles(), applications.transitions()).move(() -> true);
        assertThat(due(returned)).as("moved once").isEqualTo(Samples.at("2025-03-26T00:00"));
        assertThat(applications.actions(returned)).containsOnlyOnce("MOVE_DEADLINE");
    }

    private MoveDeadlines.Foreseen foreseen(String days) {
        ApiResponse response = Requests.put("/calendars/{year}").path("year", 2025).query("preview", "true").asStaff(ADMINISTRATOR)
                .header("if-match", "\"" + services.cycles().calendarYear(2025).map(c -> c.revision().version()).orElse(0) + "\"")
                .body("{\"days\":{" + days + "}}").to(new SetCalendarHandler(services));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Requests.body(response, MoveDeadlines.Foreseen.class);
    }

    /** What is told before a day is declared is what declaring it does, deadline by deadline. */
    @ParameterizedTest
    @ValueSource(strings = {"\"2025-03-20\":\"OFF\"", "\"2025-03-22\":\"WORK\"", "\"2025-03-13\":\"OFF\",\"2025-03-20\":\"OFF\"",
            "\"2025-06-20\":\"OFF\""})
    void whatADayDeclaredFreeWillMoveIsToldBefore_R50(String days) {
        String returned = applications.returned(applications.atDistrict().id(), "conduct").id();
        applications.register("another", "王小红");
        String waiting = applications.atEmployer("another").id();
        applications.at("2025-03-14T10:00");
        applications.register("third", "赵小兰");
        String later = applications.atEmployer("third").id();
        applications.at("2025-03-18T10:00");
        Map<String, Instant> before = due(List.of(returned, waiting, later));
        MoveDeadlines.Foreseen foreseen = foreseen(days);

        assertThat(services.cycles().calendarYear(2025)).as("nothing was set").isEmpty();
        assertThat(services.eventsOf("CALENDAR#2025")).isEmpty();
        assertThat(due(List.of(returned, waiting, later))).isEqualTo(before);
        declare(days);
        Map<String, Instant> after = due(List.of(returned, waiting, later));
        List<MoveDeadlines.Move> moved = before.entrySet().stream().filter(e -> !after.get(e.getKey()).equals(e.getValue()))
                .map(e -> new MoveDeadlines.Move(e.getKey(), applications.find(e.getKey()).state(), e.getValue(), after.get(e.getKey())))
                .toList();
        assertThat(foreseen.first()).containsExactlyInAnyOrderElementsOf(moved);
        assertThat(foreseen).extracting(MoveDeadlines.Foreseen::deadlines, MoveDeadlines.Foreseen::complete).containsExactly(moved.size(),
                true);
        assertThat(foreseen.byState()).isEqualTo(moved.stream().collect(Collectors.toMap(MoveDeadlines.Move::state, _ -> 1, Integer::sum)));
        assertThat(foreseen(days).deadlines()).as("once it is set there is nothing more to move").isZero();
    }

    private Map<String, Instant> due(List<String> ids) {
        return ids.stream().collect(Collectors.toMap(id -> id, this::due));
    }

    @Test
    void aDayDeclaredToBeWorkedNeverShortensADeadline_R24_R50() {
        String returned = applications.returned(applications.atDistrict().id(), "conduct").id();
        Instant deadline = due(returned);
        declare("\"2025-03-22\":\"WORK\"");

        assertThat(due(returned)).isEqualTo(deadline);
        assertThat(mailed(MailTemplate.DEADLINE_MOVED)).isZero();
    }

    @Test
    void anExtendedDeadlineKeepsItsDaysToo_R24_R50() {
        String returned = applications.returned(applications.atDistrict().id(), "conduct").id();
        new org.zhicheng.work.review.ExtendDeadline(services.applications(), applications.transitions())
                .extend(applications.as(ADMINISTRATOR), returned, applications.find(returned).stay().attempt(), 8);
        assertThat(due(returned)).isEqualTo(Samples.at("2025-03-28T00:00"));
        declare("\"2025-03-26\":\"OFF\",\"2025-03-27\":\"OFF\"");

        assertThat(due(returned)).as("two of 肉孜节 lie between").isEqualTo(Samples.at("2025-04-02T00:00"));
    }

    @Test
    void nothingEndsByACalendarThatNoLongerHolds_R24_R50() {
        String returned = applications.returned(applications.atDistrict().id(), "conduct").id();
        Instant deadline = due(returned);
        services.clock().set(deadline.minusSeconds(60));
        services.cycles()
                .saveCalendar(2025,
                        org.zhicheng.dossier.cycle.CycleStore.CalendarYear.of(
                                new org.zhicheng.ground.calendar.WorkingDays.Year(java.util.Set.of(LocalDate.of(2025, 3, 20)),
                                        java.util.Set.of(), false, Map.of(LocalDate.of(2025, 3, 20), services.now())),
                                services.cycles().calendarYear(2025)),
                        Samples.event("CALENDAR#2025", 1, "SET_CALENDAR"), List.of());
        services.clock().set(deadline);
        Application a = applications.find(returned);

        assertThat(new CheckDeadline(services.applications(), applications.transitions())
                .check(returned, org.zhicheng.dossier.process.Transitions.execution(a), State.CORRECTION).state())
                .isEqualTo(State.CORRECTION);
        assertThat(due(returned)).isEqualTo(deadline.plusSeconds(86_400));
        assertThat(applications.deliveries(returned, SendMail.class).getLast().template()).isEqualTo(MailTemplate.DEADLINE_MOVED);
    }

    // ── settled by a decision ──

    @Test
    void theDaysForQuestioningARejectionAreThoseOfTheDayItWasTaken_R45_R50() {
        String id = applications.atDistrict().id();
        Application rejected = applications.decide(DISTRICT, id, applications.reject(id));
        Instant until = rejected.reconsideration().orElseThrow().until();
        set("\"reconsiderationDays\":3");

        services.clock().set(until.minusSeconds(1));
        assertThat(applications.question(id).state()).isEqualTo(State.RECONSIDERATION);
    }

    @Test
    void aDayDeclaredFreeGivesLongerToQuestionARejection_R45_R50() {
        String id = applications.atDistrict().id();
        Application rejected = applications.decide(DISTRICT, id, applications.reject(id));
        Instant until = rejected.reconsideration().orElseThrow().until();
        declare("\"2025-03-20\":\"OFF\"");

        services.clock().set(until.plusSeconds(3_600));
        assertThat(applications.question(id).state()).isEqualTo(State.RECONSIDERATION);
    }

    @Test
    void theDaysOfANoticeOfTheResultAreThoseOfTheDayItBegan_R45_R50() {
        Application announced = applications.announced();
        Instant until = announced.resultNotice().orElseThrow().until();
        set("\"resultNoticeDays\":8");

        assertThat(List.of(due(announced.id()), applications.find(announced.id()).resultNotice().orElseThrow().until()))
                .containsOnly(until);
        applications.at("2025-03-18T10:00");
        set("\"resultNoticeDays\":0");
        assertThat(applications.find(announced.id()).state()).as("nor ended by its being turned off").isEqualTo(State.RESULT_NOTICE);
        services.clock().set(org.zhicheng.dossier.process.Receipt.over(until));
        assertThat(new CheckDeadline(services.applications(), applications.transitions())
                .check(announced.id(), org.zhicheng.dossier.process.Transitions.execution(announced), State.RESULT_NOTICE).state())
                .isEqualTo(State.MATERIALS);
    }

    @Test
    void aDayDeclaredFreeGivesLongerToObjectToAResult_R45_R50() {
        Application announced = applications.announced();
        Instant until = announced.resultNotice().orElseThrow().until();
        declare("\"2025-03-22\":\"WORK\"");
        assertThat(due(announced.id())).as("nothing is shortened").isEqualTo(until);
        applications.at("2025-03-18T10:00");
        declare("\"2025-03-22\":\"WORK\",\"2025-03-20\":\"OFF\",\"2025-03-21\":\"OFF\"");

        assertThat(due(announced.id())).isAfter(until).isEqualTo(applications.find(announced.id()).resultNotice().orElseThrow().until());
    }

    @Test
    void whatWasDecidedStandsWhateverBecomesOfTheReviewer_R29_R50() {
        String id = applications.atCommittee().id();
        Samples.appoint(services, new org.zhicheng.dossier.staff.StaffMember(DISTRICT, "职员", "", List.of()));

        assertThat(applications.find(id).reviews()).noneMatch(Review::superseded).hasSize(2);
    }

    // ── following the present ──

    @Test
    void anIntegrityRecordOfTheDayCounts_R34_R50() {
        String id = applications.atDistrict().id();
        services.integrity().save(
                new org.zhicheng.dossier.integrity.IntegrityRecord("r1", services.people().find(APPLICANT).orElseThrow().idNumberHash(),
                        "110***********002X", "样本事实", "样本依据", LocalDate.of(2025, 3, 1), "office", services.now()),
                Samples.event("INTEGRITY#r1", 1, "RECORD_INTEGRITY"));

        assertThat(applications.checks().check(applications.find(id), services.now()).assessment().outcome())
                .isEqualTo(Assessment.Outcome.NEEDS_REVIEW);
    }

    @DisplayName("R50 截止后延长申报时间的，因截止而失效的草稿恢复")
    @Test
    void anExtensionAfterTheClosingBringsBackTheDraftsThatItExpired_R21_R50() {
        String id = applications.draft().id();
        Application before = applications.find(id);
        applications.at("2025-03-18T00:05");
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        assertThat(applications.find(id).state()).isEqualTo(State.EXPIRED);
        applications.at("2025-03-19T09:00");
        set("2025-03-21T24:00", "");
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);

        Application revived = applications.find(id);
        assertThat(revived.state()).isEqualTo(State.DRAFT);
        assertThat(List.of(revived.form(), revived.attachments())).containsExactly(before.form(), before.attachments());
        assertThat(services.applications().ownerOf(Samples.live(revived).type(), Samples.live(revived).value())).contains(id);
        assertThat(applications.actions(id)).containsOnlyOnce("REVIVE");
        assertThat(mailed(MailTemplate.REVIVED)).isEqualTo(1);
        assertThat(applications.submit(id).state()).isEqualTo(State.SUBMITTED);
    }

    @Test
    void anExtensionLeavesTheOldDraftOfWhoHasBegunAnew_R26_R50() {
        String old = applications.draft().id();
        applications.at("2025-03-18T00:05");
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        set("2025-03-21T24:00", "");
        String next = applications.create(APPLICANT, new Dossier(), Optional.empty()).id();
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);

        assertThat(applications.find(old).state()).isEqualTo(State.EXPIRED);
        assertThat(applications.find(next).state()).isEqualTo(State.DRAFT);
    }

    @Test
    void aDraftComesBackExpiresAndComesBackAgain_R21_R50() {
        String id = applications.draft().id();
        ApplicationStore store = services.applications();
        for (String closes : List.of("2025-03-18", "2025-03-20", "2025-03-24")) {
            applications.at(closes + "T00:05");
            new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
            assertThat(store.find(id).orElseThrow().state()).isEqualTo(State.EXPIRED);
            set(LocalDate.parse(closes).plusDays(closes.endsWith("18") ? 1 : 3) + "T24:00", "");
            new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
            assertThat(store.find(id).orElseThrow().state()).isEqualTo(State.DRAFT);
        }
    }
}
