package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Reconsideration;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery.StartReview;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.registration.DownloadPersonalDataHandler;
import org.zhicheng.handlers.review.RequestReconsiderationHandler;
import org.zhicheng.inquiry.ApplicationView;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.certificate.CertificateView;
import org.zhicheng.work.certificate.RevokeCertificate;
import org.zhicheng.work.certificate.VerifyCertificate.Status;
import org.zhicheng.work.review.Reconsider.Finding;
import org.zhicheng.work.review.Reconsider.Outcome;

/** R45: whoever was rejected, or lost a certificate, may ask once, within ten working days, that somebody else look at it again (复查). */
class ReconsiderTest {

    private static final String WHY = "年限按劳动合同已满";

    private final Applications applications = new Applications();

    private Application at(State tier) {
        return switch (tier) {
            case EMPLOYER_REVIEW -> applications.atEmployer();
            case DISTRICT_REVIEW -> applications.atDistrict();
            case COMMITTEE_REVIEW -> applications.atCommittee();
            case MATERIALS -> applications.atMaterials();
            default -> applications.atApprovalDocument();
        };
    }

    private static String by(State tier) {
        return switch (tier) {
            case EMPLOYER_REVIEW -> EMPLOYER;
            case DISTRICT_REVIEW -> DISTRICT;
            case COMMITTEE_REVIEW -> COMMITTEE;
            default -> OFFICE;
        };
    }

    private Application rejected(State tier) {
        String id = at(tier).id();
        return applications.decide(by(tier), id, applications.reject(id));
    }

    private Application ask(String sub, Application seen) {
        return ask(applications.services.applications(), sub, seen, applications.services.now());
    }

    private Application ask(ApplicationStore on, String sub, Application seen, Instant received) {
        return new RequestReconsideration(on, applications.transitions()).request(applications.as(sub), seen.id(), seen.stay().attempt(),
                WHY, received);
    }

    private Application decide(String sub, Application seen, Outcome outcome) {
        return decide(applications.services.applications(), sub, seen, outcome);
    }

    private Application decide(ApplicationStore on, String sub, Application seen, Outcome outcome) {
        return new Reconsider(on, applications.transitions(), applications.standIn()).decide(applications.as(sub), seen.id(),
                new Finding(seen.stay().attempt(), seen.content().version(), outcome, "经核查"));
    }

    /** Another person of the office, who has decided nothing. */
    private String colleague() {
        Samples.appoint(applications.services, "office-2", Role.OFFICE, "");
        return "office-2";
    }

    private void days(int days) {
        Cycle c = applications.transitions().cycle(2025);
        Cycle.Settings s = c.settings();
        Cycle.Settings next = new Cycle.Settings(s.excludedSpecialties(), s.districts(), s.targetDays(), s.correctionDays(),
                s.minimumNoticeDays(), s.certificateNumberFormat(), s.issuingAuthority(), s.receivingOffice(), s.supervisingTelephone(),
                s.keptMonths(), days);
        applications.services.cycles().save(c.with(next, applications.services.now()).over(Optional.of(c)),
                Samples.event("CYCLE#2025", 2 + c.revision().version(), "SET_CYCLE"));
    }

    @ParameterizedTest
    @EnumSource(value = State.class, names = {"EMPLOYER_REVIEW", "DISTRICT_REVIEW", "COMMITTEE_REVIEW", "MATERIALS", "APPROVAL_DOCUMENT"})
    @DisplayName("R45 任一环节不予通过，都可申请复查一次；复查认为有误的，退回该环节重新审核，原决定留存但不再有效")
    void shouldGoBackToTheStepWhereItWasRejected_R45(State tier) {
        Application rejected = rejected(tier);
        Application asked = ask(APPLICANT, rejected);

        assertThat(asked.state()).isEqualTo(State.RECONSIDERATION);
        assertThat(asked.reconsideration().flatMap(Reconsideration::request)).map(Reconsideration.Request::reason).hasValue(WHY);
        assertThat(asked.executionAttempt()).as("an execution of its own waits").isEqualTo(rejected.executionAttempt() + 1);
        assertThat(applications.deliveries(asked.id(), StartReview.class).getLast().outcome().step()).isEqualTo(State.RECONSIDERATION);
        assertThat(applications.deliveries(asked.id(), SendMail.class).getLast().template())
                .isEqualTo(MailTemplate.RECONSIDERATION_REQUESTED);
        assertThat(ask(APPLICANT, rejected)).as("a repeat").isEqualTo(asked);

        String other = colleague();
        applications.follow(asked.id());
        Application again = decide(other, asked, Outcome.SENT_BACK);

        assertThat(again.state()).isEqualTo(tier);
        assertThat(again.rejection()).as("overturned").isEmpty();
        assertThat(again.reviews()).as("and kept").hasSize(rejected.reviews().size() + 1)
                .contains(rejected.rejection().orElseThrow().superseding());
        assertThat(again.standingReviews()).as("what was passed before stands")
                .containsAll(rejected.standingReviews().stream().filter(r -> r.outcome() == Review.Outcome.PASS).toList());
        assertThat(applications.actions(again.id())).endsWith("REJECT", "REQUEST_RECONSIDERATION", "OPEN_REVIEW", "RECONSIDER");
        assertThat(applications.deliveries(again.id(), Callback.class).getLast().outcome().step()).isEqualTo(tier);
        assertThat(applications.deliveries(again.id(), SendMail.class).getLast().template())
                .isEqualTo(MailTemplate.RECONSIDERATION_SENT_BACK);
        assertThat(decide(other, asked, Outcome.SENT_BACK)).as("a repeat").isEqualTo(again);
        refused(ErrorCode.ALREADY_DECIDED, () -> decide(other, asked, Outcome.UPHELD));
    }

    @Test
    @DisplayName("R34、R45 系统核验不符合条件而不予通过的，也可申请复查，认为有误的重新核验")
    void shouldBeCheckedAnewWhereTheCheckHadRejectedIt_R45() {
        Dossier dossier = new Dossier().credential(CredentialType.MASTER);
        dossier.presentTitle = new PresentTitle(Optional.of(TitleLevel.JUNIOR), "助理工程师");
        String id = applications.submit(applications.draft(APPLICANT, dossier).id()).id();
        applications.fraud(APPLICANT);
        Application rejected = applications.follow(id);
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.reconsideration()).map(Reconsideration::step).hasValue(State.SUBMITTED);

        Application asked = ask(APPLICANT, rejected);
        applications.follow(id);
        assertThat(decide(OFFICE, asked, Outcome.SENT_BACK).state()).isEqualTo(State.SUBMITTED);
        assertThat(applications.follow(id).state()).as("while the record stands").isEqualTo(State.REJECTED);
    }

    @Test
    @DisplayName("R45 复查维持原结果的，申报终止，不能再次申请复查")
    void shouldEndWhereItIsUpheldAndCannotBeAskedTwice_R45() {
        Application asked = applications.questioned();
        Application upheld = decide(OFFICE, asked, Outcome.UPHELD);

        assertThat(upheld.state()).isEqualTo(State.REJECTED);
        assertThat(upheld.rejection()).map(Review::step).hasValue(State.RECONSIDERATION);
        assertThat(applications.deliveries(upheld.id(), Callback.class).getLast().outcome().step()).isEqualTo(State.REJECTED);
        assertThat(applications.deliveries(upheld.id(), SendMail.class).getLast().template())
                .isEqualTo(MailTemplate.RECONSIDERATION_UPHELD);
        assertThat(view(upheld).reconsideration()).map(ApplicationView.Questioned::open).hasValue(false);
        refused(ErrorCode.RECONSIDERED_ONCE, () -> ask(APPLICANT, upheld));
    }

    @Test
    @DisplayName("R45 重新审核后再次不予通过的，不能再次申请复查")
    void shouldNotBeAskedAgainAfterAnotherRejection_R45() {
        Application asked = applications.questioned();
        decide(OFFICE, asked, Outcome.SENT_BACK);
        applications.follow(asked.id());
        Application again = applications.decide(DISTRICT, asked.id(), applications.reject(asked.id()));

        assertThat(again.state()).isEqualTo(State.REJECTED);
        refused(ErrorCode.RECONSIDERED_ONCE, () -> ask(APPLICANT, again));
    }

    @Test
    @DisplayName("R45、R29 复查由此前未参与审核的人员办理；无人可办的，由管理员代办")
    void shouldBeLookedAtBySomebodyElse_R45() {
        Application asked = ask(APPLICANT, rejected(State.MATERIALS));
        applications.follow(asked.id());

        refused(ErrorCode.DECIDED_BEFORE, () -> decide(OFFICE, asked, Outcome.UPHELD));
        for (String sub : List.of(APPLICANT, EMPLOYER, DISTRICT, COMMITTEE)) {
            refused(ErrorCode.NOT_ALLOWED, () -> decide(sub, asked, Outcome.SENT_BACK));
        }
        refused(ErrorCode.NOT_FOUND, () -> decide("stranger", asked, Outcome.SENT_BACK));
        Application before = applications.find(asked.id());
        assertThat(decide(ADMINISTRATOR, before, Outcome.SENT_BACK).state()).as("nobody else of the office could")
                .isEqualTo(State.MATERIALS);
    }

    @Test
    @DisplayName("R48 有人可办的，管理员不代办")
    void shouldNotBeDecidedByAnAdministratorWhereSomebodyCan_R48() {
        Application asked = applications.questioned();
        refused(ErrorCode.SOMEBODY_CAN_ACT, () -> decide(ADMINISTRATOR, asked, Outcome.UPHELD));
    }

    @Test
    @DisplayName("R45、R53 期限为不予通过之日后十个工作日，以到达系统的时刻为准")
    void shouldBeAskedWithinTenWorkingDays_R45() {
        Application rejected = rejected(State.DISTRICT_REVIEW);
        Instant until = rejected.reconsideration().orElseThrow().until();

        assertThat(until).isEqualTo(WorkingDays.regional().instantAfter(applications.services.now(), 10));
        applications.services.clock().set(until.plusSeconds(5));
        refused(ErrorCode.RECONSIDERATION_TOO_LATE, () -> ask(applications.services.applications(), APPLICANT, rejected, until));
        assertThat(view(rejected).reconsideration()).map(ApplicationView.Questioned::open).hasValue(false);
        assertThat(ask(applications.services.applications(), APPLICANT, rejected, until.minusMillis(1)).state())
                .as("what came in time counts").isEqualTo(State.RECONSIDERATION);
    }

    @Test
    @DisplayName("R45 批次未开放复查的，不予通过即终止")
    void shouldBeRefusedWhereTheCycleGivesNoDaysForIt_R45() {
        days(0);
        Application rejected = rejected(State.DISTRICT_REVIEW);

        assertThat(rejected.reconsideration()).isEmpty();
        refused(ErrorCode.NO_RECONSIDERATION, () -> ask(APPLICANT, rejected));
    }

    @Test
    @DisplayName("R26、R45 复查期间不能撤回后重新申报，但可由人社部门终止")
    void shouldNotBeWithdrawnToApplyAnew_R26() {
        Application asked = applications.questioned();
        refused(ErrorCode.WRONG_STATE, () -> applications.withdraw(APPLICANT, asked.id()));
    }

    @Test
    void shouldLetNobodyElseAsk_R45() {
        Application rejected = rejected(State.DISTRICT_REVIEW);
        for (String sub : List.of(EMPLOYER, DISTRICT, COMMITTEE, OFFICE, ADMINISTRATOR)) {
            refused(ErrorCode.NOT_ALLOWED, () -> ask(sub, rejected));
        }
        refused(ErrorCode.NOT_FOUND, () -> ask("stranger", rejected));
        applications.register("other", "王芳");
        Application waiting = applications.atEmployer("other");
        refused(ErrorCode.WRONG_STATE, () -> ask("other", waiting));
    }

    @Test
    @DisplayName("R45 同时申请两次，只复查一次；同时决定，先到者有效")
    void shouldBeOneOfTwoAtTheSameMoment_R45() {
        Application rejected = rejected(State.DISTRICT_REVIEW);
        Meanwhile twice = new Meanwhile(applications.services.applications(), () -> ask(APPLICANT, rejected));
        Application asked = ask(twice, APPLICANT, rejected, applications.services.now());
        assertThat(applications.actions(asked.id()).stream().filter("REQUEST_RECONSIDERATION"::equals)).hasSize(1);

        String other = colleague();
        Meanwhile both = new Meanwhile(applications.services.applications(), () -> decide(other, asked, Outcome.UPHELD));
        refused(ErrorCode.ALREADY_DECIDED, () -> decide(both, OFFICE, asked, Outcome.SENT_BACK));
        assertThat(applications.find(asked.id()).state()).isEqualTo(State.REJECTED);
    }

    @Test
    @DisplayName("R49 复查所见之后内容有变的，先看变化")
    void shouldNameTheVersionThatWasSeen_R49() {
        Application asked = applications.questioned();
        refused(ErrorCode.CONTENT_CHANGED,
                () -> new Reconsider(applications.services.applications(), applications.transitions(), applications.standIn()).decide(
                        applications.as(OFFICE), asked.id(),
                        new Finding(asked.stay().attempt(), asked.content().version() - 1, Outcome.UPHELD, "经核查")));
        refused(ErrorCode.STALE_VERSION,
                () -> new Reconsider(applications.services.applications(), applications.transitions(), applications.standIn()).decide(
                        applications.as(OFFICE), asked.id(),
                        new Finding(asked.stay().attempt() + 1, asked.content().version(), Outcome.UPHELD, "经核查")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"reconsideration|{\"attempt\":4}|MISSING_FIELD",
            "reconsideration|{\"reason\":\"x\"}|MISSING_FIELD", "reconsideration|{\"attempt\":4,\"reason\":\"x\",\"y\":1}|UNKNOWN_FIELD",
            "reconsideration/decision|{\"attempt\":5,\"contentVersion\":1,\"reason\":\"x\"}|MISSING_FIELD",
            "reconsideration/decision|{\"attempt\":5,\"outcome\":\"UPHELD\",\"reason\":\"x\"}|MISSING_FIELD",
            "reconsideration/decision|{\"attempt\":5,\"contentVersion\":1,\"outcome\":\"UPHELD\"}|MISSING_FIELD",
            "reconsideration/decision|{\"attempt\":5,\"contentVersion\":1,\"outcome\":\"PASS\",\"reason\":\"x\"}|INVALID_VALUE"})
    void shouldRefuseABrokenBodyWithItsCode_R45(String route, String body, ErrorCode code) {
        Application asked = applications.questioned();
        Requests request = Requests.post("/applications/{id}/" + route).path("id", asked.id());
        assertThat(problem((route.endsWith("decision") ? request.asStaff(OFFICE) : request.as(APPLICANT)).body(body)
                .to(new RequestReconsiderationHandler(applications.services)))).isEqualTo(code);
        assertThat(applications.find(asked.id())).isEqualTo(asked);
    }

    @Test
    void shouldRefuseAReasonThatIsTooLong_R51() {
        Application rejected = rejected(State.DISTRICT_REVIEW);
        refused(ErrorCode.INVALID_VALUE, () -> new RequestReconsideration(applications.services.applications(), applications.transitions())
                .request(applications.as(APPLICANT), rejected.id(), rejected.stay().attempt(), "样".repeat(1_001), Instant.EPOCH));
    }

    /** A certified application whose certificate the office has revoked. */
    private Application revoked() {
        String id = applications.certified().id();
        revoke(OFFICE, certificate(id));
        return applications.find(id);
    }

    private Certificate revoke(String sub, Certificate certificate) {
        return new RevokeCertificate(applications.services.applications(), applications.services.certificates(), applications.transitions())
                .revoke(applications.as(sub), certificate.number(), "查无此学历");
    }

    private Certificate certificate(String id) {
        return applications.services.certificates().find(applications.find(id).certificateNumber().orElseThrow()).orElseThrow();
    }

    private Status status(Certificate certificate) {
        return CertificateView.of(applications.services.certificates().find(certificate.number()).orElseThrow()).status();
    }

    @Test
    @DisplayName("R34、R45 证书被撤销的，可申请复查一次；认为撤销有误的，另发新证，原证不恢复")
    void shouldIssueAnotherCertificateWhereTheRevocationWasWrong_R45() {
        Application revoked = revoked();
        Certificate former = certificate(revoked.id());
        assertThat(revoked.reconsideration()).map(Reconsideration::step).hasValue(State.CERTIFICATE);
        assertThat(view(revoked).reconsideration()).map(ApplicationView.Questioned::open).hasValue(true);

        Application asked = ask(APPLICANT, revoked);
        assertThat(asked.state()).isEqualTo(State.RECONSIDERATION);
        assertThat(ask(APPLICANT, revoked)).as("a repeat").isEqualTo(asked);
        assertThat(status(former)).as("until it is found wrong").isEqualTo(Status.REVOKED);
        applications.follow(asked.id());
        refused(ErrorCode.DECIDED_BEFORE, () -> decide(OFFICE, asked, Outcome.SENT_BACK));
        String other = colleague();
        Application sentBack = decide(other, asked, Outcome.SENT_BACK);
        assertThat(sentBack.state()).isEqualTo(State.CERTIFICATE);
        assertThat(decide(other, asked, Outcome.SENT_BACK)).as("a repeat").isEqualTo(sentBack);

        Application again = applications.follow(asked.id());
        Certificate anew = certificate(again.id());
        assertThat(again.state()).isEqualTo(State.CERTIFIED);
        assertThat(anew.number()).isNotEqualTo(former.number());
        assertThat(anew.replaces()).hasValue(former.number());
        assertThat(anew.title()).usingRecursiveComparison().ignoringFields("owner").isEqualTo(former.title());
        assertThat(status(anew)).isEqualTo(Status.VALID);
        assertThat(status(former)).isEqualTo(Status.REPLACED);
        assertThat(applications.services.certificates().find(former.number()).orElseThrow().revocation()).as("stays on record").isPresent();
        assertThat(applications.follow(again.id())).as("twice").isEqualTo(again);
        assertThat(applications.services.certificates().ofApplicant(APPLICANT)).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> revoke(OFFICE, former)).as("by the former number").isInstanceOfSatisfying(Failure.class, refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.CERTIFICATE_REPLACED);
                assertThat(refusal.text(Locale.CHINESE)).contains(anew.number());
            });
        }
        assertThat(status(anew)).isEqualTo(Status.VALID);
        assertThat(revoke(OFFICE, anew).revocation()).as("as any other").isPresent();
        assertThat(revoke(OFFICE, anew).revocation()).as("a repeat").isEqualTo(certificate(again.id()).revocation());
    }

    @Test
    @DisplayName("R34、R45 复查维持撤销的，申报终止，可以重新申报")
    void shouldStayRevokedWhereThatIsUpheld_R45() {
        Application asked = ask(APPLICANT, revoked());
        applications.follow(asked.id());
        refused(ErrorCode.ALREADY_APPLIED, () -> applications.draft(APPLICANT, new Dossier()));
        Application upheld = decide(colleague(), asked, Outcome.UPHELD);

        assertThat(upheld.state()).isEqualTo(State.REVOKED);
        assertThat(upheld.certificateNumber()).isPresent();
        assertThat(applications.deliveries(upheld.id(), Callback.class).getLast().outcome().step()).isEqualTo(State.REVOKED);
        refused(ErrorCode.RECONSIDERED_ONCE, () -> ask(APPLICANT, upheld));
        assertThat(applications.draft(APPLICANT, new Dossier()).state()).isEqualTo(State.DRAFT);
    }

    @Test
    @DisplayName("R26、R45 撤销后已重新申报的，不再受理复查")
    void shouldNotBeQuestionedByWhoHasAppliedAnew_R26() {
        Application revoked = revoked();
        applications.draft(APPLICANT, new Dossier());

        refused(ErrorCode.ALREADY_APPLIED, () -> ask(APPLICANT, revoked));
        assertThat(applications.find(revoked.id())).isEqualTo(revoked);
    }

    @Test
    @DisplayName("R39、R45 复查认为撤销有误而诚信档案仍在的，由经办人再核实")
    void shouldGoToTheOfficeWhereTheFactsOfNowForbidTheCertificate_R39() {
        Application asked = ask(APPLICANT, revoked());
        applications.follow(asked.id());
        decide(colleague(), asked, Outcome.SENT_BACK);
        applications.fraud(APPLICANT);

        assertThat(applications.follow(asked.id()).state()).isEqualTo(State.MATERIALS);
        assertThat(applications.services.certificates().ofApplicant(APPLICANT)).singleElement()
                .satisfies(c -> assertThat(c.valid()).isFalse());
    }

    @Test
    @DisplayName("R45 批次未开放复查的，撤销即终止")
    void shouldRefuseToQuestionARevocationWhereTheCycleGivesNoDays_R45() {
        days(0);
        Application revoked = revoked();
        refused(ErrorCode.NO_RECONSIDERATION, () -> ask(APPLICANT, revoked));
    }

    @Test
    @DisplayName("R44 本人下载的资料不含撤销人")
    void shouldTellTheHolderNothingOfWhoRevoked_R44() {
        Application revoked = revoked();
        assertThat(revoked.reconsideration().orElseThrow().by()).hasValue(OFFICE);
        assertThat(Base64.getDecoder().decode(
                Requests.get("/applicants/me/data").as(APPLICANT).to(new DownloadPersonalDataHandler(applications.services)).body()))
                .asString(StandardCharsets.UTF_8).contains("\"reconsideration\":{\"step\":\"CERTIFICATE\"")
                .doesNotContain("\"" + OFFICE + "\"");
    }

    private ApplicationView view(Application application) {
        return new org.zhicheng.lambda.UseCases(applications.services).show().view(applications.as(APPLICANT), application);
    }
}
