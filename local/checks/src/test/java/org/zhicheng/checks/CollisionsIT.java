package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;
import static org.zhicheng.checks.BadInputIT.together;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.lambda.Services;

/** People who act at the same moment, or on what somebody else has changed since: one decides on what one saw (R49, R52). */
class CollisionsIT {

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
    @DisplayName("R52 同时登记的四份批文，只有一份批准全部人员")
    void shouldLetOneOfFourDocumentsAtTheSameMomentHaveTheWholeList_R52() throws Exception {
        List<Journey> people = new ArrayList<>(
                List.of(Journey.of(stack).to("APPROVAL_DOCUMENT"), Journey.of(stack).to("APPROVAL_DOCUMENT")));
        List<String> numbers = IntStream.range(0, 4).mapToObj(i -> "同时批" + i + people.getFirst().id()).toList();
        List<Callable<Reply>> clerks = new ArrayList<>();
        for (String number : numbers) {
            ObjectNode document = people.getFirst().approval(number);
            document.withArray("applications").add(people.getLast().approval(number).path("applications").path(0));
            clerks.add(() -> api.post(people.getFirst().office(), "/approval-documents", document));
        }
        List<Reply> replies = together(clerks);

        assertThat(replies).filteredOn(reply -> reply.status() == 200).singleElement()
                .satisfies(reply -> assertThat(reply.json().path("applications").findValuesAsText("approved")).containsOnly("true"));
        assertThat(replies).filteredOn(reply -> reply.status() != 200).hasSize(3).allSatisfy(reply -> {
            assertProblem(reply, 422, "RULES_BROKEN");
            assertThat(reply.violations()).isSubsetOf("APPLICATION_LISTED_ELSEWHERE", "APPLICATION_NOT_WAITING");
        });
        List<ApprovalDocument> recorded = numbers.stream().flatMap(number -> table.certificates().findDocument(number).stream()).toList();
        assertThat(recorded).singleElement().extracting(ApprovalDocument::stage).isEqualTo(ApprovalDocument.Stage.FINAL);
        people.forEach(person -> assertThat(person.awaitState("CERTIFIED").view().path("approvalDocument").asText())
                .isEqualTo(recorded.getFirst().number()));
    }

    /** A document that cannot be had must not keep anyone: what it claimed, another one may list. */
    @Test
    @DisplayName("R40 同时撤回和批准的，只有一个成立")
    void shouldEitherWithdrawOrApproveAtTheSameMoment_R40() throws Exception {
        Journey one = Journey.of(stack).to("APPROVAL_DOCUMENT");
        Journey other = Journey.of(stack).to("APPROVAL_DOCUMENT");
        ObjectNode document = one.approval("撤回批" + one.id());
        document.withArray("applications").add(other.approval("x").path("applications").path(0));
        List<Reply> replies = together(List.of(() -> api.post(one.office(), "/approval-documents", document),
                () -> api.post(one.applicant(), one.path() + "/withdrawal", Api.JSON.createObjectNode())));

        if (replies.getFirst().status() == 200) {
            assertThat(replies.getLast().status()).isEqualTo(409);
            other.awaitState("CERTIFIED");
        } else {
            assertProblem(replies.getFirst(), 422, "RULES_BROKEN");
            replies.getLast().expect(200);
            other.approve().awaitState("CERTIFIED");
        }
    }

    @Test
    @DisplayName("R49 单位查看之后材料有变的，不能按先前所见推荐；申报人不能动单位的材料")
    void shouldNotRecommendOnPapersThatWereSwappedAfterTheEmployerLooked_R49() {
        Journey journey = Journey.of(stack).to("EMPLOYER_REVIEW").recordNotice();
        ObjectNode seen = journey.passing();
        String report = journey.view().path("attachments").findParents("material").stream()
                .filter(a -> a.path("material").asText().equals("A15")).findFirst().orElseThrow().path("id").asText();

        Reply refused = api.post(journey.applicant(), journey.path() + "/attachments",
                journey.announcement("A15", "A15.pdf", journey.content("A15.pdf")).put("replaces", report));
        assertProblem(refused, 409, "EMPLOYERS_PAPER");
        assertThat(journey.view().path("attachments").findValuesAsText("uploadedBy")).contains("APPLICANT", "EMPLOYER");
        journey.upload(journey.employer(), "A15", "A14.pdf");
        Reply late = journey.decide(journey.employer(), seen);
        assertProblem(late, 409, "CONTENT_CHANGED");
        assertThat(late.json().path("violations").path(0).path("field").asText()).isEqualTo("A15");
        journey.decide(journey.employer(), journey.passing()).expect(200);
    }

    @Test
    @DisplayName("R15 提交时告知尚有文件在上传")
    void shouldSayAtSubmissionThatAFileIsStillUnderWay_R15() {
        Journey journey = Journey.of(stack).register().draft().fillIn();
        String contract = journey.view().path("attachments").findParents("material").stream()
                .filter(a -> a.path("material").asText().equals("A10")).findFirst().orElseThrow().path("id").asText();
        byte[] content = journey.content("A9-2024.pdf");
        JsonNode ticket = api.post(journey.applicant(), journey.path() + "/attachments",
                journey.announcement("A10", "合同.pdf", content).put("replaces", contract)).expect(201).json();
        Api.upload(ticket.path("upload"), content).expect(200);

        Reply refused = journey.submission();
        assertProblem(refused, 422, "RULES_BROKEN");
        assertThat(refused.violations()).containsExactly("MATERIAL_UNDER_WAY");
        journey.complete(journey.applicant(), ticket).expect(200);
        journey.submission().expect(200);
    }

    @Test
    @DisplayName("R49 同一批量中对一份申报作出不同决定的，整批拒绝")
    void shouldRefuseABatchThatDecidesOnOneTwiceDifferently_R49() {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        ObjectNode batch = Api.JSON.createObjectNode();
        ArrayNode decisions = batch.putArray("decisions");
        ObjectNode pass = journey.passing();
        decisions.addObject().put("applicationId", journey.id()).set("decision", pass);
        decisions.addObject().put("applicationId", journey.id()).set("decision",
                pass.deepCopy().put("outcome", "REJECT").put("reason", "不同意"));

        assertProblem(api.post(journey.district(), "/decisions", batch), 422, "RULES_BROKEN");
        assertThat(journey.state()).isEqualTo("DISTRICT_REVIEW");
    }

    @Test
    @DisplayName("R45 同时导入同一名单的，每人只登记一次；同时用一份邀请同意的，只绑定一个登录；一个登录只能是一位专家")
    void shouldMakeOneEntryOfEachAndBindOneLoginAtTheSameMoment_R45() throws Exception {
        String administrator = stack.token(Journey.ADMINISTRATOR);
        StringBuilder list = new StringBuilder("姓名,工作单位,职称,系列,聘期开始,聘期结束\n");
        IntStream.range(0, 70)
                .forEach(i -> list.append("同时").append(Character.toString('一' + i)).append(",同时样例院,教授,工程系列,2025-01-01,2027-12-31\n"));
        ObjectNode content = Api.JSON.createObjectNode().put("content",
                Base64.getEncoder().encodeToString(list.toString().getBytes(StandardCharsets.UTF_8)));
        List<Callable<Reply>> imports = Collections.nCopies(3, () -> api.post(administrator, "/experts/imports", content));
        together(imports).forEach(reply -> assertThat(reply.expect(200).json().path("remaining").asInt()).isZero());
        List<Expert> recorded = table.experts().all().stream().filter(e -> e.employerName().equals("同时样例院")).toList();
        assertThat(recorded).hasSize(70).allSatisfy(e -> assertThat(e.revision().version()).isEqualTo(1));

        List<String> links = new ArrayList<>();
        for (Expert expert : recorded.subList(0, 2)) {
            links.add(api.post(administrator, "/experts/" + expert.id() + "/invitation", Api.JSON.createObjectNode()).expect(200).json()
                    .path("link").asText());
        }
        List<Callable<Reply>> people = IntStream.range(0, 4).<Callable<Reply>>mapToObj(i -> {
            String token = stack.token(stack.nextApplicant());
            return () -> consent(token, links.getFirst());
        }).toList();
        List<Reply> replies = together(people);
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
        assertThat(replies).filteredOn(reply -> reply.status() != 200).hasSize(3)
                .allSatisfy(reply -> assertThat(List.of(404, 409)).contains(reply.status()));
        String bound = table.experts().find(recorded.getFirst().id()).orElseThrow().sub().orElseThrow();
        assertThat(table.experts().findBySub(bound).orElseThrow().id()).isEqualTo(recorded.getFirst().id());

        assertProblem(consent(stack.token(bound), links.getLast()), 409, "CONSENTED_AS_OTHER");
        String third = api.post(administrator, "/experts/" + recorded.get(2).id() + "/invitation", Api.JSON.createObjectNode()).expect(200)
                .json().path("link").asText();
        String token = stack.token(stack.nextApplicant());
        assertThat(together(List.of(() -> consent(token, links.getLast()), () -> consent(token, third))))
                .filteredOn(reply -> reply.status() == 200).as("one login, one entry").hasSize(1);
    }

    private static Reply consent(String token, String link) {
        return api.post(token, "/experts/" + link.substring(0, 26) + "/consent",
                Api.JSON.createObjectNode().put("code", link.substring(27)).put("consents", true));
    }

    @Test
    @DisplayName("R49 同时保存的设置只有一个成立，其余被告知有变")
    void shouldLetOneOfManyAdministratorsSaveASettingAtTheSameMoment_R49() throws Exception {
        String administrator = stack.token(Journey.ADMINISTRATOR);
        String path = "/calendars/2091";
        int version = api.get(administrator, path).expect(200).json().path("version").asInt();
        List<Callable<Reply>> saves = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            String body = "{\"days\":{\"2091-03-0" + i + "\":\"OFF\"}}";
            saves.add(() -> api.send(administrator, "PUT", path, body, "if-match", "\"" + version + "\""));
        }
        List<Reply> replies = together(saves);

        assertThat(replies).filteredOn(reply -> reply.status() == 200).singleElement()
                .satisfies(reply -> assertThat(reply.header("etag")).isEqualTo("\"" + (version + 1) + "\""));
        assertThat(replies).filteredOn(reply -> reply.status() != 200).hasSize(3).allSatisfy(reply -> {
            assertProblem(reply, 409, "SETTING_CHANGED");
            assertThat(reply.json().path("violations").path(0).path("field").asText()).startsWith("2091-03-0");
        });
        assertThat(api.get(administrator, path).expect(200).json().path("days").size()).isEqualTo(1);
    }
}
