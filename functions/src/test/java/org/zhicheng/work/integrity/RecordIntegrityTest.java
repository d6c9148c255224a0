package org.zhicheng.work.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.integrity.RecordIntegrityHandler;
import org.zhicheng.handlers.integrity.SearchIntegrityHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.integrity.RecordIntegrity.Finding;

class RecordIntegrityTest {

    private final FakeServices services = new FakeServices();

    private record Body(String idNumber, String facts, String basis, String date) {
    }

    private static final Body FRAUD = new Body("11010519491231002x", "提交伪造的毕业证", "人社部令第40号", "2025-02-01");

    @BeforeEach
    void begin() {
        Samples.appoint(services, "officer", Role.OFFICE, "");
        Samples.appoint(services, "district", Role.DISTRICT, Samples.DISTRICT);
    }

    private ApiResponse record(String actor, Body body) {
        services.clock().advance(Duration.ofMillis(1));
        return Requests.post("/integrity-records").asStaff(actor).body(body).to(new RecordIntegrityHandler(services));
    }

    private ApiResponse search(String actor, String idNumber) {
        services.clock().advance(Duration.ofMillis(1));
        return Requests.post("/integrity-records/search").asStaff(actor).body(new SearchIntegrityHandler.Search(idNumber, null))
                .to(new SearchIntegrityHandler(services));
    }

    private String partition() {
        return "INTEGRITY#" + services.vault().hash(Samples.ID_NUMBER);
    }

    @Test
    @DisplayName("R34 记入诚信档案，保存三年整")
    void shouldRecordAFraudByTheHashOfTheNumberForThreeYears_R34() {
        ApiResponse response = record("officer", FRAUD);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).contains("2028-02-01", "110***********002X").doesNotContain("19491231", "officer");
        assertThat(services.integrity().of(services.vault().hash(Samples.ID_NUMBER))).hasSize(1);
        assertThat(Json.encode(services.eventsOf(partition()))).contains("RECORD_INTEGRITY").doesNotContain("19491231");
    }

    @Test
    void shouldRecordTheSameOnce_R34() {
        ApiResponse first = record("officer", FRAUD);

        assertThat(record("officer", FRAUD)).isEqualTo(first);
        assertThat(services.eventsOf(partition())).hasSize(1);
    }

    /** Two officers at the same moment, or a request sent twice: whoever comes second finds what the first one wrote. */
    @Test
    void shouldAnswerTheRecordOfWhoWasFaster_R34() {
        IntegrityStore late = new IntegrityStore() {
            @Override
            public List<IntegrityRecord> all() {
                throw new UnsupportedOperationException();
            }

            private boolean beaten;

            @Override
            public List<IntegrityRecord> of(String idNumberHash) {
                return services.integrity().of(idNumberHash);
            }

            @Override
            public void append(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void save(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries) {
                services.integrity().save(record, event, deliveries);
                if (!beaten) {
                    beaten = true;
                    throw new StaleVersion();
                }
            }
        };
        Finding finding = new Finding(FRAUD.idNumber(), FRAUD.facts(), FRAUD.basis(), Optional.of(LocalDate.parse(FRAUD.date())));

        IntegrityRecord record = new RecordIntegrity(late, services.people(), services.vault(), services.auditLog(), services.clock())
                .record(new Actor("officer", List.of(new Appointment(Role.OFFICE, "", LocalDate.EPOCH, Optional.empty()))), finding);

        assertThat(services.integrity().of(record.idNumberHash())).containsExactly(record);
        assertThat(services.eventsOf(partition())).hasSize(1);
    }

    @Test
    void shouldNoteTwoLooksOfTheSameMoment_R35() {
        for (int i = 0; i < 2; i++) {
            Requests.post("/integrity-records/search").asStaff("officer").body(new SearchIntegrityHandler.Search(Samples.ID_NUMBER, null))
                    .to(new SearchIntegrityHandler(services));
        }

        assertThat(services.eventsOf(partition())).extracting(AuditEvent::action).containsExactly("SEARCH_INTEGRITY", "SEARCH_INTEGRITY");
    }

    @Test
    void shouldTellEverythingThatIsMissing_R34() {
        ApiResponse response = record("officer", new Body("110105194912310021", "", " ", "2025-12-31"));

        assertThat(Requests.problem(response)).isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(response.body()).contains("ID_NUMBER_CHECK_DIGIT", "facts", "basis", "date").doesNotContain("110105194912310021");
        assertThat(record("officer", new Body(Samples.ID_NUMBER, "x", "y", "2022-03-03")).body()).contains("DATE_IMPLAUSIBLE");
        assertThat(record("officer", new Body(Samples.ID_NUMBER, "x", "y", "2022-03-04")).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldFindARecordToTheDayAndNoteWhoLooked_R34_R35() {
        record("officer", FRAUD);

        assertThat(search("officer", Samples.ID_NUMBER).body()).contains("提交伪造的毕业证");
        services.clock().set("2028-01-31T23:59");
        assertThat(search("officer", Samples.ID_NUMBER).body()).contains("提交伪造的毕业证");
        services.clock().set("2028-02-01T00:00");
        assertThat(search("officer", Samples.ID_NUMBER).body()).doesNotContain("提交伪造的毕业证");
        assertThat(services.eventsOf(partition())).extracting(AuditEvent::action).containsExactly("RECORD_INTEGRITY", "SEARCH_INTEGRITY",
                "SEARCH_INTEGRITY", "SEARCH_INTEGRITY");
    }

    @Test
    void shouldRefuseEveryoneButTheOfficeAndAdministrators_R34() {
        assertThat(Requests.problem(record("district", FRAUD))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(search("district", Samples.ID_NUMBER))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(Requests.problem(search("applicant", Samples.ID_NUMBER))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(record(FakeServices.ADMINISTRATOR, FRAUD).statusCode()).isEqualTo(201);
    }
}
