package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhicheng.checks.BadInputIT.assertProblem;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.lambda.Json;

/**
 * Small flows in which people err, leave, and things change meanwhile: nobody is left waiting and what is settled stays (R48–R51). What happens at
 * one moment is in {@link CollisionsIT}, what is written is in {@link PrintedTextsIT}. They change settings and the clock, so the stack is theirs.
 */
class SmallFlowsIT {

    private static TestStack stack;
    private static Api api;
    private static String administrator;

    @BeforeAll
    static void begin() {
        stack = TestStack.start();
        stack.prepare();
        api = stack.api();
        administrator = stack.token(Journey.ADMINISTRATOR);
    }

    @BeforeEach
    void today() {
        stack.setClock(TestStack.TODAY);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    // ── nobody can act ──

    @Test
    @DisplayName("R48 单位无审核人的：核验时告知申报人，管理员可查出并代办")
    void shouldTellOfAFirmWithoutAReviewerAndLetTheAdministratorAct_R48() {
        String uscc = creditCode("91990000YANGBEN9");
        String name = "无审核人样例有限公司";
        api.send(administrator, "PUT", "/employers/" + uscc,
                "{\"name\":\"" + name + "\",\"district\":\"水磨沟区\",\"contactPhone\":\"0991-0000001\"}").expect(200);
        Journey journey = Journey.of(stack).register().draft().fillIn();
        String form = SampleBodies.form(journey.dossier(), TestStack.SAMPLES.summary(journey.dossier())).toString()
                .replace(journey.dossier().employer().uscc(), uscc).replace(journey.dossier().employer().name(), name);
        api.send(journey.applicant(), "PUT", journey.path(), form, "if-match", "\"" + journey.revision() + "\"").expect(200);

        JsonNode checks = api.get(journey.applicant(), journey.path() + "/checks").expect(200).json();
        assertThat(checks.path("remarks").findValuesAsText("code")).contains("NOBODY_TO_ACT");
        assertThat(checks.path("submittable").asBoolean()).isTrue();
        journey.submit();
        JsonNode line = waiting(journey);
        assertThat(line.path("reason").asText()).isEqualTo("NOBODY_APPOINTED");
        assertThat(line.path("scopeName").asText()).isEqualTo(name);
        assertThat(line.path("advice").asText()).isNotBlank();
        ObjectNode mend = journey.seen(Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", "RETURN"));
        mend.putArray("mend").addObject().put("item", "employer.uscc").put("comment", "请核对信用代码");
        journey.decide(administrator, mend).expect(200);
        journey.awaitState("CORRECTION");
        assertThat(waiting(journey).isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("R48 结束唯一审核人的任命：告知空缺的环节和等待的件数，另行任命后即可办理")
    void shouldSayWhatTheEndOfTheOnlyAppointmentLeavesToNobody_R48() {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        String sub = TestStack.SAMPLES.people().stream()
                .filter(p -> p.district().filter(journey.dossier().qualification().district()::equals).isPresent()).findFirst()
                .orElseThrow().sub();
        JsonNode member = member(sub);
        JsonNode ended = appoint(sub, member, "2025-03-09").expect(200).json();

        assertThat(ended.path("vacancies").findParents("step")).singleElement().satisfies(vacancy -> {
            assertThat(vacancy.path("step").asText()).isEqualTo("DISTRICT_REVIEW");
            assertThat(vacancy.path("applications").asInt()).isPositive();
        });
        assertThat(waiting(journey).path("reason").asText()).isEqualTo("NOBODY_APPOINTED");
        String successor = stack.appointed("DISTRICT", journey.dossier().qualification().district(), "");
        assertThat(waiting(journey).isMissingNode()).isTrue();
        journey.decide(successor, journey.passing()).expect(200);
        journey.awaitState("COMMITTEE_REVIEW");
        // the others' district has its reviewer again
        ObjectNode again = member(sub).deepCopy();
        again.withArray("appointments").addObject().put("role", "DISTRICT").put("scope", journey.dossier().qualification().district())
                .put("from", "2025-03-10");
        put("/staff/" + sub, again, "sub").expect(200);
    }

    // ── the bureau and the employer end what cannot go on ──

    @ParameterizedTest
    @ValueSource(strings = {"CORRECTION", "DISTRICT_REVIEW"})
    @DisplayName("R48 申报人去世等情形由市局注明理由终止办理，不发邮件")
    void shouldLetTheBureauCloseWithoutAMail_R48(String state) {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        if (state.equals("CORRECTION")) {
            returned(journey, "A4");
        }
        Await.until("something is left in the outbox", () -> stack.adapters().outbox().oldest().isEmpty());
        int mails = mailsTo(journey);

        api.post(journey.office(), journey.path() + "/closing",
                Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("reason", "申报人去世")).expect(200);
        journey.awaitState("CLOSED");
        Await.until("something is left in the outbox", () -> stack.adapters().outbox().oldest().isEmpty());
        assertThat(mailsTo(journey)).isEqualTo(mails);
        assertThat(api.get(journey.applicant(), journey.path() + "/timeline").expect(200).text()).contains("申报人去世");
    }

    @Test
    @DisplayName("R48 评审委员会决定之前，单位可收回推荐")
    void shouldLetTheEmployerTakeBackItsRecommendation_R48() {
        Journey journey = Journey.of(stack).to("COMMITTEE_REVIEW");

        api.post(journey.employer(), journey.path() + "/recall",
                Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("reason", "已离职")).expect(200);
        journey.awaitState("EMPLOYER_REVIEW");
    }

    @ParameterizedTest
    @CsvSource({"SENT_BACK, DISTRICT_REVIEW", "UPHELD, REJECTED"})
    @DisplayName("R45 不予通过的可申请复查一次，复查维持原结果或退回原环节，流程随之")
    void shouldLookAtARejectionAgain_R45(String outcome, String state) {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        journey.decide(journey.district(),
                journey.seen(
                        Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", "REJECT").put("reason", "任职年限不足")))
                .expect(200);
        journey.awaitState("REJECTED");
        ObjectNode request = Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("reason", "年限按劳动合同已满");
        api.post(journey.applicant(), journey.path() + "/reconsideration", request).expect(200);
        api.post(journey.applicant(), journey.path() + "/reconsideration", request).expect(200);
        journey.awaitState("RECONSIDERATION");
        assertThat(api.get(journey.office(), "/reviews?tier=RECONSIDERATION").expect(200).text()).contains(journey.id());

        ObjectNode finding = journey
                .seen(Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", outcome).put("reason", "经核查"));
        api.post(journey.office(), journey.path() + "/reconsideration/decision", finding).expect(200);
        api.post(journey.office(), journey.path() + "/reconsideration/decision", finding).expect(200);
        journey.awaitState(state);
        if (state.equals("DISTRICT_REVIEW")) {
            journey.passDistrict();
            assertThat(journey.view().path("state").asText()).isEqualTo("COMMITTEE_REVIEW");
        } else {
            request.put("attempt", journey.attempt());
            assertThat(api.post(journey.applicant(), journey.path() + "/reconsideration", request).expect(409).text())
                    .contains("RECONSIDERED_ONCE");
        }
    }

    @ParameterizedTest
    @CsvSource({"SENT_BACK, CERTIFIED", "UPHELD, REVOKED"})
    @DisplayName("R34、R45 证书被撤销的可申请复查一次，维持撤销或另发新证，流程随之")
    void shouldLookAtARevocationAgain_R34_R45(String outcome, String state) {
        Journey journey = Journey.of(stack).to("CERTIFIED");
        String former = journey.view().path("certificateNumber").asText();
        api.post(administrator, "/certificates/" + former + "/revocation", Api.JSON.createObjectNode().put("reason", "查无此学历")).expect(200);
        ObjectNode request = Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("reason", "学历可在学信网查询");
        api.post(journey.applicant(), journey.path() + "/reconsideration", request).expect(200);
        api.post(journey.applicant(), journey.path() + "/reconsideration", request).expect(200);
        journey.awaitState("RECONSIDERATION");

        ObjectNode finding = journey
                .seen(Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", outcome).put("reason", "经核查"));
        api.post(journey.office(), journey.path() + "/reconsideration/decision", finding).expect(200);
        api.post(journey.office(), journey.path() + "/reconsideration/decision", finding).expect(200);
        journey.awaitState(state);
        String number = journey.view().path("certificateNumber").asText();
        if (state.equals("CERTIFIED")) {
            assertThat(number).isNotEqualTo(former);
            assertThat(api.get(journey.office(), "/certificates?number=" + former).expect(200).json().get(0).path("replacedBy").asText())
                    .isEqualTo(number);
        } else {
            assertThat(number).isEqualTo(former);
        }
    }

    // ── what is passed is announced ──

    @ParameterizedTest
    @CsvSource({"DISMISSED, MATERIALS", "UPHELD, REJECTED"})
    @DisplayName("R45 评审通过后公示，任何人可提出异议；不成立的期满自动继续，成立的不予通过，可申请复查")
    void shouldAnnounceWhatIsPassedAndGoOnByItself_R45(String outcome, String state) {
        Journey journey = Journey.of(stack).to("COMMITTEE_REVIEW");
        announcing(5);
        try {
            journey.decide(stack.token(Journey.COMMITTEE), journey.passing()).expect(200);
            journey.awaitState("RESULT_NOTICE");
        } finally {
            announcing(0);
        }
        String masked = Masking.name(journey.dossier().identity().name());
        assertThat(api.get("", "/results/notices").expect(200).text()).as("from the next working day on").doesNotContain(masked);
        stack.setClock(LocalDateTime.of(2025, 3, 11, 10, 0));
        JsonNode line = api.get("", "/results/notices").expect(200).json().path("lines").path(0);
        assertThat(List.of(line.path("name").asText(), line.path("from").asText(), line.path("to").asText())).containsExactly(masked,
                "2025-03-11", "2025-03-17");
        ObjectNode entry = Api.JSON.createObjectNode().put("name", "样本异议人").put("contact", "10000000099").put("facts", "样本：任职时间不符");
        String objections = "/results/notices/" + line.path("notice").asText() + "/objections";
        String number = api.post("", objections, entry).expect(201).json().path("number").asText();
        assertThat(api.post("", objections, entry).expect(201).json().path("number").asText()).as("a repeat").isEqualTo(number);
        assertThat(stack.adapters().applications().find(journey.id()).map(Json::encode)).get().asString().doesNotContain("样本异议人",
                "10000000099");

        assertThat(api.get(journey.office(), "/result-objections").expect(200).text()).contains(journey.id());
        JsonNode said = api.get(journey.office(), journey.path() + "/result-objections").expect(200).json();
        assertThat(said.path("objections").path(0).path("objector").path("contact").asText()).isEqualTo("10000000099");
        ObjectNode finding = journey
                .seen(Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", outcome).put("reason", "经核查"));
        String answer = journey.path() + "/result-objections/" + number + "/answer";
        api.post(journey.office(), answer, finding).expect(200);
        api.post(journey.office(), answer, finding).expect(200);
        if (state.equals("MATERIALS")) {
            assertThat(journey.state()).isEqualTo("RESULT_NOTICE");
            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 2));
        }
        journey.awaitState(state);
        assertThat(journey.view().path("reconsideration").path("step").asText(""))
                .isEqualTo(state.equals("REJECTED") ? "COMMITTEE_REVIEW" : "");
        assertThat(api.get("", "/results/notices").expect(200).text()).doesNotContain(masked);
    }

    private static void announcing(int days) {
        set(cycle(), Api.JSON.createObjectNode().put("resultNoticeDays", days)).expect(200);
    }

    // ── what is settled stays ──

    @Test
    @DisplayName("R50 退回期间专业列入不受理名单的，已提交的申报仍可修改并办结")
    void shouldTakeACorrectionThoughItsSpecialtyWasExcludedMeanwhile_R50() {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        returned(journey, "contact.phone");
        JsonNode before = cycle();
        ObjectNode settings = Api.JSON.createObjectNode();
        before.path("settings").path("excludedSpecialties").forEach(settings.putArray("excludedSpecialties")::add);
        settings.withArray("excludedSpecialties").add(journey.dossier().qualification().specialty());
        set(before, settings).expect(200);
        try {
            ObjectNode form = SampleBodies.form(journey.dossier(), TestStack.SAMPLES.summary(journey.dossier()));
            form.withObject("contact").put("phone", "10000000099");
            journey.saveForm(form, journey.revision()).expect(200);
            api.post(journey.applicant(), journey.path() + "/correction", Api.JSON.createObjectNode()).expect(200);
            journey.awaitState("EMPLOYER_REVIEW").recommend().passDistrict().passCommittee().receiveOriginals();
            Journey late = Journey.of(stack).register().draft().fillIn();
            assertThat(late.submission().violations()).as("who submits now").contains("SPECIALTY_EXCLUDED");
        } finally {
            set(cycle(), Api.JSON.createObjectNode().set("excludedSpecialties", before.path("settings").path("excludedSpecialties")))
                    .expect(200);
        }
    }

    @Test
    @DisplayName("R50 期间某日宣布放假的，修改期限顺延并以邮件告知")
    void shouldMoveADeadlineWithTheCalendarAndTellItsOwner_R50() {
        stack.setClock(LocalDateTime.of(2025, 3, 11, 9, 0));
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        returned(journey, "conduct");
        assertThat(journey.view().path("dueAt").asText()).isEqualTo("2025-03-18T16:00:00Z");
        ObjectNode calendar = calendar();
        calendar.withObject("days").put("2025-03-13", "OFF");
        JsonNode told = put("/calendars/2025?preview=true", calendar, "").expect(200).json();
        assertThat(told.path("complete").asBoolean()).isTrue();
        assertThat(told.path("deadlines").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(told.path("byState").path("CORRECTION").asInt()).as("told before").isGreaterThanOrEqualTo(1);
        assertThat(calendar().path("days").has("2025-03-13")).as("nothing is set").isFalse();
        put("/calendars/2025", calendar, "").expect(200);

        Await.until("the deadline does not move", () -> journey.view().path("dueAt").asText().equals("2025-03-19T16:00:00Z"));
        Await.until("the owner is not told", () -> stack.services().mail().mails().stream()
                .anyMatch(m -> m.to().contains(mail(journey)) && m.subject().startsWith("职称申报修改期限顺延") && m.text().contains("3月19日24:00")));
        ObjectNode back = calendar();
        back.withObject("days").remove("2025-03-13");
        put("/calendars/2025", back, "").expect(200);
        assertThat(journey.view().path("dueAt").asText()).as("never to a person's harm").isEqualTo("2025-03-19T16:00:00Z");
    }

    @Test
    @DisplayName("R50 截止后延长申报时间的，因截止而失效的草稿连同材料恢复，并告知本人")
    void shouldBringBackTheDraftThatTheClosingExpired_R50() {
        Journey journey = Journey.of(stack).register().draft().fillIn();
        JsonNode cycle = cycle();
        try {
            stack.setClock(LocalDateTime.of(2025, 3, 18, 0, 6));
            journey.awaitState("EXPIRED");
            stack.setClock(LocalDateTime.of(2025, 3, 19, 9, 0));
            api.send(administrator, "PUT", "/cycles/2025",
                    Api.JSON.createObjectNode().put("opens", cycle.path("opens").asText()).put("closes", "2025-03-24T24:00").toString(),
                    "if-match", version(cycle())).expect(200);

            journey.awaitState("DRAFT");
            Await.until("the owner is not told", () -> stack.services().mail().mails().stream()
                    .anyMatch(m -> m.to().contains(mail(journey)) && m.subject().startsWith("申报时间延长") && m.text().contains("3月24日24:00")));
            journey.submit();
        } finally {
            stack.setClock(TestStack.TODAY);
            api.send(administrator, "PUT", "/cycles/2025", Api.JSON.createObjectNode().put("opens", cycle.path("opens").asText())
                    .put("closes", cycle.path("closes").asText()).toString(), "if-match", version(cycle())).expect(200);
        }
    }

    // ── what is shown, by whose name ──

    @Test
    @DisplayName("R19、R22 退回修改的信用代码全为数字的，审核人可见修改前后")
    void shouldShowAChangedCreditCodeOfDigits_R22() {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        returned(journey, "employer.uscc");
        String code = IntStream.range(0, 1000).mapToObj("91650100123456%03d"::formatted).flatMap(SmallFlowsIT::completed)
                .filter(c -> c.chars().allMatch(Character::isDigit)).findFirst().orElseThrow();
        api.send(administrator, "PUT", "/employers/" + code,
                "{\"name\":\"" + journey.dossier().employer().name() + "\",\"district\":\"水磨沟区\",\"contactPhone\":\"0991-0000001\"}")
                .expect(200);
        ObjectNode form = SampleBodies.form(journey.dossier(), TestStack.SAMPLES.summary(journey.dossier()));
        form.withObject("employer").put("uscc", code);
        journey.saveForm(form, journey.revision()).expect(200);

        JsonNode changes = api.get(journey.applicant(), journey.path() + "/changes").expect(200).json();
        assertThat(changes.findParents("item").stream().filter(c -> c.path("item").asText().equals("employer.uscc"))).singleElement()
                .satisfies(change -> {
                    assertThat(change.path("before").asText()).isEqualTo(journey.dossier().employer().uscc());
                    assertThat(change.path("after").asText()).isEqualTo(code);
                });
    }

    @Test
    @DisplayName("R35 继任者须有自己的账号；改名后，以前的办理记录保留当日的姓名")
    void shouldKeepTheNameOfTheDayAndWantALoginOfTheSuccessorsOwn_R35() {
        String sub = stack.nextStaff();
        ObjectNode member = Api.JSON.createObjectNode().put("name", "样区甲").put("mail", "before@example.invalid");
        member.putArray("appointments").addObject().put("role", "COMMITTEE").put("scope", "").put("from", "2025-01-01");
        put("/staff/" + sub, member, "").expect(200);
        Journey journey = Journey.of(stack).to("COMMITTEE_REVIEW");
        journey.decide(stack.token(sub), journey.passing()).expect(200);

        ObjectNode successor = member(sub).deepCopy();
        Reply refused = put("/staff/" + sub, successor.put("name", "样区乙").put("mail", "after@example.invalid"), "sub");
        assertProblem(refused, 422, "RULES_BROKEN");
        assertThat(refused.violations()).containsExactly("SUCCESSOR_NEEDS_OWN_LOGIN");
        put("/staff/" + sub, ((ObjectNode) member(sub)).put("name", "样区丙"), "sub").expect(200);
        assertThat(stack.adapters().applications().events(journey.id())).filteredOn(e -> e.actor().equals(sub)).isNotEmpty()
                .allSatisfy(e -> assertThat(e.actorName()).contains("样区甲"));
    }

    @Test
    @DisplayName("R15 同名的文件下载时以材料编号和名称区分")
    void shouldTellFilesOfOneNameApart_R15() {
        Journey journey = Journey.of(stack).register().draft();
        List<String> names = Stream.of("A1", "A2", "A5", "A7").map(material -> {
            byte[] content = journey.content(journey.dossier().materials().get(material).getFirst());
            JsonNode ticket = journey.ticket(journey.applicant(), material, "image.jpg", content);
            Api.upload(ticket.path("upload"), content).expect(200);
            journey.complete(journey.applicant(), ticket).expect(200);
            String address = api.get(journey.applicant(), journey.path() + "/attachments/" + ticket.path("attachmentId").asText() + "/file")
                    .expect(303).header("location");
            return URLDecoder.decode(Api.open(URI.create(address)).expect(200).header("content-disposition"), StandardCharsets.UTF_8);
        }).toList();

        assertThat(names).doesNotHaveDuplicates();
        assertThat(names.getFirst()).contains("A1").contains("image.pdf");
    }

    // ── settings ──

    @ParameterizedTest
    @ValueSource(ints = {92, 5000})
    @DisplayName("R51 证书上的发证机关不得超出版面")
    void shouldRefuseAnAuthorityThatDoesNotFit_R51(int letters) {
        Reply refused = set(cycle(), Api.JSON.createObjectNode().put("issuingAuthority", "局".repeat(letters)));

        assertProblem(refused, 422, "RULES_BROKEN");
        assertThat(refused.json().path("violations").path(0).path("field").asText()).isEqualTo("settings.issuingAuthority");
        Reply broken = set(cycle(), Api.JSON.createObjectNode().put("issuingAuthority", "样例局\n样例处"));
        assertThat(broken.status() == 422 || !cycle().path("settings").path("issuingAuthority").asText().contains("\n")).isTrue();
    }

    @Test
    @DisplayName("R49 两名管理员同时修改设置的，后保存者被告知有变动之处，先存的不丢失")
    void shouldNotLoseWhatAnotherAdministratorSaved_R49() {
        JsonNode seen = cycle();
        ObjectNode first = Api.JSON.createObjectNode();
        seen.path("settings").path("excludedSpecialties").forEach(first.putArray("excludedSpecialties")::add);
        first.withArray("excludedSpecialties").add("样例以考代评专业");
        set(seen, first).expect(200);
        ObjectNode whole = seen.path("settings").deepCopy();
        Reply second = set(seen, whole.put("supervisingTelephone", "0991-0000009"));

        assertProblem(second, 409, "SETTING_CHANGED");
        assertThat(second.json().path("violations").findValuesAsText("field")).anyMatch(field -> field.contains("excludedSpecialties"));
        assertThat(cycle().path("settings").path("excludedSpecialties").toString()).contains("样例以考代评专业");
    }

    // ── helpers ──

    private static void returned(Journey journey, String item) {
        ObjectNode decision = journey.seen(Api.JSON.createObjectNode().put("attempt", journey.attempt()).put("outcome", "RETURN"));
        decision.putArray("mend").addObject().put("item", item).put("comment", "请核实");
        journey.decide(journey.district(), decision).expect(200);
        journey.awaitState("CORRECTION");
    }

    private static JsonNode waiting(Journey journey) {
        for (JsonNode line : api.get(administrator, "/waiting").expect(200).json().path("waiting")) {
            if (line.path("applicationId").asText().equals(journey.id())) {
                return line;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static JsonNode cycle() {
        for (JsonNode cycle : api.get(administrator, "/cycles").expect(200).json().path("cycles")) {
            if (cycle.path("year").asInt() == 2025) {
                return cycle;
            }
        }
        throw new AssertionError("no cycle of 2025");
    }

    private static Reply set(JsonNode seen, JsonNode settings) {
        ObjectNode body = Api.JSON.createObjectNode().put("opens", seen.path("opens").asText()).put("closes", seen.path("closes").asText());
        body.set("settings", settings);
        return api.send(administrator, "PUT", "/cycles/2025", body.toString(), "if-match", version(seen));
    }

    /** What of it can be set, and the version; the answer tells more. */
    private static ObjectNode calendar() {
        JsonNode read = api.get(administrator, "/calendars/2025").expect(200).json();
        ObjectNode settable = Api.JSON.createObjectNode();
        settable.set("days", read.path("days"));
        settable.set("version", read.path("version"));
        return settable;
    }

    private static JsonNode member(String sub) {
        for (JsonNode member : api.get(administrator, "/staff").expect(200).json().path("staff")) {
            if (member.path("sub").asText().equals(sub)) {
                return member;
            }
        }
        throw new AssertionError("not staff: " + sub);
    }

    private static Reply appoint(String sub, JsonNode member, String lastDay) {
        ObjectNode next = member.deepCopy();
        next.path("appointments").forEach(appointment -> ((ObjectNode) appointment).put("to", lastDay));
        return put("/staff/" + sub, next, "sub");
    }

    /** Writes what was read, under the version that was read. */
    private static Reply put(String path, ObjectNode body, String without) {
        JsonNode seen = body.remove("version");
        body.remove(without);
        return seen == null
                ? api.put(administrator, path, body)
                : api.send(administrator, "PUT", path, body.toString(), "if-match", "\"" + seen.asInt() + "\"");
    }

    private static String version(JsonNode seen) {
        return "\"" + seen.path("version").asInt() + "\"";
    }

    private static String mail(Journey journey) {
        return journey.dossier().identity().mail();
    }

    private static int mailsTo(Journey journey) {
        return (int) stack.services().mail().mails().stream().filter(m -> m.to().contains(mail(journey))).count();
    }

    private static String creditCode(String begin) {
        return completed(begin + "0".repeat(17 - begin.length())).findFirst().orElseThrow();
    }

    private static Stream<String> completed(String seventeen) {
        return "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().mapToObj(check -> seventeen + (char) check)
                .filter(code -> CreditCode.check(code, "uscc").isEmpty());
    }
}
