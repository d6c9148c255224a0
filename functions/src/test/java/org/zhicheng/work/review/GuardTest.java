package org.zhicheng.work.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Review.Outcome;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.approval.ReceiveMaterials.Receipt;
import org.zhicheng.work.approval.RecordApprovalDocument.Line;
import org.zhicheng.work.review.DecideReview.Decision;

/** One guard of every step forward: the facts of now decide, and open questions are answered (R39). */
class GuardTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 17);
    private static final String LIVE = "R34 INTEGRITY_RECORD_LIVE qualification.level";

    private final Applications applications = new Applications();

    @Test
    @DisplayName("R39 按当前事实不符合条件的，任何环节不得推荐、通过，仍可退回")
    void shouldLetNoTierPassWhoIsNotEligibleNow_R39() {
        String id = higherTitle();
        for (String reviewer : List.of(EMPLOYER, DISTRICT, COMMITTEE)) {
            Decision pass = applications.pass(id);
            if (reviewer.equals(COMMITTEE)) {
                applications.fraud(APPLICANT);
                Failure failure = refused(ErrorCode.NOT_ELIGIBLE_NOW, () -> applications.decide(reviewer, id, pass));
                assertThat(Applications.violations(failure)).containsExactly(LIVE);
                assertThat(applications.decide(reviewer, id, applications.returning(id, "A4")).state()).isEqualTo(State.CORRECTION);
            } else {
                applications.passed(id, reviewer);
            }
        }
    }

    @Test
    @DisplayName("R40 接收材料时评审机构可以不予通过")
    void shouldLetTheOfficeRejectWhereAReceiptIsStopped_R39_R40() {
        String id = atMaterials(higherTitle());
        applications.fraud(APPLICANT);

        Failure failure = refused(ErrorCode.NOT_ELIGIBLE_NOW, () -> applications.receiveAll(id));
        assertThat(Applications.violations(failure)).containsExactly(LIVE);
        assertThat(applications.decide(OFFICE, id, applications.reject(id)).state()).isEqualTo(State.REJECTED);
    }

    @Test
    void shouldStopAnApprovalAndLetTheOfficeReturn_R39_R40() {
        String id = applications.receiveAll(atMaterials(higherTitle())).id();
        applications.fraud(APPLICANT);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> approve(APPROVAL, id));
        assertThat(Applications.violations(failure)).containsExactly("R34 INTEGRITY_RECORD_LIVE " + id);
        Application returned = applications.decide(OFFICE, id, applications.returning(id, "A4"));
        assertThat(returned.state()).isEqualTo(State.CORRECTION);
        assertThat(returned.correction().orElseThrow().returnedFrom()).isEqualTo(State.APPROVAL_DOCUMENT);
    }

    @Test
    @DisplayName("R39 制证时不再符合条件的，退回评审机构处理")
    void shouldGiveACertificateThatMayNotBeIssuedBackToTheOffice_R39() {
        String id = applications.receiveAll(atMaterials(higherTitle())).id();
        approve(APPROVAL, id);
        applications.fraud(APPLICANT);
        Application stopped = applications.follow(id);

        assertThat(stopped.state()).isEqualTo(State.MATERIALS);
        assertThat(stopped.approvalDocument()).isEmpty();
        assertThat(applications.services.applications().ownerOf(Claim.Type.LISTED, id)).isEmpty();
        assertThat(applications.services.certificates().ofApplicant(APPLICANT)).isEmpty();
        assertThat(applications.services.applications().events(id)).anySatisfy(e -> assertThat(e.note()).as("in both languages")
                .contains("R34").containsPattern("\\p{IsHan}").containsPattern("[a-z] [a-z]"));
        assertThat(applications.decide(OFFICE, id, applications.reject(id)).state()).isEqualTo(State.REJECTED);
    }

    @Test
    void shouldListItInAnotherDocumentOnceTheOfficeHasAnsweredAndNotInTheFirstAgain_R39() {
        String id = applications.atApprovalDocument().id();
        approve(APPROVAL, id);
        applications.fraud(APPLICANT);
        assertThat(applications.follow(id).state()).isEqualTo(State.MATERIALS);

        refused(ErrorCode.QUESTIONS_OPEN, () -> receive(id, Map.of()));
        receive(id, Map.of("INTEGRITY_RECORD_TO_WEIGH", "记录不影响本次初定"));
        assertThat(approve(APPROVAL, id)).extracting(Line::approved).containsExactly(false);
        assertThat(approve("乌职改〔2025〕2号", id)).extracting(Line::approved).containsExactly(true);
        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
    }

    @Test
    @DisplayName("R39 待研判的问题须在决定中逐一答复，并示知下一环节")
    void shouldPassOnlyWithAnAnswerToEachOpenQuestionAndShowItToTheNext_R39() {
        String id = applications.atDistrict().id();
        applications.fraud(APPLICANT);
        Decision answered = applications.pass(id);
        Decision silent = new Decision(answered.attempt(), answered.contentVersion(), Outcome.PASS, "同意", null, null, null);

        Failure failure = refused(ErrorCode.QUESTIONS_OPEN, () -> applications.decide(DISTRICT, id, silent));
        assertThat(Applications.violations(failure)).containsExactly("R34 QUESTION_UNANSWERED answers.INTEGRITY_RECORD_TO_WEIGH");
        applications.decide(DISTRICT, id, answered);
        assertThat(new org.zhicheng.lambda.UseCases(applications.services).show().view(applications.as(OFFICE), applications.find(id))
                .reviews().getLast().answers()).containsOnlyKeys("INTEGRITY_RECORD_TO_WEIGH");
        assertThat(applications.find(id).assessment().orElseThrow().questions()).as("facts of then, for the queue").isNotEmpty();
    }

    @Test
    void shouldRefuseAnAnswerToWhatIsNoQuestion_R39() {
        String id = applications.atDistrict().id();
        Decision pass = applications.pass(id);
        Decision answered = new Decision(pass.attempt(), pass.contentVersion(), Outcome.PASS, "", null, null,
                Map.of("EMPLOYMENT_GAP", "无"));

        Failure failure = refused(ErrorCode.QUESTIONS_OPEN, () -> applications.decide(DISTRICT, id, answered));
        assertThat(Applications.violations(failure)).containsExactly("R39 QUESTION_NOT_OPEN answers.EMPLOYMENT_GAP");
    }

    @Test
    @DisplayName("R29 在其他环节办理过的人不得接收材料")
    void shouldLetNobodyReceiveWhoActedAtAnotherTier_R29() {
        String id = applications.atMaterials().id();
        Samples.appoint(applications.services, EMPLOYER, Role.OFFICE, "");

        refused(ErrorCode.DECIDED_AT_OTHER_TIER,
                () -> applications.receipts().receive(applications.as(EMPLOYER), id, applications.receipt(id, List.of(Material.A1))));
        assertThat(applications.receiveAll(id).reviews().getLast().step()).isEqualTo(State.MATERIALS);
    }

    @Test
    void shouldAskForTheOriginalOfAFileThatWasReplacedAgain_R28_R40() {
        String id = applications.atMaterials().id();
        applications.receipts().receive(applications.as(OFFICE), id, applications.receipt(id, List.of(Material.A1, Material.A4)));
        applications.returned(id, "A4");
        String old = applications.find(id).files(Material.A4).getFirst().id();
        applications.upload(APPLICANT, id, Material.A4, Applications.SCAN, old);

        assertThat(applications.find(id).receivedMaterials()).containsExactly(Material.A1);
    }

    private List<Line> approve(String number, String id) {
        return applications.approvals().record(applications.as(OFFICE), number, DAY, applications.listed(List.of(id)));
    }

    private void receive(String id, Map<String, String> answers) {
        Application a = applications.find(id);
        applications.receipts().receive(applications.as(OFFICE), id,
                new Receipt(List.copyOf(a.originals()), a.content().version(), answers));
    }

    /** An intermediate title for a holder of a junior one, which a fraud record forbids (R34); at the employer. */
    private String higherTitle() {
        Dossier dossier = new Dossier().credential(CredentialType.MASTER);
        dossier.presentTitle = new PresentTitle(Optional.of(TitleLevel.JUNIOR), "助理工程师");
        applications.at("2025-03-10T10:00");
        String id = applications.submit(applications.draft(APPLICANT, dossier).id()).id();
        applications.follow(id);
        return applications.certify(id, applications.notice(id)).id();
    }

    private String atMaterials(String id) {
        for (String reviewer : List.of(EMPLOYER, DISTRICT, COMMITTEE)) {
            applications.passed(id, reviewer);
        }
        return id;
    }
}
