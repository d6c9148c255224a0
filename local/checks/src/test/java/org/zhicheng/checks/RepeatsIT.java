package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.lambda.Services;

/** Everything that changes something is sent twice at once, and what runs by itself runs again, late and out of order: one effect. */
class RepeatsIT {

    private static TestStack stack;
    private static Api api;
    private static Services table;

    @BeforeAll
    static void begin() {
        stack = TestStack.shared();
        api = stack.api();
        table = stack.adapters();
    }

    @Test
    @DisplayName("R22 每一步同时发送两次，只生效一次")
    void shouldHaveOneEffectThoughEachStepIsSentTwiceAtOnce() throws Exception {
        Journey journey = Journey.of(stack);
        twice(() -> api.post(journey.applicant(), "/applicants", SampleBodies.registration(journey.dossier())).expect(200, 201));
        String key = UUID.randomUUID().toString();
        List<Reply> drafts = twice(() -> api.send(journey.applicant(), "POST", "/applications",
                SampleBodies.draft(journey.dossier()).toString(), "idempotency-key", key).expect(200, 201));
        assertThat(drafts.getFirst().json().path("id")).isEqualTo(drafts.getLast().json().path("id"));
        journey.found(drafts.getFirst().json().path("id").asText()).fillIn();
        upload(journey, journey.applicant(), "A10", "A9-2024.pdf");

        twice(() -> journey.submission().expect(200));
        journey.awaitState("EMPLOYER_REVIEW");
        ObjectNode notice = journey.seen(SampleBodies.endedNotice(journey.dossier()));
        twice(() -> api.put(journey.employer(), journey.path() + "/public-notice", notice).expect(200));
        List.of("A13", "A14", "A15").forEach(material -> journey.upload(journey.employer(), material, material + ".pdf"));
        decide(journey, journey.employer(), journey.passing(), "DISTRICT_REVIEW");
        ObjectNode deadline = Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("workingDays", 20);
        twice(() -> api.post(stack.token(Journey.ADMINISTRATOR), journey.path() + "/deadline", deadline).expect(200));

        ObjectNode back = journey
                .seen(Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", "RETURN").put("reason", ""));
        back.putArray("mend").addObject().put("item", "A4").put("comment", "请上传清晰的扫描件");
        decide(journey, journey.district(), back, "CORRECTION");
        String old = journey.view().path("attachments").findParents("material").stream()
                .filter(a -> a.path("material").asText().equals("A4") && a.path("status").asText().equals("ACCEPTED")).findFirst()
                .orElseThrow().path("id").asText();
        byte[] better = journey.content("A9-2024.pdf");
        ObjectNode announcement = journey.announcement("A4", "毕业证.pdf", better).put("replaces", old);
        JsonNode ticket = api.post(journey.applicant(), journey.path() + "/attachments", announcement).expect(201).json();
        Api.upload(ticket.path("upload"), better).expect(200);
        twice(() -> journey.complete(journey.applicant(), ticket).expect(200));
        twice(() -> api.post(journey.applicant(), journey.path() + "/correction", Api.JSON.createObjectNode()).expect(200));
        journey.awaitState("EMPLOYER_REVIEW");

        decide(journey, journey.employer(), journey.passing(), "DISTRICT_REVIEW");
        decide(journey, journey.district(), journey.passing(), "COMMITTEE_REVIEW");
        decide(journey, stack.token(Journey.COMMITTEE), journey.passing(), "MATERIALS");
        ObjectNode receipt = journey.receipt();
        twice(() -> api.post(journey.office(), journey.path() + "/materials-receipt", receipt).expect(200));
        ObjectNode document = journey.approval("重" + journey.id());
        twice(() -> api.post(journey.office(), "/approval-documents", document).expect(200));
        journey.awaitState("CERTIFIED");

        Application application = stored(journey);
        assertThat(application.submissions()).isEqualTo(2);
        assertThat(application.reviews()).as("with the receipt and the approval").hasSize(7);
        assertThat(application.attachments()).filteredOn(a -> a.material().name().equals("A4")).extracting(Attachment::status)
                .containsExactlyInAnyOrder(Attachment.Status.REPLACED, Attachment.Status.ACCEPTED);
        assertThat(count(table.applications().events(journey.id()), AuditEvent::action)).containsEntry("CREATE", 1L)
                .containsEntry("SUBMIT", 1L).containsEntry("PASS", 4L).containsEntry("RETURN", 1L).containsEntry("CORRECT", 1L)
                .containsEntry("EXTEND_DEADLINE", 1L).containsEntry("RECORD_PUBLIC_NOTICE", 1L).containsEntry("RECEIVE_MATERIALS", 1L)
                .containsEntry("RECORD_APPROVAL_DOCUMENT", 1L);
        assertThat(api.get(journey.applicant(), "/certificates").expect(200).json()).hasSize(1);
        assertThat(executions(journey)).containsExactly(journey.id() + "-1");
        settled();
        assertThat(mails(journey)).as("submission, return, five passes less one, approval, certificate (R36)").isEqualTo(8);

        String number = journey.certificate().path("number").asText();
        List<Reply> revocations = twice(
                () -> api.send(journey.office(), "POST", "/certificates/" + number + "/revocation", "{\"reason\":\"涂改\"}").expect(200));
        assertThat(revocations).isNotEmpty().allSatisfy(reply -> assertThat(reply.json().path("status").asText()).isEqualTo("REVOKED"));
    }

    @Test
    @DisplayName("R26 撤回一次，只能另开一份草稿")
    void shouldWithdrawOnceAndLetOneNewDraftBeOpened_R26() throws Exception {
        Journey journey = Journey.of(stack).to("EMPLOYER_REVIEW");

        twice(() -> api.send(journey.applicant(), "POST", journey.path() + "/withdrawal", "{\"reason\":\"个人原因\"}").expect(200));
        assertThat(count(table.applications().events(journey.id()), AuditEvent::action)).containsEntry("WITHDRAW", 1L);
        // Without a key two drafts are asked for: one person has one live application.
        List<Reply> drafts = twice(() -> api.post(journey.applicant(), "/applications", SampleBodies.draft(journey.dossier())));

        assertThat(drafts).extracting(Reply::status).containsExactlyInAnyOrder(201, 409);
        assertThat(drafts).filteredOn(reply -> reply.status() == 409).isNotEmpty()
                .allSatisfy(reply -> BadInputIT.assertProblem(reply, 409, "ALREADY_APPLIED"));
        assertThat(journey.state()).isEqualTo("WITHDRAWN");
    }

    @Test
    @DisplayName("R33 两人同时注册同一号码，只有一人成功")
    void shouldRegisterAnIdNumberForOneOfTwoPeopleAtOnce_R33() throws Exception {
        Journey one = Journey.of(stack);
        Journey other = new Journey(stack, Journey.named(one.dossier(), stack.nextApplicant(), one.dossier().identity()));
        ObjectNode lower = SampleBodies.registration(one.dossier());
        lower.put("idNumber", lower.path("idNumber").asText().toLowerCase(java.util.Locale.ROOT));
        List<Reply> replies = atOnce(List.of(() -> api.post(one.applicant(), "/applicants", lower),
                () -> api.post(other.applicant(), "/applicants", SampleBodies.registration(other.dossier()))));

        assertThat(replies).extracting(Reply::status).containsExactlyInAnyOrder(201, 409);
        assertThat(replies).filteredOn(reply -> reply.status() == 409).isNotEmpty()
                .allSatisfy(reply -> BadInputIT.assertProblem(reply, 409, "ALREADY_REGISTERED"));
    }

    @Test
    @DisplayName("R34 同一弄虚作假只记录一次")
    void shouldRecordAFraudOnce_R34() throws Exception {
        ObjectNode finding = Api.JSON.createObjectNode().put("idNumber", Journey.of(stack).dossier().identity().idNumber())
                .put("facts", "伪造").put("basis", "规定").put("date", "2025-03-10");

        List<Reply> replies = twice(() -> api.post(stack.token(Journey.OFFICE), "/integrity-records", finding).expect(200, 201));

        assertThat(replies.getFirst().json().path("id")).isEqualTo(replies.getLast().json().path("id"));
        ObjectNode search = Api.JSON.createObjectNode().set("idNumber", finding.path("idNumber"));
        assertThat(api.post(stack.token(Journey.OFFICE), "/integrity-records/search", search).expect(200).json().path("records"))
                .hasSize(1);
    }

    @Test
    @DisplayName("R21 自动任务重复、迟到或乱序，不再改变任何内容")
    void shouldChangeNothingWhenWhatRunsByItselfRunsAgainLateAndOutOfOrder() throws Exception {
        Journey journey = Journey.of(stack).to("CERTIFIED");
        Journey underWay = Journey.of(stack).to("DISTRICT_REVIEW");
        settled();
        Application certified = stored(journey);
        Application waiting = stored(underWay);
        long mails = mails(journey) + mails(underWay);

        // The stream's records of all that was ever in the outbox, the last first, and twice.
        for (Journey each : List.of(journey, underWay)) {
            List<String> keys = new ArrayList<>();
            for (int version = 0; version <= stored(each).version(); version++) {
                keys.add("O#%015d#00".formatted(version));
                keys.add("O#%015d#01".formatted(version));
            }
            Collections.reverse(keys);
            for (int from = 0; from < keys.size(); from += 10) {
                String event = streamEvent("APP#" + each.id(), keys.subList(from, Math.min(keys.size(), from + 10)));
                assertThat(invoke("DeliverOutboxFunction", event)).isEqualTo("{\"batchItemFailures\":[]}");
                invoke("DeliverOutboxFunction", event);
            }
        }
        // The schedules, all at once.
        List<Callable<Reply>> schedules = new ArrayList<>();
        for (String schedule : List.of("SweepOutboxFunction", "CloseWindowFunction", "ResumeApplicationsFunction",
                "DeleteExpiredRecordsFunction")) {
            for (int i = 0; i < 2; i++) {
                schedules.add(() -> {
                    invoke(schedule, "{}");
                    return null;
                });
            }
        }
        atOnce(schedules);
        // The workflow's steps that do something, as after a lost answer.
        for (String step : List.of("SUBMITTED", "CERTIFICATE")) {
            String input = "{\"applicationId\":\"%s\",\"execution\":\"%s-1\",\"step\":\"%s\"}".formatted(journey.id(), journey.id(), step);
            assertThat(invoke(step.equals("SUBMITTED") ? "CheckEligibilityFunction" : "IssueCertificateFunction", input))
                    .contains("CERTIFIED");
        }
        for (String step : List.of("EMPLOYER_REVIEW", "COMMITTEE_REVIEW", "CORRECTION", "MATERIALS")) {
            String input = "{\"applicationId\":\"%s\",\"execution\":\"%s-1\",\"step\":\"%s\"}".formatted(underWay.id(), underWay.id(),
                    step);
            assertThat(invoke("CheckDeadlineFunction", input)).contains("DISTRICT_REVIEW");
        }
        settled();

        assertThat(stored(journey)).isEqualTo(certified);
        assertThat(stored(underWay)).isEqualTo(waiting);
        assertThat(mails(journey) + mails(underWay)).isEqualTo(mails);
        assertThat(executions(journey)).containsExactly(journey.id() + "-1");
        assertThat(executions(underWay)).containsExactly(underWay.id() + "-1");
        underWay.to("COMMITTEE_REVIEW");
    }

    @Test
    @DisplayName("R20 过去步骤的等待重新打开，流程不乱")
    void shouldNotLoseItsWayWhenAWaitOfAPastStepIsOpenedAgain() throws Exception {
        Journey journey = Journey.of(stack).to("EMPLOYER_REVIEW");
        String past = token(journey);
        journey.to("DISTRICT_REVIEW");
        String token = token(journey);

        for (int i = 0; i < 2; i++) {
            open(journey, "EMPLOYER_REVIEW", past);
            open(journey, "EMPLOYER_REVIEW", "of-another-account");
            open(journey, "DISTRICT_REVIEW", token);
        }
        settled();

        assertThat(stored(journey).stay().token()).contains(token);
        assertThat(journey.state()).isEqualTo("DISTRICT_REVIEW");
        journey.to("MATERIALS");
        assertThat(executions(journey)).containsExactly(journey.id() + "-1");
    }

    /** The token of the present wait, once the workflow has come there. */
    private static String token(Journey journey) {
        Await.until("the workflow does not wait", () -> stored(journey).stay().token().isPresent());
        return stored(journey).stay().token().orElseThrow();
    }

    private static void open(Journey journey, String step, String token) {
        invoke("OpenReviewFunction", "{\"applicationId\":\"%s\",\"execution\":\"%s-1\",\"step\":\"%s\",\"token\":\"%s\"}"
                .formatted(journey.id(), journey.id(), step, token));
    }

    private static void decide(Journey journey, String token, ObjectNode decision, String next) throws Exception {
        List<Reply> replies = twice(() -> journey.decide(token, decision).expect(200));
        assertThat(replies).isNotEmpty().allSatisfy(reply -> assertThat(reply.json().path("state").asText()).isEqualTo(next));
        journey.awaitState(next);
    }

    /** An upload of which each request is sent twice. */
    private static void upload(Journey journey, String token, String material, String file) throws Exception {
        byte[] content = journey.content(file);
        String key = UUID.randomUUID().toString();
        List<Reply> tickets = twice(() -> api.send(token, "POST", journey.path() + "/attachments",
                journey.announcement(material, file, content).toString(), "idempotency-key", key).expect(200, 201));
        JsonNode ticket = tickets.getFirst().json();
        assertThat(tickets.getLast().json().path("attachmentId")).isEqualTo(ticket.path("attachmentId"));
        twice(() -> Api.upload(ticket.path("upload"), content).expect(200));
        twice(() -> journey.complete(token, ticket).expect(200));
        assertThat(stored(journey).attachments()).filteredOn(a -> a.id().equals(ticket.path("attachmentId").asText())).hasSize(1);
    }

    private static List<Reply> twice(Supplier<Reply> request) throws Exception {
        return atOnce(List.of(request::get, request::get));
    }

    private static List<Reply> atOnce(List<Callable<Reply>> requests) throws Exception {
        CyclicBarrier start = new CyclicBarrier(requests.size());
        return BadInputIT.together(requests.stream().map(request -> (Callable<Reply>) () -> {
            start.await(60, TimeUnit.SECONDS);
            return request.call();
        }).toList());
    }

    private static String invoke(String function, String event) {
        var answer = stack.stack().invoke(function, event.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.failed()).as(function + ": " + answer.text()).isFalse();
        return answer.text();
    }

    private static String streamEvent(String pk, List<String> sortKeys) {
        return sortKeys.stream()
                .map(sk -> "{\"eventID\":\"1\",\"eventName\":\"INSERT\",\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":\"" + pk
                        + "\"},\"sk\":{\"S\":\"" + sk + "\"}},\"SequenceNumber\":\"1\"}}")
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    private static void settled() {
        Await.until("something is left in the outbox", () -> table.outbox().oldest().isEmpty());
    }

    private static Application stored(Journey journey) {
        return table.applications().find(journey.id()).orElseThrow();
    }

    private static List<String> executions(Journey journey) {
        try (SfnClient client = Endpoint.clients(stack.stack().backend().endpoint()).sfn()) {
            return client
                    .listExecutionsPaginator(request -> request.stateMachineArn(stack.stack().template().stateMachines().getFirst().arn()))
                    .executions().stream().map(execution -> execution.name()).filter(name -> name.startsWith(journey.id())).toList();
        }
    }

    private static long mails(Journey journey) {
        return stack.services().mail().mails().stream().filter(mail -> mail.to().contains(journey.dossier().identity().mail())).count();
    }

    private static <T> Map<T, Long> count(List<AuditEvent> events, Function<AuditEvent, T> by) {
        return events.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }
}
