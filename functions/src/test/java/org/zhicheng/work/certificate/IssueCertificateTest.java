package org.zhicheng.work.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.OFFICE;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateNumber;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.ExecutionSuperseded;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.handlers.certificate.DownloadCertificateHandler;
import org.zhicheng.handlers.certificate.IssueCertificateHandler;
import org.zhicheng.handlers.certificate.ListCertificatesHandler;
import org.zhicheng.handlers.waiting.ListWaitingHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.inquiry.HeldUp;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.approval.ReceiveMaterials;
import org.zhicheng.work.approval.RecordApprovalDocument;
import org.zhicheng.work.registration.CorrectRegistration;

class IssueCertificateTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 17);

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R30 按批准的职称制发证书")
    void shouldIssueTheCertificateOfTheApprovedTitle_R30() {
        String id = applications.certified().id();
        Certificate certificate = certificate(id);

        assertThat(certificate.number()).isEqualTo("2025000001");
        assertThat(certificate.date()).isEqualTo(DAY);
        assertThat(certificate.approvalDocument()).isEqualTo(APPROVAL);
        assertThat(certificate.maskedIdNumber()).isEqualTo("110***********0013");
        assertThat(services.certificateFiles().keys()).containsExactly(certificate.key());
        assertThat(applications.deliveries(id, SendMail.class)).extracting(SendMail::template).endsWith(MailTemplate.CERTIFICATE_ISSUED);
    }

    @Test
    @DisplayName("R30 重复制发得到同一证书")
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
        Callable<State> issue = () -> applications.certificates(services.applications(), services.certificateFiles()).issue(id, id + "-1")
                .state();
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
        assertThat(services.certificates().number("CERTIFICATE#2025", "next")).isEqualTo(2);
        if (!before) {
            assertThat(file(id)).isEqualTo(written);
        }
    }

    @Test
    @DisplayName("R28 制发之前看不到证书")
    void shouldNotShowTheCertificateBeforeItIsIssued_R28() {
        String id = applications.atCertificate().id();
        assertThatThrownBy(() -> applications.certificates(services.applications(), new CutOff(services.certificateFiles(), false))
                .issue(id, id + "-1")).hasMessage("cut off");
        String number = applications.find(id).certificateNumber().orElseThrow();

        assertThat(Requests.get("/certificates").as(APPLICANT).to(new ListCertificatesHandler(services)).body()).isEqualTo("[]");
        assertThat(download(APPLICANT, number).statusCode()).isEqualTo(404);
        assertThat(Requests.get("/applications/{id}").path("id", id).as(APPLICANT)
                .to(new org.zhicheng.handlers.drafting.ShowApplicationHandler(services)).body()).doesNotContain(number);
        assertThat(Requests.get("/applications/{id}/timeline").path("id", id).as(APPLICANT)
                .to(new org.zhicheng.handlers.drafting.ShowTimelineHandler(services)).body()).doesNotContain(number);
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
    @DisplayName("R30 证书编号不重复使用")
    void shouldSkipANumberThatIsThereAlready_R30() {
        String id = applications.certified().id();
        Certificate first = certificate(id);
        String second = other();
        record("二号", second);
        // as after a change of the format: the next number of the sequence was given to someone before
        services.certificates().issue(ofSomeoneElse(first, "2025000002", "code-x"),
                applications.transitions().enter(applications.find(id), applications.find(id).edit(), State.CERTIFIED,
                        org.zhicheng.dossier.process.Transitions.Who.workflow(org.zhicheng.dossier.flow.Command.ISSUE_CERTIFICATE), ""));
        applications.follow(second);

        assertThat(certificate(second).number()).isEqualTo("2025000003");
    }

    private static final class NoKey implements Signer {
        @Override
        public byte[] sign(byte[] message) {
            throw new IllegalStateException("no key");
        }

        @Override
        public byte[] publicKey() {
            throw new IllegalStateException("no key");
        }
    }

    /** R48: each of what can fail before the number, put right afterwards. */
    private record Obstacle(String name, Consumer<IssueCertificateTest> stands, Consumer<IssueCertificateTest> putRight, String told) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Obstacle> obstacles() {
        return Stream.of(new Obstacle("a letter of the specialty", t -> t.wording("😀专业"), t -> t.wording("机械工程专业"), "U+1F600"),
                new Obstacle("the authority", t -> t.authority("局😀"), t -> t.authority("样例局"), "发证机关"),
                new Obstacle("the portrait", t -> t.portrait(new byte[]{1, 2, 3}), t -> t.portrait(Applications.PORTRAIT), "证件照片"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("R30、R48、R51、R52 不能制证时不占用编号，原因消除后自动继续")
    @MethodSource("obstacles")
    void shouldUseNothingUpWhereItCannotBeMadeAndGoOnOnceItIsPutRight_R30_R48_R51_R52(Obstacle obstacle) {
        String id = applications.atCertificate().id();
        obstacle.stands().accept(this);
        IssueCertificate issue = applications.certificates(services.applications(), services.certificateFiles());
        int issued = services.certificates().ofApplicant(APPLICANT).size();

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> issue.issue(id, id + "-1")).isInstanceOf(CertificateHeldUp.class);
        }
        assertThat(applications.find(id).state()).isEqualTo(State.CERTIFICATE);
        assertThat(applications.find(id).certificateNumber()).isEmpty();
        assertThat(services.certificates().ofApplicant(APPLICANT)).hasSize(issued);
        assertThat(services.certificateFiles().keys()).isEmpty();
        assertThat(services.applications().events(id)).filteredOn(e -> e.action().equals(HeldUp.ACTION)).singleElement()
                .satisfies(e -> assertThat(e.note()).contains(obstacle.told()));

        obstacle.putRight().accept(this);
        assertThat(issue.issue(id, id + "-1").state()).isEqualTo(State.CERTIFIED);
        assertThat(certificate(id).number()).as("no number was used up").isEqualTo("2025000001");
    }

    @Test
    @DisplayName("R34、R39、R52 同一职称已有有效证书的不再制发；该证书撤销后退回评审机构研判，答复并另列批文后制发")
    void shouldAskTheOfficeAgainOnceTheOtherCertificateOfTheTitleIsRevoked_R34_R39_R52() {
        String id = applications.atCertificate().id();
        certifyElsewhere();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> applications.follow(id)).isInstanceOf(CertificateHeldUp.class);
        }
        assertThat(services.applications().events(id)).filteredOn(e -> e.action().equals(HeldUp.ACTION)).singleElement()
                .satisfies(e -> assertThat(e.note()).contains("同一职称", "of the same title"));

        revokeElsewhere();
        assertThat(applications.follow(id).state()).isEqualTo(State.MATERIALS);
        Application back = applications.find(id);
        assertThat(back.certificateNumber()).isEmpty();
        applications.receipts().receive(applications.as(OFFICE), id, new ReceiveMaterials.Receipt(List.copyOf(back.originals()),
                back.content().version(), Map.of("REVOCATION_TO_WEIGH", "原证书已撤销，不影响本次")));
        record("样测〔2025〕9号", id);
        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
        assertThat(certificate(id).number()).as("no number was used up").isEqualTo("2025000001");
    }

    private Application clear(String sub, String id, String series, String specialty, boolean otherDocument) {
        Application seen = applications.find(id);
        return new ClearObstacle(services.applications(), applications.transitions()).clear(applications.as(sub), id,
                new ClearObstacle.Clearing(seen.stay().attempt(), "样例理由", series, specialty, otherDocument));
    }

    private String heldUp() {
        return Requests.get("/waiting").header("accept-language", "zh").asStaff(OFFICE).to(new ListWaitingHandler(services)).body();
    }

    @Test
    @DisplayName("R48 评审机构写明理由改正无法打印的字，其余不能改；改正后立即制发")
    void shouldLetTheOfficeRewordWhatCannotPrintAndNothingElse_R48_R51() {
        String id = applications.atCertificate().id();
        Applications.refused(ErrorCode.NOT_OPEN_FOR_CORRECTION, () -> clear(OFFICE, id, "", "电气工程专业", false));
        wording("😀机械工程专业");
        assertThatThrownBy(() -> applications.follow(id)).isInstanceOf(CertificateHeldUp.class);

        Applications.refused(ErrorCode.RULES_BROKEN, () -> clear(OFFICE, id, "", "机械😀工程专业", false));
        Applications.refused(ErrorCode.NOT_OPEN_FOR_CORRECTION, () -> clear(OFFICE, id, "另一系列", "", false));
        Applications.refused(ErrorCode.NOT_ALLOWED, () -> clear(APPLICANT, id, "", "机械工程专业", false));
        clear(OFFICE, id, "", "机械工程专业", false);

        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
        assertThat(services.applications().events(id)).filteredOn(e -> e.action().equals("CLEAR_OBSTACLE")).singleElement()
                .satisfies(e -> assertThat(e.note()).contains("样例理由", "😀机械工程专业 → ", "机械工程专业"));
        Applications.refused(ErrorCode.WRONG_STATE, () -> clear(OFFICE, id, "", "", false));
    }

    @ParameterizedTest(name = "the registration is corrected first: {0}")
    @DisplayName("R41、R48 姓名无法打印的，更正注册信息并排除障碍，先后不拘，证书上是更正后的姓名")
    @CsvSource({"true", "false"})
    void shouldIssueUnderTheCorrectedNameWhicheverComesFirst_R41_R48(boolean correctedFirst) {
        String id = applications.atCertificate().id();
        Application held = applications.find(id);
        rewrite(held, held.edit().identity("李晓😀明", held.maskedIdNumber()));
        assertThatThrownBy(() -> applications.follow(id)).isInstanceOf(CertificateHeldUp.class);
        services.clock().advance(Duration.ofMinutes(2));
        assertThat(heldUp()).as("in the list of what waits").contains("U+1F600");

        if (correctedFirst) {
            correctName(id);
        }
        clear(OFFICE, id, "", "", false);
        if (!correctedFirst) {
            assertThatThrownBy(() -> applications.follow(id)).as("cleared, yet nothing was put right")
                    .isInstanceOf(CertificateHeldUp.class);
            correctName(id);
        }

        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
        assertThat(certificate(id).name()).isEqualTo("李小明");
        assertThat(certificate(id).number()).as("no number was used up").isEqualTo("2025000001");
        assertThat(services.applications().events(id)).extracting(e -> e.action()).contains("CORRECT_REGISTRATION", "CLEAR_OBSTACLE");
    }

    private void correctName(String id) {
        new CorrectRegistration(services.people(), services.applications(), services.certificates(), services.vault(),
                applications.transitions())
                .correct(applications.as(OFFICE), new CorrectRegistration.Correction(id, null, "李小明", "", false, "登记有误", "居民身份证原件"));
    }

    @Test
    @DisplayName("R48 批文文号有误的，退出该批文、另行登记后制发，原批文不再批准此人")
    void shouldTakeWhatIsNotCertifiedYetOutOfAWrongDocument_R48() {
        String id = applications.atCertificate().id();
        String wrong = applications.find(id).approvalDocument().orElseThrow();
        Application out = clear(OFFICE, id, "", "", true);

        assertThat(out.state()).isEqualTo(State.APPROVAL_DOCUMENT);
        assertThat(applications.follow(id).state()).isEqualTo(State.APPROVAL_DOCUMENT);
        applications.approvals().resume(wrong);
        assertThat(applications.find(id).state()).as("the wrong one approves nobody twice").isEqualTo(State.APPROVAL_DOCUMENT);
        applications.approvals().record(applications.as(OFFICE), "样测〔2025〕9号", DAY, applications.listed(List.of(id)));
        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
        assertThat(certificate(id).approvalDocument()).isEqualTo("样测〔2025〕9号");
    }

    @Test
    @DisplayName("R28、R48 批文的制证进度：已发证、制证中、受阻及原因、已移出")
    void shouldTellHowFarTheCertificatesOfADocumentAre_R28_R48() {
        String id = applications.atCertificate().id();
        assertThat(progress().progress()).containsEntry(ListApprovalDocuments.Progress.UNDER_WAY, 1)
                .containsEntry(ListApprovalDocuments.Progress.ISSUED, 0);
        wording("😀机械工程专业");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> applications.follow(id)).isInstanceOf(CertificateHeldUp.class);
        }
        assertThat(progress().listed()).singleElement().satisfies(one -> {
            assertThat(one.progress()).isEqualTo(ListApprovalDocuments.Progress.HELD_UP);
            assertThat(one.heldUp().orElseThrow()).contains("U+1F600");
        });

        clear(OFFICE, id, "", "机械工程专业", false);
        applications.follow(id);
        assertThat(progress().progress()).containsEntry(ListApprovalDocuments.Progress.ISSUED, 1)
                .containsEntry(ListApprovalDocuments.Progress.HELD_UP, 0);
        assertThat(progress().listed().getFirst().heldUp()).isEmpty();
    }

    private ListApprovalDocuments.Documents progress() {
        return new ListApprovalDocuments(services.certificates(), services.applications()).list(applications.as(OFFICE),
                Optional.of(Applications.APPROVAL));
    }

    @Test
    @DisplayName("R48 证书不能制发的，以邮件告知评审机构，列出原因和办法")
    void shouldTellTheOfficeOfACertificateThatIsHeldUp_R48() {
        String id = applications.atCertificate().id();
        wording("😀机械工程专业");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> applications.follow(id)).isInstanceOf(CertificateHeldUp.class);
        }

        assertThat(applications.deliveries(id, MailToStaff.class)).singleElement().satisfies(mail -> {
            assertThat(mail.recipient()).isEqualTo(OFFICE);
            assertThat(mail.template()).isEqualTo(MailTemplate.STAFF_HELD_UP);
            assertThat(mail.facts()).isEqualTo(Map.of("applicationId", id));
        });
        services.clock().advance(java.time.Duration.ofMinutes(2));
        assertThat(heldUp()).contains("\"reason\":\"HELD_UP\"", "U+1F600", "请按说明排除");
        clear(OFFICE, id, "", "机械工程专业", false);
        applications.follow(id);
        assertThat(heldUp()).contains("\"total\":0");
    }

    @Test
    @DisplayName("R48 证件照片丢失、损坏的，由评审机构补传后制发；其他材料不能动")
    void shouldLetTheOfficeReplaceThePortraitThatHoldsACertificateUp_R48() {
        String id = applications.atCertificate().id();
        Applications.refused(ErrorCode.NOT_OPEN_FOR_CORRECTION,
                () -> applications.announce(OFFICE, id, Material.A3, Applications.PORTRAIT, null));
        portrait(new byte[]{1, 2, 3});
        assertThatThrownBy(() -> applications.follow(id)).isInstanceOf(CertificateHeldUp.class);

        Applications.refused(ErrorCode.NOT_OPEN_FOR_CORRECTION,
                () -> applications.announce(OFFICE, id, Material.A4, Applications.SCAN, null));
        Applications.refused(ErrorCode.WRONG_STATE, () -> applications.announce(APPLICANT, id, Material.A3, Applications.PORTRAIT, null));
        String replaced = applications.upload(OFFICE, id, Material.A3, Applications.PORTRAIT).id();
        clear(OFFICE, id, "", "", false);

        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
        assertThat(applications.find(id).files(Material.A3)).extracting(a -> a.id()).containsExactly(replaced);
        assertThat(applications.find(id).files(Material.A3).getFirst().view(APPLICANT, org.zhicheng.ground.text.Language.ZH).uploadedBy())
                .isEqualTo(Role.OFFICE);
    }

    private static Qualification specialty(Qualification q, String specialty) {
        return new Qualification(q.kind(), q.level(), q.series(), specialty, q.district());
    }

    @Test
    void shouldUseNoNumberUpWhereTheSignerFails_R30() {
        String id = applications.atCertificate().id();
        IssueCertificate failing = new IssueCertificate(services.applications(), services.certificates(), services.materials(),
                services.certificateFiles(), services.staff(), new NoKey(), applications.guard(), applications.transitions(),
                services.ids(), "https://zhicheng.invalid");

        assertThatThrownBy(() -> failing.issue(id, id + "-1")).hasMessage("no key");
        assertThat(services.certificates().number("CERTIFICATE#2025", "next")).isEqualTo(1);
    }

    @Test
    void shouldIssueWhatWasApprovedBeforeLettersWereAskedAbout_R51() {
        String id = applications.atApprovalDocument().id();
        services.certificates()
                .begin(new ApprovalDocument("样测〔2025〕1\u200B号", DAY, List.of(id), OFFICE, services.now(), "",
                        java.util.Map.of(id, new ApprovalDocument.Shown(applications.find(id).content().version(), java.util.Map.of())),
                        ApprovalDocument.Stage.RECORDING));
        applications.approvals().resume("样测〔2025〕1\u200B号");
        applications.follow(id);

        assertThat(certificate(id).approvalDocument()).isEqualTo("样测〔2025〕1号");
    }

    private void wording(String specialty) {
        Application a = applications.find(onlyOne());
        rewrite(a, a.edit().qualification(specialty(a.qualification(), specialty)));
    }

    private void rewrite(Application a, Application.Edit edit) {
        Application after = edit.done();
        services.applications().commit(new Change(a, after, Samples.event(a.id(), after.version(), "TEST")));
    }

    private void authority(String authority) {
        Cycle c = services.cycles().find(2025).orElseThrow();
        Cycle.Settings s = c.settings();
        services.cycles().save(
                new Cycle(c.year(), c.opens(), c.closes(), c.closed(),
                        new Cycle.Settings(s.excludedSpecialties(), s.districts(), s.targetDays(), s.correctionDays(),
                                s.minimumNoticeDays(), s.certificateNumberFormat(), authority, s.receivingOffice(),
                                s.supervisingTelephone(), s.keptMonths(), s.reconsiderationDays()))
                        .over(Optional.of(c)),
                Samples.event("CYCLE#2025", System.nanoTime(), "SET_CYCLE"));
    }

    private void portrait(byte[] content) {
        Application a = applications.find(onlyOne());
        services.materials().write(FileKeys.portraitKey(a.id(), a.files(Material.A3).getLast().id()), "image/jpeg", content);
    }

    private void certifyElsewhere() {
        Application a = applications.find(onlyOne());
        Qualification q = a.qualification();
        Application other = Application.draft("elsewhere", 2024, a.applicant(), a.name(), a.maskedIdNumber(), q, services.now());
        services.applications().commit(new Change(Optional.empty(), other, Samples.event("elsewhere", 0, "CREATE"), List.of(), List.of(),
                List.of(), Optional.empty()));
        Application numbered = other.edit().certificateNumber("2024000001").enter(State.CERTIFIED, services.now(), Optional.empty()).done();
        services.certificates()
                .issue(new Certificate("2024000001", "code-elsewhere", other.id(), a.applicant(), a.name(), a.maskedIdNumber(), "工程",
                        "机械工程", q.level(), q.kind(), DAY.minusYears(1), "旧", "局", "", services.now(), Optional.empty()),
                        new Change(other, numbered, Samples.event(other.id(), numbered.version(), "ISSUE_CERTIFICATE")));
    }

    private void revokeElsewhere() {
        Cycle cycle = applications.transitions().cycle(2025);
        services.cycles().save(new Cycle(2024, cycle.opens(), cycle.closes(), Optional.empty(), cycle.settings()).over(Optional.empty()),
                Samples.event("CYCLE#2024", 1, "SET_CYCLE"));
        new RevokeCertificate(services.applications(), services.certificates(), applications.transitions()).revoke(applications.as(OFFICE),
                "2024000001", "样例理由");
    }

    private String onlyOne() {
        return services.applications().ofApplicant(APPLICANT).stream().map(ApplicationSummary::id).filter(id -> !id.equals("elsewhere"))
                .findFirst().orElseThrow();
    }

    @Test
    void shouldStopASupersededExecution_R25() {
        String id = applications.atCertificate().id();

        assertThatThrownBy(() -> new IssueCertificateHandler(services)
                .handleRequest(new StepInput(id, id + "-0", State.CERTIFICATE, null, null, null), null))
                .isInstanceOf(ExecutionSuperseded.class);
        assertThat(new IssueCertificateHandler(services)
                .handleRequest(new StepInput(id, id + "-1", State.CERTIFICATE, null, null, null), null).step()).isEqualTo(State.CERTIFIED);
    }

    @Test
    void shouldIssueWhereTheApplicationIsResumedAtTheSameMoment_R30() {
        String id = applications.atCertificate().id();
        Meanwhile racing = new Meanwhile(services.applications(),
                () -> new org.zhicheng.work.resumption.ResumeApplications(services.applications(), services.cycles(), services.workflow(),
                        applications.transitions()).resume(id, true));

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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"{year}{sequence:06},2025000017", "ZC-{year}-{level}{kind}-{sequence:04},ZC-2025-1C-0017", "{sequence}{year},172025"})
    void shouldWriteTheNumberAsTheFormatSays_R30(String format, String number) {
        assertThat(CertificateNumber.of(format, 2025, org.zhicheng.dossier.application.TitleLevel.JUNIOR,
                org.zhicheng.dossier.application.Kind.INITIAL_DETERMINATION, 17)).isEqualTo(number);
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
        ApplicationView view = Json.decode(
                Requests.get("/applications/{id}").path("id", id).as(APPLICANT)
                        .to(new org.zhicheng.handlers.drafting.ShowApplicationHandler(services)).body(),
                com.fasterxml.jackson.databind.JsonNode.class).has("certificateNumber")
                        ? new org.zhicheng.lambda.UseCases(services).show().view(applications.as(Applications.OFFICE),
                                applications.find(id))
                        : null;

        assertThat(view).isNotNull();
        assertThat(view.certificateNumber()).contains("2025000001");
        assertThat(view.stepsToCome()).isEmpty();
    }

    /** Files that are cut off at the first write: before it, or just after. */
    private String other() {
        applications.register("other", "王芳");
        return applications.atApprovalDocument("other").id();
    }

    private List<RecordApprovalDocument.Line> record(String number, String... ids) {
        return applications.approvals().record(applications.as(OFFICE), number, DAY, applications.listed(Arrays.asList(ids)));
    }

    private Certificate certificate(String id) {
        return services.certificates().find(applications.find(id).certificateNumber().orElseThrow()).orElseThrow();
    }

    private byte[] file(String id) {
        return services.certificateFiles().read(certificate(id).key(), 100_000_000).orElseThrow();
    }

    private static Certificate ofSomeoneElse(Certificate c, String number, String code) {
        return new Certificate(number, code, c.applicationId(), "someone", c.name(), c.maskedIdNumber(), c.series(), c.specialty(),
                c.level(), c.kind(), c.date(), c.approvalDocument(), c.issuingAuthority(), c.signature(), c.issuedAt(), Optional.empty());
    }

    private ApiResponse download(String sub, String number) {
        return Requests.get("/certificates/{number}/file").path("number", number).asStaff(sub).to(new DownloadCertificateHandler(services));
    }
}
