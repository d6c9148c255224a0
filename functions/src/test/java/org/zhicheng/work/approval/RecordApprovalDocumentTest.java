package org.zhicheng.work.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.lambda.Requests.problem;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.approval.RecordApprovalDocumentHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;

class RecordApprovalDocumentTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 17);

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R28 一份批文批准一批申报")
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
    void shouldCutWhatCannotBeSeenOutOfTheNumber_R51() {
        String id = applications.atApprovalDocument().id();
        record("样测职改〔２０２５〕13\u200B号", id);

        assertThat(applications.find(id).approvalDocument()).contains("样测职改〔2025〕13号");
        assertThat(applications.follow(id).state()).isEqualTo(State.CERTIFIED);
        assertThat(record("样测职改〔2025〕13号", id)).as("the same number, typed").extracting(RecordApprovalDocument.Line::approved)
                .containsExactly(true);
    }

    @Test
    void shouldRefuseANumberThatCannotPrintBeforeAnythingIsRecorded_R51() {
        String id = applications.atApprovalDocument().id();

        assertThatThrownBy(() -> record("样测〔2025〕😀号", id)).isInstanceOfSatisfying(Failure.class,
                e -> assertThat(e.violations()).singleElement().satisfies(v -> assertThat(v.chinese()).contains("第9字", "U+1F600")));
        assertThat(applications.find(id).state()).isEqualTo(State.APPROVAL_DOCUMENT);
        record("样测〔2025〕1号", id);
        assertThat(applications.find(id).state()).isEqualTo(State.CERTIFICATE);
    }

    @Test
    void shouldRefuseTheWholeListNamingEachThatDoesNotWait_R28() {
        String good = applications.atApprovalDocument().id();
        applications.register("other", "王芳");
        String early = applications.atEmployer("other").id();
        applications.register("third", "赵敏");
        String draft = applications.draft("third", new Dossier()).id();
        String strange = "x".repeat(65);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> record(APPROVAL, good, "none", early, draft, strange));
        assertThat(Applications.violations(failure)).containsExactly("R28 APPLICATION_UNKNOWN none", "R28 APPLICATION_NOT_WAITING " + early,
                "R28 APPLICATION_UNKNOWN " + draft, "R28 APPLICATION_UNKNOWN " + strange);
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
        services.certificates().record(new ApprovalDocument(APPROVAL, DAY, List.of(id), OFFICE, services.now(), "办事员"),
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
        services.certificates().record(new ApprovalDocument("二号", DAY, List.of(id), OFFICE, services.now(), "办事员"),
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
        ApiResponse response = Requests.post("/approval-documents").asStaff(OFFICE).body(body)
                .to(new RecordApprovalDocumentHandler(services));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo(code);
    }

    private String other() {
        applications.register("other", "王芳");
        return applications.atApprovalDocument("other").id();
    }

    private List<RecordApprovalDocument.Line> record(String number, String... ids) {
        return applications.approvals().record(applications.as(OFFICE), number, DAY, Arrays.asList(ids));
    }
}
