package org.zhicheng.work.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.certificate.CertificateStore.Query;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.handlers.retention.DeleteExpiredRecordsHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;

class DeleteExpiredRecordsTest {

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
    }

    private DeleteExpiredRecords.Outcome run(int perRun) {
        return deletes(services.applications(), perRun).run(() -> true);
    }

    private DeleteExpiredRecords deletes(ApplicationStore applications, int perRun) {
        return new DeleteExpiredRecords(applications, services.cycles(), services.materials(), services.expiringRecords(),
                services.people(), services.experts(), services.sessions(), services.clock(), perRun);
    }

    private Application withFiles(String id, int files, State state) {
        Application a = Samples.draft(services, id, "sub-" + id);
        for (int i = 0; i < files; i++) {
            String attachmentId = "f%03d".formatted(i);
            Application next = a.edit().attach(new Attachment(attachmentId, Material.A4, "毕业证.pdf", "application/pdf", 1, "x",
                    Attachment.Status.ACCEPTED, Optional.empty(), Optional.empty(), a.applicant(), services.now(), Optional.empty()))
                    .done();
            services.applications().commit(new Change(a, next, Samples.event(id, next.version(), "ATTACH")));
            services.materials().write(FileKeys.key(id, attachmentId), "application/pdf", new byte[1]);
            a = next;
        }
        return state == State.DRAFT ? a : Samples.move(services, a, state);
    }

    @Test
    @DisplayName("R38 未提交的草稿半年后连同文件删除")
    void shouldDeleteADraftNeverSubmittedAfterHalfAYearWithItsFiles_R38() {
        withFiles("d1", 2, State.EXPIRED);
        services.clock().set("2025-09-03T11:59");
        assertThat(run(100).drafts()).isZero();
        services.clock().set("2025-09-03T12:00");

        DeleteExpiredRecords.Outcome outcome = new DeleteExpiredRecordsHandler(services).handleRequest(Map.of(), null);

        assertThat(outcome).isEqualTo(new DeleteExpiredRecords.Outcome(1, 0, 0, 0, 0, 0, 0, 0, 0, true));
        assertThat(services.applications().find("d1")).isEmpty();
        assertThat(services.materials().keys()).isEmpty();
        assertThat(services.applications().events("d1")).last().extracting(AuditEvent::action).isEqualTo("DELETE_EXPIRED_DRAFT");
        assertThat(run(100)).isEqualTo(new DeleteExpiredRecords.Outcome(0, 0, 0, 0, 0, 0, 0, 0, 0, true));
    }

    @Test
    void shouldDeleteADraftWithMoreFilesThanATransactionTakes_R38() {
        withFiles("d1", 130, State.EXPIRED);
        services.clock().set("2025-10-01T00:00");

        assertThat(run(100).drafts()).isEqualTo(1);
        assertThat(services.applications().find("d1")).isEmpty();
        assertThat(services.materials().keys()).isEmpty();
    }

    @Test
    void shouldDeleteOnlyTheFilesOfWhatWasWithdrawnAfterAYear_R38() {
        withFiles("w1", 60, State.WITHDRAWN);
        withFiles("r1", 1, State.REJECTED);
        services.clock().set("2026-03-03T12:00");

        assertThat(run(100)).isEqualTo(new DeleteExpiredRecords.Outcome(0, 0, 1, 0, 0, 0, 0, 0, 0, true));

        Application kept = services.applications().find("w1").orElseThrow();
        assertThat(kept.attachments()).isEmpty();
        assertThat(kept.state()).isEqualTo(State.WITHDRAWN);
        assertThat(services.materials().keys()).containsExactly(FileKeys.key("r1", "f000"));
        assertThat(run(100).uploads()).as("once").isZero();
        services.clock().set("2028-03-03T12:00");
        assertThat(run(100).uploads()).isEqualTo(1);
        assertThat(services.materials().keys()).isEmpty();
    }

    @Test
    @DisplayName("R38 办理中的和已发证的（含已撤销的）不删除")
    void shouldNeverTouchWhatIsUnderWayOrCertified_R38() {
        withFiles("d1", 1, State.DRAFT);
        withFiles("e1", 1, State.EMPLOYER_REVIEW);
        withFiles("c1", 1, State.CERTIFIED);
        withFiles("r1", 1, State.REVOKED);
        services.clock().set("2040-01-01T00:00");

        assertThat(run(100)).isEqualTo(new DeleteExpiredRecords.Outcome(0, 0, 0, 0, 0, 0, 0, 0, 0, true));
        assertThat(services.materials().keys()).hasSize(4);
    }

    @Test
    void shouldDeleteIntegrityRecordsAfterThreeYearsToTheDay_R34() {
        String hash = services.vault().hash(Samples.ID_NUMBER);
        services.integrity().save(new IntegrityRecord("r1", hash, "", "f", "b", LocalDate.of(2025, 3, 1), "o", services.now()),
                Samples.event("INTEGRITY#" + hash, 1, "RECORD_INTEGRITY"));
        services.clock().set("2028-03-01T00:00");
        run(100);
        assertThat(services.integrity().of(hash)).hasSize(1);
        services.clock().set("2028-03-01T00:01");

        assertThat(run(100).records()).isEqualTo(1);
        assertThat(services.integrity().of(hash)).isEmpty();
    }

    @Test
    void shouldDeleteTheLogOfQueriesAfterAYearALimitedNumberARun_R38() {
        for (int i = 0; i < 250; i++) {
            services.certificates().logQuery(new Query("n1", services.now().plusSeconds(i), "203.0.113.0"));
        }
        services.clock().set("2026-03-04T12:00");

        assertThat(run(120)).isEqualTo(new DeleteExpiredRecords.Outcome(0, 0, 0, 120, 0, 0, 0, 0, 0, false));
        assertThat(run(1000).records()).isEqualTo(130);
        assertThat(services.certificates().queries("n1", 10)).isEmpty();
    }

    @Test
    void shouldDeleteTheRegistrationOfWhoNeverAppliedAfterTwoYears_R38() {
        Person person = register("idle");
        services.clock().set("2027-03-03T12:00");
        assertThat(run(100).registrations()).as("to the minute").isZero();
        services.clock().set("2027-03-03T12:01");

        assertThat(run(100)).isEqualTo(new DeleteExpiredRecords.Outcome(0, 0, 0, 0, 1, 0, 0, 0, 0, true));
        assertThat(services.people().find("idle")).isEmpty();
        assertThat(services.people().findByIdNumberHash(person.idNumberHash())).as("the number is free again").isEmpty();
        assertThat(services.eventsOf("PERSON#idle")).last().extracting(AuditEvent::action).isEqualTo("DELETE_REGISTRATION");
        assertThat(run(100).registrations()).as("once").isZero();
    }

    @Test
    void shouldKeepTheRegistrationOfWhoHasAnApplication_R38() {
        register("sub-c1");
        withFiles("c1", 0, State.CERTIFIED);
        services.clock().set("2027-03-10T12:00");
        assertThat(run(100).registrations()).isZero();
        services.clock().set("2029-03-10T12:01");

        assertThat(run(100).registrations()).isZero();
        assertThat(services.people().find("sub-c1")).isPresent();
    }

    private Person register(String sub) {
        Person person = new Person(sub, "样例", "650***********0000", "", "hash-of-" + sub, "", "", "zh", services.now());
        services.people().register(person, Samples.event("PERSON#" + sub, 1, "REGISTER"));
        return person;
    }

    @Test
    @DisplayName("R34、R38 按日到期的先删；时间到即停，下次继续")
    void shouldDeleteFirstWhatEndsToTheDayAndStopWhereTheTimeIsUp_R34_R38() {
        String hash = services.vault().hash(Samples.ID_NUMBER);
        services.integrity().save(new IntegrityRecord("r1", hash, "", "f", "b", LocalDate.of(2025, 3, 1), "o", services.now()),
                Samples.event("INTEGRITY#" + hash, 1, "RECORD_INTEGRITY"));
        withFiles("d1", 1, State.EXPIRED);
        services.clock().set("2028-03-01T00:01");

        assertThat(deletes(services.applications(), 100).run(() -> !services.integrity().of(hash).isEmpty()))
                .isEqualTo(new DeleteExpiredRecords.Outcome(0, 0, 0, 1, 0, 0, 0, 0, 0, false));
        assertThat(services.applications().find("d1")).isPresent();
        assertThat(run(100)).isEqualTo(new DeleteExpiredRecords.Outcome(1, 0, 0, 0, 0, 0, 0, 0, 0, true));
    }

    @Test
    @DisplayName("R38 按日到期的再多，也不挤占申报的删除")
    void shouldHaveRoomForApplicationsHoweverManyRecordsEnd_R38() {
        for (int i = 0; i < 5; i++) {
            services.certificates().logQuery(new Query("n1", services.now().plusSeconds(i), "203.0.113.0"));
        }
        withFiles("d1", 1, State.EXPIRED);
        services.clock().set("2026-03-04T12:00");

        assertThat(run(2)).isEqualTo(new DeleteExpiredRecords.Outcome(1, 0, 0, 2, 0, 0, 0, 0, 0, false));
    }

    @Test
    void shouldNotReadAgainWhatItHasCleaned_R38() {
        withFiles("w1", 1, State.WITHDRAWN);
        withFiles("w2", 0, State.WITHDRAWN);
        withFiles("c1", 1, State.CERTIFIED);
        services.clock().set("2026-03-04T12:00");
        List<String> read = new CopyOnWriteArrayList<>();
        ApplicationStore reading = (ApplicationStore) Proxy.newProxyInstance(ApplicationStore.class.getClassLoader(),
                new Class<?>[]{ApplicationStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        read.add((String) arguments[0]);
                    }
                    return method.invoke(services.applications(), arguments);
                });

        assertThat(deletes(reading, 100).run(() -> true).uploads()).isEqualTo(1);
        assertThat(read).containsExactly("w1");
        read.clear();
        services.clock().advance(Duration.ofDays(1));
        assertThat(deletes(reading, 100).run(() -> true)).isEqualTo(new DeleteExpiredRecords.Outcome(0, 0, 0, 0, 0, 0, 0, 0, 0, true));
        assertThat(read).isEmpty();
    }

    @Test
    void shouldGoOnInTheNextRunWhereALimitedOneStopped_R38() {
        for (int i = 0; i < 5; i++) {
            withFiles("d" + i, 1, State.EXPIRED);
        }
        services.clock().set("2025-10-01T00:00");

        assertThat(run(2)).isEqualTo(new DeleteExpiredRecords.Outcome(2, 0, 0, 0, 0, 0, 0, 0, 0, false));
        assertThat(run(2).drafts()).isEqualTo(2);
        assertThat(run(2)).isEqualTo(new DeleteExpiredRecords.Outcome(1, 0, 0, 0, 0, 0, 0, 0, 0, true));
    }
}
