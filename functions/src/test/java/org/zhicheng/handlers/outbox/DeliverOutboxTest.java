package org.zhicheng.handlers.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.MoveDeadlines;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.handlers.outbox.DeliverOutboxHandler.StreamEvent;
import org.zhicheng.lambda.FakeServices.RecordingWorkflow.Resume;
import org.zhicheng.lambda.FakeServices.RecordingWorkflow.Start;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;
import org.zhicheng.lambda.StreamRecord;
import org.zhicheng.work.outbox.Mailer;

class DeliverOutboxTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    void shouldStartTheReviewAndSendTheMail_R36() {
        String id = applications.submitted().id();

        assertThat(sweep()).isEqualTo(2);
        assertThat(services.workflow().starts()).extracting(Start::execution).containsExactly(id + "-1");
        assertThat(services.mailer().sent()).singleElement().satisfies(mail -> assertThat(mail.to()).isEqualTo(APPLICANT + "@example.com"));
        assertThat(services.waiting()).isEmpty();
        assertThat(sweep()).isZero();
    }

    @Test
    @DisplayName("R36 邮件故障不影响办理")
    void shouldNotLetAFailingMailSystemStopTheFlow_R36() {
        String id = applications.submitted().id();
        services.mailer().fail(true);

        assertThat(sweep()).isEqualTo(1);
        assertThat(services.workflow().starts()).extracting(Start::applicationId).containsExactly(id);
        assertThat(services.waiting()).singleElement().satisfies(item -> {
            assertThat(item.delivery()).isInstanceOf(SendMail.class);
            assertThat(item.attempts()).isEqualTo(1);
            assertThat(item.dueAt()).isAfter(services.now());
        });
    }

    @Test
    void shouldTryAFailedMailAgainEverLaterAtMostHalfAnHour_R36() {
        applications.submitted();
        services.mailer().fail(true);
        Duration last = Duration.ZERO;
        for (int i = 0; i < 15; i++) {
            sweep();
            Duration delay = Duration.between(services.now(), services.waiting().getFirst().dueAt());
            assertThat(delay).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofMinutes(30));
            last = delay;
            services.clock().advance(delay);
        }
        assertThat(last).isEqualTo(Duration.ofMinutes(30));
        services.mailer().fail(false);

        assertThat(sweep()).isEqualTo(1);
        assertThat(services.mailer().sent()).hasSize(1);
        assertThat(services.waiting()).isEmpty();
    }

    @Test
    void shouldGiveUpAMailToAnAddressThatIsRefusedAndTellPersonAndOffice_R36() {
        String id = applications.submitted().id();
        services.mailer().refuse(true);
        OutboxItem mail = services.waiting().stream().filter(i -> i.delivery() instanceof SendMail).findFirst().orElseThrow();

        assertThat(sweep()).as("the review alone").isEqualTo(1);

        assertThat(services.waiting()).isEmpty();
        assertThat(services.outbox().oldest()).isEmpty();
        Person person = services.people().find(APPLICANT).orElseThrow();
        assertThat(person.mailRefusedAt()).contains(services.now());
        assertThat(services.eventsOf("PERSON#" + APPLICANT)).extracting(AuditEvent::action).endsWith("MAIL_UNDELIVERED");
        assertThat(services.applications().events(id).getLast()).satisfies(e -> {
            assertThat(e.action()).isEqualTo("MAIL_UNDELIVERED");
            assertThat(e.note()).startsWith("SUBMITTED").contains("更正").doesNotContain("@");
        });
        assertThat(DeliverOutboxHandler.deliverOutbox(services).deliver(mail.subject(), mail.id(), Instant.MAX)).as("handed over again")
                .isFalse();
        assertThat(services.applications().events(id)).extracting(AuditEvent::action).containsOnlyOnce("MAIL_UNDELIVERED");
    }

    @Test
    void shouldAskNoServerForAnAddressThatIsNone_R36() {
        Person person = services.people().find(APPLICANT).orElseThrow();
        services.people().correctContact(person, person.withContact("10000000000", "用户@example.com", "zh"),
                Samples.event("PERSON#" + APPLICANT, 77, "CORRECT_CONTACT"), List.of());
        applications.submitted();

        sweep();

        assertThat(services.mailer().sent()).isEmpty();
        assertThat(services.waiting()).isEmpty();
        assertThat(services.people().find(APPLICANT).orElseThrow().mailRefusedAt()).isPresent();
    }

    @Test
    void shouldSendAgainOnceAnotherAddressIsEntered_R36() {
        applications.submitted();
        services.mailer().refuse(true);
        sweep();
        services.mailer().refuse(false);
        Person person = services.people().find(APPLICANT).orElseThrow();
        services.people().correctContact(person, person.withContact(person.phone(), "other@example.com", "zh"),
                Samples.event("PERSON#" + APPLICANT, 78, "CORRECT_CONTACT"), List.of());

        assertThat(services.people().find(APPLICANT).orElseThrow().mailRefusedAt()).isEmpty();
        applications.withdraw(APPLICANT, services.applications().ofApplicant(APPLICANT).getFirst().id());
        sweep();
        assertThat(services.mailer().sent()).extracting(Mailer.Mail::to).containsExactly("other@example.com");
    }

    @Test
    void shouldGiveUpAMailThatCouldNotBeSentForAWeek_R36() {
        String id = applications.submitted().id();
        services.mailer().fail(true);
        sweep();
        services.clock().advance(Duration.ofDays(7).minusSeconds(1));
        sweep();
        assertThat(services.waiting()).hasSize(1);
        services.clock().advance(Duration.ofHours(1));
        sweep();

        assertThat(services.waiting()).isEmpty();
        assertThat(services.applications().events(id).getLast().action()).isEqualTo("MAIL_UNDELIVERED");
        assertThat(services.people().find(APPLICANT).orElseThrow().mailRefusedAt()).as("the address may be right").isEmpty();
    }

    @Test
    void shouldReachWhatWaitsBehindABatchOfFailures_R36() {
        String id = applications.atEmployer().id();
        services.mailer().fail(true);
        sweep(10);
        services.clock().advance(Duration.ofHours(1));
        applications.decide(EMPLOYER, id, applications.pass(id));

        DeliverOutboxHandler.deliverOutbox(services).sweep(Instant.now().plusSeconds(20), 1);
        assertThat(services.workflow().resumes()).hasSize(1);
    }

    @Test
    @DisplayName("R50 顺延期限一次办不完的，稍后接着办，不算失败")
    void shouldGoOnLaterWithDeadlinesThatTakeLonger_R50() {
        String id = applications.returned(applications.atDistrict().id(), "conduct").id();
        sweep();
        int mails = services.mailer().sent().size();
        LocalDate free = LocalDate.of(2025, 3, 20);
        services.cycles().saveCalendar(2025,
                CycleStore.CalendarYear.of(new WorkingDays.Year(Set.of(free), Set.of(), false, Map.of(free, services.now())),
                        services.cycles().calendarYear(2025)),
                Samples.event("CALENDAR#2025", 1, "SET_CALENDAR"), List.of(new MoveDeadlines(2025)));
        OutboxItem item = services.waiting().getFirst();

        assertThat(DeliverOutboxHandler.deliverOutbox(services).deliver(item.subject(), item.id(), Instant.MIN)).isFalse();
        assertThat(services.waiting()).singleElement()
                .isEqualTo(new OutboxItem(item.subject(), item.id(), item.delivery(), item.createdAt(), services.now().plusSeconds(1), 0));
        services.clock().advance(Duration.ofSeconds(1));
        assertThat(sweep()).as("the deadlines, the mail about it").isEqualTo(2);
        assertThat(applications.actions(id)).containsOnlyOnce("MOVE_DEADLINE");
        assertThat(services.mailer().sent()).hasSize(mails + 1);
    }

    @Test
    void shouldDeliverOnceWhereStreamAndSweeperComeAtTheSameMoment_R36() throws Exception {
        applications.submitted();
        List<OutboxItem> waiting = services.waiting();
        Callable<Integer> all = () -> {
            int delivered = 0;
            for (OutboxItem item : waiting) {
                delivered += DeliverOutboxHandler.deliverOutbox(services).deliver(item.subject(), item.id(), Instant.MAX) ? 1 : 0;
            }
            return delivered;
        };
        int delivered = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> part : threads.invokeAll(List.of(all, all, all, all))) {
                delivered += part.get();
            }
        }

        assertThat(delivered).isEqualTo(2);
        assertThat(services.mailer().sent()).hasSize(1);
    }

    @Test
    void shouldLeaveAloneWhatSomeoneElseDeliversAndTakeItOverWhenTheLeaseEnds_R36() {
        applications.submitted();
        for (OutboxItem item : services.waiting()) {
            services.outbox().lease(item.subject(), item.id(), services.now(), Duration.ofSeconds(60));
        }
        assertThat(sweep()).isZero();
        services.clock().advance(Duration.ofSeconds(60));

        assertThat(sweep()).isEqualTo(2);
        assertThat(services.mailer().sent()).hasSize(1);
    }

    @Test
    void shouldTakeACallbackToAWaitThatHasEnded_R24() {
        String id = applications.atEmployer().id();
        sweep();
        applications.decide(EMPLOYER, id, applications.pass(id));
        Callback callback = applications.deliveries(id, Callback.class).getLast();
        sweep();

        assertThat(services.workflow().resumes()).containsExactly(new Resume(callback.token(), callback.outcome()));
        assertThat(services.waiting()).isEmpty();
    }

    @Test
    void shouldSendNothingToWhoIsNoLongerThere_R38() {
        services.applications()
                .commit(new org.zhicheng.dossier.process.Change(Optional.empty(),
                        org.zhicheng.dossier.application.Application.draft("gone1", 2025, "gone", "某", "110***********002X",
                                new org.zhicheng.Dossier().qualification(), services.now()),
                        Samples.event("gone1", 0, "CREATE"),
                        List.of(new SendMail("gone", org.zhicheng.dossier.delivery.MailTemplate.SUBMITTED, Map.of())), List.of(), List.of(),
                        Optional.empty()));
        services.clock().advance(Duration.ofDays(1));

        assertThat(sweep()).isEqualTo(1);
        assertThat(services.mailer().sent()).isEmpty();
    }

    @Test
    void shouldFinishAnApprovalDocumentThatWasCutOff_R28() {
        String id = applications.atApprovalDocument().id();
        services.certificates()
                .begin(new ApprovalDocument(APPROVAL, LocalDate.of(2025, 3, 17), List.of(id), OFFICE, services.now(), "办事员",
                        Map.of(id, new ApprovalDocument.Shown(applications.find(id).content().version(), Map.of())),
                        ApprovalDocument.Stage.RECORDING));
        sweep();
        assertThat(applications.find(id).state()).as("whoever began it may still be at it").isEqualTo(State.APPROVAL_DOCUMENT);
        services.clock().advance(Duration.ofSeconds(60));
        sweep();

        assertThat(applications.find(id).state()).isEqualTo(State.CERTIFICATE);
        assertThat(services.waiting()).isEmpty();
    }

    @Test
    void shouldDeliverWhatTheStreamHandsOver_R36() {
        applications.submitted();
        List<StreamRecord> records = services
                .waiting().stream().map(
                        i -> new StreamRecord("e",
                                new StreamRecord.Change(
                                        Map.of("pk", new StreamRecord.Text(i.subject()), "sk", new StreamRecord.Text(i.id())), "7")))
                .toList();
        DeliverOutboxHandler handler = new DeliverOutboxHandler(services);

        assertThat(handler.handleRequest(new StreamEvent(records), null).batchItemFailures()).isEmpty();
        assertThat(services.waiting()).isEmpty();
        assertThat(handler.handleRequest(new StreamEvent(records), null).batchItemFailures()).as("handed over again").isEmpty();
        assertThat(services.mailer().sent()).hasSize(1);
        assertThat(handler.handleRequest(new StreamEvent(null), null).batchItemFailures()).isEmpty();
    }

    @Test
    void shouldNotHoldTheStreamUpForAFailingMail_R36() {
        applications.submitted();
        services.mailer().fail(true);
        List<StreamRecord> records = services
                .waiting().stream().map(
                        i -> new StreamRecord("e",
                                new StreamRecord.Change(
                                        Map.of("pk", new StreamRecord.Text(i.subject()), "sk", new StreamRecord.Text(i.id())), "7")))
                .toList();

        assertThat(new DeliverOutboxHandler(services).handleRequest(new StreamEvent(records), null).batchItemFailures()).isEmpty();
        assertThat(services.workflow().starts()).hasSize(1);
    }

    @Test
    void shouldTellHowLongTheOldestHasWaited_R36() {
        applications.submitted();
        services.mailer().fail(true);
        Instant written = services.outbox().oldest().orElseThrow();
        sweep();
        services.clock().advance(Duration.ofHours(1));

        assertThat(services.outbox().oldest()).contains(written);
        assertThat(new SweepOutboxHandler(services).handleRequest(Map.of(), null)).containsEntry("delivered", 0);
    }

    private int sweep() {
        return sweep(50);
    }

    private int sweep(int batch) {
        return DeliverOutboxHandler.deliverOutbox(services).sweep(Instant.now().plusSeconds(20), batch);
    }
}
