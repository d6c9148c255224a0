package org.zhicheng.work.objection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.Applications.violations;
import static org.zhicheng.lambda.Requests.problem;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.application.ResultNotice.Outcome;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.process.Receipt;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.approval.ShowResultsHandler;
import org.zhicheng.handlers.objection.ListResultObjectionsHandler;
import org.zhicheng.handlers.objection.RaiseResultObjectionHandler;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.handlers.registration.DownloadPersonalDataHandler;
import org.zhicheng.handlers.retention.DeleteExpiredRecordsHandler;
import org.zhicheng.handlers.waiting.TellStaffHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.inquiry.CallerLimits;
import org.zhicheng.inquiry.TooManyQueries;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.UseCases;
import org.zhicheng.work.objection.AnswerResultObjection.Finding;
import org.zhicheng.work.objection.RaiseResultObjection.Entry;
import org.zhicheng.work.paper.ShowResultNotices;
import org.zhicheng.work.review.CheckDeadline;
import org.zhicheng.work.review.MoveDeadlines;
import org.zhicheng.work.review.UndoPass;
import org.zhicheng.work.waiting.FindWaiting;

/** R45: what the committee passes is announced for five working days, in which anybody may object (评审结果公示). */
class ResultNoticeTest {

    private static final Entry NAMED = new Entry(null, "王异议", "13900000000", "任职时间与实际不符", "");
    private static final Entry ANONYMOUS = new Entry(true, null, null, "业绩不是本人完成的", "见项目验收单第3页");
    private static final String ADDRESS = "203.0.113.7";

    private final Applications applications = new Applications();

    private String raise(Application on, Entry entry) {
        return raise(applications.services.applications(), notice(on), entry, ADDRESS, applications.services.now());
    }

    private String raise(ApplicationStore store, String notice, Entry entry, String address, Instant received) {
        return new RaiseResultObjection(store, applications.transitions(), applications.services.staff(), applications.services.vault(),
                new CallerLimits(applications.services.callerCounts(), new CallerLimits.Salt(), applications.services.clock()))
                .raise(notice, entry, address, received).number();
    }

    private static String notice(Application application) {
        return ResultNotice.id(application.id(), application.stay().attempt());
    }

    private Application answer(String sub, Application seen, String objection, Outcome outcome) {
        return answer(applications.services.applications(), sub, seen, objection, outcome, "经核实");
    }

    private Application answer(ApplicationStore on, String sub, Application seen, String objection, Outcome outcome, String reason) {
        return new AnswerResultObjection(on, applications.transitions(), applications.standIn()).answer(applications.as(sub), seen.id(),
                objection, new Finding(seen.stay().attempt(), seen.content().version(), outcome, reason));
    }

    /** What the workflow does when it has waited long enough. */
    private Application check(Application a) {
        return new CheckDeadline(applications.services.applications(), applications.transitions()).check(a.id(),
                Transitions.execution(applications.find(a.id())), State.RESULT_NOTICE);
    }

    private ApplicationView view(String sub, Application application) {
        return new UseCases(applications.services).show().view(applications.as(sub), application);
    }

    private ShowResultNotices.Notices shown() {
        return new ShowResultNotices(applications.services.applications(), applications.services.cycles(), applications.transitions())
                .show(Optional.empty(), 1);
    }

    private static Instant until(Application a) {
        return a.resultNotice().orElseThrow().until();
    }

    @Test
    @DisplayName("R45 评审通过后公示五个工作日，自次一工作日起；期满无异议自动进入接收材料")
    void shouldBeAnnouncedForFiveWorkingDaysAndGoOnByItself_R45() {
        Application announced = applications.announced();

        assertThat(announced.state()).isEqualTo(State.RESULT_NOTICE);
        ResultNotice notice = announced.resultNotice().orElseThrow();
        assertThat(notice.from()).isEqualTo("2025-03-18");
        assertThat(notice.until()).isEqualTo(Samples.at("2025-03-25T00:00"));
        assertThat(notice.workingDays()).isEqualTo(5);
        assertThat(announced.stay().dueAt()).hasValue(notice.until());
        assertThat(applications.deliveries(announced.id(), SendMail.class).getLast().template())
                .isEqualTo(MailTemplate.RESULT_NOTICE_BEGUN);
        assertThat(view(APPLICANT, announced).stepsToCome()).startsWith(State.MATERIALS);

        Instant over = Receipt.over(notice.until());
        assertThat(Deadlines.waitSeconds(announced, over.minusSeconds(100))).as("woken when nothing can still be under way").isEqualTo(101);
        applications.services.clock().set(over.minusMillis(1));
        assertThat(check(announced)).as("what came in time may still be under way").isEqualTo(announced);
        applications.services.clock().set(over);
        Application gone = check(announced);

        assertThat(gone.state()).isEqualTo(State.MATERIALS);
        assertThat(gone.stay().dueAt()).as("the office's time begins now").isPresent();
        assertThat(applications.actions(gone.id())).endsWith("PASS", "OPEN_REVIEW", "END_RESULT_NOTICE");
        assertThat(applications.deliveries(gone.id(), SendMail.class).getLast().template()).isEqualTo(MailTemplate.RESULT_NOTICE_ENDED);
        assertThat(check(announced)).as("a repeat").isEqualTo(gone);
        assertThat(applications.services.applications().ownerOf(Claim.Type.RESULT_NOTICE, notice(announced))).isEmpty();
        assertThat(view(APPLICANT, gone).stepsToCome()).startsWith(State.APPROVAL_DOCUMENT);
    }

    @Test
    @DisplayName("R45 未设公示的批次，评审通过后直接接收材料，流程中不出现公示")
    void shouldGoStraightOnWhereTheCycleHasNoNotice_R45() {
        Application atCommittee = applications.atCommittee();
        assertThat(view(APPLICANT, atCommittee).stepsToCome()).startsWith(State.MATERIALS);
        Application passed = applications.passed(atCommittee.id(), COMMITTEE);
        assertThat(passed.state()).isEqualTo(State.MATERIALS);
        assertThat(passed.resultNotice()).isEmpty();

        applications.announcing(5);
        assertThat(new UseCases(applications.services).transitions().deadlines(2025).hasNotice(State.MATERIALS, false))
                .as("what went on without one had none").isFalse();
        applications.register("other", "王芳");
        assertThat(view("other", applications.atEmployer("other")).stepsToCome()).contains(State.RESULT_NOTICE);
    }

    @ParameterizedTest
    @DisplayName("R17、R45 公示按本地区工作日计算：周末、节假日不计，调休上班日计入")
    @CsvSource({"2025-03-17T10:00,2025-03-18,2025-03-25T00:00", "2025-03-14T23:59,2025-03-17,2025-03-22T00:00",
            "2025-03-27T09:00,2025-03-28,2025-04-08T00:00", "2025-04-25T09:00,2025-04-27,2025-05-07T00:00"})
    void shouldCountWorkingDaysOfTheRegion_R17(String passed, LocalDate from, String until) {
        applications.announcing(5);
        Application at = applications.atCommittee();
        applications.at(passed);
        ResultNotice notice = applications.passed(at.id(), COMMITTEE).resultNotice().orElseThrow();

        assertThat(notice.from()).isEqualTo(from);
        assertThat(notice.until()).isEqualTo(Samples.at(until));
        assertThat(WorkingDays.regional().count(from,
                LocalDate.ofInstant(notice.until(), org.zhicheng.ground.calendar.BeijingTime.ZONE).minusDays(1))).isEqualTo(5);
    }

    @Test
    @DisplayName("R45 公示名单从首日0时至末日24时向公众公布，姓名遮盖，编号不能打开申报")
    void shouldBeShownToEverybodyFromTheFirstDayToTheLast_R45() {
        Application announced = applications.announced();

        assertThat(shown().lines()).as("from its first day on").isEmpty();
        applications.at("2025-03-18T00:00");
        assertThat(shown().lines()).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("李*明");
            assertThat(line.notice()).isEqualTo(notice(announced)).isNotEqualTo(announced.id());
            assertThat(List.of(line.from(), line.to())).containsExactly(LocalDate.of(2025, 3, 18), LocalDate.of(2025, 3, 24));
        });
        ApiResponse answer = Requests.get("/results/notices").to(new ShowResultsHandler(applications.services));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(announced.id(), announced.maskedIdNumber(), announced.name(), announced.applicant());
        ApiResponse paper = Requests.get("/results/notices").query("format", "PDF").to(new ShowResultsHandler(applications.services));
        assertThat(paper.headers()).containsEntry("content-type", "application/pdf");
        applications.services.clock().set(until(announced).minusMillis(1));
        assertThat(shown().lines()).hasSize(1);

        raise(announced, NAMED);
        applications.services.clock().set(until(announced));
        assertThat(shown().lines()).as("nor what waits for an answer after its end").isEmpty();
        assertThat(problem(Requests.get("/results/notices").query("format", "PDF").to(new ShowResultsHandler(applications.services))))
                .isEqualTo(ErrorCode.PAPER_NOT_DUE);
        assertThat(problem(Requests.get("/results/notices").query("page", "51").to(new ShowResultsHandler(applications.services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    @DisplayName("R45、R53 公示期内（以到达时刻为准）任何人可提出异议；署名和联系方式加密保存，只有评审机构可见")
    void shouldTakeObjectionsOfAnybodyWithinTheNotice_R45() {
        Application announced = applications.announced();
        refused(ErrorCode.NOT_FOUND, () -> raise(announced, NAMED));
        applications.at("2025-03-18T00:00");
        String number = raise(announced, NAMED);

        Application objected = applications.find(announced.id());
        assertThat(objected.state()).as("only it is held up, and only its end").isEqualTo(State.RESULT_NOTICE);
        assertThat(objected.openObjections()).isEqualTo(1);
        assertThat(objected.content()).as("what is reviewed has not changed").isEqualTo(announced.content());
        assertThat(Json.encode(objected)).as("who objects is not to be read").doesNotContain("王异议", "13900000000");
        assertThat(raise(announced, NAMED)).as("a repeat").isEqualTo(number);
        assertThat(applications.find(announced.id())).isEqualTo(objected);
        assertThat(applications.actions(announced.id())).endsWith("RAISE_RESULT_OBJECTION");
        assertThat(applications.deliveries(announced.id(), MailToStaff.class)).extracting(MailToStaff::template)
                .containsExactly(MailTemplate.STAFF_OBJECTIONS);

        Instant until = until(announced);
        applications.services.clock().set(until.plusSeconds(5));
        refused(ErrorCode.NOT_FOUND, () -> raise(applications.services.applications(), notice(announced), ANONYMOUS, ADDRESS, until));
        raise(applications.services.applications(), notice(announced), ANONYMOUS, ADDRESS, until.minusMillis(1));
        assertThat(applications.find(announced.id()).openObjections()).as("what came in time counts").isEqualTo(2);
        assertThat(applications.deliveries(announced.id(), MailToStaff.class)).as("one mail while one waits").hasSize(1);
        assertThat(view(APPLICANT, applications.find(announced.id())).resultNotice()).map(ApplicationView.Announced::objections)
                .hasValue(2);
    }

    @Test
    @DisplayName("R45 异议须写明事实；署名的须有姓名和联系方式，匿名的须有证据；身份证号一律遮盖")
    void shouldWantFactsAndANameOrEvidence_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        Failure empty = refused(ErrorCode.RULES_BROKEN, () -> raise(announced, new Entry(null, " ", null, "", null)));
        assertThat(violations(empty)).containsExactly("R45 FIELD_MISSING facts", "R45 FIELD_MISSING name", "R45 FIELD_MISSING contact");
        Failure anonymous = refused(ErrorCode.RULES_BROKEN, () -> raise(announced, new Entry(true, "王", null, "不符", "")));
        assertThat(violations(anonymous)).containsExactly("R45 FIELD_MISSING evidence", "R45 RESULT_OBJECTION_NAMED name");
        Failure tooLong = refused(ErrorCode.RULES_BROKEN,
                () -> raise(announced, new Entry(null, "王".repeat(51), "1".repeat(101), "字".repeat(1_001), "字".repeat(1_001))));
        assertThat(violations(tooLong)).hasSize(4).allMatch(v -> v.contains("FIELD_TOO_LONG"));
        assertThat(applications.find(announced.id())).as("nothing is written").isEqualTo(announced);

        raise(announced, new Entry(null, "王异议", "13900000000", "其身份证号" + Samples.ID_NUMBER + "与本人不符", ""));
        assertThat(applications.find(announced.id()).resultNotice().orElseThrow().objections().getFirst().facts())
                .doesNotContain(Samples.ID_NUMBER);
    }

    @Test
    @DisplayName("R45 同一来源每小时至多提出五次，猜测公示编号的更早被限制；一份申报至多二十件")
    void shouldBoundWhatOneCallerMayRaise_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        for (int i = 0; i < RaiseResultObjection.MOST_RAISED; i++) {
            raise(announced, entry(i));
        }
        Failure more = refused(ErrorCode.TOO_MANY_REQUESTS, () -> raise(announced, entry(99)));
        assertThat(more).isInstanceOf(TooManyQueries.class);
        assertThat(more.retryAfter()).isPresent();
        ApplicationStore store = applications.services.applications();
        for (int i = RaiseResultObjection.MOST_RAISED; i < RaiseResultObjection.MOST_OBJECTIONS; i++) {
            raise(store, notice(announced), entry(i), "198.51.100." + i, applications.services.now());
        }
        refused(ErrorCode.TOO_MANY_REQUESTS,
                () -> raise(store, notice(announced), entry(99), "198.51.100.99", applications.services.now()));
        for (int i = 0; i < RaiseResultObjection.MOST_UNKNOWN; i++) {
            refused(ErrorCode.NOT_FOUND, () -> raise(store, "nosuchnotice", NAMED, "192.0.2.1", applications.services.now()));
        }
        refused(ErrorCode.TOO_MANY_REQUESTS, () -> raise(store, "nosuchnotice", NAMED, "192.0.2.1", applications.services.now()));
    }

    private static Entry entry(int i) {
        return new Entry(true, null, null, "事实" + i, "证据" + i);
    }

    @Test
    @DisplayName("R45 异议不成立的，期满继续；期满时仍未答复的，等待答复后立即继续")
    void shouldGoOnOnceEveryObjectionIsDismissed_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        String first = raise(announced, NAMED);
        String second = raise(announced, ANONYMOUS);
        Application dismissed = answer(OFFICE, announced, first, Outcome.DISMISSED);
        assertThat(dismissed.state()).as("until its end").isEqualTo(State.RESULT_NOTICE);
        assertThat(applications.services.applications().events(announced.id()).getLast().note()).as("what was said is not told to all")
                .isEqualTo("不成立 dismissed");

        Instant over = Receipt.over(until(announced));
        applications.services.clock().set(over);
        Application held = check(announced);
        assertThat(held.state()).as("one waits for an answer").isEqualTo(State.RESULT_NOTICE);
        assertThat(applications.actions(held.id())).endsWith("OVERDUE");
        assertThat(Deadlines.waitSeconds(held, applications.services.now())).isGreaterThan(86_000);

        Application gone = answer(OFFICE, announced, second, Outcome.DISMISSED);
        assertThat(gone.state()).isEqualTo(State.MATERIALS);
        assertThat(applications.deliveries(gone.id(), Callback.class).getLast().outcome().step()).isEqualTo(State.MATERIALS);
        assertThat(answer(OFFICE, announced, second, Outcome.DISMISSED)).as("a repeat").isEqualTo(gone);
        refused(ErrorCode.ALREADY_SETTLED, () -> answer(OFFICE, announced, second, Outcome.UPHELD));
    }

    @Test
    @DisplayName("R45 异议成立的不予通过，申报人可申请复查，复查退回的由评审委员会重新审核并重新公示")
    void shouldBeRejectedWhereOneIsUpheldAndGoBackToTheCommitteeWhenQuestioned_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        String upheld = raise(announced, NAMED);
        String other = raise(announced, ANONYMOUS);
        Application rejected = answer(OFFICE, announced, upheld, Outcome.UPHELD);

        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.rejection().orElseThrow().step()).isEqualTo(State.RESULT_NOTICE);
        assertThat(rejected.reconsideration()).map(Reconsideration::step).hasValue(State.COMMITTEE_REVIEW);
        assertThat(rejected.openObjections()).as("nothing waits of what has ended").isZero();
        assertThat(applications.deliveries(rejected.id(), SendMail.class).getLast().template()).isEqualTo(MailTemplate.REJECTED);
        assertThat(applications.deliveries(rejected.id(), Callback.class).getLast().outcome().step()).isEqualTo(State.REJECTED);
        refused(ErrorCode.WRONG_STATE, () -> answer(OFFICE, announced, other, Outcome.DISMISSED));
        refused(ErrorCode.NOT_FOUND, () -> raise(announced, entry(1)));

        applications.question(rejected.id());
        applications.follow(rejected.id());
        Samples.appoint(applications.services, OFFICE + "2", Role.OFFICE, "");
        refused(ErrorCode.DECIDED_BEFORE,
                () -> applications.reconsider(rejected.id(), org.zhicheng.work.review.Reconsider.Outcome.SENT_BACK));
        Application seen = applications.find(rejected.id());
        new org.zhicheng.work.review.Reconsider(applications.services.applications(), applications.transitions(), applications.standIn())
                .decide(applications.as(OFFICE + "2"), seen.id(), new org.zhicheng.work.review.Reconsider.Finding(seen.stay().attempt(),
                        seen.content().version(), org.zhicheng.work.review.Reconsider.Outcome.SENT_BACK, "经核查"));
        applications.follow(rejected.id());
        Application again = applications.passed(rejected.id(), COMMITTEE);

        assertThat(again.state()).isEqualTo(State.RESULT_NOTICE);
        assertThat(again.resultNotice().orElseThrow().objections()).as("nothing is forgotten").hasSize(2);
        assertThat(again.openObjections()).as("what was not answered is to be answered").isEqualTo(1);
        assertThat(notice(again)).isNotEqualTo(notice(announced));
        assertThat(answer(OFFICE + "2", again, other, Outcome.DISMISSED).openObjections()).isZero();
    }

    @Test
    @DisplayName("R29、R45 异议由评审机构答复，本人和在其他环节办理过的人员回避；无人可办的由管理员代办")
    void shouldBeAnsweredByTheOfficeAlone_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        String number = raise(announced, NAMED);

        for (String sub : List.of(APPLICANT, EMPLOYER, DISTRICT, COMMITTEE)) {
            refused(ErrorCode.NOT_ALLOWED, () -> answer(sub, announced, number, Outcome.DISMISSED));
            refused(ErrorCode.NOT_ALLOWED, () -> list().of(applications.as(sub), announced.id()));
            refused(ErrorCode.NOT_ALLOWED, () -> list().all(applications.as(sub)));
        }
        refused(ErrorCode.NOT_FOUND, () -> answer("stranger", announced, number, Outcome.DISMISSED));
        refused(ErrorCode.SOMEBODY_CAN_ACT, () -> answer(ADMINISTRATOR, announced, number, Outcome.DISMISSED));
        Samples.appoint(applications.services, COMMITTEE, Role.OFFICE, "");
        refused(ErrorCode.DECIDED_AT_OTHER_TIER, () -> answer(COMMITTEE, announced, number, Outcome.DISMISSED));
        refused(ErrorCode.STALE_VERSION,
                () -> new AnswerResultObjection(applications.services.applications(), applications.transitions(), applications.standIn())
                        .answer(applications.as(OFFICE), announced.id(), number,
                                new Finding(announced.stay().attempt() - 1, announced.content().version(), Outcome.DISMISSED, "经核实")));
        refused(ErrorCode.CONTENT_CHANGED,
                () -> new AnswerResultObjection(applications.services.applications(), applications.transitions(), applications.standIn())
                        .answer(applications.as(OFFICE), announced.id(), number,
                                new Finding(announced.stay().attempt(), announced.content().version() - 1, Outcome.DISMISSED, "经核实")));
        refused(ErrorCode.NOT_FOUND, () -> answer(OFFICE, announced, "nosuchobjection", Outcome.DISMISSED));
        refused(ErrorCode.MISSING_FIELD,
                () -> answer(applications.services.applications(), OFFICE, announced, number, Outcome.UPHELD, " "));
        assertThat(answer(OFFICE, announced, number, Outcome.DISMISSED).openObjections()).isZero();
        assertThat(applications.find(announced.id()).actedElsewhere(OFFICE, State.Tier.COMMITTEE)).as("R29").isTrue();
    }

    private ListResultObjections list() {
        return new ListResultObjections(applications.services.applications(), applications.services.cycles(), applications.services.vault(),
                new UseCases(applications.services).readings());
    }

    @Test
    @DisplayName("R44、R45 评审机构看到待答复的异议、提出人和联系方式；查看留痕")
    void shouldShowTheOfficeWhatIsSaidAndByWhom_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        raise(announced, NAMED);
        raise(announced, ANONYMOUS);

        ListResultObjections.Waiting waiting = list().all(applications.as(OFFICE));
        assertThat(List.of(waiting.applications(), waiting.open())).containsExactly(1, 2);
        assertThat(waiting.lines()).singleElement().satisfies(line -> assertThat(line.applicationId()).isEqualTo(announced.id()));
        ListResultObjections.OfApplication of = list().of(applications.as(OFFICE), announced.id());
        assertThat(of.answerable()).isTrue();
        assertThat(of.objections()).extracting(ListResultObjections.Shown::objector)
                .containsExactly(Optional.of(new Objector("王异议", "13900000000")), Optional.empty());
        assertThat(new UseCases(applications.services).readings().hasOpened(applications.as(OFFICE), announced)).isTrue();
        answer(OFFICE, announced, of.objections().getFirst().id(), Outcome.DISMISSED);
        answer(OFFICE, announced, of.objections().getLast().id(), Outcome.DISMISSED);
        assertThat(list().all(applications.as(OFFICE)).lines()).isEmpty();
    }

    @Test
    @DisplayName("R41、R45 十分钟内评审委员会可撤销通过；已有异议的不能撤销")
    void shouldLetTheCommitteeUndoItsPassWhileNobodyHasObjected_R41() {
        applications.announcing(5);
        Application at = applications.atCommittee();
        applications.at("2025-03-17T23:55");
        Application announced = applications.passed(at.id(), COMMITTEE);
        UndoPass undo = new UndoPass(applications.services.applications(), applications.transitions());
        Application undone = undo.undo(applications.as(COMMITTEE), announced.id(), announced.stay().attempt());
        assertThat(undone.state()).isEqualTo(State.COMMITTEE_REVIEW);
        assertThat(undone.resultNotice()).as("a notice that nobody saw was none").isEmpty();
        applications.follow(announced.id());
        Application again = applications.passed(announced.id(), COMMITTEE);
        applications.at("2025-03-18T00:01");
        raise(again, NAMED);
        refused(ErrorCode.ALREADY_GOING_ON, () -> undo.undo(applications.as(COMMITTEE), again.id(), again.stay().attempt()));
    }

    @Test
    @DisplayName("R26 公示期间申报人可撤回，公示随之结束")
    void shouldBeWithdrawnWhileItIsAnnounced_R26() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        assertThat(applications.withdraw(APPLICANT, announced.id()).state()).isEqualTo(State.WITHDRAWN);
        assertThat(shown().lines()).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> raise(announced, NAMED));
        assertThat(check(announced).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    @DisplayName("R45、R50 公示开始后，工作日改为休息日的，公示和异议期顺延，先说的不缩短")
    void shouldLastLongerWhereADayIsDeclaredFreeAndNeverShorter_R50() {
        Application announced = applications.announced();
        applications.at("2025-03-19T09:00");
        applications.services.cycles().saveCalendar(2025,
                CycleStore.CalendarYear.of(
                        new WorkingDays.Year(Set.of(LocalDate.of(2025, 3, 21)), Set.of(), false,
                                Map.of(LocalDate.of(2025, 3, 21), applications.services.now())),
                        applications.services.cycles().calendarYear(2025)),
                Samples.event("CALENDAR#2025", 1, "SET_CALENDAR"), List.of());
        Instant told = until(announced);
        new MoveDeadlines(applications.services.applications(), applications.services.cycles(), applications.transitions())
                .move(() -> true);
        Application moved = applications.find(announced.id());

        assertThat(until(moved)).isEqualTo(Samples.at("2025-03-26T00:00")).isEqualTo(moved.stay().dueAt().orElseThrow());
        applications.services.clock().set(Receipt.over(told));
        assertThat(check(announced).state()).isEqualTo(State.RESULT_NOTICE);
        raise(applications.services.applications(), notice(announced), NAMED, ADDRESS, told.plusSeconds(60));
        applications.announcing(0);
        assertThat(until(applications.find(announced.id()))).as("a running one is not ended by a setting").isEqualTo(until(moved));
    }

    @Test
    @DisplayName("R45 同时答复，先到者有效；答复与期满同时，只前进一次")
    void shouldBeAnsweredOnceWhereTwoAnswerAtTheSameMoment_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        String number = raise(announced, NAMED);
        Samples.appoint(applications.services, OFFICE + "2", Role.OFFICE, "");
        Meanwhile both = new Meanwhile(applications.services.applications(),
                () -> answer(OFFICE + "2", announced, number, Outcome.DISMISSED));
        refused(ErrorCode.ALREADY_SETTLED, () -> answer(both, OFFICE, announced, number, Outcome.UPHELD, "经核实"));
        assertThat(applications.find(announced.id()).state()).isEqualTo(State.RESULT_NOTICE);

        Meanwhile twice = new Meanwhile(applications.services.applications(), () -> raise(announced, ANONYMOUS));
        raise(twice, notice(announced), ANONYMOUS, ADDRESS, applications.services.now());
        assertThat(applications.find(announced.id()).openObjections()).as("the same said twice").isEqualTo(1);
    }

    @Test
    @DisplayName("R43 同一工作人员同一早上的两件事各发一封，重复运行不再发")
    void shouldTellEachOfTwoThingsOnOneMorning_R43() {
        FakeServices services = applications.services;
        applications.register("other", "王小明");
        Application other = applications.atEmployer("other");
        Application announced = applications.announced();
        applications.at("2025-03-18T08:00");
        Samples.move(services, other, State.DISTRICT_REVIEW);
        applications.at("2025-03-18T09:00");
        raise(announced, NAMED);
        Samples.appoint(services,
                new StaffMember("both", "办事员", "both@example.invalid",
                        List.of(new Appointment(Role.OFFICE, "", LocalDate.EPOCH, Optional.empty()),
                                new Appointment(Role.DISTRICT, other.qualification().district(), LocalDate.EPOCH, Optional.empty()))));

        new TellStaffHandler(services).handleRequest(Map.of(), null);
        new TellStaffHandler(services).handleRequest(Map.of(), null);

        assertThat(services.waiting().stream().map(item -> item.delivery()).filter(MailToStaff.class::isInstance)
                .map(MailToStaff.class::cast).filter(mail -> mail.recipient().equals("both")).map(MailToStaff::template))
                .containsExactlyInAnyOrder(MailTemplate.STAFF_QUEUE, MailTemplate.STAFF_OBJECTIONS);
    }

    @Test
    @DisplayName("R43、R48 待答复的异议计入评审机构每日提醒；评审机构无人可办的，列入无人办理")
    void shouldBeToldDailyAndBeFoundWhereNobodyCouldAnswer_R48() {
        FakeServices services = applications.services;
        Application announced = applications.announced();
        assertThat(waiting()).isEmpty();
        applications.at("2025-03-18T09:00");
        raise(announced, NAMED);
        raise(announced, ANONYMOUS);
        Samples.appoint(services, new StaffMember(OFFICE, "办事员", "office@example.invalid",
                List.of(new Appointment(Role.OFFICE, "", LocalDate.EPOCH, Optional.empty()))));
        new TellStaffHandler(services).handleRequest(Map.of(), null);
        assertThat(
                services.waiting().stream().map(item -> item.delivery()).filter(MailToStaff.class::isInstance).map(MailToStaff.class::cast)
                        .filter(mail -> mail.template() == MailTemplate.STAFF_OBJECTIONS && mail.recipient().equals(OFFICE))
                        .map(mail -> mail.facts().get("waiting")))
                .contains("2");
        assertThat(waiting()).isEmpty();

        Samples.appoint(services, new StaffMember(OFFICE, "办事员", "office@example.invalid", List.of()));
        assertThat(waiting()).containsExactly(announced.id() + " " + FindWaiting.Reason.NOBODY_APPOINTED);
        String number = applications.find(announced.id()).resultNotice().orElseThrow().objections().getFirst().id();
        assertThat(answer(ADMINISTRATOR, announced, number, Outcome.DISMISSED).openObjections()).as("an administrator stands in").isOne();
    }

    private List<String> waiting() {
        FakeServices services = applications.services;
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        return new FindWaiting(services.applications(), services.cycles(), services.staff(), services.workflow(), services.clock())
                .find(applications.as(ADMINISTRATOR)).lines().stream().map(line -> line.applicationId() + " " + line.reason()).toList();
    }

    @Test
    @DisplayName("R38、R45 异议人的姓名和联系方式自申报办结一年后删除，异议和答复保留；本人下载的资料不含异议人")
    void shouldForgetWhoObjectedAYearAfterTheEnd_R38() {
        FakeServices services = applications.services;
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        String number = raise(announced, NAMED);
        answer(OFFICE, announced, number, Outcome.UPHELD);
        ApiResponse own = Requests.get("/applicants/me/data").as(APPLICANT).to(new DownloadPersonalDataHandler(services));
        assertThat(Requests.text(own)).contains("\"resultNotice\"", "\"UPHELD\"").doesNotContain("任职时间与实际不符", "王异议", "\"objector\"");

        applications.at("2026-03-18T08:59");
        new DeleteExpiredRecordsHandler(services).handleRequest(Map.of(), null);
        assertThat(applications.find(announced.id()).resultNotice().orElseThrow().hasObjectors()).as("a minute before").isTrue();
        applications.at("2026-03-18T09:01");
        new DeleteExpiredRecordsHandler(services).handleRequest(Map.of(), null);
        ResultNotice kept = applications.find(announced.id()).resultNotice().orElseThrow();
        assertThat(kept.hasObjectors()).isFalse();
        assertThat(kept.objections().getFirst().facts()).isEqualTo("任职时间与实际不符");
        assertThat(kept.objections().getFirst().answer()).isPresent();
        assertThat(applications.actions(announced.id())).endsWith("DELETE_OBJECTORS");
        assertThat(list().of(applications.as(OFFICE), announced.id()).objections().getFirst().objector()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"facts\":\"x\",\"y\":1}|UNKNOWN_FIELD", "{\"facts\":1}|INVALID_VALUE", "{|MALFORMED_JSON",
            "{\"name\":\"x\"}|RULES_BROKEN"})
    void shouldRefuseABrokenBodyWithItsCode_R45(String body, ErrorCode code) {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        assertThat(problem(Requests.post("/results/notices/{notice}/objections").path("notice", notice(announced)).body(body)
                .to(new RaiseResultObjectionHandler(applications.services)))).isEqualTo(code);
        assertThat(applications.find(announced.id())).isEqualTo(announced);
    }

    @Test
    void shouldAnswerByTheHandlersAsTheUseCasesDo_R45() {
        Application announced = applications.announced();
        applications.at("2025-03-18T09:00");
        ApiResponse raised = Requests.post("/results/notices/{notice}/objections").path("notice", notice(announced))
                .body(Json.encode(Map.of("anonymous", true, "facts", "不符", "evidence", "见附件")))
                .to(new RaiseResultObjectionHandler(applications.services));
        assertThat(raised.statusCode()).isEqualTo(201);
        String number = Json.decode(raised.body(), com.fasterxml.jackson.databind.JsonNode.class).get("number").textValue();
        assertThat(Requests.get("/applications/{id}/result-objections").path("id", announced.id()).asStaff(OFFICE)
                .to(new ListResultObjectionsHandler(applications.services)).body()).contains(number, "见附件");
        assertThat(Requests.get("/result-objections").asStaff(OFFICE).to(new ListResultObjectionsHandler(applications.services)).body())
                .contains(announced.id());
        ApiResponse answered = Requests.post("/applications/{id}/result-objections/{objection}/answer").path("id", announced.id())
                .path("objection", number).asStaff(OFFICE)
                .body("{\"attempt\":%d,\"contentVersion\":%d,\"outcome\":\"DISMISSED\",\"reason\":\"经核实\"}"
                        .formatted(announced.stay().attempt(), announced.content().version()))
                .to(new ListResultObjectionsHandler(applications.services));
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        assertThat(answered.body()).contains("\"objections\":0");
    }
}
