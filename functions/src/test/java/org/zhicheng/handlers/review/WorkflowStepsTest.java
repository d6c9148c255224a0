package org.zhicheng.handlers.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Stay;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery.StartReview;
import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.ExecutionSuperseded;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.resumption.ResumeApplicationsHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.resumption.ResumeApplications;
import org.zhicheng.work.review.CheckDeadline;
import org.zhicheng.work.review.CheckEligibility;
import org.zhicheng.work.review.ListQueue;
import org.zhicheng.work.review.OpenReview;

/** What the workflow does to the table: the check of eligibility, waits, and getting lost executions going again; the queues. */
class WorkflowStepsTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;
    private final ApplicationStore store = services.applications();

    @Test
    void shouldHandAnEligibleApplicationToTheEmployerOnce_R20() {
        String id = applications.submitted().id();
        Application first = eligibility().check(id, id + "-1");

        assertThat(first.state()).isEqualTo(State.EMPLOYER_REVIEW);
        assertThat(first.stay().dueAt()).isPresent();
        assertThat(eligibility().check(id, id + "-1")).isEqualTo(first);
        assertThat(applications.actions(id)).containsOnlyOnce("CHECK_ELIGIBILITY");
    }

    @Test
    void shouldRejectWhatHasBecomeIneligibleWithTheReasons_R34() {
        Dossier dossier = new Dossier().credential(CredentialType.MASTER);
        dossier.presentTitle = new PresentTitle(Optional.of(TitleLevel.JUNIOR), "助理工程师");
        String id = applications.submit(applications.draft(APPLICANT, dossier).id()).id();
        String hash = services.people().find(APPLICANT).orElseThrow().idNumberHash();
        services.integrity().save(new IntegrityRecord("r1", hash, "110***********002X", "材料造假", "核查", java.time.LocalDate.of(2025, 3, 1),
                "office", services.now()), Samples.event("INTEGRITY#" + hash, 1, "RECORD"));
        assertThat(store.find(id).orElseThrow().idNumberHash()).contains(hash);
        Application rejected = eligibility().check(id, id + "-1");

        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.idNumberHash()).as("nothing is looked up for it any more").isEmpty();
        assertThat(rejected.assessment().orElseThrow().reasons()).isNotEmpty()
                .allSatisfy(reason -> assertThat(store.events(id).getLast().note()).as("in both languages")
                        .contains("R34 " + reason.chinese() + " " + reason.english()));
        assertThat(applications.deliveries(id, SendMail.class)).extracting(SendMail::template).endsWith(MailTemplate.REJECTED);
    }

    @Test
    void shouldLetAFirstTitleWithAFraudRecordGoOnAsAQuestion_R34() {
        String id = applications.submitted().id();
        String hash = services.people().find(APPLICANT).orElseThrow().idNumberHash();
        services.integrity().save(new IntegrityRecord("r1", hash, "110***********002X", "材料造假", "核查", java.time.LocalDate.of(2025, 3, 1),
                "office", services.now()), Samples.event("INTEGRITY#" + hash, 1, "RECORD"));
        Application checked = eligibility().check(id, id + "-1");

        assertThat(checked.state()).isEqualTo(State.EMPLOYER_REVIEW);
        assertThat(checked.assessment().orElseThrow().outcome())
                .isEqualTo(org.zhicheng.dossier.application.Assessment.Outcome.NEEDS_REVIEW);
    }

    @Test
    void shouldStopAnExecutionThatWasSuperseded_R25() {
        String id = applications.submitted().id();

        assertThatThrownBy(() -> eligibility().check(id, id + "-0")).isInstanceOf(ExecutionSuperseded.class);
        applications.follow(id);
        assertThatThrownBy(() -> opens().open(id, id + "-2", State.EMPLOYER_REVIEW, "t", Optional.empty()))
                .isInstanceOf(ExecutionSuperseded.class);
        assertThatThrownBy(() -> deadlines().check(id, id + "-2", State.EMPLOYER_REVIEW)).isInstanceOf(ExecutionSuperseded.class);
        assertThatThrownBy(() -> new CheckEligibilityHandler(services)
                .handleRequest(new StepInput(id, id + "-9", State.SUBMITTED, null, null, null), null))
                .isInstanceOf(ExecutionSuperseded.class);
    }

    @Test
    void shouldStoreTheTokenOfAWaitOnce_R20() {
        String id = applications.submitted().id();
        applications.follow(id);
        Application first = applications.open(id, "token-a");

        assertThat(first.stay().token()).contains("token-a");
        assertThat(applications.open(id, "token-a")).isEqualTo(first);
        assertThat(applications.open(id, "token-b").stay().token()).contains("token-b");
    }

    @Test
    void shouldNotLetATokenThatComesLateDisplaceANewerOne_R20() {
        String id = applications.submitted().id();
        applications.follow(id);
        Instant now = services.now();
        opens().open(id, id + "-1", State.EMPLOYER_REVIEW, "second try", Optional.of(new Stay.Wait(now, 1)));

        opens().open(id, id + "-1", State.EMPLOYER_REVIEW, "first try", Optional.of(new Stay.Wait(now, 0)));
        opens().open(id, id + "-1", State.EMPLOYER_REVIEW, "earlier wait", Optional.of(new Stay.Wait(now.minusMillis(1), 3)));
        assertThat(applications.find(id).stay().token()).contains("second try");
        opens().open(id, id + "-1", State.EMPLOYER_REVIEW, "next wait", Optional.of(new Stay.Wait(now.plusMillis(1), 0)));
        assertThat(applications.find(id).stay().token()).contains("next wait");
    }

    @Test
    void shouldGoOnResumingAfterOneThatCannotBe_R25() {
        String first = applications.atDistrict().id();
        applications.register("other", "张晓明");
        String second = applications.submit(applications.draft("other", new Dossier()).id()).id();
        services.clock().advance(Duration.ofHours(1));
        Meanwhile failing = new Meanwhile(store, () -> {
            throw new IllegalStateException("the table does not answer");
        });
        ResumeApplications resume = new ResumeApplications(failing, services.cycles(), services.workflow(), applications.transitions());

        assertThat(resume.resumeAll(false)).as("one fails, the other is resumed").hasSize(1);
        assertThat(resume.resumeAll(false)).hasSize(1);
        assertThat(resume.resumeAll(false)).as("both have just been").isEmpty();
        assertThat(List.of(first, second)).allSatisfy(id -> assertThat(applications.find(id).executionAttempt()).isEqualTo(2));
    }

    @Test
    void shouldTellTheWorkflowOfADecisionThatCameBeforeItsToken_R20() {
        String id = applications.atEmployer().id();
        applications.decide(EMPLOYER, id, applications.pass(id));
        applications.decide(DISTRICT, id, applications.pass(id));
        int callbacks = applications.deliveries(id, Callback.class).size();
        opens().open(id, id + "-1", State.DISTRICT_REVIEW, "late", Optional.empty());

        assertThat(applications.deliveries(id, Callback.class)).hasSize(callbacks + 1).last().satisfies(c -> {
            assertThat(c.token()).isEqualTo("late");
            assertThat(c.outcome().step()).isEqualTo(State.COMMITTEE_REVIEW);
        });
        assertThat(applications.find(id).stay().token()).isEmpty();
    }

    @Test
    void shouldTellTheWorkflowWhereTheDecisionComesWhileTheTokenIsStored_R20() {
        String id = applications.atEmployer().id();
        applications.decide(EMPLOYER, id, applications.pass(id));
        Meanwhile racing = new Meanwhile(store, () -> applications.decide(DISTRICT, id, applications.pass(id)));
        new OpenReview(racing, applications.transitions()).open(id, id + "-1", State.DISTRICT_REVIEW, "late", Optional.empty());

        assertThat(applications.deliveries(id, Callback.class)).last()
                .isEqualTo(new Callback("late", Transitions.outcome(applications.find(id), services.now())));
    }

    @Test
    void shouldResumeALostExecutionOnceAtItsPresentStep_R25() {
        String id = applications.atDistrict().id();
        services.workflow().start(id + "-1", id, new StepOutcome(State.SUBMITTED, 60));
        services.workflow().end(id + "-1");
        services.clock().advance(Duration.ofMinutes(3));

        assertThat(resumes().resumeAll(false)).containsExactly(id);
        assertThat(applications.deliveries(id, StartReview.class)).last().satisfies(start -> {
            assertThat(start.execution()).isEqualTo(id + "-2");
            assertThat(start.outcome().step()).isEqualTo(State.DISTRICT_REVIEW);
        });
        assertThat(applications.find(id).stay().token()).isEmpty();
        assertThat(resumes().resumeAll(false)).as("still settling").isEmpty();
        services.workflow().start(id + "-2", id, new StepOutcome(State.DISTRICT_REVIEW, 60));
        services.clock().advance(Duration.ofHours(1));
        assertThat(resumes().resumeAll(false)).isEmpty();
    }

    @Test
    void shouldLeaveARunningExecutionAloneUnlessForced_R25() {
        String id = applications.atDistrict().id();
        String token = applications.find(id).stay().token().orElseThrow();
        services.workflow().start(id + "-1", id, new StepOutcome(State.SUBMITTED, 60));
        services.clock().advance(Duration.ofHours(1));

        assertThat(resumes().resumeAll(false)).isEmpty();
        assertThat(resumes().resume(id, true)).isTrue();
        assertThat(applications.deliveries(id, Callback.class)).as("the old execution wakes up and ends").last().extracting(Callback::token)
                .isEqualTo(token);
        assertThatThrownBy(() -> opens().open(id, id + "-1", State.DISTRICT_REVIEW, "t", Optional.empty()))
                .isInstanceOf(ExecutionSuperseded.class);
        assertThat(applications.follow(id).stay().token()).isPresent();
    }

    @Test
    void shouldAskAboutNoExecutionThatIsListedAsRunning_R25() {
        String id = applications.atDistrict().id();
        services.workflow().start(id + "-1", id, new StepOutcome(State.DISTRICT_REVIEW, 60));
        services.clock().advance(Duration.ofDays(1));
        assertThat(resumes().resumeAll(false)).isEmpty();
        assertThat(services.workflow().asked()).as("one list for all").isZero();
        services.workflow().end(id + "-1");
        assertThat(resumes().resumeAll(false)).containsExactly(id);
    }

    @Test
    @DisplayName("R48 被取代的流程实例仍在等待时，不掩盖现行实例的失败")
    void shouldResumeWhatFailedWhileASupersededExecutionSleeps_R48() {
        String id = applications.atDistrict().id();
        services.workflow().start(id + "-1", id, new StepOutcome(State.DISTRICT_REVIEW, 60));
        assertThat(resumes().resume(id, true)).isTrue();
        services.workflow().start(id + "-2", id, new StepOutcome(State.DISTRICT_REVIEW, 60));
        services.clock().advance(Duration.ofHours(1));
        assertThat(resumes().resumeAll(false)).as("its own runs").isEmpty();
        services.workflow().end(id + "-2");

        assertThat(resumes().resumeAll(false)).containsExactly(id);
        assertThat(applications.deliveries(id, StartReview.class)).last().extracting(StartReview::execution).isEqualTo(id + "-3");
    }

    @ParameterizedTest
    @DisplayName("R48 恢复数据后：登记表不认识的后续实例占用了名称，另起一个名称恢复")
    @ValueSource(booleans = {false, true})
    void shouldResumeUnderAFreeNameWhereTheTableDoesNotKnowWhatRuns_R48(boolean oneByForce) {
        String id = applications.atDistrict().id();
        services.workflow().start(id + "-2", id, new StepOutcome(State.DISTRICT_REVIEW, 60));
        services.clock().advance(Duration.ofHours(1));

        assertThat(oneByForce ? resumes().resume(id, true) : resumes().resumeAll(false).equals(List.of(id))).isTrue();
        assertThat(applications.deliveries(id, StartReview.class)).last().extracting(StartReview::execution).isEqualTo(id + "-3");
        assertThat(applications.find(id).executionAttempt()).isEqualTo(3);
    }

    @Test
    void shouldReadTheApplicationWhoseLineDoesNotTellItsExecution_R25() {
        Application application = applications.atDistrict();
        ObjectNode stored = (ObjectNode) Json.tree(ApplicationSummary.of(application));
        ApplicationSummary line = Json.fromTree(stored.without("executionAttempt"), ApplicationSummary.class);

        assertThat(Transitions.runs(line, Set.of(application.id() + "-1"), store)).isTrue();
        assertThat(Transitions.runs(line, Set.of(application.id() + "-2"), store)).isFalse();
    }

    @Test
    void shouldNotResumeDraftsAndWhatHasEnded_R26() {
        String draft = applications.draft().id();
        services.clock().advance(Duration.ofHours(1));

        assertThat(resumes().resume(draft, true)).isFalse();
        assertThat(resumes().resume("none", true)).isFalse();
        applications.submit(draft);
        applications.withdraw(APPLICANT, draft);
        assertThat(resumes().resumeAll(true)).isEmpty();
    }

    @Test
    void shouldResumeOnceWhereTwoTryAtTheSameMoment_R25() {
        String id = applications.atDistrict().id();
        services.clock().advance(Duration.ofHours(1));
        Meanwhile racing = new Meanwhile(store, () -> resumes().resume(id, true));
        new ResumeApplications(racing, services.cycles(), services.workflow(), applications.transitions()).resume(id, true);

        assertThat(applications.find(id).executionAttempt()).isEqualTo(2);
        assertThat(applications.actions(id)).containsOnlyOnce("RESUME");
    }

    @Test
    void shouldAnswerTheOperatorWithWhatWasResumed_R25() {
        String id = applications.atDistrict().id();
        ResumeApplicationsHandler handler = new ResumeApplicationsHandler(services);

        assertThat(handler.handleRequest(new ResumeApplicationsHandler.Input(id, null), null)).containsEntry("resumed", List.of());
        assertThat(handler.handleRequest(new ResumeApplicationsHandler.Input(id, true), null)).containsEntry("resumed", List.of(id));
    }

    @Test
    void shouldServeTheWorkflowThroughItsHandlers_R20() {
        String id = applications.submitted().id();
        StepOutcome outcome = new CheckEligibilityHandler(services)
                .handleRequest(new StepInput(id, id + "-1", State.SUBMITTED, null, null, null), null);
        assertThat(outcome.step()).isEqualTo(State.EMPLOYER_REVIEW);
        assertThat(outcome.waitSeconds()).isGreaterThan(86_400);
        new OpenReviewHandler(services).handleRequest(new StepInput(id, id + "-1", State.EMPLOYER_REVIEW, "t", null, null), null);
        assertThat(applications.find(id).stay().token()).contains("t");
        services.clock().set(applications.find(id).stay().dueAt().orElseThrow());
        assertThat(new CheckDeadlineHandler(services)
                .handleRequest(new StepInput(id, id + "-1", State.EMPLOYER_REVIEW, null, null, null), null).step())
                .isEqualTo(State.EMPLOYER_REVIEW);
        assertThatThrownBy(() -> new OpenReviewHandler(services)
                .handleRequest(new StepInput("none", "none-1", State.SUBMITTED, "t", null, null), null))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void shouldShowEachTierItsQueueOnly_R20() {
        String id = applications.atEmployer().id();
        Samples.appoint(services, "stranger", Role.EMPLOYER, "91110000600037341L");

        assertThat(queue(EMPLOYER, State.EMPLOYER_REVIEW)).containsExactly(id);
        assertThat(queue("stranger", State.EMPLOYER_REVIEW)).isEmpty();
        refused(ErrorCode.NOT_ALLOWED, () -> queue(DISTRICT, State.EMPLOYER_REVIEW));
        refused(ErrorCode.NOT_ALLOWED, () -> queue(APPLICANT, State.EMPLOYER_REVIEW));
        refused(ErrorCode.INVALID_VALUE, () -> queue(EMPLOYER, State.DRAFT));
        refused(ErrorCode.NOT_ALLOWED, () -> lists().list(applications.as(EMPLOYER), State.EMPLOYER_REVIEW,
                ListQueue.Query.of(Optional.of("91110000600037341L"), Optional.empty())));
        applications.passed(id, EMPLOYER);
        assertThat(queue(EMPLOYER, State.EMPLOYER_REVIEW)).isEmpty();
        assertThat(queue(DISTRICT, State.DISTRICT_REVIEW)).containsExactly(id);
    }

    @Test
    void shouldNotListOnesOwnApplication_R29() {
        applications.atEmployer();
        Samples.appoint(services, APPLICANT, Role.EMPLOYER, Samples.USCC);

        assertThat(queue(APPLICANT, State.EMPLOYER_REVIEW)).isEmpty();
    }

    @Test
    void shouldTellTheWorkingDaysLeftInTheQueue_R24() {
        String id = applications.atDistrict().id();
        ListQueue.Line line = lists().list(applications.as(DISTRICT), State.DISTRICT_REVIEW, ListQueue.Query.ALL).items().getFirst();

        assertThat(line.application().id()).isEqualTo(id);
        assertThat(line.left()).isPresent();
        assertThat(problem(Requests.get("/reviews").asStaff(DISTRICT).to(new ListQueueHandler(services))))
                .isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(Requests.get("/reviews").query("tier", "HERE").asStaff(DISTRICT).to(new ListQueueHandler(services))))
                .isEqualTo(ErrorCode.INVALID_VALUE);
        assertThat(Requests.get("/reviews").query("tier", "DISTRICT_REVIEW").asStaff(DISTRICT).to(new ListQueueHandler(services)).body())
                .contains(id);
        assertThat(problem(Requests.get("/reviews").query("tier", "DISTRICT_REVIEW").query("cursor", "%%").asStaff(DISTRICT)
                .to(new ListQueueHandler(services)))).isEqualTo(ErrorCode.INVALID_VALUE);
    }

    private List<String> queue(String sub, State tier) {
        return lists().list(applications.as(sub), tier, ListQueue.Query.ALL).items().stream().map(l -> l.application().id()).toList();
    }

    private CheckEligibility eligibility() {
        return new CheckEligibility(store, applications.checks(), applications.transitions());
    }

    private OpenReview opens() {
        return new OpenReview(store, applications.transitions());
    }

    private CheckDeadline deadlines() {
        return new CheckDeadline(store, applications.transitions());
    }

    private ResumeApplications resumes() {
        return new ResumeApplications(store, services.cycles(), services.workflow(), applications.transitions());
    }

    private ListQueue lists() {
        return new ListQueue(store, applications.services.cycles(), applications.transitions(),
                new org.zhicheng.lambda.UseCases(applications.services).flags());
    }
}
