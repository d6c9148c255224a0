package org.zhicheng.work.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.certificate.DownloadCertificateHandler;
import org.zhicheng.handlers.certificate.ReissueCertificateHandler;
import org.zhicheng.handlers.certificate.VerifyCertificateHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class ReissueCertificateTest {

    private static final ReissueCertificate.Wish LOSS = new ReissueCertificate.Wish("遗失", ReissueCertificate.Cause.LOSS, "", "");

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R41 姓名更正后由两人换发：新编号，原证书查验为已换发并指向新证书")
    void shouldIssueAgainUnderANewNumberByTwoPeople_R41() {
        Application certified = applications.certified();
        Certificate former = services.certificates().ofApplicant(APPLICANT).getFirst();
        rename("李小明");

        assertThat(reissue(OFFICE, former.number()).body()).contains("\"waits\":true", former.number());
        assertThat(reissue(OFFICE, former.number()).body()).as("the same person again").contains("\"waits\":true");
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(1);
        ApiResponse answer = reissue(ADMINISTRATOR, former.number());

        Certificate next = services.certificates().ofApplicant(APPLICANT).stream().filter(Certificate::valid).findFirst().orElseThrow();
        assertThat(answer.body()).contains("\"waits\":false", next.number());
        assertThat(next.number()).isNotEqualTo(former.number());
        assertThat(next.name()).isEqualTo("李小明");
        assertThat(next.replaces()).contains(former.number());
        assertThat(services.certificateFiles().keys()).contains(former.key(), next.key());
        assertThat(verify(former.code()).body()).contains("\"status\":\"REPLACED\"", "\"replacedBy\":\"" + next.number() + "\"");
        assertThat(verify(next.code()).body()).contains("\"status\":\"VALID\"");
        assertThat(applications.find(certified.id())).satisfies(a -> {
            assertThat(a.certificateNumber()).contains(next.number());
            assertThat(a.name()).isEqualTo("李小明");
            assertThat(a.state()).isEqualTo(State.CERTIFIED);
        });
        assertThat(services.eventsOf("CERT#" + former.number())).extracting(AuditEvent::actor).containsExactlyInAnyOrder(OFFICE,
                ADMINISTRATOR);
        assertThat(reissue(ADMINISTRATOR, former.number()).body()).as("a repeat").contains(next.number(), "\"waits\":false");
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(2);
        refused(ErrorCode.CERTIFICATE_REPLACED, () -> revoke(former.number()));
    }

    @Test
    @DisplayName("R41 换发由评审机构办理；未更正的不换发，一个月内无第二人确认的重新申请")
    void shouldAskForACorrectionAndForASecondPersonInTime_R41() {
        applications.certified();
        Certificate certificate = services.certificates().ofApplicant(APPLICANT).getFirst();

        assertThat(Requests.problem(reissue(OFFICE, certificate.number()))).isEqualTo(ErrorCode.RULES_BROKEN);
        rename("李小明");
        assertThat(Requests.problem(reissue(COMMITTEE, certificate.number()))).isEqualTo(ErrorCode.NOT_ALLOWED);
        reissue(OFFICE, certificate.number());
        services.clock().advance(Duration.ofDays(31));
        assertThat(reissue(ADMINISTRATOR, certificate.number()).body()).as("too late").contains("\"waits\":true");
        rename("李晓铭");
        assertThat(reissue(OFFICE, certificate.number()).body()).as("for another name").contains("\"waits\":true");
        revoke(certificate.number());
        assertThat(Requests.problem(reissue(ADMINISTRATOR, certificate.number()))).isEqualTo(ErrorCode.WRONG_STATE);
    }

    @Test
    @DisplayName("R41 遗失的由两人换发：内容不变，新编号；一人申请遗失、一人申请更正的不算同一申请")
    void shouldIssueAgainAfterALossWithTheSameContent_R41() {
        applications.certified();
        Certificate former = services.certificates().ofApplicant(APPLICANT).getFirst();
        String loss = "{\"reason\":\"遗失\",\"cause\":\"LOSS\"}";

        assertThat(reissue(OFFICE, former.number(), loss).body()).contains("\"waits\":true");
        assertThat(Requests.problem(reissue(ADMINISTRATOR, former.number()))).as("no correction").isEqualTo(ErrorCode.RULES_BROKEN);
        assertThat(reissue(ADMINISTRATOR, former.number(), loss).body()).contains("\"waits\":false");
        Certificate next = services.certificates().ofApplicant(APPLICANT).stream().filter(Certificate::valid).findFirst().orElseThrow();
        assertThat(next.number()).isNotEqualTo(former.number());
        assertThat(List.of(next.name(), next.series(), next.specialty())).containsExactly(former.name(), former.series(),
                former.specialty());
        assertThat(verify(former.code()).body()).contains("\"status\":\"REPLACED\"");
        assertThat(reissue(OFFICE, former.number(), loss).body()).as("a repeat").contains(next.number());
        assertThat(reissue(OFFICE, next.number(), loss).body()).as("lost again").contains("\"waits\":true");
    }

    @Test
    @DisplayName("R41 文字有误的按目录用语换发，申报随之更正，原文字留存；职称仍只发一份")
    void shouldIssueAgainInTheCataloguesWords_R41_R52() {
        String id = applications.certified().id();
        Certificate former = services.certificates().ofApplicant(APPLICANT).getFirst();

        assertThat(reissue(OFFICE, former.number(), misprint(former.specialty())).body()).contains("NOTHING_TO_REWORD");
        assertThat(reissue(OFFICE, former.number(), misprint("炼金术专业")).body()).contains("SPECIALTY_UNKNOWN");
        assertThat(reissue(OFFICE, former.number(), misprint("电气工程专业")).body()).contains("\"waits\":true");
        assertThat(reissue(ADMINISTRATOR, former.number(), misprint("土木工程专业")).body()).as("other words").contains("\"waits\":true");
        assertThat(reissue(ADMINISTRATOR, former.number(), misprint("电气工程专业")).body()).contains("\"waits\":false");
        Certificate next = services.certificates().ofApplicant(APPLICANT).stream().filter(Certificate::valid).findFirst().orElseThrow();
        assertThat(next.specialty()).isEqualTo("电气工程专业");
        assertThat(applications.find(id).qualification().specialty()).isEqualTo("电气工程专业");
        assertThat(services.applications().events(id).getLast().note()).contains(former.specialty() + " → ");
        assertThat(services.applications().ownerOf(next.title().type(), next.title().value())).contains(next.number());
        assertThat(services.applications().ownerOf(former.title().type(), former.title().value())).isEmpty();
        assertThat(services.certificates().find(former.number()).orElseThrow().specialty()).isEqualTo(former.specialty());
    }

    @Test
    @DisplayName("R30、R31 两人同时确认换发：只有一个编号和一个查验码，证书文件即登记的证书")
    void shouldLeaveTheFileOfTheCertificateThatStandsWhereTwoConfirmAtOnce_R30_R31() {
        String id = applications.certified().id();
        Certificate former = services.certificates().ofApplicant(APPLICANT).getFirst();
        proposeLoss(former);
        Supplier<String> ids = services.ids();
        List<Certificate> answers = new ArrayList<>();
        AtomicBoolean met = new AtomicBoolean();
        ReissueCertificate second = reissues(services.certificateFiles(), ids);

        Certificate answer = reissues(services.certificateFiles(), () -> {
            String code = ids.get();
            if (met.compareAndSet(false, true)) {
                answers.add(confirmLoss(second, former));
            }
            return code;
        }).reissue(applications.as(ADMINISTRATOR), former.number(), LOSS).certificate();

        Certificate next = valid();
        assertThat(answers).containsExactly(next);
        assertThat(answer).isEqualTo(next);
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(2);
        assertThat(services.certificateFiles().read(next.key(), 1 << 20)).contains(fileOf(next, id));
        assertThat(verify(next.code()).body()).contains("\"status\":\"VALID\"");
        assertThat(services.certificates().number("CERTIFICATE#2025", "next")).as("no number is used up").isEqualTo(3);
    }

    @ParameterizedTest(name = "cut off before writing: {0}")
    @DisplayName("R30、R48 换发在登记之后、制作文件时中断：再次申请即补制同一证书；此前下载说明如何处理")
    @ValueSource(booleans = {true, false})
    void shouldMakeTheFileOfWhatStandsWhereItWasCutOff_R30_R48(boolean before) {
        String id = applications.certified().id();
        Certificate former = services.certificates().ofApplicant(APPLICANT).getFirst();
        proposeLoss(former);
        CutOff files = new CutOff(services.certificateFiles(), before);
        assertThatThrownBy(() -> confirmLoss(reissues(files, services.ids()), former)).hasMessage("cut off");
        Certificate next = valid();
        assertThat(next.replaces()).contains(former.number());
        ApiResponse early = download(next.number());
        assertThat(early.statusCode()).isEqualTo(before ? 404 : 303);
        if (before) {
            assertThat(early.body()).contains("请评审机构再次申请换发原证书");
        }

        for (int i = 0; i < 2; i++) {
            assertThat(reissue(OFFICE, former.number(), "{\"reason\":\"遗失\",\"cause\":\"LOSS\"}").body()).contains(next.number());
        }
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(2);
        assertThat(services.certificateFiles().read(next.key(), 1 << 20)).contains(fileOf(next, id));
        assertThat(download(next.number()).statusCode()).isEqualTo(303);
        assertThat(services.certificates().number("CERTIFICATE#2025", "next")).as("the number is not held any more").isEqualTo(3);
    }

    private void proposeLoss(Certificate former) {
        assertThat(reissues(services.certificateFiles(), services.ids()).reissue(applications.as(OFFICE), former.number(), LOSS).waits())
                .isTrue();
    }

    private Certificate confirmLoss(ReissueCertificate reissues, Certificate former) {
        return reissues.reissue(applications.as(ADMINISTRATOR), former.number(), LOSS).certificate();
    }

    private ReissueCertificate reissues(FileStore files, Supplier<String> ids) {
        return new ReissueCertificate(services.applications(), services.people(), services.certificates(), services.auditLog(), files,
                applications.certificates(services.applications(), files), applications.transitions(), ids);
    }

    private Certificate valid() {
        return services.certificates().ofApplicant(APPLICANT).stream().filter(Certificate::valid).findFirst().orElseThrow();
    }

    private byte[] fileOf(Certificate certificate, String id) {
        IssueCertificate maker = applications.certificates(services.applications(), services.certificateFiles());
        return maker.pdf(certificate, maker.portrait(applications.find(id)));
    }

    private ApiResponse download(String number) {
        return Requests.get("/certificates/{number}/file").path("number", number).as(APPLICANT).header("accept-language", "zh")
                .to(new DownloadCertificateHandler(services));
    }

    private static String misprint(String specialty) {
        return "{\"reason\":\"专业名称有误\",\"cause\":\"MISPRINT\",\"specialty\":\"" + specialty + "\"}";
    }

    @Test
    @DisplayName("R34 证书撤销后申报以“证书已撤销”告终，本人可以重新申报")
    void shouldEndRevokedAndLetThePersonApplyAnew_R34() {
        Application certified = applications.certified();
        revoke(services.certificates().ofApplicant(APPLICANT).getFirst().number());

        assertThat(applications.find(certified.id()).state()).isEqualTo(State.REVOKED);
        assertThat(applications.actions(certified.id())).endsWith("REVOKE_CERTIFICATE");
        assertThat(applications.create(APPLICANT, new Dossier(), Optional.empty()).state()).isEqualTo(State.DRAFT);
    }

    private void revoke(String number) {
        new RevokeCertificate(services.applications(), services.certificates(), applications.transitions()).revoke(applications.as(OFFICE),
                number, "材料造假");
    }

    private void rename(String name) {
        services.clock().advance(Duration.ofSeconds(1));
        Person person = services.people().find(APPLICANT).orElseThrow();
        services.people().correctIdentity(person,
                person.proved(name, person.maskedIdNumber(), person.encryptedIdNumber(), person.idNumberHash()),
                Samples.event("PERSON#" + APPLICANT, services.now().toEpochMilli(), "CORRECT_REGISTRATION"), List.of());
    }

    private ApiResponse reissue(String sub, String number) {
        return reissue(sub, number, "{\"reason\":\"姓名有误\"}");
    }

    private ApiResponse reissue(String sub, String number, String body) {
        services.clock().advance(Duration.ofSeconds(1));
        return Requests.post("/certificates/{number}/reissue").path("number", number).asStaff(sub).body(body)
                .to(new ReissueCertificateHandler(services));
    }

    private ApiResponse verify(String code) {
        return Requests.get("/verifications/{code}").path("code", code).to(new VerifyCertificateHandler(services));
    }
}
