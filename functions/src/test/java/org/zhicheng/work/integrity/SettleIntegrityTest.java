package org.zhicheng.work.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.lambda.Requests.problem;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.integrity.RecordIntegrityHandler;
import org.zhicheng.handlers.integrity.SearchIntegrityHandler;
import org.zhicheng.handlers.registration.DownloadPersonalDataHandler;
import org.zhicheng.handlers.registration.ShowApplicantHandler;
import org.zhicheng.handlers.statistics.ExportApplicationsHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

/** A record of fraud that its person disputes, and that the bureau upholds or withdraws (R34, R41). */
class SettleIntegrityTest {

    private static final String PERSON = "person";

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;
    private String id;

    @BeforeEach
    void begin() {
        Person person = new Person(PERSON, "王芳", "110***********002X", services.vault().encrypt(PERSON, Samples.ID_NUMBER),
                services.vault().hash(Samples.ID_NUMBER), "13800000000", "person@example.com", "zh", services.now());
        services.people().register(person, Samples.event("PERSON#" + PERSON, 1, "REGISTER"));
        ApiResponse recorded = Requests.post("/integrity-records").asStaff(OFFICE)
                .body(Map.of("idNumber", Samples.ID_NUMBER, "facts", "提交伪造的毕业证", "basis", "人社部令第40号", "date", "2025-03-01"))
                .to(new RecordIntegrityHandler(services));
        assertThat(recorded.statusCode()).isEqualTo(201);
        id = Json.decode(recorded.body(), IntegrityView.class).id();
    }

    @Test
    @DisplayName("R36 记入诚信档案即告知本人，邮件不含个人信息")
    void shouldTellThePersonConcerned_R34_R36() {
        assertThat(mails()).singleElement().isEqualTo(new SendMail(PERSON, MailTemplate.INTEGRITY_RECORDED, Map.of()));
        assertThat(data()).contains("提交伪造的毕业证", id, "IN_FORCE");
        assertThat(own()).contains("提交伪造的毕业证", id, "IN_FORCE", "2028-03-01");
        services.clock().set("2028-03-01T00:00:00");
        assertThat(own()).as("kept no more").doesNotContain(id);
    }

    @Test
    @DisplayName("R41 本人可提出一次异议，处理前仍有效；评审机构由他人维持，过程只增不改")
    void shouldUpholdADisputedRecordByAnother_R34_R41() {
        assertThat(problem(dispute(APPLICANT, "不是我"))).as("somebody else's").isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(problem(dispute("stranger", "不是我"))).isEqualTo(ErrorCode.NOT_REGISTERED);
        assertThat(problem(dispute(PERSON, " "))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(settle(ADMINISTRATOR, "UPHELD", "属实").body()).as("not disputed").contains("INTEGRITY_RECORD_SETTLED");

        assertThat(dispute(PERSON, "毕业证由学校补发").body()).contains("DISPUTED");
        assertThat(dispute(PERSON, "毕业证由学校补发").statusCode()).as("a repeat").isEqualTo(200);
        assertThat(dispute(PERSON, "另有理由").body()).contains("INTEGRITY_RECORD_SETTLED");
        assertThat(services.waiting().stream().map(i -> (Object) i.delivery()).filter(MailToStaff.class::isInstance))
                .containsExactly(new MailToStaff(OFFICE, MailTemplate.STAFF_DISPUTE, Map.of()));
        assertThat(disputed()).contains(id);
        assertThat(live()).isTrue();

        assertThat(problem(settle(Applications.DISTRICT, "UPHELD", "属实"))).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(settle(OFFICE, "UPHELD", "属实").body()).as("who recorded it").contains("DISPUTE_OF_OWN_FINDING");
        assertThat(settle(ADMINISTRATOR, "UPHELD", "学校查无此证").body()).contains("UPHELD", "毕业证由学校补发", "学校查无此证");
        assertThat(settle(ADMINISTRATOR, "UPHELD", "学校查无此证").statusCode()).as("a repeat").isEqualTo(200);
        assertThat(live()).isTrue();
        assertThat(disputed()).doesNotContain(id);
        assertThat(data()).contains("学校查无此证");
        assertThat(own()).contains("毕业证由学校补发", "学校查无此证", "UPHELD").doesNotContain(ADMINISTRATOR);
        assertThat(mails()).extracting(m -> ((SendMail) m).template()).containsExactly(MailTemplate.INTEGRITY_RECORDED,
                MailTemplate.INTEGRITY_SETTLED);
        assertThat(services.eventsOf("INTEGRITY#" + services.vault().hash(Samples.ID_NUMBER))).extracting(AuditEvent::action)
                .containsExactly("RECORD_INTEGRITY", "DISPUTE_INTEGRITY", "UPHELD_INTEGRITY");
    }

    @Test
    @DisplayName("R29 工作人员不得记入、维持或撤回本人的诚信档案，可以提出异议；由他人办理")
    void shouldLetNobodyRecordNorSettleWhatIsAboutThemselves_R29_R34() {
        assertThat(dispute(PERSON, "毕业证由学校补发").statusCode()).isEqualTo(200);
        Samples.appoint(services, PERSON, Role.OFFICE, "");
        assertThat(problem(settle(PERSON, "WITHDRAWN", "误记"))).isEqualTo(ErrorCode.OWN_APPLICATION);
        assertThat(problem(settle(PERSON, "UPHELD", "属实"))).isEqualTo(ErrorCode.OWN_APPLICATION);
        assertThat(problem(Requests.post("/integrity-records").asStaff(PERSON)
                .body(Map.of("idNumber", Samples.ID_NUMBER, "facts", "另一事实", "basis", "人社部令第40号", "date", "2025-03-02"))
                .to(new RecordIntegrityHandler(services)))).isEqualTo(ErrorCode.OWN_APPLICATION);
        assertThat(services.integrity().of(services.vault().hash(Samples.ID_NUMBER))).singleElement()
                .satisfies(record -> assertThat(record.steps()).hasSize(1));

        assertThat(settle(ADMINISTRATOR, "WITHDRAWN", "误记").body()).contains("WITHDRAWN");
        assertThat(problem(settle(PERSON, "WITHDRAWN", "误记"))).as("a repeat of somebody else's").isEqualTo(ErrorCode.OWN_APPLICATION);
        assertThat(settle(ADMINISTRATOR, "WITHDRAWN", "误记").statusCode()).as("a repeat").isEqualTo(200);
    }

    @Test
    @DisplayName("R34 撤回的诚信档案不再影响申报，也不再导出，仍可查询")
    void shouldBlockNothingOnceWithdrawn_R34_R41_R47() {
        dispute(PERSON, "不是我");
        assertThat(settle(OFFICE, "WITHDRAWN", "经核查为同名同姓").body()).contains("WITHDRAWN");
        assertThat(live()).isFalse();
        assertThat(Requests.post("/integrity-records/search").asStaff(OFFICE).body(Map.of("idNumber", Samples.ID_NUMBER))
                .to(new SearchIntegrityHandler(services)).body()).contains(id, "经核查为同名同姓");
        assertThat(settle(ADMINISTRATOR, "WITHDRAWN", "另一理由").body()).contains("INTEGRITY_RECORD_SETTLED");
        ApiResponse export = Requests.get("/integrity-records/export").asStaff(OFFICE).to(new ExportApplicationsHandler(services));
        assertThat(new String(services.certificateFiles().at(java.net.URI.create(export.headers().get("location"))),
                java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("提交伪造的毕业证");
        services.clock().set("2028-03-01T00:00:00");
        assertThat(problem(settle(ADMINISTRATOR, "WITHDRAWN", "x"))).as("over").isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    @DisplayName("R34 撤回后申报不再带有该问题")
    void shouldAskNoMoreOnceWithdrawn_R34() {
        applications.fraud(APPLICANT);
        String application = applications.atEmployer().id();
        assertThat(applications.answers(application)).containsKey("INTEGRITY_RECORD_TO_WEIGH");
        id = "fraud-" + APPLICANT;
        settle(OFFICE, "WITHDRAWN", "误记");
        assertThat(applications.answers(application)).isEmpty();
        assertThat(applications.passed(application, Applications.EMPLOYER).state()).isEqualTo(State.DISTRICT_REVIEW);
    }

    private boolean live() {
        java.time.LocalDate today = java.time.LocalDate.of(2025, 3, 10);
        return services.integrity().of(services.vault().hash(Samples.ID_NUMBER)).getFirst().isLive(today);
    }

    private List<Object> mails() {
        return services.waiting().stream().<Object>map(i -> i.delivery())
                .filter(d -> d instanceof SendMail m && m.recipient().equals(PERSON)).toList();
    }

    private String data() {
        services.clock().advance(Duration.ofMillis(1));
        String body = Requests.get("/applicants/me/data").as(PERSON).to(new DownloadPersonalDataHandler(services)).body();
        return new String(java.util.Base64.getDecoder().decode(body), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** As the person concerned reads it. */
    private String own() {
        return Requests.get("/applicants/me").as(PERSON).to(new ShowApplicantHandler(services)).body();
    }

    private String disputed() {
        return Requests.post("/integrity-records/search").asStaff(OFFICE).body(Map.of("disputed", true))
                .to(new SearchIntegrityHandler(services)).body();
    }

    private ApiResponse dispute(String sub, String reason) {
        services.clock().advance(Duration.ofMillis(1));
        return Requests.post("/integrity-records/{id}/dispute").path("id", id).as(sub).body(Map.of("reason", reason))
                .to(new RecordIntegrityHandler(services));
    }

    private ApiResponse settle(String sub, String finding, String reason) {
        services.clock().advance(Duration.ofMillis(1));
        return Requests.post("/integrity-records/{id}/settlement").path("id", id).asStaff(sub)
                .body(Map.of("finding", finding, "reason", reason)).to(new RecordIntegrityHandler(services));
    }
}
