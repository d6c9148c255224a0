package org.zhicheng.work.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Applications;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore.Query;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.certificate.ListCertificatesHandler;
import org.zhicheng.handlers.certificate.ListQueriesHandler;
import org.zhicheng.handlers.certificate.PublishKeyHandler;
import org.zhicheng.handlers.certificate.RevokeCertificateHandler;
import org.zhicheng.handlers.certificate.VerifyCertificateHandler;
import org.zhicheng.handlers.outbox.SweepOutboxHandler;
import org.zhicheng.inquiry.CallerLimits;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class VerifyCertificateTest {

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R31 任何人凭验证码查验，姓名遮盖")
    void shouldLetAnyoneVerifyByTheCodeWithAMaskedName_R31() {
        Certificate certificate = certificate(applications.certified().id());
        ApiResponse response = verify(certificate.code(), "application/json");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"status\":\"VALID\"", "机械工程专业", certificate.number(), "\"date\":\"2025-03-17\"")
                .doesNotContain("李晓明", "002X", "110*");
        ApiResponse page = verify(certificate.code(), "text/html,application/xhtml+xml");
        assertThat(page.headers().get("content-type")).startsWith("text/html");
        assertThat(page.headers()).containsKey("content-security-policy");
        assertThat(page.body()).contains("有效", "机械工程专业").doesNotContain("李晓明", "<script");
        assertThat(verify("unknown", "application/json").statusCode()).isEqualTo(404);
        assertThat(verify(certificate.number(), "application/json").statusCode()).as("the number is no code").isEqualTo(404);
    }

    @Test
    @DisplayName("R31 没有验证码的可凭姓名和证书编号查验，遮盖、留痕和限制相同")
    void shouldVerifyByNameAndNumberWithTheSameMaskingAndLimits_R31() {
        Certificate certificate = certificate(applications.certified().id());
        ApiResponse found = named("李　晓明", " " + certificate.number().toLowerCase(Locale.ROOT) + " ");

        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(verify(certificate.code(), "application/json").body()).doesNotContain("李晓明");
        assertThat(services.certificates().queries(certificate.number(), 10)).hasSize(2);
        assertThat(named("王芳", certificate.number()).body()).as("which of the two is wrong is not told")
                .isEqualTo(named("李晓明", "WLMQ0").body());
        assertThat(named("", certificate.number()).statusCode()).isEqualTo(400);
        for (int i = 2; i < VerificationLimits.MOST_UNKNOWN; i++) {
            assertThat(named("王芳", certificate.number()).statusCode()).isEqualTo(404);
        }
        assertThat(named("王芳", certificate.number()).statusCode()).as("who guesses is told to wait").isEqualTo(429);
    }

    private ApiResponse named(String name, String number) {
        return Requests.post("/verifications").body(new VerifyCertificateHandler.Body(name, number))
                .to(new VerifyCertificateHandler(services));
    }

    @Test
    @DisplayName("R31 公布的公钥可以核对签名")
    void shouldSignTheFactsSoThatThePublishedKeyChecksThem_R31() throws Exception {
        String id = applications.certified().id();
        Certificate c = certificate(id);
        String pem = Requests.get("/certificates/key").to(new PublishKeyHandler(services)).body();
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
        byte[] portrait = services.materials()
                .read(org.zhicheng.dossier.files.FileKeys.portraitKey(id,
                        applications.find(id).files(org.zhicheng.dossier.application.Material.A3).getFirst().id()), 10_000_000)
                .orElseThrow();
        check.update(CanonicalFacts.bytes(new CertificateFacts(c.number(), c.name(), c.maskedIdNumber(), Optional.empty(), c.series(),
                c.specialty(), "初级", c.kind().chinese(), c.date(), c.approvalDocument(), c.issuingAuthority(),
                "https://zhicheng.invalid/verifications/" + c.code()), portrait));

        assertThat(check.verify(Base64.getDecoder().decode(c.signature()))).isTrue();
    }

    @Test
    @DisplayName("R31 每次查询留痕，本人可见")
    void shouldLogEachQueryWithoutTheLastPartOfTheAddressForTheOwner_R31() {
        Certificate certificate = certificate(applications.certified().id());
        verify(certificate.code(), "application/json");
        services.clock().advance(Duration.ofMinutes(1));
        verification().verify(certificate.code(), "2001:db8::17");
        services.clock().advance(Duration.ofMinutes(1));
        verification().verify(certificate.code(), "");

        assertThat(services.certificates().queries(certificate.number(), 10)).extracting(Query::network).containsExactly("", "2001:db8::*",
                "203.0.113.*");
        assertThat(queries(APPLICANT, certificate.number()).body()).contains("203.0.113.*").doesNotContain("203.0.113.7");
        assertThat(queries("stranger", certificate.number()).statusCode()).isEqualTo(404);
        assertThat(queries(OFFICE, certificate.number()).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("R34 撤销证书须有理由，查验时可见")
    void shouldRevokeWithAReasonOnceAndSaySoToAnyone_R34() {
        Certificate certificate = certificate(applications.certified().id());
        RevokeCertificate revoke = new RevokeCertificate(services.applications(), services.certificates(), applications.transitions());
        revoke.revoke(applications.as(OFFICE), certificate.number(), " 材料造假 ");
        new SweepOutboxHandler(services).handleRequest(Map.of(), null);
        assertThat(services.mailer().sent()).as("the holder is told, R34").last()
                .satisfies(mail -> assertThat(mail.subject()).contains("撤销"));
        services.clock().advance(Duration.ofDays(1));

        assertThat(revoke.revoke(applications.as(ADMINISTRATOR), certificate.number(), "另一理由").revocation().orElseThrow().reason())
                .isEqualTo("材料造假");
        assertThat(services.eventsOf("CERT#" + certificate.number())).hasSize(1);
        assertThat(verify(certificate.code(), "application/json").body()).contains("\"status\":\"REVOKED\"", "\"revokedOn\":\"2025-03-17\"")
                .doesNotContain("材料造假");
        assertThat(verify(certificate.code(), "text/html").body()).contains("已撤销");
        assertThat(Requests.get("/certificates").as(APPLICANT).to(new ListCertificatesHandler(services)).body()).contains("材料造假");
    }

    @Test
    void shouldKeepTheFirstReasonOfTwoRevocationsAtTheSameMoment_R34() {
        Certificate certificate = certificate(applications.certified().id());
        RevokeCertificate first = new RevokeCertificate(services.applications(), services.certificates(), applications.transitions());
        RevokeCertificate second = new RevokeCertificate(services.applications(), new StaleRead(services.certificates(), certificate),
                applications.transitions());
        first.revoke(applications.as(OFFICE), certificate.number(), "一");
        services.clock().advance(Duration.ofSeconds(1));

        assertThat(second.revoke(applications.as(ADMINISTRATOR), certificate.number(), "二").revocation().orElseThrow().reason())
                .isEqualTo("一");
    }

    @Test
    void shouldRefuseARevocationByWhoMayNotOrWithoutAReason_R34() {
        String number = certificate(applications.certified().id()).number();
        RevokeCertificate revoke = new RevokeCertificate(services.applications(), services.certificates(), applications.transitions());

        refused(ErrorCode.NOT_ALLOWED, () -> revoke.revoke(applications.as(COMMITTEE), number, "…"));
        refused(ErrorCode.NOT_ALLOWED, () -> revoke.revoke(applications.as(APPLICANT), number, "…"));
        refused(ErrorCode.NOT_FOUND, () -> revoke.revoke(applications.as(OFFICE), "2025999999", "…"));
        refused(ErrorCode.INVALID_VALUE, () -> revoke.revoke(applications.as(OFFICE), number, "长".repeat(1_001)));
        Samples.appoint(services, APPLICANT, Role.OFFICE, "");
        refused(ErrorCode.OWN_APPLICATION, () -> revoke.revoke(applications.as(APPLICANT), number, "…"));
        Requests revocation = Requests.post("/certificates/{number}/revocation").path("number", number).asStaff(OFFICE);
        assertThat(problem(revocation.body("{}").to(new RevokeCertificateHandler(services)))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(revocation.body("{\"why\":\"x\"}").to(new RevokeCertificateHandler(services))))
                .isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(revocation.body(Map.of("reason", "造假")).to(new RevokeCertificateHandler(services)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "。", ")", "）", "/", "，", "\"", "%20", " ", "＞", "\u200b"})
    void shouldPassOverWhatIsCopiedAlongBehindTheCode_R31(String sign) {
        Certificate certificate = certificate(applications.certified().id());

        assertThat(verify(certificate.code() + sign.replace("%20", " "), "application/json").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerHeadAsGetAndPassOverWhatAMessengerAdds_R31() {
        Certificate certificate = certificate(applications.certified().id());
        ApiResponse get = verify(certificate.code(), "text/html");
        ApiResponse head = Requests.of("HEAD", "/verifications/{code+}").path("code", certificate.code()).header("accept", "text/html")
                .to(new VerifyCertificateHandler(services));

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(head.body()).isEmpty();
        assertThat(Requests.get("/verifications/{code+}").path("code", certificate.code()).query("from", "singlemessage")
                .query("isappinstalled", "0").to(new VerifyCertificateHandler(services)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTellWhoGuessesToWaitAndAnswerWhoHasACodeFromTheSameAddress_R31() {
        Certificate certificate = certificate(applications.certified().id());
        VerifyCertificate verification = verification();
        for (int i = 0; i < VerificationLimits.MOST_UNKNOWN; i++) {
            refused(ErrorCode.NOT_FOUND, () -> verification.verify("nosuchcode", "203.0.113.7"));
        }

        assertThat(refused(ErrorCode.TOO_MANY_REQUESTS, () -> verification.verify("nosuchcode", "203.0.113.7")).retryAfter()).get()
                .satisfies(wait -> assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(61)));
        assertThat(verification.verify(certificate.code(), "203.0.113.7").number()).isEqualTo(certificate.number());
        refused(ErrorCode.NOT_FOUND, () -> verification.verify("nosuchcode", "203.0.113.8"));
        services.clock().advance(Duration.ofMinutes(1));
        refused(ErrorCode.NOT_FOUND, () -> verification.verify("nosuchcode", "203.0.113.7"));
    }

    @Test
    void shouldCountALineOfTheNewerProtocolAsOneCaller_R31() {
        VerifyCertificate verification = verification();
        for (int i = 0; i < VerificationLimits.MOST_UNKNOWN; i++) {
            String address = "2001:db8::" + Integer.toHexString(i + 1);
            refused(ErrorCode.NOT_FOUND, () -> verification.verify("nosuchcode", address));
        }

        refused(ErrorCode.TOO_MANY_REQUESTS, () -> verification.verify("nosuchcode", "2001:db8::ffff:1"));
        refused(ErrorCode.NOT_FOUND, () -> verification.verify("nosuchcode", "2001:db8:1::1"));
    }

    @Test
    void shouldSlowDownWhoAsksForCertificatesByTheHundred_R31() {
        Certificate certificate = certificate(applications.certified().id());
        VerifyCertificate verification = verification();
        for (int i = 0; i < VerificationLimits.MOST_FOUND; i++) {
            services.clock().advance(Duration.ofMillis(1));
            verification.verify(certificate.code(), "203.0.113.7");
        }

        refused(ErrorCode.TOO_MANY_REQUESTS, () -> verification.verify(certificate.code(), "203.0.113.7"));
        assertThat(services.certificates().queries(certificate.number(), 1000)).as("a query that was not answered is none")
                .hasSize(VerificationLimits.MOST_FOUND);
    }

    @Test
    void shouldShowAPageAlsoWhereThereIsNothingToShow_R31() {
        ApiResponse none = verify("nosuchcode", "text/html");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.headers().get("content-type")).startsWith("text/html");
        assertThat(none.body()).contains("没有这一验证码的证书", "There is no certificate of this code");
        for (int i = 0; i < VerificationLimits.MOST_UNKNOWN; i++) {
            verify("nosuchcode", "text/html");
        }

        ApiResponse often = verify("nosuchcode", "text/html");
        assertThat(often.statusCode()).isEqualTo(429);
        assertThat(often.headers()).containsKey("retry-after");
        assertThat(often.body()).contains("请稍后再试", "try again later");
        assertThat(verify("nosuchcode", "application/json").headers()).containsKey("retry-after");
    }

    private VerifyCertificate verification() {
        return new VerifyCertificate(services.certificates(),
                new VerificationLimits(new CallerLimits(services.callerCounts(), new CallerLimits.Salt(), services.clock())),
                services.vault(), services.clock());
    }

    private Certificate certificate(String id) {
        return services.certificates().find(applications.find(id).certificateNumber().orElseThrow()).orElseThrow();
    }

    private ApiResponse queries(String sub, String number) {
        return Requests.get("/certificates/{number}/queries").path("number", number).asStaff(sub).to(new ListQueriesHandler(services));
    }

    private ApiResponse verify(String code, String accept) {
        return Requests.get("/verifications/{code}").path("code", code).header("accept", accept).to(new VerifyCertificateHandler(services));
    }
}
