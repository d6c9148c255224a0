package org.zhicheng.work.committee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Committee;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Hearing;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Round.Choice;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session.Seat;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.CommitteeRules;
import org.zhicheng.dossier.delivery.Delivery.CarryOutSession;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.handlers.approval.ShowResultsHandler;
import org.zhicheng.handlers.committee.PlanSessionHandler;
import org.zhicheng.handlers.review.ListQueueHandler;
import org.zhicheng.handlers.review.ShowReviewHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.review.DecideReview.Decision;
import org.zhicheng.work.review.ListQueue;
import org.zhicheng.work.review.ShowReview;

/** R45: the committee decides as a body: a panel drawn by lot, who has an interest left out, a quorum of two thirds, a secret vote. */
class SessionTest {

    private final Committee committee = new Committee();
    private final Applications applications = committee.applications;

    private Actor office() {
        return applications.as(OFFICE);
    }

    @Test
    @DisplayName("R45 以会议表决的年度，任何个人不能决定通过或不予通过，可以退回修改；未启用的年度照旧")
    void shouldLeavePassAndRejectToTheSession_R45() {
        String id = committee.waiting();
        refused(ErrorCode.SESSION_DECIDES, () -> applications.decide(COMMITTEE, id, applications.pass(id)));
        refused(ErrorCode.SESSION_DECIDES, () -> applications.decide(COMMITTEE, id, applications.reject(id)));
        assertThat(applications.decide(COMMITTEE, id, applications.returning(id, "credential")).state()).isEqualTo(State.CORRECTION);

        Committee byOne = new Committee(CommitteeRules.BY_ONE);
        String other = byOne.waiting();
        refused(ErrorCode.NO_SESSIONS, () -> byOne.planned(List.of(other)));
        assertThat(byOne.applications.decide(COMMITTEE, other, byOne.applications.pass(other)).state()).isEqualTo(State.MATERIALS);
    }

    @Test
    @DisplayName("R45 审核页说明由会议表决决定、列入哪次会议；不是专家组成员的打不开会议")
    void shouldTellAReviewerThatASessionDecidesAndWhich_R45() {
        String id = committee.waiting();
        assertThat(bySession(COMMITTEE, id)).contains(new ShowReview.BySession(Optional.empty(), false));
        Session session = committee.drawn(List.of(id));
        assertThat(bySession(COMMITTEE, id)).as("sits on no panel").contains(new ShowReview.BySession(Optional.of(session.id()), false));
        assertThat(bySession(session.panel().getFirst().sub(), id)).contains(new ShowReview.BySession(Optional.of(session.id()), true));
        assertThat(bySession(OFFICE, id)).contains(new ShowReview.BySession(Optional.of(session.id()), true));
        committee.convene().cancel(office(), session.id(), committee.now(session), "专家不足");
        assertThat(bySession(OFFICE, id)).as("called off").contains(new ShowReview.BySession(Optional.empty(), false));

        Committee voted = new Committee();
        String passed = voted.waiting();
        Session signed = voted.opened(List.of(passed), 5);
        voted.counted(signed, List.of(passed), 4, 1);
        voted.sign(signed);
        voted.results().carryOut(signed.id(), List.of(passed));
        assertThat(voted.find(passed).state()).isNotEqualTo(State.COMMITTEE_REVIEW);
        assertThat(bySession(voted, OFFICE, passed)).as("has decided").contains(new ShowReview.BySession(Optional.of(signed.id()), true));

        Committee byOne = new Committee(CommitteeRules.BY_ONE);
        assertThat(bySession(byOne, COMMITTEE, byOne.waiting())).isEmpty();
    }

    private Optional<ShowReview.BySession> bySession(String sub, String id) {
        return bySession(committee, sub, id);
    }

    private static Optional<ShowReview.BySession> bySession(Committee of, String sub, String id) {
        return Requests.body(Requests.get("/reviews/{applicationId}").path("applicationId", id).asStaff(sub)
                .to(new ShowReviewHandler(of.applications.services)), ShowReview.ReviewView.class).bySession();
    }

    @Test
    @DisplayName("R45 评审机构安排会议，可列出在评审委员会等待的申报；已办理的不列出")
    void shouldShowTheOfficeWhatWaitsToBePutOnAnAgenda_R45() {
        String id = committee.waiting();
        assertThat(Requests.body(queue(OFFICE, "size", "1"), ListQueue.Queue.class).items()).extracting(l -> l.application().id())
                .containsExactly(id);
        assertThat(Requests.problem(queue(OFFICE, "decided", "2025"))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(queue(Applications.DISTRICT, "size", "1"))).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    private ApiResponse queue(String sub, String name, String value) {
        return Requests.get("/reviews").query("tier", State.COMMITTEE_REVIEW).query(name, value).asStaff(sub)
                .to(new ListQueueHandler(applications.services));
    }

    @Test
    @DisplayName("R45 缺少或不能取的值，应答写明是哪一栏")
    void shouldNameTheFieldThatIsRefused_R45() {
        Session session = committee.drawn(List.of(committee.waiting()));
        assertThat(step(session, "RECUSAL", Map.of("words", "本人近亲属")).body()).contains("\"field\":\"ground\"");
        assertThat(step(session, "RECUSAL", Map.of("ground", "OTHER")).body()).contains("\"field\":\"reason\"");
        assertThat(step(session, "CHAIR", Map.of("expert", "nobody")).body()).contains("NOT_FOUND").doesNotContain("\"field\"");
    }

    private ApiResponse step(Session session, String step, Map<String, Object> body) {
        return Requests.put("/sessions/{session}/{step}").path("session", session.id()).path("step", step).asStaff(OFFICE).body(body)
                .to(new PlanSessionHandler(applications.services));
    }

    @Test
    @DisplayName("R45 管理员代办也不能替代会议表决")
    void shouldNotLetAnAdministratorStandInForTheVote_R45() {
        String id = withNobodyAtTheCommittee(committee);
        Committee byOne = new Committee(CommitteeRules.BY_ONE);
        String other = withNobodyAtTheCommittee(byOne);
        for (Decision alone : List.of(applications.pass(id), applications.reject(id))) {
            refused(ErrorCode.SESSION_DECIDES, () -> applications.decide(ADMINISTRATOR, id, alone));
        }
        assertThat(committee.find(id).state()).isEqualTo(State.COMMITTEE_REVIEW);
        assertThat(byOne.applications.decide(ADMINISTRATOR, other, byOne.applications.pass(other)).state())
                .as("where no session decides, an administrator can").isEqualTo(State.MATERIALS);
    }

    /** An application that waits there when nobody is appointed any more, so that an administrator may stand in. */
    private static String withNobodyAtTheCommittee(Committee of) {
        String id = of.waiting();
        of.applications.services.staff().all().stream()
                .filter(member -> member.appointments().stream().anyMatch(a -> a.role() == Role.COMMITTEE)).forEach(member -> Samples
                        .appoint(of.applications.services, new StaffMember(member.sub(), member.name(), member.mail(), List.of())));
        return id;
    }

    @Test
    @DisplayName("R45 安排会议：候选人及其摘要在种子公布之前确定；申报人所在单位的专家、其他系列的专家不在候选之列")
    void shouldFixWhoCanBeDrawnBeforeTheSeed_R45() {
        String id = committee.waiting();
        Session session = committee.planned(List.of(id));

        assertThat(session.id()).isEqualTo("2025-001");
        assertThat(session.phase()).isEqualTo(Phase.PLANNED);
        assertThat(session.lastDraw().lot().candidates()).containsExactlyElementsOf(IntStream.range(0, 9).mapToObj(i -> "e0" + i).toList());
        assertThat(session.lastDraw().hash()).isEqualTo(session.lastDraw().lot().hash());
        assertThat(session.lastDraw().lot().seed()).isEmpty();
        assertThat(session.lastDraw().lot().seats()).isEqualTo(5);
        assertThat(committee.find(id).isHeardBy(session.id())).isTrue();
    }

    @Test
    void shouldTakeAllThatWaitWhereNoneIsNamedAndEachOnOneAgendaOnly_R45() {
        String id = committee.waiting();
        Session all = committee.plans().plan(office(), Committee.plan(null), Optional.empty());
        assertThat(all.agenda()).extracting(Session.Item::applicationId).containsExactly(id);
        refused(ErrorCode.INVALID_VALUE, () -> committee.plans().plan(office(), Committee.plan(List.of(id)), Optional.empty()));
        refused(ErrorCode.INVALID_VALUE, () -> committee.plans().plan(office(), Committee.plan(null), Optional.empty()));

        committee.convene().cancel(office(), all.id(), committee.now(all), "专家不足");
        assertThat(committee.find(all).phase()).isEqualTo(Phase.CANCELLED);
        assertThat(committee.plans().plan(office(), Committee.plan(null), Optional.empty()).id()).as("free again").isEqualTo("2025-002");
    }

    @Test
    void shouldAnswerARepeatedPlanWithTheSameSession_R45() {
        String id = committee.waiting();
        Session first = committee.plans().plan(office(), Committee.plan(List.of(id)), Optional.of("a-key-of-the-request"));
        assertThat(committee.plans().plan(office(), Committee.plan(List.of(id)), Optional.of("a-key-of-the-request"))).isEqualTo(first);
        assertThat(applications.services.sessions().ofYear(2025)).hasSize(1);
    }

    @Test
    @DisplayName("R41、R45 抽取之后重复安排会议的请求不改动会议：已签署的议程不因申报进入下一环节而去掉")
    void shouldChangeNothingOfASignedSessionByARepeatedPlan_R41_R45() {
        String id = committee.waiting();
        Optional<String> key = Optional.of("a-key-of-the-request");
        Session planned = committee.plans().plan(office(), Committee.plan(List.of(id)), key);
        applications.at("2025-03-18T09:00");
        Session session = committee.draw(planned);
        open(session, session.panel().get(2));
        committee.counted(session, List.of(id), 5, 0);
        Session signed = committee.sign(session);
        committee.results().carryOut(session.id(), List.of(id));
        assertThat(committee.find(id).state()).isEqualTo(State.MATERIALS);
        assertThat(committee.plans().plan(office(), Committee.plan(List.of(id)), key)).isEqualTo(signed);
        assertThat(committee.find(session)).isEqualTo(signed);
    }

    @Test
    @DisplayName("R45 重复安排会议的请求：此间离开评审委员会的、列入另一会议的，分别说明原因去掉；再次重复不再改动")
    void shouldTellWhyARepeatedPlanTakesOffWhatLeft_R45() {
        List<String> ids = List.of(committee.waiting(), committee.waiting("other"), committee.waiting("third"));
        Optional<String> key = Optional.of("a-key-of-the-request");
        committee.plans().plan(office(), Committee.plan(ids), key);
        applications.withdraw("other", ids.get(1));
        // as where the first request was cut off before it put the last one on its agenda
        Application third = committee.find(ids.get(2));
        applications.services.applications()
                .commit(Commands.bySystem(third,
                        third.edit().hearing(new Hearing("2025-009", third.stay().attempt(), List.of(), List.of())).done(), "PUT_ON_AGENDA",
                        AuditEvent.Channel.API, applications.services.now(), "2025-009"));
        committee.planned(List.of(ids.get(2)));
        Session repeated = committee.plans().plan(office(), Committee.plan(ids), key);
        assertThat(repeated.agenda()).extracting(Session.Item::applicationId).containsExactly(ids.getFirst());
        assertThat(repeated.dropped()).extracting(d -> d.item().applicationId(), Session.Dropped::reason).containsExactlyInAnyOrder(
                tuple(ids.get(1), "已离开评审委员会 (has left the committee)"), tuple(ids.get(2), "已列入另一会议 (on the agenda of another session)"));
        assertThat(committee.plans().plan(office(), Committee.plan(ids), key)).isEqualTo(repeated);
    }

    @Test
    @DisplayName("R45 正高、副高级按设定的席位数；候选人不足的，说明需要几人、有几人、其他人为何不符")
    void shouldTellHowManyFitWhereTooFewDo_R45() {
        String id = committee.waiting();
        committee.setRules(new CommitteeRules(true, 11, 25, 9, 2, 1));
        Failure few = refused(ErrorCode.TOO_FEW_CANDIDATES, () -> committee.planned(List.of(id)));
        assertThat(few.text(java.util.Locale.ENGLISH)).contains("11 candidates are needed and 9")
                .contains("of another series or specialty 1").contains("with an applicant of their employer 1");
        assertThat(applications.services.sessions().ofYear(2025)).isEmpty();
        assertThat(Committee.RULES.seats(true, true)).isEqualTo(7);
        assertThat(Committee.RULES.seats(true, false)).isEqualTo(9);
        assertThat(Committee.RULES.seats(false, false)).isEqualTo(5);
    }

    @Test
    void shouldRefuseAnEvenNumberOfSeatsOrFewerThanAskedFor_R45() {
        String id = committee.waiting();
        for (int seats : List.of(6, 3, 4)) {
            refused(ErrorCode.INVALID_VALUE,
                    () -> committee.plans().plan(office(),
                            new PlanSession.Plan(2025, LocalDate.parse("2025-03-18"), Committee.SERIES, "", List.of(id), seats, null),
                            Optional.empty()));
        }
        assertThat(committee.plans().plan(office(),
                new PlanSession.Plan(2025, LocalDate.parse("2025-03-18"), Committee.SERIES, "", List.of(id), 7, null), Optional.empty())
                .lastDraw().lot().seats()).isEqualTo(7);
    }

    @Test
    @DisplayName("R45 按公布的种子抽取，谁都可以复算；重复抽取得到同一结果；重新抽取须说明原因，两次抽取均留存")
    void shouldDrawByThePublicSeedAndKeepEveryDraw_R45() {
        Session planned = committee.planned(List.of(committee.waiting()));
        Session drawn = committee.draw(planned, "12 34");

        assertThat(drawn.phase()).isEqualTo(Phase.DRAWN);
        assertThat(drawn.panel()).extracting(Seat::expert).isEqualTo(planned.lastDraw().lot().seeded("12 34").draw().panel()).hasSize(5);
        assertThat(drawn.substitutes()).hasSize(2);
        assertThat(committee.draw(planned, "12 34")).as("a repeat").isEqualTo(drawn);
        refused(ErrorCode.SESSION_STEP, () -> committee.draw(planned, "56 78"));

        refused(ErrorCode.MISSING_FIELD, () -> committee.plans().again(office(), drawn.id(), committee.now(drawn), " ", null));
        Session again = committee.plans().again(office(), drawn.id(), committee.now(drawn), "两名专家出差", null);
        assertThat(again.phase()).isEqualTo(Phase.PLANNED);
        assertThat(again.panel()).isEmpty();
        assertThat(again.draws()).hasSize(2);
        assertThat(again.draws().getFirst()).as("stays as it was").isEqualTo(drawn.lastDraw());
        assertThat(again.lastDraw().lot().number()).isEqualTo(2);
        applications.at("2025-03-18T10:00");
        assertThat(committee.draw(again, "12 34").panel()).as("another number, another panel").isNotEqualTo(drawn.panel());
    }

    @Test
    @DisplayName("R45 同一原因重新抽取而席位数不同的，不是重复请求，按新的席位数安排；真正重复的不再改动")
    void shouldPlanAnotherDrawForTheSameReasonWithOtherSeats_R45() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        committee.plans().again(office(), drawn.id(), committee.now(drawn), "两名专家出差", null);
        Session seven = committee.plans().again(office(), drawn.id(), committee.now(drawn), "两名专家出差", 7);
        assertThat(seven.lastDraw().lot().seats()).isEqualTo(7);
        assertThat(seven.draws()).hasSize(3);
        assertThat(committee.plans().again(office(), drawn.id(), committee.now(drawn), "两名专家出差", 7)).as("a repeat").isEqualTo(seven);
        refused(ErrorCode.INVALID_VALUE, () -> committee.plans().again(office(), drawn.id(), committee.now(drawn), "两名专家出差", 4));
    }

    @Test
    void shouldNotDrawAtTheMomentInWhichTheCandidatesWereFixed_R45() {
        String id = committee.waiting();
        Session planned = committee.plans().plan(office(), Committee.plan(List.of(id)), Optional.empty());
        refused(ErrorCode.INVALID_VALUE, () -> committee.draw(planned));
    }

    @Test
    void shouldRefuseAStepOnWhatWasNotSeen_R45() {
        Session planned = committee.planned(List.of(committee.waiting()));
        Session drawn = committee.draw(planned);
        refused(ErrorCode.SETTING_CHANGED,
                () -> committee.convene().name(office(), drawn.id(), planned.revision().version(), drawn.panel().getFirst().expert()));
    }

    @Test
    @DisplayName("R45 会议开始前专家不能到会的，按抽取顺序递补；会议开始后不再递补")
    void shouldLetSubstitutesStepInInTheirOrder_R45() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        Seat out = drawn.panel().get(2);
        Session replaced = committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差");
        assertThat(replaced.panel().get(2)).isEqualTo(drawn.substitutes().getFirst());
        assertThat(replaced.substitutes()).containsExactly(drawn.substitutes().get(1));
        assertThat(committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差")).isEqualTo(replaced);
    }

    @Test
    @DisplayName("R45 递补后重新抽取又抽中的专家，可以同一原因再次被替换；重复请求不再改动")
    void shouldReplaceAMemberWhoWasDrawnAgainForTheSameReason_R45() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        Seat out = drawn.panel().get(2);
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差");
        Session again = drawnAgain(drawn, out, true);
        Session replaced = committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差");
        assertThat(replaced.seat(out.expert())).as("sits no more").isEmpty();
        assertThat(replaced.panel()).contains(again.substitutes().getFirst());
        assertThat(replaced.replacements()).hasSize(2);
        assertThat(committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差")).as("a repeat")
                .isEqualTo(replaced);
    }

    /** Drawn anew, so that somebody sits, or does not. */
    private Session drawnAgain(Session session, Seat member, boolean sits) {
        return drawn(committee.plans().again(office(), session.id(), committee.now(session), "人员有变", null),
                panel -> panel.contains(member.expert()) == sits);
    }

    /** With a seed by which the panel is as wanted. */
    private Session drawn(Session planned, Predicate<List<String>> wanted) {
        String seed = IntStream.range(0, 1000).mapToObj(Integer::toString)
                .filter(s -> wanted.test(planned.lastDraw().lot().seeded(s).draw().panel())).findFirst().orElseThrow();
        applications.services.clock().advance(Duration.ofMinutes(1));
        return committee.draw(planned, seed);
    }

    @Test
    @DisplayName("R45 到会不足三分之二、未指定主持人、未到会议日期的，不能开始会议")
    void shouldOpenOnItsDayWithAChairAndTwoThirds_R45() {
        Session drawn = committee.drawn(List.of(committee.waiting()));
        applications.at("2025-03-17T23:59");
        refused(ErrorCode.SESSION_NOT_TODAY, () -> committee.convene().open(office(), drawn.id(), committee.now(drawn)));
        applications.at("2025-03-18T00:00");
        committee.attend(drawn, 3);
        refused(ErrorCode.CHAIR_MISSING, () -> committee.convene().open(office(), drawn.id(), committee.now(drawn)));
        committee.convene().name(office(), drawn.id(), committee.now(drawn), drawn.panel().getFirst().expert());
        refused(ErrorCode.NO_QUORUM, () -> committee.convene().open(office(), drawn.id(), committee.now(drawn)));
        committee.attend(drawn, 4);
        assertThat(committee.convene().open(office(), drawn.id(), committee.now(drawn)).phase()).isEqualTo(Phase.OPEN);
    }

    @Test
    @DisplayName("R45 专家组名单在会议之日前只有评审机构和专家组成员可见")
    void shouldShowThePanelBeforeTheDayToTheOfficeAndItsMembersOnly_R45() {
        String id = committee.waiting();
        Session planned = committee.plans().plan(office(),
                new PlanSession.Plan(2025, LocalDate.parse("2025-03-20"), Committee.SERIES, "", List.of(id), null, null), Optional.empty());
        applications.at("2025-03-18T09:00");
        Session drawn = committee.draw(planned);
        Actor member = applications.as(drawn.panel().getFirst().sub());

        assertThat(committee.shows().show(office(), drawn.id()).panel()).hasSize(5);
        assertThat(committee.shows().show(member, drawn.id()).seat()).hasValue(drawn.panel().getFirst().expert());
        SessionView before = committee.shows().show(applications.as(ADMINISTRATOR), drawn.id());
        assertThat(before.panel()).isEmpty();
        assertThat(before.lot().orElseThrow().drawn()).isEmpty();
        assertThat(before.lot().orElseThrow().seed()).as("with which anyone could draw it").isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> committee.shows().show(applications.as(COMMITTEE), drawn.id()));
        assertThat(committee.shows().list(applications.as(COMMITTEE), Optional.of(2025))).isEmpty();
        assertThat(committee.shows().list(member, Optional.of(2025))).hasSize(1);
        refused(ErrorCode.NOT_ALLOWED, () -> committee.shows().list(applications.as(Applications.APPLICANT), Optional.of(2025)));

        applications.at("2025-03-20T00:00");
        SessionView day = committee.shows().show(applications.as(ADMINISTRATOR), drawn.id());
        assertThat(day.panel()).hasSize(5).allMatch(seat -> seat.sub().isEmpty());
        assertThat(day.lot().orElseThrow().drawn().orElseThrow().panel()).isEqualTo(drawn.panel().stream().map(Seat::expert).toList());
    }

    @Test
    @DisplayName("R45 回避由主持人决定；被回避的专家不再看到该申报，不评议、不表决，也不计入该项出席人数")
    void shouldExcludeWhoHasAnInterest_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        Seat interested = session.panel().get(2);
        Seat chair = committee.chair(session);

        committee.recuse(session, interested, id);
        assertThat(committee.recuse(session, interested, id).recusals()).as("a repeat").hasSize(1);
        assertThat(refused(ErrorCode.ROUND_NOT_READY, () -> committee.round(session, List.of(id))).violations()).extracting(Violation::code)
                .containsExactly("RECUSAL_UNDECIDED");
        refused(ErrorCode.NOT_CHAIR, () -> committee.recusals().decide(office(), session.id(), 1, true));
        refused(ErrorCode.NOT_CHAIR, () -> committee.recusals().decide(applications.as(interested.sub()), session.id(), 1, false));
        committee.recusals().decide(applications.as(chair.sub()), session.id(), 1, true);
        refused(ErrorCode.ALREADY_DECIDED, () -> committee.recusals().decide(applications.as(chair.sub()), session.id(), 1, false));

        assertThat(applications.as(interested.sub()).rolesTowards(committee.find(id))).as("is not shown it").isEmpty();
        assertThat(applications.as(chair.sub()).rolesTowards(committee.find(id))).isNotEmpty();
        refused(ErrorCode.RECUSED, () -> committee.opine(session, interested, id));
        assertThat(committee.shows().show(applications.as(interested.sub()), session.id()).opinions()).isEmpty();

        Round round = committee.round(session, List.of(id));
        refused(ErrorCode.RECUSED, () -> committee.votes().cast(applications.as(interested.sub()), session.id(), 1,
                List.of(new CastVote.Line(id, Choice.FOR)), Optional.of("a-key-of-the-member")));
        for (Seat seat : session.panel()) {
            if (!seat.equals(interested)) {
                committee.vote(round, seat, Choice.FOR);
            }
        }
        assertThat(committee.count(round).results()).containsExactly(new Round.Result(id, 4, 4, 4, 0, 0, true));
    }

    @Test
    @DisplayName("R45、R48 申请回避的专家被替换或未再抽中，其待决定的回避不妨碍付表决；又抽中的仍须决定")
    void shouldNotWaitForARecusalOfWhoSitsNoMore_R45_R48() {
        String id = committee.waiting();
        Session drawn = committee.drawn(List.of(id));
        Seat interested = drawn.panel().get(2);
        committee.recuse(drawn, interested, id);
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), interested.expert(), "出差");
        open(drawn, interested);
        Seat chair = committee.chair(drawn);
        assertThat(committee.shows().show(office(), drawn.id()).recusals()).as("waits for nobody").isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> committee.recusals().decide(applications.as(chair.sub()), drawn.id(), 1, true));
        assertThat(committee.round(drawn, List.of(id)).applications()).containsExactly(id);
    }

    @Test
    void shouldWaitForTheRecusalOfWhoWasDrawnAgainOnly_R45_R48() {
        String id = committee.waiting();
        Session drawn = committee.drawn(List.of(id));
        Seat interested = drawn.panel().get(2);
        committee.recuse(drawn, interested, id);
        drawnAgain(drawn, interested, false);
        assertThat(committee.shows().show(office(), drawn.id()).recusals()).isEmpty();
        drawnAgain(drawn, interested, true);
        open(drawn, interested);
        assertThat(committee.shows().show(office(), drawn.id()).recusals()).hasSize(1);
        assertThat(refused(ErrorCode.ROUND_NOT_READY, () -> committee.round(drawn, List.of(id))).violations()).extracting(Violation::code)
                .containsExactly("RECUSAL_UNDECIDED");
        committee.recusals().decide(applications.as(committee.chair(drawn).sub()), drawn.id(), 1, true);
        assertThat(committee.round(drawn, List.of(id)).judges(id)).hasSize(4).doesNotContain(interested.expert());
    }

    /** On its day, with all present; led, and an opinion of each application given, by somebody else than one. */
    private void open(Session session, Seat but) {
        committee.attend(session, 5);
        List<Seat> others = committee.find(session).panel().stream().filter(seat -> !seat.equals(but)).toList();
        committee.convene().name(office(), session.id(), committee.now(session), others.getFirst().expert());
        committee.convene().open(office(), session.id(), committee.now(session));
        committee.find(session).agenda().forEach(item -> committee.opine(session, others.getLast(), item.applicationId()));
    }

    @Test
    @DisplayName("R45 已从议程去掉的申报，其待决定的回避不再决定，不影响列入另一会议")
    void shouldNotDecideTheRecusalOfWhatIsOffTheAgenda_R45_R48() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id, committee.waiting("other")), 5);
        Seat interested = session.panel().get(2);
        Actor chair = applications.as(committee.chair(session).sub());
        committee.recuse(session, interested, id);
        committee.convene().takeOff(office(), session.id(), committee.now(session), List.of(id), "材料待核");
        Session next = committee.plans().plan(office(), Committee.plan(List.of(id)), Optional.empty());
        refused(ErrorCode.NOT_FOUND, () -> committee.recusals().decide(chair, session.id(), 1, true));
        assertThat(committee.shows().show(office(), session.id()).recusals()).isEmpty();
        assertThat(committee.find(id).isHeardBy(next.id())).isTrue();
        assertThat(committee.find(id).excludes(interested.sub())).isFalse();
    }

    @Test
    @DisplayName("R45 会议在决定回避的同时有变的，会议和申报都不写入；再次决定的，两者同时写入")
    void shouldExcludeInSessionAndApplicationOrInNeither_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        Seat interested = session.panel().get(2);
        Actor chair = applications.as(committee.chair(session).sub());
        committee.recuse(session, interested, id);
        RecuseMember slow = new RecuseMember(attendingBeforeTheFirstSave(session), applications.services.applications(),
                applications.services.clock());
        refused(ErrorCode.SETTING_CHANGED, () -> slow.decide(chair, session.id(), 1, true));
        assertThat(committee.find(session).isExcluded(interested.expert(), id)).isFalse();
        assertThat(committee.find(id).excludes(interested.sub())).as("still reads what they still judge").isFalse();

        Session decided = slow.decide(chair, session.id(), 1, true);
        assertThat(decided.isExcluded(interested.expert(), id)).isTrue();
        Application excluded = committee.find(id);
        assertThat(excluded.excludes(interested.sub())).isTrue();
        assertThat(slow.decide(chair, session.id(), 1, true)).as("a repeat").isEqualTo(decided);
        assertThat(committee.find(id)).isEqualTo(excluded);
    }

    /** The sessions, of which one is changed by the office right before the first write. */
    private SessionStore attendingBeforeTheFirstSave(Session session) {
        AtomicBoolean first = new AtomicBoolean(true);
        return (SessionStore) Proxy.newProxyInstance(SessionStore.class.getClassLoader(), new Class<?>[]{SessionStore.class},
                (_, called, arguments) -> {
                    if (called.getName().equals("save") && first.getAndSet(false)) {
                        committee.attend(session, 4);
                    }
                    try {
                        return called.invoke(applications.services.sessions(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void shouldAcceptTheChairsOwnInterestAndLetTheOfficeDecideAboutTheChair_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        Seat chair = committee.chair(session);
        committee.recusals().declare(office(), session.id(), id, chair.expert(), Session.Ground.OTHER, "与申报人合作项目");
        refused(ErrorCode.NOT_CHAIR, () -> committee.recusals().decide(applications.as(chair.sub()), session.id(), 1, false));
        Session decided = committee.recusals().decide(office(), session.id(), 1, false);
        assertThat(decided.isExcluded(chair.expert(), id)).isFalse();
        assertThat(committee.recuse(session, chair, id).isExcluded(chair.expert(), id)).isTrue();
    }

    @Test
    @DisplayName("R45 两名（或设定人数的）主审轮流指派，回避者由下一人接替；主审意见不齐不能付表决")
    void shouldAskForOpinionsBeforeTheVote_R45() {
        String id = committee.waiting();
        Session drawn = committee.drawn(List.of(id));
        Seat first = drawn.readers(id, 2).getFirst();
        committee.attend(drawn, 5);
        committee.convene().name(office(), drawn.id(), committee.now(drawn), drawn.panel().get(3).expert());
        Session session = committee.convene().open(office(), drawn.id(), committee.now(drawn));
        assertThat(refused(ErrorCode.ROUND_NOT_READY, () -> committee.round(session, List.of(id))).violations()).extracting(Violation::code)
                .contains("OPINION_MISSING");
        committee.recuse(session, first, id);
        committee.recusals().decide(applications.as(committee.chair(session).sub()), session.id(), 1, true);
        assertThat(committee.find(session).readers(id, 2)).doesNotContain(first).hasSize(2);
        committee.opine(session, committee.find(session).readers(id, 1).getFirst(), id);
        assertThat(committee.round(session, List.of(id)).state()).isEqualTo(Round.State.OPEN);
    }

    @Test
    @DisplayName("R45 被替换的专家此前的主审意见不再计入：不能凭其意见付表决，也不答复待核实事项")
    void shouldNotCountTheOpinionOfWhoWasReplaced_R39_R45() {
        String id = committee.waiting();
        applications.fraud(Applications.APPLICANT);
        Session drawn = committee.drawn(List.of(id));
        Seat out = drawn.panel().get(2);
        committee.opine(drawn, out, id);
        assertThat(committee.shows().show(office(), drawn.id()).opinions()).hasSize(1);
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), out.expert(), "出差");
        committee.attend(drawn, 5);
        List<Seat> panel = committee.find(drawn).panel();
        committee.convene().name(office(), drawn.id(), committee.now(drawn), panel.getFirst().expert());
        Session session = committee.convene().open(office(), drawn.id(), committee.now(drawn));
        assertThat(committee.shows().show(office(), drawn.id()).opinions()).isEmpty();
        assertThat(refused(ErrorCode.ROUND_NOT_READY, () -> committee.round(session, List.of(id))).violations()).extracting(Violation::code)
                .contains("OPINION_MISSING");

        new GiveOpinion(applications.services.sessions(), applications.services.clock()).give(applications.as(panel.get(1).sub()),
                session.id(), id, "业绩属实", true, Map.of());
        committee.counted(session, List.of(id), 5, 0);
        committee.sign(session);
        committee.results().carryOut(session.id(), List.of(id));
        assertThat(committee.find(id).state()).isEqualTo(State.COMMITTEE_REVIEW);
        assertThat(applications.services.sessions().outcomes(session.id()))
                .containsExactly(new Outcome(id, Optional.empty(), Optional.of("QUESTIONS_OPEN")));
    }

    @Test
    @DisplayName("R29、R45 在其他环节办理过的专家不作主审、不能评议，其意见不计入；由下一人主审")
    void shouldAskNoOpinionOfWhoHasActedAtAnotherTier_R29_R45() {
        String id = recommendedBy("sub-e00");
        Session session = drawn(committee.planned(List.of(id)), panel -> panel.getFirst().equals("e00"));
        Seat barred = session.panel().getFirst();
        assertThat(session.readers(id, 2)).containsExactly(session.panel().get(1), session.panel().get(2));
        SessionView.Line line = committee.shows().show(applications.as(barred.sub()), session.id()).agenda().getFirst();
        assertThat(line.own()).isTrue();
        assertThat(line.excluded()).isEqualTo(1);
        refused(ErrorCode.RECUSED, () -> committee.opine(session, barred, id));

        AuditEvent event = AuditEvent.of("SESSION#" + session.id(), applications.services.now(), barred.sub(), Role.COMMITTEE,
                "GIVE_OPINION", AuditEvent.Channel.API, id);
        applications.services.sessions().save(session,
                new Opinion(id, barred.expert(), "业绩属实", true, Map.of(), applications.services.now()), event);
        committee.attend(session, 5);
        committee.convene().name(office(), session.id(), committee.now(session), session.panel().get(1).expert());
        committee.convene().open(office(), session.id(), committee.now(session));
        assertThat(refused(ErrorCode.ROUND_NOT_READY, () -> committee.round(session, List.of(id))).violations()).extracting(Violation::code)
                .containsExactly("OPINION_MISSING");
        committee.opine(session, session.panel().get(1), id);
        assertThat(committee.round(session, List.of(id)).judges(id)).hasSize(4).doesNotContain("e00");
    }

    @Test
    @DisplayName("R29、R39 表决时须回避的专家，其意见不答复待核实事项")
    void shouldNotTakeAnAnswerOfWhoMayNotVote_R29_R39() {
        String id = recommendedBy("sub-e00");
        applications.fraud(Applications.APPLICANT);
        Session session = drawn(committee.planned(List.of(id)), panel -> panel.getLast().equals("e00"));
        AuditEvent event = AuditEvent.of("SESSION#" + session.id(), applications.services.now(), "sub-e00", Role.COMMITTEE, "GIVE_OPINION",
                AuditEvent.Channel.API, id);
        applications.services.sessions().save(session,
                new Opinion(id, "e00", "业绩属实", true, applications.answers(id), applications.services.now()), event);
        committee.attend(session, 5);
        committee.convene().name(office(), session.id(), committee.now(session), session.panel().get(1).expert());
        committee.convene().open(office(), session.id(), committee.now(session));
        new GiveOpinion(applications.services.sessions(), applications.services.clock()).give(applications.as(session.panel().get(1).sub()),
                session.id(), id, "业绩属实", true, Map.of());
        committee.counted(session, List.of(id), 4, 0);
        committee.sign(session);
        committee.results().carryOut(session.id(), List.of(id));
        assertThat(applications.services.sessions().outcomes(session.id()))
                .containsExactly(new Outcome(id, Optional.empty(), Optional.of("QUESTIONS_OPEN")));
    }

    /** An application at the committee that an expert recommended for the district. */
    private String recommendedBy(String sub) {
        LocalDate since = LocalDate.parse("2025-01-01");
        Samples.appoint(applications.services,
                new StaffMember(sub, "职员", sub + "@example.invalid", List.of(new Appointment(Role.COMMITTEE, "", since, Optional.empty()),
                        new Appointment(Role.DISTRICT, Samples.DISTRICT, since, Optional.empty()))));
        return applications.passed(applications.atDistrict().id(), sub).id();
    }

    @Test
    @DisplayName("R45 回避后可表决人数不足三分之二的申报不付表决")
    void shouldNotVoteOnWhatLostItsQuorum_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 4);
        committee.recuse(session, session.panel().get(2), id);
        committee.recusals().decide(applications.as(committee.chair(session).sub()), session.id(), 1, true);
        assertThat(refused(ErrorCode.ROUND_NOT_READY, () -> committee.round(session, List.of(id))).violations()).extracting(Violation::code)
                .containsExactly("QUORUM_LOST_BY_RECUSAL");
        committee.attend(session, 5);
        assertThat(committee.round(session, List.of(id)).judges(id)).hasSize(4);
    }

    @Test
    @DisplayName("R45 出席且可表决人数的三分之二同意为通过，差一票即未通过；未投票的计入出席")
    void shouldPassByTwoThirdsOfThosePresent_R45() {
        String id = committee.waiting();
        String other = committee.waiting("other");
        Session session = committee.opened(List.of(id, other), 5);
        Round four = committee.counted(session, List.of(id), 4, 1);
        assertThat(four.results()).containsExactly(new Round.Result(id, 5, 5, 4, 1, 0, true));
        assertThat(committee.counted(session, List.of(other), 3, 1).results()).as("one has not voted")
                .containsExactly(new Round.Result(other, 5, 4, 3, 1, 0, false));
        refused(ErrorCode.VOTED_ON, () -> committee.round(session, List.of(id)));
    }

    @Test
    void shouldVoteOnceAndOnAllOfTheRound_R45() {
        String id = committee.waiting();
        String other = committee.waiting("other");
        Session session = committee.opened(List.of(id, other), 4);
        Round round = committee.round(session, List.of(id, other));
        assertThat(committee.round(session, List.of(id, other))).as("a repeat").isEqualTo(round);
        Seat seat = session.panel().get(1);
        Seat absent = session.panel().get(4);

        refused(ErrorCode.BALLOT_INCOMPLETE, () -> committee.votes().cast(applications.as(seat.sub()), session.id(), 1,
                List.of(new CastVote.Line(id, Choice.FOR)), Optional.of("a-key-of-the-member")));
        refused(ErrorCode.BALLOT_INCOMPLETE, () -> committee.votes().cast(applications.as(seat.sub()), session.id(), 1,
                List.of(new CastVote.Line(id, Choice.FOR), new CastVote.Line(id, Choice.FOR)), Optional.of("a-key-of-the-member")));
        refused(ErrorCode.NOT_PRESENT, () -> committee.vote(round, absent, Choice.FOR));
        refused(ErrorCode.NOT_FOUND, () -> committee.vote(round, new Seat("x", COMMITTEE, "", "", ""), Choice.FOR));
        refused(ErrorCode.NOT_ALLOWED, () -> committee.vote(round, new Seat("x", OFFICE, "", "", ""), Choice.FOR));
        CastVote.Received received = committee.vote(round, seat, Choice.AGAINST, "the-key-of-the-request");
        assertThat(committee.vote(round, seat, Choice.AGAINST, "the-key-of-the-request")).as("a doubled request").isEqualTo(received);
        refused(ErrorCode.ALREADY_VOTED, () -> committee.vote(round, seat, Choice.FOR, "another-key-of-the-member"));
        refused(ErrorCode.ROUND_OPEN, () -> committee.attend(session, 5));
        assertThat(applications.services.sessions().ballots(session.id(), 1)).hasSize(2);

        Round counted = committee.count(round);
        assertThat(committee.count(round)).as("closed once").isEqualTo(counted);
        assertThat(counted.results()).extracting(Round.Result::against).containsExactly(1, 1);
        refused(ErrorCode.ROUND_CLOSED, () -> committee.vote(round, session.panel().get(2), Choice.FOR));
        assertThat(committee.vote(round, seat, Choice.FOR, "the-key-of-the-request")).as("a late repeat").isEqualTo(received);
    }

    @Test
    @DisplayName("R45 计票之前，除已投票人数外什么都看不到")
    void shouldShowNothingOfAVoteBeforeItIsCounted_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        Round round = committee.round(session, List.of(id));
        committee.vote(round, session.panel().get(1), Choice.FOR);
        SessionView.Vote seen = committee.shows().show(office(), session.id()).rounds().getFirst();
        assertThat(seen.voters()).isEqualTo(5);
        assertThat(seen.voted()).isEqualTo(1);
        assertThat(seen.results()).isEmpty();
        assertThat(committee.shows().show(applications.as(session.panel().get(1).sub()), session.id()).rounds().getFirst().hasVoted())
                .isTrue();
        assertThat(committee.shows().show(applications.as(session.panel().get(2).sub()), session.id()).rounds().getFirst().hasVoted())
                .isFalse();
    }

    @Test
    @DisplayName("R45 表决前被退回、撤回的申报从议程去掉并说明，其余照常表决")
    void shouldDropWhatLeftTheCommitteeBeforeTheVote_R22_R45() {
        String id = committee.waiting();
        String other = committee.waiting("other");
        Session session = committee.opened(List.of(id, other), 5);
        applications.withdraw("other", other);
        Round round = committee.round(session, List.of(id, other));
        assertThat(round.applications()).containsExactly(id);
        assertThat(committee.find(session).dropped()).extracting(d -> d.item().applicationId()).containsExactly(other);
    }

    @Test
    @DisplayName("R45 主持人签署后会议不再改变，通过的进入下一环节，未通过的不予通过；决定记在会议名下")
    void shouldCarryOutWhatWasDecidedOnceTheChairHasSigned_R22_R29_R45() {
        String id = committee.waiting();
        String other = committee.waiting("other");
        Session session = committee.opened(List.of(id, other), 5);
        committee.counted(session, List.of(id), 4, 1);
        committee.counted(session, List.of(other), 3, 2);
        Seat member = session.panel().get(1);
        refused(ErrorCode.NOT_CHAIR, () -> new SignSession(applications.services.sessions(), applications.services.clock())
                .sign(applications.as(member.sub()), session.id(), committee.now(session)));
        assertThat(committee.find(id).state()).as("not before").isEqualTo(State.COMMITTEE_REVIEW);

        Session signed = committee.sign(session);
        assertThat(signed.phase()).isEqualTo(Phase.SIGNED);
        assertThat(committee.sign(session)).as("a repeat").isEqualTo(signed);
        List<CarryOutSession> deliveries = applications.services.waiting().stream().map(item -> item.delivery())
                .filter(CarryOutSession.class::isInstance).map(CarryOutSession.class::cast).toList();
        assertThat(deliveries).containsExactly(new CarryOutSession(session.id(), List.of(id, other)));

        committee.results().carryOut(session.id(), List.of(id, other));
        Application passed = committee.find(id);
        Application rejected = committee.find(other);
        assertThat(passed.state()).isEqualTo(State.MATERIALS);
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        Review review = passed.reviews().getLast();
        assertThat(review.outcome()).isEqualTo(Review.Outcome.PASS);
        assertThat(review.reviewer()).isEqualTo("SESSION#2025-001");
        assertThat(rejected.reviews().getLast().reason()).as("as papers print it").isEqualTo("评审会议表决 2025-001：3／5");
        assertThat(applications.services.applications().events(other).getLast().note()).isEqualTo("评审会议表决 Vote in session 2025-001：3／5");
        committee.results().carryOut(session.id(), List.of(id, other));
        assertThat(committee.find(id)).as("a repeat").isEqualTo(passed);
        assertThat(committee.find(other)).isEqualTo(rejected);
        assertThat(applications.services.sessions().outcomes(session.id())).containsExactlyInAnyOrder(
                new Outcome(id, Optional.of(State.MATERIALS), Optional.empty()),
                new Outcome(other, Optional.of(State.REJECTED), Optional.empty()));
        assertThat(passed.actedElsewhere(member.sub(), State.Tier.OFFICE)).as("R29: who judged it acts on it nowhere else").isTrue();
        refused(ErrorCode.SESSION_STEP, () -> committee.attend(session, 4));
        refused(ErrorCode.SESSION_STEP, () -> committee.recuse(session, session.panel().get(2), id));
    }

    @Test
    @DisplayName("R45 评审结果公示（网页、打印件）写明评审会议编号；非会议评审的不写")
    void shouldTellOfWhichSessionAnAnnouncedResultIs_R45() throws IOException {
        assertThat(noticed(false)).contains("公示时间").doesNotContain("评审会议");
        assertThat(noticed(true)).contains("公示时间", "评审会议", "2025-001");
    }

    /** What the printed notice says of one result. */
    private static String noticed(boolean inSession) throws IOException {
        Committee committee = new Committee(CommitteeRules.BY_ONE);
        Applications applications = committee.applications.announcing(5);
        String id;
        if (inSession) {
            committee.setRules(Committee.RULES);
            id = committee.waiting();
            Session session = committee.opened(List.of(id), 5);
            committee.counted(session, List.of(id), 4, 1);
            committee.sign(session);
            committee.results().carryOut(session.id(), List.of(id));
        } else {
            id = committee.waiting();
            applications.decide(COMMITTEE, id, applications.pass(id));
        }
        applications.at("2025-03-20T00:00");
        ApiResponse page = Requests.get("/results/notices").to(new ShowResultsHandler(applications.services));
        assertThat(page.body()).contains("李*明");
        assertThat(page.body().contains("\"session\":\"2025-001\"")).isEqualTo(inSession);
        ApiResponse paper = Requests.get("/results/notices").query("format", "PDF").to(new ShowResultsHandler(applications.services));
        return text(Base64.getDecoder().decode(paper.body()));
    }

    @Test
    @DisplayName("R39 签署后按现时事实不能通过的，留在评审委员会，会议中说明原因，可列入下次会议")
    void shouldLeaveWhatCannotGoOnAndTellWhy_R39_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        committee.counted(session, List.of(id), 5, 0);
        applications.withdraw(Applications.APPLICANT, id);
        committee.sign(session);
        committee.results().carryOut(session.id(), List.of(id));
        assertThat(committee.find(id).state()).isEqualTo(State.WITHDRAWN);
        assertThat(applications.services.sessions().outcomes(session.id()))
                .containsExactly(new Outcome(id, Optional.empty(), Optional.of("WRONG_STATE")));
    }

    @Test
    @DisplayName("R34、R39 表决后按现时事实不再符合条件的，不因表决通过而进入下一环节，可列入下次会议")
    void shouldNotCarryOutAPassOfWhoIsNotEligibleAnyMore_R39_R45() {
        Dossier dossier = new Dossier().credential(CredentialType.MASTER);
        dossier.presentTitle = new PresentTitle(Optional.of(TitleLevel.JUNIOR), "助理工程师");
        String id = applications.submit(applications.draft(Applications.APPLICANT, dossier).id()).id();
        applications.follow(id);
        applications.certify(id, applications.notice(id));
        applications.passed(id, Applications.EMPLOYER);
        applications.passed(id, Applications.DISTRICT);
        assertThat(outcomeAfterAFraud(id)).isEqualTo(ErrorCode.NOT_ELIGIBLE_NOW);
    }

    @Test
    @DisplayName("R39 表决后出现的问题无人答复的，不因表决通过而进入下一环节，可列入下次会议")
    void shouldNotCarryOutAPassWithAQuestionThatNobodyAnswered_R39_R45() {
        assertThat(outcomeAfterAFraud(committee.waiting())).isEqualTo(ErrorCode.QUESTIONS_OPEN);
    }

    /** Passed by all, and then a fraud is recorded before the chair signs: what the session tells of it. */
    private ErrorCode outcomeAfterAFraud(String id) {
        Session session = committee.opened(List.of(id), 5);
        committee.counted(session, List.of(id), 5, 0);
        applications.fraud(Applications.APPLICANT);
        committee.sign(session);
        Application before = committee.find(id);
        committee.results().carryOut(session.id(), List.of(id));
        committee.results().carryOut(session.id(), List.of(id));
        assertThat(committee.find(id)).as("as it was, however often").isEqualTo(before);
        assertThat(before.state()).isEqualTo(State.COMMITTEE_REVIEW);
        Outcome outcome = applications.services.sessions().outcomes(session.id()).getFirst();
        assertThat(outcome.state()).isEmpty();
        assertThat(committee.plans().plan(office(), Committee.plan(List.of(id)), Optional.empty()).id()).isEqualTo("2025-002");
        return ErrorCode.valueOf(outcome.code().orElseThrow());
    }

    @Test
    void shouldNotUndoWhatASessionDecided_R41_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        committee.counted(session, List.of(id), 5, 0);
        committee.sign(session);
        committee.results().carryOut(session.id(), List.of(id));
        refused(ErrorCode.SESSION_DECIDES,
                () -> new org.zhicheng.work.review.UndoPass(applications.services.applications(), applications.transitions())
                        .undo(applications.as(COMMITTEE), id, committee.find(id).stay().attempt()));
    }

    @Test
    @DisplayName("R45 会议记录和评审结果表在签署后打印")
    void shouldPrintItsPapersOnceSigned_R45() throws Exception {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        committee.counted(session, List.of(id), 4, 0);
        PrintSession print = new PrintSession(applications.services.sessions(), applications.transitions(), applications.services.clock());
        refused(ErrorCode.PAPER_NOT_DUE, () -> print.print(office(), session.id(), PrintSession.Paper.MINUTES));
        committee.sign(session);
        String minutes = text(print.print(office(), session.id(), PrintSession.Paper.MINUTES).content());
        assertThat(minutes).contains("2025-001").contains("李晓明").contains(session.lastDraw().hash().substring(0, 16))
                .contains(committee.chair(session).name());
        String results = text(print.print(office(), session.id(), PrintSession.Paper.RESULTS).content());
        assertThat(results).contains("通过1人").contains("李晓明");
        refused(ErrorCode.NOT_FOUND, () -> print.print(applications.as(COMMITTEE), session.id(), PrintSession.Paper.RESULTS));
    }

    @Test
    @DisplayName("R45 会议记录只写本次抽取的专家组的递补，不写此前抽取的")
    void shouldPrintTheReplacementsOfThePanelThatSat_R45() throws Exception {
        String id = committee.waiting();
        Session drawn = committee.drawn(List.of(id));
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), drawn.panel().getFirst().expert(), "出差在外");
        Session again = drawnAgain(drawn, drawn.panel().getFirst(), true);
        committee.convene().replace(office(), drawn.id(), committee.now(drawn), again.panel().get(2).expert(), "因病住院");
        open(drawn, again.panel().getFirst());
        committee.counted(drawn, List.of(id), 5, 0);
        committee.sign(drawn);
        PrintSession print = new PrintSession(applications.services.sessions(), applications.transitions(), applications.services.clock());
        assertThat(text(print.print(office(), drawn.id(), PrintSession.Paper.MINUTES).content())).contains("因病住院").doesNotContain("出差在外");
    }

    private static String text(byte[] pdf) throws IOException {
        try (org.apache.pdfbox.pdmodel.PDDocument document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            return new org.apache.pdfbox.text.PDFTextStripper().getText(document).replaceAll("[\\s\u3000]", "");
        }
    }

    @Test
    void shouldRecordEachStepAndNoChoice_R35_R45() {
        String id = committee.waiting();
        Session session = committee.opened(List.of(id), 5);
        committee.counted(session, List.of(id), 4, 1);
        committee.sign(session);
        List<AuditEvent> events = applications.services.eventsOf("SESSION#2025-001");
        assertThat(events).extracting(e -> e.action().split("#")[0]).contains("PLAN_SESSION", "DRAW_PANEL", "RECORD_ATTENDANCE",
                "NAME_CHAIR", "OPEN_SESSION", "GIVE_OPINION", "OPEN_ROUND", "CAST_VOTE", "CLOSE_ROUND", "COUNT_ROUND", "SIGN_SESSION");
        assertThat(events).extracting(AuditEvent::note).noneMatch(note -> note.matches(".*(FOR|AGAINST|ABSTAIN).*"));
    }

    @Test
    @DisplayName("R45、R51 时间和地点：评审机构填写，不超过200字；签署后不再改，记入会议")
    void shouldTakeHourAndPlaceFromTheOfficeUntilItIsSigned_R45_R51() {
        Session planned = committee.planned(List.of(committee.waiting()));
        assertThat(planned.place()).isEmpty();
        refused(ErrorCode.NOT_ALLOWED, () -> committee.convene().place(applications.as(COMMITTEE), planned.id(), 1, "三楼"));
        refused(ErrorCode.MISSING_FIELD, () -> committee.convene().place(office(), planned.id(), committee.now(planned), "  "));
        refused(ErrorCode.INVALID_VALUE, () -> committee.convene().place(office(), planned.id(), committee.now(planned), "楼".repeat(201)));
        refused(ErrorCode.RULES_BROKEN, () -> committee.convene().place(office(), planned.id(), committee.now(planned), "三楼\uD83D\uDE00"));
        Session placed = committee.convene().place(office(), planned.id(), committee.now(planned), "楼".repeat(200));
        assertThat(placed.place()).contains("楼".repeat(200));
        refused(ErrorCode.SETTING_CHANGED, () -> committee.convene().place(office(), planned.id(), planned.revision().version(), "三楼"));
        Session off = committee.convene().cancel(office(), planned.id(), committee.now(planned), "样本");
        assertThat(off.place()).as("kept through every step").isEqualTo(placed.place());
        refused(ErrorCode.SESSION_STEP, () -> committee.convene().place(office(), planned.id(), committee.now(planned), "三楼"));
        refused(ErrorCode.INVALID_VALUE,
                () -> committee.plans().plan(office(),
                        new PlanSession.Plan(2025, LocalDate.parse("2025-03-18"), Committee.SERIES, "", null, null, "楼".repeat(201)),
                        Optional.empty()));
    }
}
