package org.zhicheng.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.net.URI;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.application.Application;
import org.zhicheng.application.ApplicationView;
import org.zhicheng.application.State;
import org.zhicheng.attachment.FileStore;
import org.zhicheng.certificate.CertificateStore.Query;
import org.zhicheng.failure.ErrorCode;
import org.zhicheng.failure.Failure;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.mail.MailTemplate;
import org.zhicheng.outbox.Delivery.ApplyApprovalDocument;
import org.zhicheng.outbox.Delivery.SendMail;
import org.zhicheng.outbox.OutboxItem;
import org.zhicheng.review.ExecutionSuperseded;
import org.zhicheng.review.StepInput;
import org.zhicheng.staff.Role;

class ApprovalAndCertificateTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 17);

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    void shouldApproveABatchWithOneDocument_R28() {
        String first = applications.atApprovalDocument().id();
        String second = other();
        List<RecordApprovalDocument.Line> lines = record(APPROVAL, first, second);

        assertThat(lines).extracting(RecordApprovalDocument.Line::state).containsOnly(State.CERTIFICATE);
        assertThat(lines).extracting(RecordApprovalDocument.Line::approved).containsOnly(true);
        assertThat(applications.find(first).approvalDocument()).contains(APPROVAL);
        assertThat(applications.deliveries(first, SendMail.class)).extracting(SendMail::template).endsWith(MailTemplate.APPROVED);
    }

    @Test
    void shouldRefuseTheWholeListNamingEachThatDoesNotWait_R28() {
        String good = applications.atApprovalDocument().id();
        applications.register("other", "王芳");
        String early = applications.atEmployer("other").id();
        String strange = "x".repeat(65);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> record(APPROVAL, good, "none", early, strange));
        assertThat(Applications.violations(failure)).containsExactly("R28 APPLICATION_UNKNOWN none", "R28 APPLICATION_NOT_WAITING " + early,
                "R28 APPLICATION_UNKNOWN " + strange);
        assertThat(applications.find(good).state()).isEqualTo(State.APPROVAL_DOCUMENT);
        assertThat(services.certificates().findDocument(APPROVAL)).isEmpty();
    }

    @Test
    void shouldAnswerARepeatTheSame_R28() {
        String id = applications.atApprovalDocument().id();
        List<RecordApprovalDocument.Line> first = record(APPROVAL, id);
        long version = applications.find(id).version();

        assertThat(record(APPROVAL, id)).isEqualTo(first);
        assertThat(record(" " + APPROVAL + " ", id, id)).isEqualTo(first);
        assertThat(applications.find(id).version()).isEqualTo(version);
        applications.follow(id);
        assertThat(record(APPROVAL, id)).singleElement().satisfies(l -> {
            assertThat(l.approved()).isTrue();
            assertThat(l.state()).isEqualTo(State.CERTIFIED);
        });
    }

    @Test
    void shouldRefuseANumberThatIsTakenForAnotherListOrDay_R28() {
        String first = applications.atApprovalDocument().id();
        String second = other();
        record(APPROVAL, first);

        refused(ErrorCode.NUMBER_TAKEN, () -> record(APPROVAL, first, second));
        refused(ErrorCode.NUMBER_TAKEN,
                () -> applications.approvals().record(applications.as(OFFICE), APPROVAL, DAY.minusDays(1), List.of(first)));
        assertThat(applications.find(second).state()).isEqualTo(State.APPROVAL_DOCUMENT);
    }

    @Test
    void shouldLetTheOutboxFinishWhatWasCutOff_R28() {
        String id = applications.atApprovalDocument().id();
        services.certificates().record(new ApprovalDocument(APPROVAL, DAY, List.of(id), OFFICE, services.now()),
                Samples.event("APPROVAL#" + APPROVAL, 0, "RECORD_APPROVAL_DOCUMENT"));
        assertThat(applications.find(id).state()).isEqualTo(State.APPROVAL_DOCUMENT);
        assertThat(services.waiting()).extracting(OutboxItem::delivery).contains(new ApplyApprovalDocument(APPROVAL));

        applications.approvals().apply(APPROVAL);
        applications.approvals().apply(APPROVAL);
        assertThat(applications.find(id).state()).isEqualTo(State.CERTIFICATE);
        assertThat(applications.actions(id)).containsOnlyOnce("RECORD_APPROVAL_DOCUMENT");
    }

    @Test
    void shouldApproveByTheFirstOfTwoDocumentsOnly_R28() {
        String id = applications.atApprovalDocument().id();
        services.certificates().record(new ApprovalDocument("二号", DAY, List.of(id), OFFICE, services.now()),
                Samples.event("APPROVAL#二号", 0, "RECORD_APPROVAL_DOCUMENT"));
        record(APPROVAL, id);

        assertThat(applications.approvals().apply("二号")).singleElement().satisfies(l -> assertThat(l.approved()).isFalse());
        assertThat(applications.find(id).approvalDocument()).contains(APPROVAL);
    }

    @Test
    void shouldBeTheOfficesAndNobodysOwn_R29() {
        String id = applications.atApprovalDocument().id();

        refused(ErrorCode.NOT_ALLOWED, () -> applications.approvals().record(applications.as(COMMITTEE), APPROVAL, DAY, List.of(id)));
        refused(ErrorCode.NOT_ALLOWED, () -> applications.approvals().record(applications.as(ADMINISTRATOR), APPROVAL, DAY, List.of(id)));
        Samples.appoint(services, APPLICANT, Role.OFFICE, "");
        refused(ErrorCode.OWN_APPLICATION, () -> applications.approvals().record(applications.as(APPLICANT), APPROVAL, DAY, List.of(id)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {"{}|INVALID_VALUE", "{\"number\":\"1\",\"applications\":[\"a\"]}|MISSING_FIELD",
        "{\"number\":\"1\",\"date\":\"2025-03-18\",\"applications\":[\"a\"]}|INVALID_VALUE",
        "{\"number\":\"1\",\"date\":\"2025-02-30\",\"applications\":[\"a\"]}|INVALID_VALUE",
        "{\"number\":\"1\",\"date\":\"2025-03-17\",\"applications\":[]}|INVALID_VALUE",
        "{\"number\":\"1\",\"date\":\"2025-03-17\",\"applications\":[null]}|INVALID_VALUE",
        "{\"number\":\" \",\"date\":\"2025-03-17\",\"applications\":[\"a\"]}|INVALID_VALUE",
        "{\"number\":\"1\",\"date\":\"2025-03-17\",\"applications\":[\"a\"],\"x\":1}|UNKNOWN_FIELD", "{|MALFORMED_JSON"})
    void shouldRefuseABrokenBodyWithItsCode_R28(String body, ErrorCode code) {
        applications.at("2025-03-17T10:00");
        ApiResponse response = Requests.post("/approval-documents").asStaff(OFFICE).body(body).to(new RecordApprovalDocumentHandler(services));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo(code);
    }

    @Test
    void shouldIssueTheCertificateOfTheApprovedTitle_R30() {
        String id = applications.certified().id();
        Certificate certificate = certificate(id);

        assertThat(certificate.number()).isEqualTo("2025000001");
        assertThat(certificate.date()).isEqualTo(DAY);
        assertThat(certificate.approvalDocument()).isEqualTo(APPROVAL);
        assertThat(certificate.maskedIdNumber()).isEqualTo("110***********002X");
        assertThat(services.certificateFiles().keys()).containsExactly(certificate.key());
        assertThat(applications.deliveries(id, SendMail.class)).extracting(SendMail::template).endsWith(MailTemplate.CERTIFICATE_ISSUED);
    }

    @Test
    void shouldIssueTheSameCertificateTwice_R30() {
        String id = applications.certified().id();
        byte[] file = file(id);
        Application again = applications.certificates(services.applications(), services.certificateFiles()).issue(id, id + "-1");

        assertThat(again).isEqualTo(applications.find(id));
        assertThat(file(id)).isEqualTo(file);
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(1);
    }

    @Test
    void shouldGiveOneNumberWhereTheStepRunsTwiceAtTheSameMoment_R30() throws Exception {
        String id = applications.atCertificate().id();
        Callable<State> issue = () -> applications.certificates(services.applications(), services.certificateFiles()).issue(id, id + "-1").state();
        List<State> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (Future<State> answer : threads.invokeAll(List.of(issue, issue, issue))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(State.CERTIFIED);
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(1);
        assertThat(services.certificateFiles().keys()).hasSize(1);
        assertThat(applications.deliveries(id, SendMail.class)).filteredOn(m -> m.template() == MailTemplate.CERTIFICATE_ISSUED).hasSize(1);
    }

    @ParameterizedTest(name = "cut off before writing: {0}")
    @CsvSource({"true", "false"})
    void shouldGoOnWithTheSameNumberWhereItWasCutOff_R30(boolean before) {
        String id = applications.atCertificate().id();
        CutOff files = new CutOff(services.certificateFiles(), before);
        assertThatThrownBy(() -> applications.certificates(services.applications(), files).issue(id, id + "-1")).hasMessage("cut off");
        Application numbered = applications.find(id);
        assertThat(numbered.state()).isEqualTo(State.CERTIFICATE);
        byte[] written = before ? new byte[0] : file(id);

        applications.certificates(services.applications(), files).issue(id, id + "-1");
        assertThat(applications.find(id).certificateNumber()).isEqualTo(numbered.certificateNumber());
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(1);
        assertThat(services.certificates().next("CERTIFICATE#2025")).isEqualTo(2);
        if (!before) {
            assertThat(file(id)).isEqualTo(written);
        }
    }

    @Test
    void shouldNotShowTheCertificateBeforeItIsIssued_R28() {
        String id = applications.atCertificate().id();
        assertThatThrownBy(() -> applications.certificates(services.applications(), new CutOff(services.certificateFiles(), false)).issue(id, id + "-1"))
                .hasMessage("cut off");
        String number = applications.find(id).certificateNumber().orElseThrow();

        assertThat(Requests.get("/certificates").as(APPLICANT).to(new ListCertificatesHandler(services)).body()).isEqualTo("[]");
        assertThat(download(APPLICANT, number).statusCode()).isEqualTo(404);
        assertThat(Requests.get("/applications/{id}").path("id", id).as(APPLICANT)
                .to(new org.zhicheng.application.ShowApplicationHandler(services)).body()).doesNotContain(number);
        assertThat(Requests.get("/applications/{id}/timeline").path("id", id).as(APPLICANT)
                .to(new org.zhicheng.application.ShowTimelineHandler(services)).body()).doesNotContain(number);
    }

    @Test
    void shouldCountOnForTheNextCertificate_R30() {
        applications.certified();
        String second = other();
        record("二号", second);
        applications.follow(second);

        assertThat(certificate(second).number()).isEqualTo("2025000002");
        assertThat(certificate(second).code()).isNotEqualTo(services.certificates().find("2025000001").orElseThrow().code());
    }

    @Test
    void shouldSkipANumberThatIsThereAlready_R30() {
        String id = applications.certified().id();
        Certificate first = certificate(id);
        String second = other();
        record("二号", second);
        // as after a change of the format: the next number of the sequence was given to someone before
        services.certificates().issue(with(first, "2025000002", "code-x"),
                applications.transitions().enter(applications.find(id), applications.find(id).edit(), State.CERTIFIED,
                        org.zhicheng.review.Transitions.Who.workflow(org.zhicheng.staff.Command.ISSUE_CERTIFICATE), ""));
        applications.follow(second);

        assertThat(certificate(second).number()).isEqualTo("2025000003");
    }

    @Test
    void shouldStopASupersededExecution_R25() {
        String id = applications.atCertificate().id();

        assertThatThrownBy(() -> new IssueCertificateHandler(services).handleRequest(new StepInput(id, id + "-0", State.CERTIFICATE, null), null))
                .isInstanceOf(ExecutionSuperseded.class);
        assertThat(new IssueCertificateHandler(services).handleRequest(new StepInput(id, id + "-1", State.CERTIFICATE, null), null).step())
                .isEqualTo(State.CERTIFIED);
    }

    @Test
    void shouldIssueWhereTheApplicationIsResumedAtTheSameMoment_R30() {
        String id = applications.atCertificate().id();
        Meanwhile racing = new Meanwhile(services.applications(), () -> new org.zhicheng.review.ResumeApplications(services.applications(),
                services.cycles(), services.workflow(), applications.transitions()).resume(id, true));

        assertThat(applications.certificates(racing, services.certificateFiles()).issue(id, id + "-1").state()).isEqualTo(State.CERTIFIED);
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(1);
    }

    @Test
    void shouldSendTheOwnerToTheFileAndHideItFromOthers_R28() {
        String number = certificate(applications.certified().id()).number();
        Samples.appoint(services, "stranger-employer", Role.EMPLOYER, Samples.USCC);

        ApiResponse response = download(APPLICANT, number);
        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(services.certificateFiles().at(URI.create(response.headers().get("location")))).startsWith('%', 'P', 'D', 'F');
        assertThat(download(OFFICE, number).statusCode()).isEqualTo(303);
        assertThat(download("stranger", number).statusCode()).isEqualTo(404);
        assertThat(download("stranger-employer", number).statusCode()).isEqualTo(404);
        assertThat(download(APPLICANT, "2025999999").statusCode()).isEqualTo(404);
        assertThat(Requests.get("/certificates").as(APPLICANT).to(new ListCertificatesHandler(services)).body()).contains(number);
        assertThat(Requests.get("/certificates").as("stranger").to(new ListCertificatesHandler(services)).body()).isEqualTo("[]");
    }

    @Test
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
    void shouldSignTheFactsSoThatThePublishedKeyChecksThem_R31() throws Exception {
        String id = applications.certified().id();
        Certificate c = certificate(id);
        String pem = Requests.get("/certificates/key").to(new PublishKeyHandler(services)).body();
        byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key)));
        byte[] portrait = services.materials().read(org.zhicheng.attachment.Attachments.portraitKey(id,
                applications.find(id).files(org.zhicheng.attachment.Material.A3).getFirst().id()), 10_000_000).orElseThrow();
        check.update(CanonicalFacts.bytes(new CertificateFacts(c.number(), c.name(), c.maskedIdNumber(), Optional.empty(), c.series(),
                c.specialty(), "初级", c.kind().chinese(), c.date(), c.approvalDocument(), c.issuingAuthority(),
                "https://zhicheng.invalid/verifications/" + c.code()), portrait));

        assertThat(check.verify(Base64.getDecoder().decode(c.signature()))).isTrue();
    }

    @Test
    void shouldLogEachQueryWithoutTheLastPartOfTheAddressForTheOwner_R31() {
        Certificate certificate = certificate(applications.certified().id());
        verify(certificate.code(), "application/json");
        services.clock().advance(Duration.ofMinutes(1));
        new VerifyCertificate(services.certificates(), services.clock()).verify(certificate.code(), "2001:db8::17");
        services.clock().advance(Duration.ofMinutes(1));
        new VerifyCertificate(services.certificates(), services.clock()).verify(certificate.code(), "");

        assertThat(services.certificates().queries(certificate.number(), 10)).extracting(Query::network).containsExactly("", "2001:db8::*",
                "203.0.113.*");
        assertThat(queries(APPLICANT, certificate.number()).body()).contains("203.0.113.*").doesNotContain("203.0.113.7");
        assertThat(queries("stranger", certificate.number()).statusCode()).isEqualTo(404);
        assertThat(queries(OFFICE, certificate.number()).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRevokeWithAReasonOnceAndSaySoToAnyone_R34() {
        Certificate certificate = certificate(applications.certified().id());
        RevokeCertificate revoke = new RevokeCertificate(services.certificates(), services.clock());
        revoke.revoke(applications.as(OFFICE), certificate.number(), " 材料造假 ");
        services.clock().advance(Duration.ofDays(1));

        assertThat(revoke.revoke(applications.as(ADMINISTRATOR), certificate.number(), "另一理由").revocation().orElseThrow().reason())
                .isEqualTo("材料造假");
        assertThat(services.eventsOf("CERT#" + certificate.number())).hasSize(1);
        assertThat(verify(certificate.code(), "application/json").body())
                .contains("\"status\":\"REVOKED\"", "\"revokedOn\":\"2025-03-17\"").doesNotContain("材料造假");
        assertThat(verify(certificate.code(), "text/html").body()).contains("已撤销");
        assertThat(Requests.get("/certificates").as(APPLICANT).to(new ListCertificatesHandler(services)).body()).contains("材料造假");
    }

    @Test
    void shouldKeepTheFirstReasonOfTwoRevocationsAtTheSameMoment_R34() {
        Certificate certificate = certificate(applications.certified().id());
        RevokeCertificate first = new RevokeCertificate(services.certificates(), services.clock());
        RevokeCertificate second = new RevokeCertificate(new StaleRead(services.certificates(), certificate), services.clock());
        first.revoke(applications.as(OFFICE), certificate.number(), "一");
        services.clock().advance(Duration.ofSeconds(1));

        assertThat(second.revoke(applications.as(ADMINISTRATOR), certificate.number(), "二").revocation().orElseThrow().reason()).isEqualTo("一");
    }

    @Test
    void shouldRefuseARevocationByWhoMayNotOrWithoutAReason_R34() {
        String number = certificate(applications.certified().id()).number();
        RevokeCertificate revoke = new RevokeCertificate(services.certificates(), services.clock());

        refused(ErrorCode.NOT_ALLOWED, () -> revoke.revoke(applications.as(COMMITTEE), number, "…"));
        refused(ErrorCode.NOT_ALLOWED, () -> revoke.revoke(applications.as(APPLICANT), number, "…"));
        refused(ErrorCode.NOT_FOUND, () -> revoke.revoke(applications.as(OFFICE), "2025999999", "…"));
        refused(ErrorCode.INVALID_VALUE, () -> revoke.revoke(applications.as(OFFICE), number, "长".repeat(1_001)));
        Samples.appoint(services, APPLICANT, Role.OFFICE, "");
        refused(ErrorCode.OWN_APPLICATION, () -> revoke.revoke(applications.as(APPLICANT), number, "…"));
        Requests revocation = Requests.post("/certificates/{number}/revocation").path("number", number).asStaff(OFFICE);
        assertThat(problem(revocation.body("{}").to(new RevokeCertificateHandler(services)))).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(problem(revocation.body("{\"why\":\"x\"}").to(new RevokeCertificateHandler(services)))).isEqualTo(ErrorCode.UNKNOWN_FIELD);
        assertThat(revocation.body(Map.of("reason", "造假")).to(new RevokeCertificateHandler(services)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"{year}{sequence:06},2025000017", "ZC-{year}-{level}{kind}-{sequence:04},ZC-2025-1C-0017", "{sequence}{year},172025"})
    void shouldWriteTheNumberAsTheFormatSays_R30(String format, String number) {
        assertThat(CertificateNumber.of(format, 2025, org.zhicheng.application.TitleLevel.JUNIOR,
                org.zhicheng.application.Kind.INITIAL_DETERMINATION, 17)).isEqualTo(number);
        assertThat(CertificateNumber.isValid(format)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"{year}", "{sequence:06}", "{year}/{sequence}", "{year}{sequence}{name}", "{year}{sequence}号"})
    void shouldRefuseAFormatThatGivesNoNumberOfItsOwn_R30(String format) {
        assertThat(CertificateNumber.isValid(format)).isFalse();
    }

    @Test
    void shouldShowTheNumberOnceItIsCertified_R28() {
        String id = applications.certified().id();
        ApplicationView view = Json.decode(Requests.get("/applications/{id}").path("id", id).as(APPLICANT)
                .to(new org.zhicheng.application.ShowApplicationHandler(services)).body(), com.fasterxml.jackson.databind.JsonNode.class)
                .has("certificateNumber") ? new org.zhicheng.lambda.UseCases(services).show().view(applications.find(id)) : null;

        assertThat(view).isNotNull();
        assertThat(view.certificateNumber()).contains("2025000001");
        assertThat(view.stepsToCome()).isEmpty();
    }

    /** Files that are cut off at the first write: before it, or just after. */
    private static final class CutOff implements FileStore {
        private final FileStore files;
        private final boolean before;
        private boolean done;

        private CutOff(FileStore files, boolean before) {
            this.files = files;
            this.before = before;
        }

        @Override
        public void write(String key, String contentType, byte[] content) {
            boolean now = !done;
            done = true;
            if (!now || !before) {
                files.write(key, contentType, content);
            }
            if (now) {
                throw new IllegalStateException("cut off");
            }
        }

        @Override
        public Upload upload(String key, String contentType, long size, String sha256, Duration valid) {
            return files.upload(key, contentType, size, sha256, valid);
        }

        @Override
        public Optional<Long> size(String key) {
            return files.size(key);
        }

        @Override
        public Optional<byte[]> read(String key, long limit) {
            return files.read(key, limit);
        }

        @Override
        public URI download(String key, String fileName, String contentType, Duration valid) {
            return files.download(key, fileName, contentType, valid);
        }

        @Override
        public void delete(String key) {
            files.delete(key);
        }
    }

    private String other() {
        applications.register("other", "王芳");
        return applications.atApprovalDocument("other").id();
    }

    private List<RecordApprovalDocument.Line> record(String number, String... ids) {
        return applications.approvals().record(applications.as(OFFICE), number, DAY, Arrays.asList(ids));
    }

    private Certificate certificate(String id) {
        return services.certificates().find(applications.find(id).certificateNumber().orElseThrow()).orElseThrow();
    }

    private byte[] file(String id) {
        return services.certificateFiles().read(certificate(id).key(), 100_000_000).orElseThrow();
    }

    private static Certificate with(Certificate c, String number, String code) {
        return new Certificate(number, code, c.applicationId(), "someone", c.name(), c.maskedIdNumber(), c.series(), c.specialty(), c.level(),
                c.kind(), c.date(), c.approvalDocument(), c.issuingAuthority(), c.signature(), c.issuedAt(), Optional.empty());
    }

    private ApiResponse download(String sub, String number) {
        return Requests.get("/certificates/{number}/file").path("number", number).asStaff(sub).to(new DownloadCertificateHandler(services));
    }

    private ApiResponse queries(String sub, String number) {
        return Requests.get("/certificates/{number}/queries").path("number", number).asStaff(sub).to(new ListQueriesHandler(services));
    }

    private ApiResponse verify(String code, String accept) {
        return Requests.get("/verifications/{code}").path("code", code).header("accept", accept).to(new VerifyCertificateHandler(services));
    }
}
