package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.lambda.Requests.problem;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.Recommendation;
import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.review.ListQueueHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class ListQueueTest {

    private final Applications applications = new Applications();
    private String plain;
    private String flagged;

    @BeforeEach
    void begin() {
        applications.register("other", "王芳");
        plain = applications.atEmployer().id();
        applications.at("2025-03-10T10:00");
        Dossier master = new Dossier().credential(CredentialType.MASTER);
        master.fullTime = Optional.of(false);
        master.specialty = "电气工程专业";
        flagged = applications.submit(applications.draft("other", master).id()).id();
        applications.follow(flagged);
    }

    @Test
    @DisplayName("R20 待办可按类型、级别、系列、单位、疑问、超时筛选")
    void shouldFilterTheQueueAndCountAll_R20() {
        assertThat(ids("kind", "AWARD")).containsExactly(flagged);
        assertThat(ids("level", "JUNIOR")).containsExactly(plain);
        assertThat(ids("series", "工程")).containsExactlyInAnyOrder(plain, flagged);
        assertThat(ids("series", "农业技术系列")).isEmpty();
        assertThat(ids("employer", "91350100m000100y43")).hasSize(2);
        assertThat(ids("flagged", "true")).containsExactly(flagged);
        assertThat(ids("overdue", "true")).isEmpty();
        assertThat(ids("text", "王芳")).containsExactly(flagged);
        assertThat(ids("text", "机械")).containsExactly(plain);
        assertThat(ids("sort", "NAME")).containsExactly(plain, flagged);

        assertThat(queue("flagged", "true").counts()).isEqualTo(new ListQueue.Counts(2, false, Optional.of(1), 0, 1, 0, steps(1, 1, 0)));
        applications.at("2025-03-31T10:00");
        assertThat(ids("overdue", "true")).hasSize(2);
        assertThat(queue("kind", "AWARD").counts()).isEqualTo(new ListQueue.Counts(2, false, Optional.of(1), 2, 1, 0, steps(1, 0, 1)));
    }

    @Test
    @DisplayName("R19、R20 可按身份证号末四位查找，其他位数查不到")
    void shouldFindByTheLastFourOfTheIdNumberAndByNoOtherDigits_R19() {
        String masked = queue("text", "王芳").items().getFirst().application().maskedIdNumber();

        assertThat(ids("text", masked.substring(14))).contains(flagged);
        assertThat(ids("text", masked.substring(14).toLowerCase(java.util.Locale.ROOT))).contains(flagged);
        assertThat(ids("text", masked.substring(15))).isEmpty();
        assertThat(ids("text", masked.substring(0, 3))).isEmpty();
        assertThat(ids("text", "****")).isEmpty();
    }

    @Test
    @DisplayName("R22 修改后重新提交的可单独列出")
    void shouldFindWhatCameBack_R22() {
        assertThat(ids("cameBack", "true")).isEmpty();
        applications.decide(EMPLOYER, flagged, applications.returning(flagged, "conduct"));
        applications.correct(flagged, java.util.Map.of("conduct", "已核实"));
        applications.follow(flagged);

        assertThat(ids("cameBack", "true")).containsExactly(flagged);
    }

    @Test
    @DisplayName("R20 本单位办理过的申报可列出，其他单位的不可见")
    void shouldListWhatTheTierHasDecided_R20() {
        assertThat(decided(EMPLOYER, State.EMPLOYER_REVIEW)).isEmpty();
        applications.at("2025-03-17T10:00");
        applications.passed(plain, EMPLOYER);
        applications.follow(plain);

        assertThat(decided(EMPLOYER, State.EMPLOYER_REVIEW)).containsExactly(plain);
        assertThat(decided(DISTRICT, State.DISTRICT_REVIEW)).isEmpty();
        assertThat(problem(Requests.get("/reviews").query("tier", State.EMPLOYER_REVIEW).query("decided", 2025).asStaff(OFFICE)
                .to(new ListQueueHandler(applications.services)))).isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    @Test
    @DisplayName("R20 待办理的太多时列出最急的，并说明还有")
    void shouldListTheMostUrgentAndSayThatThereIsMore_R20() {
        ListQueue.Queue part = limited(1).list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW, ListQueue.Query.ALL);

        assertThat(part.items()).extracting(line -> line.application().id()).containsExactly(plain);
        assertThat(part.counts()).isEqualTo(new ListQueue.Counts(1, true, Optional.of(1), 0, 0, 0, steps(0, 1, 0)));
        assertThat(limited(2).list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW, ListQueue.Query.ALL).counts().all()).isEqualTo(2);
        assertThat(limited(3).list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW, ListQueue.Query.ALL).counts().more()).isFalse();
    }

    @Test
    @DisplayName("R20 区（县）办理过的太多时说明还有；单位的只读本单位的")
    void shouldSayThatMoreWasDecidedThanIsListed_R20() {
        applications.at("2025-03-17T10:00");
        applications.passed(plain, EMPLOYER);
        applications.follow(plain);
        applications.register("third", "赵新");
        applications.atEmployer("third");

        assertThat(limited(1).list(applications.as(DISTRICT), State.DISTRICT_REVIEW, inCycle()).counts().more()).isTrue();
        assertThat(limited(1).list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW, inCycle()).counts()).returns(1, ListQueue.Counts::all)
                .returns(false, ListQueue.Counts::more);
    }

    @Test
    @DisplayName("R20、R24、R29 区（县）待办理的多于一页时按期限逐页读取，不重不漏，数目出自计数；本人的、同事在办的不列出")
    void shouldReadAPageOfALongQueueByTheIndexAndTellWhatIsKept_R20_R24_R29() {
        inDistrict("天山区", "2025-04-01T00:00", "2025-04-03T00:00", "2025-04-03T00:00", "2025-04-05T00:00", "2025-04-06T00:00");
        inDistrict("沙依巴克区", "2025-04-02T00:00", "2025-04-03T00:00");
        Actor clerk = new Actor("applicant-天山区0", Stream.of("天山区", "沙依巴克区", "水磨沟区")
                .map(district -> new Appointment(Role.DISTRICT, district, LocalDate.EPOCH, Optional.empty())).toList());
        assertThat(pages(clerk, 2, false)).as("one after the other, whose due is the same in any order").hasSize(6).startsWith("沙依巴克区0")
                .endsWith("天山区3", "天山区4").doesNotHaveDuplicates();
        applications.at("2025-04-03T00:00");

        ListQueue.Queue first = limited(1).list(clerk, State.DISTRICT_REVIEW, asked(2, false, Optional.empty()));
        assertThat(first.counts()).as("the own one too").isEqualTo(new ListQueue.Counts(7, false, Optional.of(7), 5, 0, 0, Map.of()));
        assertThat(limited(1).list(clerk, State.DISTRICT_REVIEW, asked(2, false, first.next())).counts()).isEqualTo(first.counts());
        assertThat(limited(1).list(clerk, State.DISTRICT_REVIEW, asked(9, false, Optional.empty())).counts()).as("what was read whole")
                .isEqualTo(new ListQueue.Counts(6, false, Optional.of(6), 4, 0, 0, Map.of()));
        Applications.refused(ErrorCode.INVALID_VALUE, () -> limited(1).list(clerk, State.DISTRICT_REVIEW, asked(2, true, first.next())));

        take("沙依巴克区0");
        assertThat(pages(clerk, 2, true)).hasSize(5).doesNotContain("沙依巴克区0");
    }

    @Test
    @DisplayName("R20、R29 其余均为本人的或同事在办的，即无下一页；计数不少于所列，超期最多计一百件")
    void shouldNotOfferAnEmptyPageNorCountLessThanItShows_R20_R29() {
        inDistrict("水磨沟区", "2025-04-01T00:00", "2025-04-02T00:00", "2025-04-03T00:00");
        Actor last = clerk("applicant-水磨沟区2", "水磨沟区");
        ListQueue.Queue page = limited(1).list(last, State.DISTRICT_REVIEW, asked(2, false, Optional.empty()));
        assertThat(page.items()).hasSize(2);
        assertThat(page.next()).as("the own one is all that is left").isEmpty();

        Actor clerk = clerk("clerk", "水磨沟区");
        take("水磨沟区0");
        take("水磨沟区1");
        ListQueue.Queue free = limited(1).list(clerk, State.DISTRICT_REVIEW, asked(1, true, Optional.empty()));
        assertThat(free.items()).extracting(line -> line.application().id()).containsExactly("水磨沟区2");
        assertThat(free.next()).isEmpty();
        inDistrict("米东区", "2025-04-01T00:00", "2025-04-02T00:00");
        assertThat(limited(1).list(clerk("clerk", "米东区"), State.DISTRICT_REVIEW, asked(1, true, Optional.empty())).counts().matching())
                .as("how many are free is not kept").isEmpty();

        String[] due = new String[ListQueue.MOST_OVERDUE + 1];
        Arrays.fill(due, "2025-03-03T00:00");
        inDistrict("头屯河区", due);
        assertThat(limited(1).list(clerk("clerk", "头屯河区"), State.DISTRICT_REVIEW, asked(1, false, Optional.empty())).counts())
                .isEqualTo(new ListQueue.Counts(due.length, false, Optional.of(due.length), ListQueue.MOST_OVERDUE, 0, 0, Map.of()));
    }

    @Test
    @DisplayName("R20、R34 长队列中有待认定事项、修改后重新提交的分别计数；刚记入的也计")
    void shouldKeepApartWhatIsFlaggedAndWhatCameBack_R20_R34() {
        applications.at("2025-03-17T10:00");
        applications.passed(plain, EMPLOYER);
        applications.follow(plain);
        String district = applications.find(plain).qualification().district();
        inDistrict(district, "2025-05-01T00:00", "2025-05-01T00:00", "2025-05-01T00:00");
        for (String id : List.of(district + 0, district + 1)) {
            Application there = applications.find(id);
            change(there,
                    there.edit()
                            .assessment(Optional.of(new Assessment(Assessment.Outcome.NEEDS_REVIEW, LocalDate.EPOCH, List.of(),
                                    Optional.empty(), List.of(new Assessment.Question("R9", "GRADUATE_NOT_FULL_TIME", "样本", "a sample")))))
                            .done());
        }
        Application again = applications.find(district + 2);
        Application once = again.edit().submitted(applications.services.now(), LocalDate.EPOCH).done();
        change(again, once);
        change(once, once.edit().submitted(applications.services.now(), LocalDate.EPOCH).done());
        ListQueue.Query asked = asked(1, false, Optional.empty());

        ListQueue.Queue page = limited(1).list(applications.as(DISTRICT), State.DISTRICT_REVIEW, asked);
        assertThat(page.items()).extracting(line -> line.application().id()).containsExactly(plain);
        assertThat(page.counts()).isEqualTo(new ListQueue.Counts(4, false, Optional.of(4), 0, 2, 1, Map.of()));
    }

    private Actor clerk(String sub, String district) {
        return new Actor(sub, List.of(new Appointment(Role.DISTRICT, district, LocalDate.EPOCH, Optional.empty())));
    }

    private void take(String id) {
        Application there = applications.find(id);
        change(there,
                there.edit().stay(there.stay().in(Optional.of(new Stay.Hand("colleague", "样同", applications.services.now())))).done());
    }

    private void change(Application before, Application after) {
        applications.services.applications().commit(new Change(before, after, Samples.event(after.id(), after.version(), "CHANGE")));
    }

    private List<String> pages(Actor clerk, int size, boolean free) {
        List<String> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            ListQueue.Queue page = limited(1).list(clerk, State.DISTRICT_REVIEW, asked(size, free, cursor));
            page.items().forEach(line -> seen.add(line.application().id()));
            cursor = page.next();
        } while (cursor.isPresent());
        return seen;
    }

    private void inDistrict(String district, String... due) {
        for (int i = 0; i < due.length; i++) {
            Application draft = Samples.draft(applications.services, district + i, "applicant-" + district + i);
            Qualification q = draft.qualification();
            Application waiting = draft.edit().qualification(new Qualification(q.kind(), q.level(), q.series(), q.specialty(), district))
                    .enter(State.DISTRICT_REVIEW, draft.createdAt(), Optional.of(Samples.at(due[i]))).done();
            change(draft, waiting);
        }
    }

    private static ListQueue.Query asked(int size, boolean free, Optional<String> cursor) {
        ListQueue.Query all = ListQueue.Query.ALL;
        return new ListQueue.Query(all.scope(), all.decidedIn(), all.kind(), all.level(), all.series(), all.employer(), false, false, false,
                free, all.step(), all.text(), all.sort(), size, cursor);
    }

    private ListQueue limited(int mostLookedAt) {
        return new ListQueue(applications.services.applications(), applications.services.cycles(), applications.transitions(),
                new org.zhicheng.lambda.UseCases(applications.services).flags(), mostLookedAt);
    }

    private static ListQueue.Query inCycle() {
        ListQueue.Query all = ListQueue.Query.ALL;
        return new ListQueue.Query(all.scope(), Optional.of(2025), all.kind(), all.level(), all.series(), all.employer(), false, false,
                false, false, all.step(), all.text(), all.sort(), all.size(), all.cursor());
    }

    @Test
    @DisplayName("R20 分页不重不漏，游标不能用于另一查询")
    void shouldGoThroughPagesOfAnySize_R20() {
        ListQueue.Queue first = queue("size", "1");
        assertThat(first.items()).hasSize(1);
        ListQueue.Queue second = Requests.body(Requests.get("/reviews").query("tier", State.EMPLOYER_REVIEW).query("size", 1)
                .query("cursor", first.next().orElseThrow()).asStaff(EMPLOYER).to(new ListQueueHandler(applications.services)),
                ListQueue.Queue.class);
        assertThat(second.items()).hasSize(1).isNotEqualTo(first.items());
        assertThat(second.next()).isEmpty();
        assertThat(problem(Requests.get("/reviews").query("tier", State.EMPLOYER_REVIEW).query("kind", "AWARD")
                .query("cursor", first.next().orElseThrow()).asStaff(EMPLOYER).to(new ListQueueHandler(applications.services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"kind, NONE", "level, HIGH", "flagged, yes", "sort, X", "size, 0", "size, 201", "size, x", "decided, x", "step, NONE",
            "step, RECOMMENDED"})
    void shouldRefuseWhatCannotBeAsked_R20(String parameter, String value) {
        assertThat(problem(ask(parameter, value))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    @Test
    @DisplayName("R17、R18、R20 基层单位的待办分待公示、公示中、公示期满；期满即列入，不经登记；有未处理异议的不列入")
    void shouldTellHowFarTheEmployerIsByTheClock_R18() {
        assertThat(ids("step", "TO_ANNOUNCE")).containsExactly(flagged);
        assertThat(ids("step", "NOTICE_RUNNING")).containsExactly(plain);
        applications.record(flagged, applications.notice(flagged, "2025-03-10", "2025-03-14", ""));

        assertThat(ids("step", "NOTICE_RUNNING")).containsExactlyInAnyOrder(plain, flagged);
        assertThat(queue("text", "王芳").items()).singleElement().satisfies(line -> {
            assertThat(line.step()).contains(Recommendation.Step.NOTICE_RUNNING);
            assertThat(line.noticeLeft()).contains(new WorkingDays.Left(4, false, false));
        });
        applications.at("2025-03-14T23:59");
        assertThat(queue("step", "NOTICE_RUNNING").items().getFirst().noticeLeft()).contains(new WorkingDays.Left(0, false, false));
        assertThat(queue("kind", "AWARD").counts().steps()).isEqualTo(steps(0, 2, 0));
        applications.at("2025-03-15T00:00");
        assertThat(ids("step", "READY")).containsExactlyInAnyOrder(plain, flagged);
        assertThat(queue("step", "READY").items()).extracting(ListQueue.Line::noticeLeft).containsOnly(Optional.empty());

        applications.at("2025-03-17T10:00");
        applications.object(flagged, "2025-03-13", "业绩不实");
        assertThat(ids("step", "NOTICE_RUNNING")).containsExactly(flagged);
        applications.settle(flagged, 1, PublicNotice.Finding.UPHELD, "2025-03-17");
        assertThat(ids("step", "TO_ANNOUNCE")).containsExactly(flagged);
    }

    @Test
    @DisplayName("R20、R22、R23 基层单位已办理的分已推荐、已退回；退回后公示事项有变的回到待公示")
    void shouldTellWhatTheEmployerRecommendedAndWhatCameToBeMended_R23() {
        applications.at("2025-03-17T10:00");
        applications.passed(plain, EMPLOYER);
        assertThat(done("RECOMMENDED")).containsExactly(plain);
        assertThat(Requests.body(Requests.get("/reviews").query("tier", State.EMPLOYER_REVIEW).query("decided", 2025).asStaff(EMPLOYER)
                .to(new ListQueueHandler(applications.services)), ListQueue.Queue.class).counts().steps())
                .isEqualTo(Map.of(Recommendation.Step.RECOMMENDED, 1, Recommendation.Step.RETURNED, 0));

        applications.returned(plain, "achievements");
        assertThat(done("RECOMMENDED")).isEmpty();
        assertThat(done("RETURNED")).containsExactly(plain);
        applications.save(plain, withAchievements(plain, "主持完成新的项目。"));
        applications.correct(plain, Map.of());
        applications.follow(plain);

        assertThat(done("RETURNED")).isEmpty();
        assertThat(ids("step", "TO_ANNOUNCE")).containsExactlyInAnyOrder(plain, flagged);
    }

    @Test
    @DisplayName("R20 其他环节没有这些分类")
    void shouldRefuseAnEmployersStepAtAnotherTier_R20() {
        assertThat(problem(Requests.get("/reviews").query("tier", State.DISTRICT_REVIEW).query("step", "READY").asStaff(DISTRICT)
                .to(new ListQueueHandler(applications.services)))).isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.body(Requests.get("/reviews").query("tier", State.DISTRICT_REVIEW).asStaff(DISTRICT)
                .to(new ListQueueHandler(applications.services)), ListQueue.Queue.class).counts().steps()).isEmpty();
    }

    @Test
    @DisplayName("R34 提交后记入的诚信档案、撤销的证书、发现的相同文件在待办、名单中即时标明，期满即不再标明")
    void shouldFlagByTheFactsOfNow_R13_R34() {
        assertThat(flags(plain)).isEmpty();
        applications.fraud(Applications.APPLICANT);
        assertThat(flags(plain)).containsExactly("INTEGRITY_RECORD_TO_WEIGH");
        assertThat(ids("flagged", "true")).containsExactlyInAnyOrder(plain, flagged);
        assertThat(queue("flagged", "true").counts().flagged()).isEqualTo(2);

        applications.register("third", "赵新");
        String draft = applications.draft("third", new Dossier()).id();
        applications.upload("third", draft, org.zhicheng.dossier.application.Material.A1, Applications.SCAN);
        assertThat(flags(plain)).containsExactly("INTEGRITY_RECORD_TO_WEIGH", "SAME_FILE_ELSEWHERE");
        assertThat(flags(flagged)).containsExactly("GRADUATE_NOT_FULL_TIME");
        applications.services.clock().advance(java.time.Duration.ofDays(3 * 366));
        assertThat(flags(plain)).containsExactly("SAME_FILE_ELSEWHERE");
    }

    @Test
    void shouldFlagSomebodyWhoseCertificateWasRevoked_R34() {
        Applications others = new Applications();
        String certified = others.certified().id();
        String number = others.find(certified).certificateNumber().orElseThrow();
        new org.zhicheng.work.certificate.RevokeCertificate(others.services.applications(), others.services.certificates(),
                others.transitions()).revoke(others.as(OFFICE), number, "伪造学历");
        Dossier anew = new Dossier();
        String again = others.submit(others.draft(Applications.APPLICANT, anew).id()).id();
        others.follow(again);

        ListQueue.Queue queue = Requests.body(
                Requests.get("/reviews").query("tier", State.EMPLOYER_REVIEW).asStaff(EMPLOYER).to(new ListQueueHandler(others.services)),
                ListQueue.Queue.class);
        assertThat(queue.items()).singleElement().satisfies(line -> {
            assertThat(line.application().id()).isEqualTo(again);
            assertThat(line.application().needsReview()).isTrue();
            assertThat(line.application().flags()).containsExactly("REVOCATION_TO_WEIGH");
        });
        assertThat(others.answers(again)).containsKey("REVOCATION_TO_WEIGH");
    }

    private Form withAchievements(String id, String achievements) {
        Form form = applications.find(id).form();
        return new Form(form.contact(), form.credential(), form.employment(), form.employer(), form.presentTitle(), form.conduct(),
                achievements, form.summary(), form.notApplicable());
    }

    private static Map<Recommendation.Step, Integer> steps(int toAnnounce, int running, int ready) {
        return Map.of(Recommendation.Step.TO_ANNOUNCE, toAnnounce, Recommendation.Step.NOTICE_RUNNING, running, Recommendation.Step.READY,
                ready);
    }

    private List<String> done(String step) {
        return Requests
                .body(Requests.get("/reviews").query("tier", State.EMPLOYER_REVIEW).query("decided", 2025).query("step", step)
                        .asStaff(EMPLOYER).to(new ListQueueHandler(applications.services)), ListQueue.Queue.class)
                .items().stream().map(l -> l.application().id()).toList();
    }

    private List<String> flags(String id) {
        return queue("size", "200").items().stream().map(ListQueue.Line::application).filter(a -> a.id().equals(id)).findFirst()
                .orElseThrow().flags();
    }

    private List<String> decided(String sub, State tier) {
        return Requests
                .body(Requests.get("/reviews").query("tier", tier).query("decided", 2025).asStaff(sub)
                        .to(new ListQueueHandler(applications.services)), ListQueue.Queue.class)
                .items().stream().map(l -> l.application().id()).toList();
    }

    private List<String> ids(String parameter, String value) {
        return queue(parameter, value).items().stream().map(line -> line.application().id()).toList();
    }

    private ListQueue.Queue queue(String parameter, String value) {
        return Requests.body(ask(parameter, value), ListQueue.Queue.class);
    }

    private ApiResponse ask(String parameter, String value) {
        return Requests.get("/reviews").query("tier", State.EMPLOYER_REVIEW).query(parameter, value).asStaff(EMPLOYER)
                .to(new ListQueueHandler(applications.services));
    }
}
