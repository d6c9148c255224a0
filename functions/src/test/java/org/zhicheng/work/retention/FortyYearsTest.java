package org.zhicheng.work.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.certificate.CertificateStore.Query;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.handlers.retention.DeleteExpiredRecordsHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.registration.DownloadPersonalData;
import org.zhicheng.work.registration.PersonalData;

/** The clock walks through forty years, and each class of data is there as long as its row says, and no longer. */
class FortyYearsTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R38、R47 时钟走过四十年：每类资料到期即删，证书、登记册和办理记录长存")
    void shouldKeepEachClassAsLongAsItsRowSays_R38_R47() {
        for (String sub : new String[]{"rejected", "withdrawn", "drafting", "idle"}) {
            applications.register(sub, "王芳");
        }
        Application certified = applications.certified();
        String certificate = certified.certificateNumber().orElseThrow();
        services.certificates().logQuery(new Query(certificate, services.now(), "203.0.113.*"));
        applications.fraud("rejected");
        String hash = services.people().find("rejected").orElseThrow().idNumberHash();
        String rejected = applications.atEmployer("rejected").id();
        applications.decide(Applications.EMPLOYER, rejected, applications.reject(rejected));
        String withdrawn = applications.atEmployer("withdrawn").id();
        applications.withdraw("withdrawn", withdrawn);
        String draft = applications.draft("drafting", new Dossier()).id();
        Samples.move(services, applications.find(draft), State.EXPIRED);

        walkTo("2025-09-30");
        assertThat(there(draft)).as("a draft, half a year").isFalse();
        assertThat(files(withdrawn)).isPositive();
        walkTo("2026-04-30");
        assertThat(files(withdrawn)).as("files without a decision, a year").isZero();
        assertThat(there(withdrawn)).isTrue();
        assertThat(services.certificates().queries(certificate, 10)).as("queries, a year").isEmpty();
        assertThat(has(certified.id(), Material.A1)).as("identity scans of the certified, a year").isFalse();
        assertThat(has(certified.id(), Material.A4)).isTrue();
        assertThat(files(rejected)).isPositive();
        walkTo("2027-04-30");
        assertThat(services.people().find("idle")).as("who never applied, two years").isEmpty();
        assertThat(services.people().find("rejected")).isPresent();
        walkTo("2028-04-30");
        assertThat(files(rejected)).as("files of the rejected, three years").isZero();
        assertThat(services.integrity().of(hash)).as("integrity records, three years").isEmpty();
        assertThat(there(rejected)).isTrue();
        walkTo("2030-04-30");
        assertThat(there(rejected)).as("what led to no title, five years").isFalse();
        assertThat(there(withdrawn)).isFalse();
        assertThat(services.applications().submissions(rejected)).isEmpty();
        walkTo("2033-04-30");
        assertThat(services.people().find("rejected")).as("and then who applied").isEmpty();
        assertThat(services.people().find("withdrawn")).isEmpty();
        assertThat(services.people().find("drafting")).isEmpty();

        walkTo("2065-04-30");
        Application title = applications.find(certified.id());
        assertThat(title.state()).isEqualTo(State.CERTIFIED);
        assertThat(title.form()).isEqualTo(certified.form());
        assertThat(title.reviews()).isEqualTo(certified.reviews());
        assertThat(has(certified.id(), Material.A4)).isTrue();
        assertThat(services.certificates().find(certificate)).isPresent();
        assertThat(services.certificateFiles().keys()).contains("certificates/" + certificate + ".pdf");
        assertThat(services.certificates().findDocument(Applications.APPROVAL)).isPresent();
        assertThat(services.people().find(Applications.APPLICANT)).isPresent();
        assertThat(applications.actions(rejected)).as("the record stays").startsWith("CREATE").endsWith("DELETE_APPLICATION");
        assertThat(applications.actions(draft)).last().isEqualTo("DELETE_EXPIRED_DRAFT");
        assertThat(services.eventsOf("PERSON#idle")).extracting(AuditEvent::action).containsExactly("REGISTER", "DELETE_REGISTRATION");
    }

    @Test
    @DisplayName("R47 本人可见各项资料保存到何时")
    void shouldTellEveryoneUntilWhenWhatIsHeldIsKept_R47() {
        Application certified = applications.certified();
        PersonalData data = gather(Applications.APPLICANT);
        assertThat(data.kept()).contains(
                new PersonalData.Kept("IDENTITY_SCANS", "已发证人员的身份证扫描件", "Identity card scans of the certified", certified.id(),
                        Optional.of(LocalDate.of(2026, 3, 17))),
                new PersonalData.Kept("CERTIFIED_APPLICATION", "已发证的申报：申报表、材料、公示和审核意见",
                        "Application that led to a title: form, materials, notice and decisions", certified.id(), Optional.empty()));

        applications.register("idle", "王芳");
        assertThat(gather("idle").kept()).singleElement().satisfies(kept -> assertThat(kept.until())
                .contains(LocalDate.ofInstant(services.now(), org.zhicheng.ground.calendar.BeijingTime.ZONE).plusYears(2)));
    }

    private PersonalData gather(String sub) {
        services.clock().advance(java.time.Duration.ofMillis(1));
        // registered in these tests with a number encrypted for itself
        return new DownloadPersonalData(services.people(), services.vault(), services.applications(), services.certificates(),
                services.integrity(), services.staff(), services.experts(), services.sessions(), services.cycles(), services.auditLog(),
                services.clock()).gather(applications.as(sub));
    }

    private void walkTo(String day) {
        LocalDateTime to = LocalDate.parse(day).atTime(3, 30);
        LocalDateTime now = LocalDateTime.ofInstant(services.now(), org.zhicheng.ground.calendar.BeijingTime.ZONE);
        while (now.isBefore(to)) {
            now = now.plusMonths(1).isBefore(to) ? now.plusMonths(1) : to;
            services.clock().set(now.withNano(0).toString().length() == 16 ? now.withNano(0) + ":00" : now.withNano(0).toString());
            DeleteExpiredRecords.Outcome outcome = new DeleteExpiredRecordsHandler(services).handleRequest(Map.of(), null);
            assertThat(outcome.failed()).isZero();
            assertThat(outcome.complete()).isTrue();
        }
    }

    private boolean there(String id) {
        return services.applications().find(id).isPresent();
    }

    private long files(String id) {
        return services.materials().keys().stream().filter(key -> FileKeys.applicationOf(key).filter(id::equals).isPresent()).count();
    }

    private boolean has(String id, Material material) {
        return applications.find(id).attachments().stream()
                .anyMatch(a -> a.material() == material && services.materials().keys().contains(FileKeys.key(id, a.id())));
    }
}
