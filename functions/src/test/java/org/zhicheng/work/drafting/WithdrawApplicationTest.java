package org.zhicheng.work.drafting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.DISTRICT;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.Applications;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.Callback;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.ground.failure.ErrorCode;

class WithdrawApplicationTest {

    private final Applications applications = new Applications();

    @Test
    @DisplayName("R26 评审通过前可以撤回")
    void shouldWithdrawBeforeTheCommitteeHasPassedAndTellTheWorkflow_R26() {
        String id = applications.atCommittee().id();
        Application withdrawn = applications.withdraw(APPLICANT, id);

        assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
        assertThat(applications.deliveries(id, Callback.class).getLast().outcome().step()).isEqualTo(State.WITHDRAWN);
        assertThat(applications.services.applications().ownerOf(Claim.Type.LIVE_APPLICATION, APPLICANT + "#2025")).isEmpty();
    }

    @Test
    void shouldWithdrawDuringACorrection_R26() {
        String id = applications.returned(applications.atEmployer().id(), "conduct").id();

        assertThat(applications.withdraw(APPLICANT, id)).satisfies(a -> {
            assertThat(a.state()).isEqualTo(State.WITHDRAWN);
            assertThat(a.correction()).isEmpty();
        });
    }

    @Test
    @DisplayName("R40 批文生效前可以撤回")
    void shouldWithdrawUntilTheApprovalDocumentIsFinal_R40() {
        String id = applications.atApprovalDocument().id();
        applications.register("other", "王芳");
        String approved = applications.atApprovalDocument("other").id();
        applications.approvals().record(applications.as(OFFICE), Applications.APPROVAL, LocalDate.of(2025, 3, 17),
                applications.listed(List.of(approved)));

        assertThat(applications.withdraw(APPLICANT, id).state()).isEqualTo(State.WITHDRAWN);
        refused(ErrorCode.WRONG_STATE, () -> applications.withdraw("other", approved));
    }

    @Test
    void shouldWithdrawAlsoWhereTheCommitteePassesAtTheSameMoment_R40() {
        String id = applications.atCommittee().id();
        Meanwhile store = new Meanwhile(applications.services.applications(),
                () -> applications.decide(COMMITTEE, id, applications.pass(id)));
        new WithdrawApplication(store, applications.transitions()).withdraw(applications.as(APPLICANT), id, "");

        assertThat(applications.find(id).state()).isEqualTo(State.WITHDRAWN);
        assertThat(applications.actions(id)).endsWith("PASS", "WITHDRAW");
    }

    @Test
    void shouldRefuseADraftWhichIsDeletedInstead_R26() {
        refused(ErrorCode.WRONG_STATE, () -> applications.withdraw(APPLICANT, applications.draft().id()));
    }

    @Test
    void shouldAnswerARepeatTheSameAndNotTouchTheNextApplication_R26() {
        String id = applications.submitted().id();
        applications.withdraw(APPLICANT, id);
        int mails = applications.deliveries(id, SendMail.class).size();
        String next = applications.draft().id();

        assertThat(applications.withdraw(APPLICANT, id).state()).isEqualTo(State.WITHDRAWN);
        assertThat(applications.actions(id)).containsOnlyOnce("WITHDRAW");
        assertThat(applications.deliveries(id, SendMail.class)).hasSize(mails);
        assertThat(applications.services.applications().ownerOf(Claim.Type.LIVE_APPLICATION, APPLICANT + "#2025")).contains(next);
    }

    @Test
    void shouldNotLetAnyoneElseWithdrawIt_R20() {
        String id = applications.atDistrict().id();

        for (String other : List.of(EMPLOYER, DISTRICT, COMMITTEE)) {
            refused(ErrorCode.NOT_ALLOWED, () -> applications.withdraw(other, id));
        }
        refused(ErrorCode.NOT_FOUND, () -> applications.withdraw("stranger", id));
    }
}
