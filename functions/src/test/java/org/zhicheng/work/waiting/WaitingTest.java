package org.zhicheng.work.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.text.Language;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.handlers.waiting.ListWaitingHandler;
import org.zhicheng.handlers.waiting.RetryWaitingHandler;
import org.zhicheng.handlers.waiting.TellStaffHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.notice.RecordPublicNotice;
import org.zhicheng.work.outbox.MailTexts;
import org.zhicheng.work.resumption.ResumeApplications;
import org.zhicheng.work.waiting.FindWaiting.Reason;

/** R48: nothing waits for nobody without being found and told; R43: staff are told what waits for them. */
class WaitingTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    private static final LocalDate LONG_AGO = LocalDate.of(2025, 1, 1);

    /** Replaces what someone is appointed to. */
    private void appoint(String sub, Appointment... appointments) {
        Samples.appoint(services, new StaffMember(sub, "职员", sub + "@example.invalid", List.of(appointments)));
    }

    private static Appointment of(Role role, String scope) {
        return new Appointment(role, scope, LONG_AGO, Optional.empty());
    }

    private List<String> found() {
        // what was started runs, as it does once the outbox is delivered
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        return new FindWaiting(services.applications(), services.cycles(), services.staff(), services.workflow(), services.clock())
                .find(applications.as(ADMINISTRATOR)).lines().stream().map(l -> l.applicationId() + " " + l.state() + " " + l.reason())
                .toList();
    }

    @Test
    void shouldFindNothingWhereSomebodyCanActAtEachStep_R48() {
        applications.atEmployer();
        applications.register("another", "王小红");
        applications.atApprovalDocument("another");

        assertThat(found()).isEmpty();
    }

    @DisplayName("R48 无人可办的环节可以查出，并说明怎么办")
    @Test
    void shouldFindWhatWaitsForATierWithoutAnybody_R48() {
        String id = applications.atEmployer().id();
        appoint(EMPLOYER, new Appointment(Role.EMPLOYER, Samples.USCC, LONG_AGO, Optional.of(LocalDate.of(2025, 3, 16))));

        assertThat(found()).containsExactly(id + " EMPLOYER_REVIEW " + Reason.NOBODY_APPOINTED);
        String answer = Requests.get("/waiting").asStaff(ADMINISTRATOR).to(new ListWaitingHandler(services)).body();
        assertThat(answer).contains("\"total\":1", Dossier.EMPLOYER, "appoint somebody");
        assertThat(
                Requests.get("/waiting").header("accept-language", "zh").asStaff(ADMINISTRATOR).to(new ListWaitingHandler(services)).body())
                .contains("请任命");
        Samples.appoint(services, "successor", Role.EMPLOYER, Samples.USCC);
        assertThat(found()).isEmpty();
    }

    @Test
    void shouldFindWhatWaitsForThoseOnlyWhoMustStandBack_R29_R48() {
        String own = applications.atEmployer().id();
        applications.register("another", "王小红");
        String decided = applications.atEmployer("another").id();
        applications.passed(decided, EMPLOYER);
        appoint(EMPLOYER, of(Role.EMPLOYER, Samples.USCC), of(Role.DISTRICT, Samples.DISTRICT));
        appoint(DISTRICT);

        assertThat(found()).containsExactly(decided + " DISTRICT_REVIEW " + Reason.NOBODY_MAY);
        appoint(EMPLOYER);
        appoint(APPLICANT, of(Role.EMPLOYER, Samples.USCC));
        assertThat(found()).containsExactlyInAnyOrder(own + " EMPLOYER_REVIEW " + Reason.NOBODY_MAY,
                decided + " DISTRICT_REVIEW " + Reason.NOBODY_APPOINTED);
    }

    @Test
    void shouldFindTheStepThatTheSystemDidNotGetDone_R48() {
        String id = applications.atCertificate().id();
        services.clock().advance(java.time.Duration.ofMinutes(19));
        assertThat(found()).as("it may be tried again").isEmpty();
        services.clock().advance(java.time.Duration.ofMinutes(2));

        assertThat(found()).containsExactly(id + " CERTIFICATE " + Reason.STEP_FAILED);
    }

    @Test
    void shouldFindTheApplicationWhoseWorkflowHasStopped_R48() {
        Application a = applications.atDistrict();
        assertThat(found()).isEmpty();
        services.workflow().end(Transitions.execution(a));
        services.clock().advance(java.time.Duration.ofMinutes(21));

        assertThat(found()).containsExactly(a.id() + " DISTRICT_REVIEW " + Reason.STEP_FAILED);
    }

    @Test
    void shouldFindTheApplicationWhoseWorkflowHasStoppedThoughASupersededOneSleeps_R48() {
        Application a = applications.atDistrict();
        assertThat(found()).isEmpty();
        new ResumeApplications(services.applications(), services.cycles(), services.workflow(), applications.transitions()).resume(a.id(),
                true);
        services.clock().advance(java.time.Duration.ofMinutes(21));
        assertThat(found()).isEmpty();
        services.workflow().end(Transitions.execution(applications.find(a.id())));

        assertThat(services.workflow().running()).containsExactly(Transitions.execution(a));
        assertThat(found()).containsExactly(a.id() + " DISTRICT_REVIEW " + Reason.STEP_FAILED);
    }

    @Test
    void shouldTellAdministratorsOnlyButForCertificatesThatAreHeldUp_R48() {
        applications.atEmployer();
        appoint(EMPLOYER);

        assertThat(found()).hasSize(1);
        assertThat(Requests.get("/waiting").asStaff(OFFICE).to(new ListWaitingHandler(services)).body()).contains("\"total\":0");
        assertThat(Requests.problem(Requests.get("/waiting").asStaff(DISTRICT).to(new ListWaitingHandler(services))))
                .isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    // ── what the system did not get done ──

    private String waiting(String query) {
        return Requests.get("/waiting").query("text", query).header("accept-language", "zh").asStaff(ADMINISTRATOR)
                .to(new ListWaitingHandler(services)).body();
    }

    private static String named(Application application) {
        return "\"id\":\"" + application.id() + "\"";
    }

    private JsonNode running() {
        return Json.decode(
                Requests.get("/waiting").header("accept-language", "zh").asStaff(ADMINISTRATOR).to(new ListWaitingHandler(services)).body(),
                JsonNode.class);
    }

    private boolean retried(String body) {
        return Json.decode(Requests.post("/waiting/retries").body(body).asStaff(ADMINISTRATOR).to(new RetryWaitingHandler(services)).body(),
                JsonNode.class).path("begun").asBoolean();
    }

    private void sweep() {
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
    }

    @DisplayName("R24 R48 管理员看得到各环节超期的件数和最早的一件")
    @Test
    void shouldCountWhatIsOverdueByStep_R24_R48() {
        applications.atDistrict();
        assertThat(running().path("overdue")).isEmpty();
        Instant due = services.applications().ofApplicant(APPLICANT).getFirst().dueAt().orElseThrow();
        services.clock().advance(java.time.Duration.between(services.now(), due));

        assertThat(running().path("overdue")).singleElement().satisfies(step -> {
            assertThat(step.path("state").asText()).isEqualTo("DISTRICT_REVIEW");
            assertThat(step.path("applications").asInt()).isEqualTo(1);
            assertThat(Instant.parse(step.path("since").asText())).isEqualTo(due);
        });
    }

    @DisplayName("R36 R48 被拒收的邮件列出（地址遮盖），更正地址后由管理员再次发送，只发一次并留痕")
    @Test
    void shouldSendAMailAgainThatWasGivenUpOnceAndRecordIt_R36_R48() {
        String id = applications.submitted().id();
        services.mailer().refuse(true);
        sweep();
        services.mailer().refuse(false);

        JsonNode line = running().path("deliveries").get(0);
        assertThat(line.path("givenUp").asBoolean()).isTrue();
        assertThat(List.of(line.path("kind").asText(), line.path("kindName").asText(), line.path("what").asText(),
                line.path("applicationId").asText()))
                .containsExactly("MAIL", "给申报人的邮件", MailTexts.subject(Language.ZH, MailTemplate.SUBMITTED), id);
        assertThat(line.path("address").asText()).startsWith("a").contains("*").endsWith("@example.com").doesNotContain(APPLICANT);
        String wish = "{\"delivery\":\"" + line.path("id").asText() + "\"}";

        assertThat(retried(wish)).isTrue();
        assertThat(retried(wish)).as("asked for twice").isFalse();
        sweep();
        assertThat(services.mailer().sent()).singleElement().satisfies(mail -> assertThat(mail.to()).isEqualTo(APPLICANT + "@example.com"));
        assertThat(retried(wish)).as("it was sent").isFalse();
        assertThat(services.applications().events(id)).filteredOn(e -> e.action().equals("DELIVER_AGAIN")).singleElement()
                .satisfies(e -> assertThat(List.of(e.actor(), e.role(), e.note())).containsExactly(ADMINISTRATOR, Role.ADMINISTRATOR, ""));
        assertThat(running().path("deliveries")).isEmpty();
    }

    @DisplayName("R36 还在自动重试的投递超过一分钟才列出，不能要求再次发送")
    @Test
    void shouldListWhatIsStillTriedAndLeaveItAlone_R36() {
        applications.submitted();
        services.mailer().fail(true);
        sweep();
        assertThat(running().path("deliveries")).as("of this very minute").isEmpty();
        services.clock().advance(java.time.Duration.ofMinutes(2));

        JsonNode line = running().path("deliveries").get(0);
        assertThat(line.path("givenUp").asBoolean()).isFalse();
        assertThat(line.path("attempts").asInt()).isEqualTo(1);
        assertThat(line.path("nextAt").isMissingNode()).isFalse();
        assertThat(retried("{\"delivery\":\"" + line.path("id").asText() + "\"}")).isFalse();
    }

    @DisplayName("R48 流程实例丢失的申报由管理员恢复，只恢复一次；在办的不受影响")
    @Test
    void shouldResumeAReviewThatStandsStillOnceAndLeaveOthersAlone_R48() {
        Application a = applications.atDistrict();
        sweep();
        services.clock().advance(java.time.Duration.ofMinutes(21));
        String wish = "{\"applicationId\":\"" + a.id() + "\"}";
        assertThat(retried(wish)).as("it runs").isFalse();
        services.workflow().end(Transitions.execution(a));

        assertThat(retried(wish)).isTrue();
        assertThat(retried(wish)).as("it was begun just now").isFalse();
        sweep();
        Application resumed = applications.find(a.id());
        assertThat(resumed.state()).isEqualTo(State.DISTRICT_REVIEW);
        assertThat(services.workflow().isRunning(Transitions.execution(resumed))).isTrue();
        assertThat(services.applications().events(a.id()).getLast()).satisfies(
                e -> assertThat(List.of(e.action(), e.actor(), e.role())).containsExactly("RESUME", ADMINISTRATOR, Role.ADMINISTRATOR));
    }

    @DisplayName("R48 只有管理员可以要求重新办理；不存在的报错，自己的申报不办")
    @Test
    void shouldLetAdministratorsOnlyHaveItDoneAgain_R29_R48() {
        String id = applications.atDistrict().id();
        appoint(APPLICANT, of(Role.ADMINISTRATOR, ""));
        RetryWaitingHandler handler = new RetryWaitingHandler(services);

        assertThat(
                Requests.problem(Requests.post("/waiting/retries").body("{\"applicationId\":\"" + id + "\"}").asStaff(OFFICE).to(handler)))
                .isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests
                .problem(Requests.post("/waiting/retries").body("{\"applicationId\":\"" + id + "\"}").asStaff(APPLICANT).to(handler)))
                .isEqualTo(ErrorCode.OWN_APPLICATION);
        for (String wrong : List.of("{\"applicationId\":\"nobody\"}", "{\"delivery\":\"***\"}", "{\"delivery\":\"QUJD\"}")) {
            assertThat(Requests.problem(Requests.post("/waiting/retries").body(wrong).asStaff(ADMINISTRATOR).to(handler))).as(wrong)
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
        assertThat(Requests.problem(Requests.post("/waiting/retries").body("{}").asStaff(ADMINISTRATOR).to(handler)))
                .isEqualTo(ErrorCode.MISSING_FIELD);
    }

    @DisplayName("R48 管理员按姓名、身份证末四位或编号找到任何环节的申报")
    @Test
    void shouldFindAnApplicationOfAnyStateByNameOrNumber_R48() {
        Application one = applications.atDistrict();
        applications.register("another", "王小红");
        Application rejected = applications.passed(applications.atEmployer("another").id(), EMPLOYER);
        applications.decide(DISTRICT, rejected.id(), applications.reject(rejected.id()));

        assertThat(waiting("王小红")).contains(named(rejected)).doesNotContain(named(one));
        assertThat(waiting(rejected.id())).contains(named(rejected)).doesNotContain(named(one));
        String number = one.maskedIdNumber();
        assertThat(waiting(number.substring(number.length() - 4))).contains(named(one));
        assertThat(waiting(rejected.id().substring(1))).as("a part of the id").contains(named(rejected));
        assertThat(
                Requests.problem(Requests.get("/waiting").query("text", "王").asStaff(ADMINISTRATOR).to(new ListWaitingHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.problem(Requests.get("/waiting").query("text", "王小红").asStaff(OFFICE).to(new ListWaitingHandler(services))))
                .isEqualTo(ErrorCode.NOT_ALLOWED);
    }

    @DisplayName("R48 申报很多时只查最近的，并说明可能还有；完整编号总能查到")
    @Test
    void shouldFindAWholeIdInAnyCaseAndSayWhereThereMayBeMore_R48() {
        Application one = applications.atEmployer();
        applications.register("another", "王小红");
        Application other = applications.atEmployer("another");
        FindWaiting looksAtOne = new FindWaiting(services.applications(), services.cycles(), services.staff(), services.workflow(),
                services.clock(), 1);

        for (Application a : List.of(one, other)) {
            assertThat(looksAtOne.search(applications.as(ADMINISTRATOR), a.id()))
                    .isEqualTo(new FindWaiting.Search(List.of(ApplicationSummary.of(a)), false));
        }
        assertThat(looksAtOne.search(applications.as(ADMINISTRATOR), "没有这个人")).isEqualTo(new FindWaiting.Search(List.of(), true));
        assertThat(waiting("没有这个人")).contains("\"more\":false");
        applications.register("third", "王小刚");
        Application draft = applications.draft("third", new Dossier());
        assertThat(waiting(draft.id())).as("not submitted").doesNotContain(named(draft));
    }

    // ── before submission ──

    @Test
    void shouldSayBeforeSubmissionThatTheEmployerHasNobody_R48() {
        Application draft = applications.draft();
        assertThat(remarks(draft)).isEmpty();
        appoint(EMPLOYER);

        assertThat(remarks(draft)).containsExactly("NOBODY_TO_ACT");
        appoint(APPLICANT, of(Role.EMPLOYER, Samples.USCC));
        assertThat(remarks(draft)).as("the applicant alone is nobody").containsExactly("NOBODY_TO_ACT");
        assertThat(applications.submit(draft.id()).state()).as("it forbids nothing").isEqualTo(State.SUBMITTED);
    }

    private List<String> remarks(Application draft) {
        return applications.checks().checkWithRemarks(applications.as(draft.applicant()), draft, services.now()).remarks().stream()
                .map(Violation::code).toList();
    }

    // ── an administrator acts ──

    @DisplayName("R48 确无人可办的环节由管理员代办，并留痕")
    @Test
    void shouldLetAnAdministratorActWhereNobodyCanAndRecordIt_R48() {
        String id = applications.atDistrict().id();
        refused(ErrorCode.SOMEBODY_CAN_ACT, () -> applications.decide(ADMINISTRATOR, id, applications.pass(id)));
        appoint(DISTRICT);

        assertThat(applications.passed(id, ADMINISTRATOR).state()).isEqualTo(State.COMMITTEE_REVIEW);
        assertThat(services.applications().events(id)).filteredOn(e -> e.action().equals("PASS")).last()
                .satisfies(e -> assertThat(List.of(e.role(), e.actor())).containsExactly(Role.ADMINISTRATOR, ADMINISTRATOR));
        appoint(COMMITTEE);
        refused(ErrorCode.DECIDED_AT_OTHER_TIER, () -> applications.decide(ADMINISTRATOR, id, applications.pass(id)));
    }

    @ParameterizedTest
    @DisplayName("R48 每个环节均无人可办时，管理员可代办到底：公示、材料、推荐、接收、批文")
    @EnumSource(value = State.class, names = {"EMPLOYER_REVIEW", "DISTRICT_REVIEW", "COMMITTEE_REVIEW", "MATERIALS", "APPROVAL_DOCUMENT"})
    void shouldLetTheAdministratorTakeEachStepThatNobodyCan_R48(State state) {
        String id = switch (state) {
            case EMPLOYER_REVIEW -> {
                applications.at("2025-03-10T10:00");
                String submitted = applications.submitted().id();
                applications.follow(submitted);
                applications.at("2025-03-17T10:00");
                yield submitted;
            }
            case DISTRICT_REVIEW -> applications.atDistrict().id();
            case COMMITTEE_REVIEW -> applications.atCommittee().id();
            case MATERIALS -> applications.atMaterials().id();
            default -> applications.atApprovalDocument().id();
        };
        refused(ErrorCode.SOMEBODY_CAN_ACT, () -> standIn(id));
        assertThat(applications.find(id).state()).as("nothing is written").isEqualTo(state);
        appoint(switch (state.tier()) {
            case EMPLOYER -> EMPLOYER;
            case DISTRICT -> DISTRICT;
            case COMMITTEE -> COMMITTEE;
            default -> OFFICE;
        });
        assertThat(found()).containsExactly(id + " " + state + " " + Reason.NOBODY_APPOINTED);

        standIn(id);
        assertThat(applications.follow(id).state()).isEqualTo(state == State.APPROVAL_DOCUMENT ? State.CERTIFIED : state.next(false));
        assertThat(services.applications().events(id)).filteredOn(e -> e.actor().equals(ADMINISTRATOR)).isNotEmpty()
                .allSatisfy(e -> assertThat(e.role()).isEqualTo(Role.ADMINISTRATOR));
    }

    /** Whatever the step needs, down to its end. */
    private void standIn(String id) {
        Application seen = applications.find(id);
        switch (seen.state()) {
            case EMPLOYER_REVIEW -> {
                new RecordPublicNotice(services.applications(), applications.transitions(), applications.standIn())
                        .record(applications.as(ADMINISTRATOR), id, applications.notice(id));
                for (Material material : List.of(Material.A13, Material.A14, Material.A15)) {
                    applications.upload(ADMINISTRATOR, id, material, Applications.SCAN);
                }
                applications.decide(ADMINISTRATOR, id, applications.pass(id));
            }
            case MATERIALS -> applications.receipts().receive(applications.as(ADMINISTRATOR), id,
                    applications.receipt(id, List.copyOf(seen.originals())));
            case APPROVAL_DOCUMENT -> applications.approvals().record(applications.as(ADMINISTRATOR), "样测〔2025〕8号",
                    LocalDate.of(2025, 3, 17), applications.listed(List.of(id)));
            default -> applications.decide(ADMINISTRATOR, id, applications.pass(id));
        }
    }

    @Test
    void shouldCountWhoeverActedAtAnotherTierAsNobodyAtTheOffice_R29_R48() {
        String id = applications.atMaterials().id();
        appoint(OFFICE);
        appoint(COMMITTEE, of(Role.COMMITTEE, ""), of(Role.OFFICE, ""));

        assertThat(found()).containsExactly(id + " MATERIALS " + Reason.NOBODY_MAY);
        standIn(id);
        assertThat(applications.find(id).state()).isEqualTo(State.APPROVAL_DOCUMENT);
    }

    // ── a reviewer of two firms ──

    @Test
    void shouldShowAReviewerOfTwoFirmsBothQueuesAndTheFirmOnEachLine_R48() {
        String first = applications.atEmployer().id();
        Samples.move(services, other(), State.EMPLOYER_REVIEW);
        appoint(EMPLOYER, of(Role.EMPLOYER, Samples.USCC), of(Role.EMPLOYER, OTHER_FIRM));
        org.zhicheng.work.review.ListQueue queue = new org.zhicheng.work.review.ListQueue(services.applications(), services.cycles(),
                applications.transitions(), new org.zhicheng.lambda.UseCases(services).flags());

        assertThat(queue.list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW, org.zhicheng.work.review.ListQueue.Query.ALL).items())
                .extracting(line -> line.application().id() + " " + line.application().employerName())
                .containsExactlyInAnyOrder(first + " " + Dossier.EMPLOYER, "other 另一家样例有限公司");
        assertThat(queue.list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW,
                org.zhicheng.work.review.ListQueue.Query.of(Optional.of(OTHER_FIRM), Optional.empty())).items())
                .extracting(line -> line.application().id()).containsExactly("other");
    }

    @Test
    void shouldGoThroughBothQueuesPageByPage_R48() {
        for (int i = 0; i < 60; i++) {
            Samples.move(services, Samples.draft(services, "a" + i, "applicant" + i), State.EMPLOYER_REVIEW);
        }
        Samples.move(services, other(), State.EMPLOYER_REVIEW);
        appoint(EMPLOYER, of(Role.EMPLOYER, Samples.USCC), of(Role.EMPLOYER, OTHER_FIRM));
        org.zhicheng.work.review.ListQueue queue = new org.zhicheng.work.review.ListQueue(services.applications(), services.cycles(),
                applications.transitions(), new org.zhicheng.lambda.UseCases(services).flags());
        java.util.Set<String> seen = new java.util.HashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = queue.list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW,
                    org.zhicheng.work.review.ListQueue.Query.of(Optional.empty(), cursor));
            page.items().forEach(line -> assertThat(seen.add(line.application().id())).isTrue());
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(seen).hasSize(61);
        String foreign = queue.list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW, org.zhicheng.work.review.ListQueue.Query.ALL).next()
                .orElseThrow();
        appoint("stranger", of(Role.EMPLOYER, "91650100MA00000000"));
        refused(ErrorCode.INVALID_VALUE, () -> queue.list(applications.as("stranger"), State.EMPLOYER_REVIEW,
                org.zhicheng.work.review.ListQueue.Query.of(Optional.empty(), Optional.of(foreign))));
    }

    private static final String OTHER_FIRM = "91650100MA0000001X";

    private Application other() {
        Application draft = Samples.draft(services, "other", "someone");
        var employer = new org.zhicheng.dossier.application.Form.EmployerSection(OTHER_FIRM, "另一家样例有限公司", Optional.empty(),
                Optional.empty());
        var form = draft.form();
        Application next = draft.edit().form(new org.zhicheng.dossier.application.Form(form.contact(), form.credential(), form.employment(),
                employer, form.presentTitle(), form.conduct(), form.achievements(), form.summary(), form.notApplicable())).done();
        services.applications()
                .commit(new org.zhicheng.dossier.process.Change(draft, next,
                        new org.zhicheng.dossier.record.AuditEvent(draft.id(), next.version(), services.now(), "someone", Role.APPLICANT,
                                "SAVE_FORM", Optional.of(State.DRAFT), Optional.of(State.DRAFT),
                                org.zhicheng.dossier.record.AuditEvent.Channel.API, "")));
        return next;
    }

    // ── the mails of a day ──

    private TellStaff.Outcome tell() {
        return new TellStaffHandler(services).handleRequest(Map.of(), null);
    }

    private List<MailToStaff> mails(String sub) {
        return services.waiting().stream().filter(i -> i.subject().equals("STAFF#" + sub)).map(i -> (MailToStaff) i.delivery()).toList();
    }

    @DisplayName("R43 每个工作日以邮件告知工作人员新到、临期和超时的件数")
    @Test
    void shouldTellStaffEachWorkingDayWhatIsNewDueAndOverdue_R43() {
        applications.atEmployer();
        applications.register("another", "王小红");
        applications.passed(applications.atEmployer("another").id(), EMPLOYER);
        applications.at("2025-03-18T08:30");
        tell();

        // both came on 10 and 17 March, due in ten working days; one went on to the district
        assertThat(mails(EMPLOYER)).as("nothing new, due or overdue").isEmpty();
        assertThat(mails(DISTRICT)).singleElement()
                .satisfies(m -> assertThat(m.facts()).isEqualTo(Map.of("new", "1", "due", "0", "overdue", "0")));
        applications.at("2025-03-21T08:30");
        tell();
        assertThat(mails(EMPLOYER)).singleElement().satisfies(m -> assertThat(m.facts()).containsEntry("due", "1"));
    }

    @Test
    @DisplayName("R43、R48 已接受邀请、等待任命的人数每日告知管理员，任命后不再告知")
    void shouldTellAdministratorsWhoWaitsToBeAppointed_R43_R48() {
        appoint(ADMINISTRATOR, of(Role.ADMINISTRATOR, ""));
        Invitation invited = Invitation.begun("abcdefgh2345", Role.COMMITTEE, "", "王芳", applications.as(ADMINISTRATOR),
                services.now().plus(Duration.ofDays(7)));
        services.staff().saveInvitation(invited, Samples.event("STAFF#" + ADMINISTRATOR, 1, "INVITE"), List.of());
        applications.at("2025-03-18T08:30");
        tell();
        assertThat(invitedMails()).as("nobody has accepted").isEmpty();

        services.staff().saveInvitation(invited.accept("newcomer", services.now()),
                Samples.event("STAFF#" + ADMINISTRATOR, 2, "ACCEPT_INVITATION"), List.of());
        for (String day : List.of("2025-03-19T08:30", "2025-03-19T09:30", "2025-06-19T08:30")) {
            applications.at(day);
            tell();
        }
        assertThat(invitedMails()).hasSize(2).extracting(MailToStaff::facts).containsOnly(Map.of("waiting", "1"));
        assertThat(mails(COMMITTEE)).extracting(MailToStaff::template).doesNotContain(MailTemplate.STAFF_INVITED);

        appoint("newcomer", of(Role.COMMITTEE, ""));
        applications.at("2025-06-20T08:30");
        tell();
        assertThat(invitedMails()).hasSize(2);
        appoint("newcomer", new Appointment(Role.COMMITTEE, "", LONG_AGO, Optional.of(LocalDate.of(2025, 6, 20))));
        applications.at("2025-06-23T08:30");
        tell();
        assertThat(invitedMails()).as("appointed, and no more").hasSize(2);
    }

    private List<MailToStaff> invitedMails() {
        return mails(ADMINISTRATOR).stream().filter(mail -> mail.template() == MailTemplate.STAFF_INVITED).toList();
    }

    @Test
    void shouldTellNobodyOnADayOffNorTwiceADay_R43() {
        applications.atDistrict();
        applications.at("2025-03-18T08:30");
        assertThat(tell().told()).isEqualTo(1);
        assertThat(tell().told()).as("repeated").isZero();
        applications.at("2025-03-22T08:30");
        assertThat(tell().told()).as("a Saturday").isZero();
        applications.at("2025-04-10T08:30");
        tell();

        assertThat(mails(DISTRICT)).extracting(m -> m.facts().get("overdue")).containsExactly("0", "1");
    }

    @Test
    void shouldTellAdministratorsOnceAWeekOfAYearThatIsNotComplete_R43_R50() {
        appoint(ADMINISTRATOR, of(Role.ADMINISTRATOR, ""));
        for (String morning : List.of("2025-11-28T08:30", "2025-12-01T08:30", "2025-12-02T08:30", "2025-12-08T08:30")) {
            applications.at(morning);
            tell();
        }

        assertThat(mails(ADMINISTRATOR)).extracting(m -> m.template() + " " + m.facts()).containsExactly("STAFF_CALENDAR {year=2026}",
                "STAFF_CALENDAR {year=2026}");
    }

    @Test
    void shouldTellAdministratorsHowMuchWaitsForNobody_R43_R48() {
        applications.atEmployer();
        appoint(EMPLOYER);
        appoint(ADMINISTRATOR, of(Role.ADMINISTRATOR, ""));
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        applications.at("2025-03-18T08:30");

        assertThat(tell().waitingForNobody()).isEqualTo(1);
        assertThat(mails(ADMINISTRATOR)).singleElement().satisfies(m -> {
            assertThat(m.template()).isEqualTo(MailTemplate.STAFF_WAITING);
            assertThat(m.facts()).isEqualTo(Map.of("waiting", "1"));
        });
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        assertThat(services.mailer().sent()).last().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(ADMINISTRATOR + "@example.invalid");
            assertThat(mail.text()).contains("共：1 件").doesNotContain("李晓明");
        });
    }
}
