package org.zhicheng.work.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhicheng.Applications.ADMINISTRATOR;
import static org.zhicheng.Applications.APPLICANT;
import static org.zhicheng.Applications.APPROVAL;
import static org.zhicheng.Applications.COMMITTEE;
import static org.zhicheng.Applications.EMPLOYER;
import static org.zhicheng.Applications.OFFICE;
import static org.zhicheng.Applications.refused;
import static org.zhicheng.Applications.violations;
import static org.zhicheng.lambda.Requests.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.Applications;
import org.zhicheng.Dossier;
import org.zhicheng.Meanwhile;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.ApprovalDocument.Stage;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.PreparedDocument;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.handlers.approval.RecordApprovalDocumentHandler;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Requests;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.certificate.ListApprovalDocuments;
import org.zhicheng.work.drafting.WithdrawApplication;

class RecordApprovalDocumentTest {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 17);

    private final Applications applications = new Applications();
    private final FakeServices services = applications.services;

    @Test
    @DisplayName("R28、R41 登记时漏列的人由他人补录：同一文号、日期，各得证书，补录留痕")
    void shouldAddWhoWasForgottenByAnother_R28_R41() {
        String listed = applications.atApprovalDocument().id();
        String forgotten = other();
        record(APPROVAL, listed);
        Samples.appoint(services, "office-2", Role.OFFICE, "");

        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> add(OFFICE, "漏列", forgotten))))
                .containsExactly("R28 ADDED_BY_RECORDER number");
        refused(ErrorCode.MISSING_FIELD, () -> add("office-2", " ", forgotten));
        refused(ErrorCode.NOT_ALLOWED, () -> add(Applications.DISTRICT, "漏列", forgotten));
        refused(ErrorCode.NOT_FOUND,
                () -> applications.approvals().add(applications.as("office-2"), "无此文号", applications.listed(List.of(forgotten)), "漏列"));
        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> add("office-2", "漏列", listed))))
                .containsExactly("R28 APPLICATION_LISTED_ELSEWHERE " + listed);

        List<RecordApprovalDocument.Listed> seen = applications.listed(List.of(forgotten));
        assertThat(add("office-2", "漏列", seen)).singleElement().satisfies(line -> assertThat(line.approved()).isTrue());
        assertThat(add("office-2", "漏列", seen)).as("a repeat").singleElement().satisfies(line -> assertThat(line.approved()).isTrue());
        ApprovalDocument document = services.certificates().findDocument(APPROVAL).orElseThrow();
        assertThat(document.applications()).containsExactly(listed, forgotten);
        assertThat(document.recorded()).containsExactly(listed);
        assertThat(document.date()).isEqualTo(DAY);
        assertThat(applications.find(forgotten).reviews().getLast().reviewer()).isEqualTo("office-2");
        assertThat(services.eventsOf("APPROVAL#" + APPROVAL).getLast().note()).contains(forgotten, "漏列");
        assertThat(new ListApprovalDocuments(services.certificates(), services.applications())
                .list(applications.as(OFFICE), Optional.of(APPROVAL)).listed()).as("who reads the document sees it")
                .extracting(line -> line.added().map(a -> a.reason())).containsExactly(Optional.empty(), Optional.of("漏列"));
        assertThat(applications.follow(forgotten).state()).isEqualTo(State.CERTIFIED);
        assertThat(record(APPROVAL, listed)).as("the first recording, repeated").hasSize(2);
    }

    private Optional<PreparedDocument> prepare(String sub, int seen, String... ids) {
        services.clock().advance(Duration.ofMillis(1));
        return applications.approvals().prepare(applications.as(sub), APPROVAL, DAY, applications.listed(Arrays.asList(ids)), seen);
    }

    @Test
    @DisplayName("R28 批文由一人拟定、另一人确认：拟定不占用申报，可改动，确认时须与拟定的一致，留痕")
    void shouldBePreparedByOneAndConfirmedByAnother_R28() {
        String one = applications.atApprovalDocument().id();
        String other = other();
        Samples.appoint(services, "office-2", Role.OFFICE, "");
        refused(ErrorCode.NOT_ALLOWED, () -> prepare(COMMITTEE, 0, one));
        assertThat(prepare(OFFICE, 0, one).orElseThrow().version()).isEqualTo(1);
        assertThat(prepare(OFFICE, 0, one).orElseThrow().version()).as("a repeat").isEqualTo(1);
        refused(ErrorCode.STALE_VERSION, () -> prepare("office-2", 0, one, other));
        assertThat(prepare(OFFICE, 1, one, other).orElseThrow().version()).isEqualTo(2);
        assertThat(applications.find(one).state()).as("nobody is approved").isEqualTo(State.APPROVAL_DOCUMENT);
        assertThat(services.applications().ownerOf(Claim.Type.LISTED, one)).as("nothing is claimed").isEmpty();
        ListApprovalDocuments documents = new ListApprovalDocuments(services.certificates(), services.applications());
        assertThat(documents.list(applications.as("office-2"), Optional.empty()).prepared()).singleElement().satisfies(prepared -> {
            assertThat(prepared.own()).isFalse();
            assertThat(prepared.applications()).extracting(e -> e.applicationId()).containsExactly(one, other);
        });

        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> record(APPROVAL, one, other))))
                .containsExactly("R28 CONFIRMED_BY_PREPARER number");
        RecordApprovalDocument approvals = applications.approvals();
        Actor colleague = applications.as("office-2");
        assertThat(violations(
                refused(ErrorCode.RULES_BROKEN, () -> approvals.record(colleague, APPROVAL, DAY, applications.listed(List.of(one))))))
                .containsExactly("R28 PREPARED_OTHERWISE number");
        assertThat(approvals.record(colleague, APPROVAL, DAY, applications.listed(List.of(one, other))))
                .extracting(RecordApprovalDocument.Line::approved).containsExactly(true, true);
        assertThat(services.certificates().findDocument(APPROVAL).orElseThrow()).satisfies(document -> {
            assertThat(document.recordedBy()).isEqualTo("office-2");
            assertThat(document.prepared()).hasValueSatisfying(by -> assertThat(by.by()).isEqualTo(OFFICE));
        });
        assertThat(services.certificates().prepared()).isEmpty();
        refused(ErrorCode.NUMBER_TAKEN, () -> prepare(OFFICE, 0, one));
        assertThat(services.eventsOf("APPROVAL#" + APPROVAL)).extracting(AuditEvent::action).contains("PREPARE_APPROVAL_DOCUMENT",
                "RECORD_APPROVAL_DOCUMENT");
        assertThat(applications.follow(other).state()).isEqualTo(State.CERTIFIED);
    }

    @Test
    @DisplayName("R28、R49 拟定的批文可撤回；确认前申报有改动的，须重新拟定")
    void shouldTakeBackWhatWasPreparedAndConfirmNothingThatChanged_R28_R49() {
        String one = applications.atApprovalDocument().id();
        Samples.appoint(services, "office-2", Role.OFFICE, "");
        assertThat(prepare(OFFICE, 0, one)).isPresent();
        List<RecordApprovalDocument.Listed> stale = List
                .of(new RecordApprovalDocument.Listed(one, applications.find(one).content().version() + 1, Map.of()));
        assertThatThrownBy(() -> applications.approvals().record(applications.as("office-2"), APPROVAL, DAY, stale))
                .isInstanceOf(Failure.class);
        refused(ErrorCode.STALE_VERSION, () -> prepare("office-2", 2));
        assertThat(prepare("office-2", 1)).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> prepare("office-2", 1));
        assertThat(record(APPROVAL, one)).as("nothing is prepared any more").hasSize(1);
    }

    @Test
    void shouldAddNobodyWhoWasDecidedOnAfterTheDocumentsDate_R28() {
        String listed = applications.atApprovalDocument().id();
        record(APPROVAL, listed);
        applications.register("late", "赵新");
        String id = applications.atEmployer("late").id();
        applications.at("2025-03-20T10:00");
        applications.passed(id, Applications.EMPLOYER);
        applications.passed(id, Applications.DISTRICT);
        applications.passed(id, Applications.COMMITTEE);
        applications.receiveAll(id);
        Samples.appoint(services, "office-2", Role.OFFICE, "");

        assertThat(violations(refused(ErrorCode.RULES_BROKEN, () -> add("office-2", "漏列", id))))
                .containsExactly("R28 APPROVED_BEFORE_DECIDED " + id);
        assertThat(services.certificates().findDocument(APPROVAL).orElseThrow().additions()).isEmpty();
    }

    private List<RecordApprovalDocument.Line> add(String sub, String reason, String... ids) {
        return add(sub, reason, applications.listed(List.of(ids)));
    }

    private List<RecordApprovalDocument.Line> add(String sub, String reason, List<RecordApprovalDocument.Listed> list) {
        return applications.approvals().add(applications.as(sub), APPROVAL, list, reason);
    }

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
    @DisplayName("R28 批文日期不早于最后一次评审之日")
    void shouldNotDateADocumentBeforeTheLastDecision_R28() {
        String id = applications.atApprovalDocument().id();

        Failure early = refused(ErrorCode.RULES_BROKEN, () -> applications.approvals().record(applications.as(OFFICE), APPROVAL,
                DAY.minusDays(1), applications.listed(List.of(id))));
        assertThat(Applications.violations(early)).containsExactly("R28 APPROVED_BEFORE_DECIDED " + id);
        assertThat(services.certificates().findDocument(APPROVAL)).isEmpty();
        assertThat(record(APPROVAL, id)).hasSize(1);
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
        refused(ErrorCode.NUMBER_TAKEN, () -> applications.approvals().record(applications.as(OFFICE), APPROVAL, DAY.minusDays(1),
                applications.listed(List.of(first))));
        assertThat(applications.find(second).state()).isEqualTo(State.APPROVAL_DOCUMENT);
    }

    @Test
    void shouldLetTheOutboxFinishWhatWasCutOff_R28() {
        String id = applications.atApprovalDocument().id();
        services.certificates().begin(document(APPROVAL, id));
        assertThat(applications.find(id).state()).isEqualTo(State.APPROVAL_DOCUMENT);
        assertThat(services.waiting()).extracting(OutboxItem::delivery).contains(new ApplyApprovalDocument(APPROVAL));

        applications.approvals().resume(APPROVAL);
        applications.approvals().resume(APPROVAL);
        assertThat(applications.find(id).state()).isEqualTo(State.CERTIFICATE);
        assertThat(applications.actions(id)).containsOnlyOnce("RECORD_APPROVAL_DOCUMENT");
        assertThat(services.certificates().findDocument(APPROVAL)).get().extracting(ApprovalDocument::stage).isEqualTo(Stage.FINAL);
    }

    @Test
    void shouldLeaveTheOutboxNothingOnceItCameToItsEndAndNotMeetItOnTheWay_R28() {
        String id = applications.atApprovalDocument().id();
        services.certificates().begin(document(APPROVAL, id));
        OutboxItem item = services.waiting().stream().filter(i -> i.delivery().equals(new ApplyApprovalDocument(APPROVAL))).findFirst()
                .orElseThrow();
        Instant now = services.clock().instant();
        assertThat(services.outbox().lease(item.subject(), item.id(), now.plusSeconds(59), Duration.ofSeconds(60)))
                .as("the command is at it").isEmpty();
        assertThat(services.outbox().lease(item.subject(), item.id(), now.plusSeconds(60), Duration.ofSeconds(60))).isPresent();

        record(APPROVAL, id);
        assertThat(services.waiting()).extracting(OutboxItem::delivery).isNotEmpty().doesNotContain(new ApplyApprovalDocument(APPROVAL));
    }

    @Test
    @DisplayName("R52 后登记的批文告知何人已列入哪个批文，不留半成")
    void shouldTellTheSecondOfTwoDocumentsWhichHasWhomAndLeaveNothingHalfDone_R52() {
        String first = applications.atApprovalDocument().id();
        String second = other();
        ApprovalDocument faster = document("二号", second);
        services.certificates().begin(faster);
        services.certificates().list(faster, Map.of(second, applications.find(second).version()));

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> record(APPROVAL, first, second));
        assertThat(Applications.violations(failure)).containsExactly("R28 APPLICATION_LISTED_ELSEWHERE " + second);
        assertThat(failure.violations().getFirst().chinese()).contains("二号");
        assertThat(services.certificates().findDocument(APPROVAL)).isEmpty();
        assertThat(services.applications().ownerOf(Claim.Type.LISTED, first)).isEmpty();
        applications.approvals().resume("二号");
        assertThat(record(APPROVAL, first)).extracting(RecordApprovalDocument.Line::approved).containsOnly(true);
        assertThat(applications.find(second).approvalDocument()).contains("二号");
    }

    @Test
    void shouldGiveBackWhatItClaimedWhereAnApplicationWasTakenMeanwhile_R52() {
        String first = applications.atApprovalDocument().id();
        String second = other();
        ApprovalDocument slower = document(APPROVAL, first, second);
        services.certificates().begin(slower);
        services.certificates().list(slower, Map.of(first, applications.find(first).version()));
        applications.withdraw("other", second);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> record(APPROVAL, first, second));
        assertThat(Applications.violations(failure)).containsExactly("R28 APPLICATION_NOT_WAITING " + second);
        assertThat(services.certificates().findDocument(APPROVAL)).isEmpty();
        assertThat(services.applications().ownerOf(Claim.Type.LISTED, first)).isEmpty();
        services.clock().advance(Duration.ofSeconds(1));
        applications.approvals().resume(APPROVAL);
        assertThat(record(APPROVAL, first)).extracting(RecordApprovalDocument.Line::approved).containsOnly(true);
    }

    @Test
    @DisplayName("R52 同时登记的几个批文，一份申报只归一个")
    void shouldLetOneOfFourDocumentsAtTheSameMomentHaveTheList_R52() throws Exception {
        List<String> ids = new ArrayList<>(List.of(applications.atApprovalDocument().id(), other()));
        List<RecordApprovalDocument.Listed> list = applications.listed(ids);
        List<Callable<String>> clerks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String number = "同时" + i + "号";
            clerks.add(() -> {
                try {
                    applications.approvals().record(applications.as(OFFICE), number, DAY, list);
                    return number;
                } catch (Failure refused) {
                    assertThat(refused.violations()).as(refused.code().name()).isNotEmpty()
                            .allSatisfy(v -> assertThat(v.code()).isIn("APPLICATION_LISTED_ELSEWHERE", "APPLICATION_NOT_WAITING"));
                    return "";
                }
            });
        }
        List<String> won = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<String> answer : threads.invokeAll(clerks)) {
                won.add(answer.get());
            }
        }

        assertThat(won).filteredOn(number -> !number.isEmpty()).hasSize(1);
        String winner = won.stream().filter(number -> !number.isEmpty()).findFirst().orElseThrow();
        assertThat(ids).hasSize(2).allSatisfy(id -> assertThat(applications.find(id).approvalDocument()).contains(winner));
        assertThat(IntStream.range(0, 4).mapToObj(i -> services.certificates().findDocument("同时" + i + "号")).flatMap(Optional::stream))
                .extracting(ApprovalDocument::number).containsExactly(winner);
    }

    @ParameterizedTest(name = "{0} applications")
    @ValueSource(ints = {12, 13, 46, 100})
    @DisplayName("R28 短批文一次写成，长批文分批占用，均逐份批准")
    void shouldApproveEachOfAListHoweverLongItIs_R28(int length) {
        List<RecordApprovalDocument.Listed> listed = copies(length);

        List<RecordApprovalDocument.Line> lines = applications.approvals().record(applications.as(OFFICE), APPROVAL, DAY, listed);
        assertThat(lines).extracting(RecordApprovalDocument.Line::approved).hasSize(length).containsOnly(true);
        assertThat(listed).hasSize(length).allSatisfy(one -> {
            assertThat(applications.find(one.applicationId()).state()).isEqualTo(State.CERTIFICATE);
            assertThat(services.applications().ownerOf(Claim.Type.LISTED, one.applicationId())).contains(APPROVAL);
        });
        assertThat(services.waiting()).extracting(OutboxItem::delivery).doesNotContain(new ApplyApprovalDocument(APPROVAL));
        assertThat(applications.approvals().record(applications.as(OFFICE), APPROVAL, DAY, listed)).as("a repeat").isEqualTo(lines);
    }

    @Test
    @DisplayName("R28 长批文移送时有一份变动的，不影响同时移送的其余申报，其本身随后移送")
    void shouldHoldUpNoOtherOfALongListWhereOneChangesWhileTheyMoveOn_R28() {
        List<RecordApprovalDocument.Listed> listed = copies(13);
        Application changed = applications.find(listed.get(3).applicationId());
        Meanwhile store = new Meanwhile(services.applications(), () -> services.applications()
                .commit(Commands.bySystem(changed, changed.edit().done(), "REMIND", AuditEvent.Channel.WORKFLOW, services.now(), "")));

        List<RecordApprovalDocument.Line> lines = applications.approvalsOn(store).record(applications.as(OFFICE), APPROVAL, DAY, listed);

        assertThat(lines).extracting(RecordApprovalDocument.Line::approved).hasSize(13).containsOnly(true);
        assertThat(lines).extracting(RecordApprovalDocument.Line::applicationId)
                .containsExactlyElementsOf(listed.stream().map(RecordApprovalDocument.Listed::applicationId).toList());
        assertThat(applications.actions(changed.id())).endsWith("REMIND", "RECORD_APPROVAL_DOCUMENT");
        assertThat(applications.actions(listed.getFirst().applicationId())).containsOnlyOnce("RECORD_APPROVAL_DOCUMENT");
    }

    /** As many applications that wait for a document; they have the same papers, which is asked about. */
    private List<RecordApprovalDocument.Listed> copies(int number) {
        List<String> ids = new ArrayList<>();
        Application whole = applications.atApprovalDocument();
        for (int i = number - 1; i >= 0; i--) {
            String id = "copy%03d".formatted(i);
            ids.add(id);
            applications.register(id, "王芳");
            Application copy = copy(whole, id);
            services.applications().commit(new Change(Optional.empty(), copy, Samples.event(id, copy.version(), "CREATE"), List.of(),
                    List.of(), List.of(), Optional.empty()));
        }
        return applications.listed(ids).stream().map(
                one -> new RecordApprovalDocument.Listed(one.applicationId(), one.contentVersion(), Map.of("SAME_FILE_ELSEWHERE", "样例副本")))
                .toList();
    }

    @Test
    @DisplayName("R52 短批文写入时有一份申报已变动，则批文与其余申报均不写")
    void shouldWriteNothingOfAShortListWhereOneOfItChanged_R52() {
        Application first = applications.atApprovalDocument();
        Application second = applications.find(other());
        applications.withdraw("other", second.id());
        ApprovalDocument document = document(APPROVAL, first.id(), second.id()).at(Stage.FINAL);

        assertThatThrownBy(() -> services.certificates().record(document, List.of(moved(first, document), moved(second, document)),
                Samples.event("APPROVAL#" + APPROVAL, 0, "RECORD_APPROVAL_DOCUMENT"))).isInstanceOf(ApplicationStore.StaleVersion.class);
        assertThat(services.certificates().findDocument(APPROVAL)).isEmpty();
        assertThat(applications.find(first.id())).isEqualTo(first);
        assertThat(services.applications().ownerOf(Claim.Type.LISTED, first.id())).isEmpty();
    }

    private static Change moved(Application application, ApprovalDocument document) {
        Application after = application.edit().approvalDocument(Optional.of(document.number())).done();
        return new Change(application, after, Samples.event(application.id(), after.version(), "RECORD_APPROVAL_DOCUMENT"))
                .claiming(Claim.listed(application.id(), document.number()));
    }

    @Test
    @DisplayName("R34 以登记的证件号码为准，申报上记的散列只供提前读取")
    void shouldWeighWhatIsRecordedOfTheNumberThatIsRegistered_R34() {
        Application a = applications.atApprovalDocument();
        assertThat(a.idNumberHash()).contains(services.people().find(APPLICANT).orElseThrow().idNumberHash());
        Application stale = a.edit().foundBy("hash of another number").done();
        services.applications().commit(new Change(a, stale, Samples.event(a.id(), stale.version(), "TEST")));
        applications.fraud(APPLICANT);

        ApiResponse response = Requests.post("/approval-documents").asStaff(OFFICE)
                .body(Map.of("number", APPROVAL, "date", DAY, "applications", applications.listed(List.of(a.id()))))
                .to(new RecordApprovalDocumentHandler(services));
        assertThat(response.body()).contains("QUESTION_UNANSWERED");
    }

    @Test
    void shouldNotListWhatChangedSinceItWasSeen_R49() {
        String id = applications.atApprovalDocument().id();
        int seen = applications.find(id).content().version() - 1;
        Failure failure = refused(ErrorCode.CONTENT_CHANGED, () -> applications.approvals().record(applications.as(OFFICE), APPROVAL, DAY,
                List.of(new RecordApprovalDocument.Listed(id, seen, null))));

        assertThat(Applications.violations(failure)).containsExactly("R49 CHANGED_SINCE_SEEN " + id);
    }

    @Test
    void shouldRefuseAListThatNamesOneApplicationTwiceDifferently_R49() {
        String id = applications.atApprovalDocument().id();
        RecordApprovalDocument.Listed seen = applications.listed(List.of(id)).getFirst();

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> applications.approvals().record(applications.as(OFFICE), APPROVAL, DAY,
                List.of(seen, new RecordApprovalDocument.Listed(id, 1, null))));
        assertThat(Applications.violations(failure)).containsExactly("R28 APPLICATION_LISTED_TWICE " + id);
    }

    @Test
    @DisplayName("R40 已列入批文的不能撤回、退回或不予通过")
    void shouldNeitherWithdrawNorReturnNorRejectWhatADocumentLists_R40() {
        String id = applications.atApprovalDocument().id();
        ApprovalDocument document = document(APPROVAL, id);
        services.certificates().begin(document);
        services.certificates().list(document, Map.of(id, applications.find(id).version()));

        refused(ErrorCode.LISTED_IN_DOCUMENT, () -> applications.withdraw(APPLICANT, id));
        refused(ErrorCode.LISTED_IN_DOCUMENT, () -> applications.decide(OFFICE, id, applications.returning(id, "A4")));
        refused(ErrorCode.LISTED_IN_DOCUMENT, () -> applications.decide(OFFICE, id, applications.reject(id)));
    }

    @Test
    void shouldNotWithdrawWhatIsListedAtTheSameMoment_R40() {
        String id = applications.atApprovalDocument().id();
        Meanwhile store = new Meanwhile(services.applications(), () -> {
            ApprovalDocument document = document(APPROVAL, id);
            services.certificates().begin(document);
            services.certificates().list(document, Map.of(id, applications.find(id).version()));
        });

        refused(ErrorCode.LISTED_IN_DOCUMENT,
                () -> new WithdrawApplication(store, applications.transitions()).withdraw(applications.as(APPLICANT), id, ""));
        applications.approvals().resume(APPROVAL);
        assertThat(applications.find(id).state()).isEqualTo(State.CERTIFICATE);
    }

    @Test
    @DisplayName("R29 在其他环节办理过的人不得登记批文")
    void shouldLetNobodyApproveWhoActedAtAnotherTier_R29() {
        String id = applications.atApprovalDocument().id();
        Samples.appoint(services, EMPLOYER, Role.OFFICE, "");

        Failure failure = refused(ErrorCode.RULES_BROKEN,
                () -> applications.approvals().record(applications.as(EMPLOYER), APPROVAL, DAY, applications.listed(List.of(id))));
        assertThat(Applications.violations(failure)).containsExactly("R29 DECIDED_AT_OTHER_TIER " + id);
    }

    @Test
    void shouldStopWhoIsNotEligibleAnyMore_R39() {
        String id = applications.atApprovalDocument().id();
        applications.fraud(APPLICANT);

        Failure failure = refused(ErrorCode.RULES_BROKEN, () -> record(APPROVAL, id));
        assertThat(Applications.violations(failure)).containsExactly("R34 QUESTION_UNANSWERED " + id);
        RecordApprovalDocument.Listed seen = new RecordApprovalDocument.Listed(id, applications.find(id).content().version(),
                Map.of("INTEGRITY_RECORD_TO_WEIGH", "经研判不影响"));
        assertThat(applications.approvals().record(applications.as(OFFICE), APPROVAL, DAY, List.of(seen)))
                .extracting(RecordApprovalDocument.Line::approved).containsOnly(true);
        assertThat(applications.find(id).reviews().getLast().answers()).containsEntry("INTEGRITY_RECORD_TO_WEIGH", "经研判不影响");
        assertThat(applications.follow(id).state()).as("answered, so the certificate is issued").isEqualTo(State.CERTIFIED);
    }

    @Test
    void shouldBeTheOfficesAndNobodysOwn_R29() {
        String id = applications.atApprovalDocument().id();

        refused(ErrorCode.NOT_ALLOWED,
                () -> applications.approvals().record(applications.as(COMMITTEE), APPROVAL, DAY, applications.listed(List.of(id))));
        refused(ErrorCode.SOMEBODY_CAN_ACT,
                () -> applications.approvals().record(applications.as(ADMINISTRATOR), APPROVAL, DAY, applications.listed(List.of(id))));
        Samples.appoint(services, APPLICANT, Role.OFFICE, "");
        refused(ErrorCode.OWN_APPLICATION,
                () -> applications.approvals().record(applications.as(APPLICANT), APPROVAL, DAY, applications.listed(List.of(id))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {"{}|INVALID_VALUE",
            "{\"number\":\"1\",\"applications\":[{\"applicationId\":\"a\",\"contentVersion\":1}]}|MISSING_FIELD",
            "{\"number\":\"1\",\"date\":\"2025-03-18\",\"applications\":[{\"applicationId\":\"a\",\"contentVersion\":1}]}|INVALID_VALUE",
            "{\"number\":\"1\",\"date\":\"2025-02-30\",\"applications\":[{\"applicationId\":\"a\",\"contentVersion\":1}]}|INVALID_VALUE",
            "{\"number\":\"1\",\"date\":\"2025-03-17\",\"applications\":[]}|INVALID_VALUE",
            "{\"number\":\"1\",\"date\":\"2025-03-17\",\"applications\":[null]}|INVALID_VALUE",
            "{\"number\":\" \",\"date\":\"2025-03-17\",\"applications\":[{\"applicationId\":\"a\",\"contentVersion\":1}]}|INVALID_VALUE",
            "{\"number\":\"1\",\"date\":\"2025-03-17\",\"applications\":[{\"applicationId\":\"a\",\"contentVersion\":1}],\"x\":1}|UNKNOWN_FIELD",
            "{|MALFORMED_JSON"})
    void shouldRefuseABrokenBodyWithItsCode_R28(String body, ErrorCode code) {
        applications.at("2025-03-17T10:00");
        ApiResponse response = Requests.post("/approval-documents").asStaff(OFFICE).body(body)
                .to(new RecordApprovalDocumentHandler(services));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem(response)).isEqualTo(code);
    }

    private ApprovalDocument document(String number, String... ids) {
        Map<String, ApprovalDocument.Shown> shown = new HashMap<>();
        for (String id : ids) {
            shown.put(id, new ApprovalDocument.Shown(applications.find(id).content().version(), Map.of()));
        }
        return new ApprovalDocument(number, DAY, List.of(ids), OFFICE, services.now(), "办事员", shown, Stage.RECORDING);
    }

    private static Application copy(Application a, String id) {
        return new Application(id, a.cycle(), id, a.name(), a.maskedIdNumber(), a.state(), a.version(), a.qualification(), a.form(),
                a.formRevision(), a.attachments(), a.reviews(), a.publicNotice(), a.noticeRequired(), a.correction(), a.assessment(),
                a.stay(), a.executionAttempt(), a.submissions(), a.createdAt(), a.changedAt(), a.submittedAt(), a.referenceDate(),
                a.receivedMaterials(), a.approvalDocument(), a.certificateNumber(), a.content(), a.reconsideration(), a.resultNotice(),
                a.hearing(), a.idNumberHash());
    }

    private String other() {
        applications.register("other", "王芳");
        return applications.atApprovalDocument("other").id();
    }

    private List<RecordApprovalDocument.Line> record(String number, String... ids) {
        return applications.approvals().record(applications.as(OFFICE), number, DAY, applications.listed(Arrays.asList(ids)));
    }

    @Test
    @DisplayName("R28 文号写法不同的是同一文号；评审机构可列出批文、查看名单和证书")
    void shouldListDocumentsUnderOneFormOfTheirNumbers_R28() {
        String id = applications.atApprovalDocument().id();
        applications.approvals().record(applications.as(Applications.OFFICE), "乌职改 [2025] 1号", LocalDate.of(2025, 3, 17),
                applications.listed(List.of(id)));
        applications.follow(id);

        assertThat(applications.find(id).approvalDocument()).contains(Applications.APPROVAL);
        ListApprovalDocuments lists = new ListApprovalDocuments(applications.services.certificates(), applications.services.applications());
        assertThat(lists.list(applications.as(Applications.OFFICE), Optional.empty()).documents())
                .extracting(ListApprovalDocuments.Line::number).containsExactly(Applications.APPROVAL);
        assertThat(lists.list(applications.as(Applications.OFFICE), Optional.of("乌职改（2025）1号")).listed()).singleElement()
                .satisfies(line -> assertThat(line.certificateNumber()).isPresent());
        refused(ErrorCode.NOT_FOUND, () -> lists.list(applications.as(Applications.OFFICE), Optional.of("乌职改〔2025〕2号")));
        refused(ErrorCode.NOT_ALLOWED, () -> lists.list(applications.as(Applications.DISTRICT), Optional.empty()));
    }
}
