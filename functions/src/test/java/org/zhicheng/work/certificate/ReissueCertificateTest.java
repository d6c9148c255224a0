package org.zhicheng.work.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.certificate.ReissueCertificateHandler;
import org.zhicheng.handlers.certificate.VerifyCertificateHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class ReissueCertificateTest {

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
    @DisplayName("R34 证书撤销后申报以“证书已撤销”告终，本人可以重新申报")
    void shouldEndRevokedAndLetThePersonApplyAnew_R34() {
        Application certified = applications.certified();
        revoke(services.certificates().ofApplicant(APPLICANT).getFirst().number());

        assertThat(applications.find(certified.id()).state()).isEqualTo(State.REVOKED);
        assertThat(applications.actions(certified.id())).endsWith("REVOKE_CERTIFICATE");
        assertThat(applications.create(APPLICANT, new Dossier(), Optional.empty()).state()).isEqualTo(State.DRAFT);
    }

    private void revoke(String number) {
        new RevokeCertificate(services.applications(), services.certificates(), services.clock()).revoke(applications.as(OFFICE), number,
                "材料造假");
    }

    private void rename(String name) {
        services.clock().advance(Duration.ofSeconds(1));
        Person person = services.people().find(APPLICANT).orElseThrow();
        services.people().correctIdentity(person,
                person.proved(name, person.maskedIdNumber(), person.encryptedIdNumber(), person.idNumberHash()),
                Samples.event("PERSON#" + APPLICANT, services.now().toEpochMilli(), "CORRECT_REGISTRATION"), List.of());
    }

    private ApiResponse reissue(String sub, String number) {
        services.clock().advance(Duration.ofSeconds(1));
        return Requests.post("/certificates/{number}/reissue").path("number", number).asStaff(sub).body("{\"reason\":\"姓名有误\"}")
                .to(new ReissueCertificateHandler(services));
    }

    private ApiResponse verify(String code) {
        return Requests.get("/verifications/{code}").path("code", code).to(new VerifyCertificateHandler(services));
    }
}
