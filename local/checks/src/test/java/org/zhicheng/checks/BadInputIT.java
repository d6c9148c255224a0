package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.checks.Api.Reply;
import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.services.IdentityIssuer.Flaw;

/** Whatever is sent, the answer says what is wrong, and nothing is half done afterwards. */
class BadInputIT {

    private static TestStack stack;
    private static Api api;
    private static Services table;
    /** A draft with nothing in it. */
    private static Journey draft;
    /** One that waits for its employer, with its notice. */
    private static Journey submitted;

    @BeforeAll
    static void begin() {
        stack = TestStack.shared();
        api = stack.api();
        table = stack.adapters();
        draft = Journey.of(stack).register().draft();
        submitted = Journey.of(stack).to("EMPLOYER_REVIEW").recordNotice();
    }

    // ── who asks ──

    @ParameterizedTest
    @EnumSource(value = Flaw.class, names = {"EXPIRED", "OTHER_ISSUER", "OTHER_AUDIENCE", "OTHER_KEY"})
    @DisplayName("R20 无效的登录令牌一律拒绝")
    void shouldRefuseATokenThatIsNotGood(Flaw flaw) {
        String token = stack.issuer().flawedToken(draft.dossier().sub(), flaw);

        Reply reply = api.get(token, draft.path()).expect(401);

        assertThat(reply.header("www-authenticate")).contains("invalid_token");
        assertThat(reply.text()).doesNotContain(draft.id(), token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJvZmZpY2UtMSJ9."})
    @DisplayName("R20 不是令牌的一律拒绝")
    void shouldRefuseWhatIsNoToken(String token) {
        api.get(token, draft.path()).expect(401);
    }

    @Test
    @DisplayName("R20 他人的申报与不存在的申报，回答相同")
    void shouldNotTellSomebodyElsesApplicationFromNone_R20() {
        String other = stack.token(Journey.of(stack).register().dossier().sub());

        Reply theirs = api.get(other, draft.path());
        Reply none = api.get(other, "/applications/" + "a".repeat(26));

        assertProblem(theirs, 404, "NOT_FOUND");
        assertProblem(none, 404, "NOT_FOUND");
        assertThat(theirs.text().replace(draft.id(), "")).doesNotContain(draft.dossier().identity().name());
    }

    @Test
    @DisplayName("R20 角色不符的予以拒绝")
    void shouldRefuseAWrongRole_R20() {
        Application before = stored(submitted);

        assertProblem(api.put(stack.token(Journey.COMMITTEE), submitted.path() + "/public-notice",
                submitted.seen(SampleBodies.endedNotice(submitted.dossier()))), 403, "NOT_ALLOWED");
        assertProblem(submitted.decide(submitted.applicant(), submitted.passing()), 403, "NOT_ALLOWED");
        assertThat(stored(submitted)).isEqualTo(before);
    }

    // ── state and version ──

    @Test
    @DisplayName("R22、R27 当前步骤不允许的操作予以拒绝")
    void shouldRefuseWhatTheStateDoesNotAllow_R22_R27() {
        Application before = stored(submitted);

        assertProblem(api.post(submitted.applicant(), submitted.path() + "/correction", empty()), 409, "WRONG_STATE");
        assertProblem(submitted.saveForm(SampleBodies.form(submitted.dossier(), ""), submitted.revision()), 409, "WRONG_STATE");
        assertProblem(api.put(submitted.applicant(), submitted.path() + "/qualification",
                SampleBodies.draft(submitted.dossier()).path("qualification")), 409, "WRONG_STATE");
        assertProblem(api.send(submitted.applicant(), "DELETE", submitted.path(), ""), 409, "WRONG_STATE");
        assertProblem(api.post(submitted.office(), submitted.path() + "/materials-receipt", submitted.receipt()), 409, "WRONG_STATE");
        assertProblem(submitted.decide(submitted.district(), submitted.passing()), 409, "WRONG_STATE");
        assertThat(stored(submitted)).isEqualTo(before);
    }

    @Test
    @DisplayName("R16 按旧版本保存的不覆盖新内容")
    void shouldRefuseAnEditOfAnOldRevision_R16() {
        Journey journey = Journey.of(stack).register().draft();
        ObjectNode form = SampleBodies.form(journey.dossier(), "");
        journey.saveForm(form, 0).expect(200);

        assertProblem(journey.saveForm(form.deepCopy().put("conduct", "…"), 0), 409, "STALE_VERSION");
        assertThat(stored(journey).form().conduct()).isEqualTo(journey.dossier().conduct());
        journey.saveForm(form, 0).expect(200);
    }

    // ── shapes ──

    @ParameterizedTest(name = "{0} {1} {2} is {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST | /applicants             | {"name":"张三","unknown":1}                       | application/json | 400 UNKNOWN_FIELD
            POST | /applicants             | {"name":1}                                        | application/json | 400 INVALID_VALUE
            POST | /applicants             | {"name":["张三"]}                                 | application/json | 400 INVALID_VALUE
            POST | /applicants             | {"name":"张三","name":"李四"}                     | application/json | 400 MALFORMED_JSON
            POST | /applicants             | {"name":"张三"                                    | application/json | 400 MALFORMED_JSON
            POST | /applicants             | {} {}                                             | application/json | 400 INVALID_VALUE
            POST | /applicants             | null                                              | application/json | 400 MALFORMED_JSON
            POST | /applicants             | {}                                                | application/json | 422 RULES_BROKEN
            POST | /applicants             | {"name":"张三"}                                   | text/plain       | 415 UNSUPPORTED_MEDIA_TYPE
            POST | /applicants             | name=x                                            | application/x-www-form-urlencoded | 415 UNSUPPORTED_MEDIA_TYPE
            POST | /applications           | {}                                                | application/json | 400 MISSING_FIELD
            POST | /applications           | {"cycle":2025}                                    | application/json | 400 MISSING_FIELD
            POST | /applications           | {"cycle":"2025","qualification":{}}               | application/json | 400 INVALID_VALUE
            POST | /applications           | {"cycle":2025.5,"qualification":{}}               | application/json | 400 INVALID_VALUE
            POST | /applications           | {"cycle":99999999999,"qualification":{}}          | application/json | 400 MALFORMED_JSON
            POST | /applications           | {"cycle":2025,"qualification":{"kind":"GIFT"}}    | application/json | 400 INVALID_VALUE
            POST | /applications           | {"cycle":2025,"qualification":{"kind":0}}         | application/json | 400 INVALID_VALUE
            POST | /applications/ID/attachments | {"material":"A99"}                           | application/json | 400 INVALID_VALUE
            POST | /applications/ID/attachments | {}                                           | application/json | 400 MISSING_FIELD
            POST | /applications/ID/attachments | {"material":"A12","fileName":"a.pdf"}        | application/json | 400 INVALID_VALUE
            POST | /applications/ID/attachments | {"material":"A4","fileName":"a","size":0}    | application/json | 400 INVALID_VALUE
            POST | /applications/ID/attachments | {"material":"A4","fileName":"a","size":10485761} | application/json | 413 FILE_TOO_LARGE
            POST | /applications/ID/attachments | {"material":"A4","fileName":"a","size":9,"contentType":"text/html"} | application/json | 400 INVALID_VALUE
            POST | /applications/ID/attachments | {"material":"A4","fileName":"a","size":9,"contentType":"application/pdf","sha256":"x"} | application/json | 400 INVALID_VALUE
            POST | /applications/ID/decisions   | {"attempt":1}                                | application/json | 400 MISSING_FIELD
            POST | /applications/ID/decisions   | {"outcome":"PASS"}                           | application/json | 400 MISSING_FIELD
            POST | /applications/ID/decisions   | {"attempt":1,"contentVersion":1,"outcome":"REJECT"} | application/json | 400 MISSING_FIELD
            POST | /applications/ID/decisions   | {"attempt":1,"contentVersion":1,"outcome":"RETURN"} | application/json | 422 RULES_BROKEN
            POST | /applications/ID/decisions   | {"attempt":1,"outcome":"PASS"}               | application/json | 400 MISSING_FIELD
            POST | /applications/ID/decisions   | {"attempt":1,"outcome":"RETURN","mend":[null]} | application/json | 400 INVALID_VALUE
            POST | /applications/ID/materials-receipt | {"received":[]}                        | application/json | 400 MISSING_FIELD
            POST | /applications/ID/materials-receipt | {"received":["A1"]}                    | application/json | 400 MISSING_FIELD
            POST | /decisions                   | {"decisions":[]}                             | application/json | 400 INVALID_VALUE
            PUT  | /applications/ID             | {}                                           | application/json | 400 MISSING_FIELD
            PUT  | /applications/ID             | {"conduct":{}}                               | application/json | 400 INVALID_VALUE
            PUT  | /applications/ID             | {"employment":[null]}                        | application/json | 400 INVALID_VALUE
            """)
    @DisplayName("R16 请求内容有误的，告知错在何处")
    void shouldSayWhatIsWrongWithABody(String method, String path, String body, String contentType, String answer) {
        Application before = stored(draft);
        String place = path.replace("ID", draft.id());
        // The form's revision is told in a header; without it nothing is saved.
        String[] headers = path.equals("/applications/ID") && !body.equals("{}")
                ? new String[]{"content-type", contentType, "if-match", "\"0\""}
                : new String[]{"content-type", contentType};

        Reply reply = api.send(draft.applicant(), method, place, body, headers);

        assertProblem(reply, Integer.parseInt(answer.substring(0, 3)), answer.substring(4));
        assertThat(stored(draft)).isEqualTo(before);
    }

    /** Each was answered with an internal error, or as if it were not there, when requests were first made up from openapi.yaml. */
    @Test
    @DisplayName("R16 曾出错的请求均有明确答复")
    void shouldAnswerWhatWasOnceMadeUp() {
        assertProblem(
                api.send(stack.token(Journey.ADMINISTRATOR), "PUT", "/staff/it-fuzz",
                        "{\"name\":\"职员\",\"mail\":\"\",\"appointments\":[{\"role\":\"EMPLOYER\",\"from\":\"2025-01-01\"}]}"),
                422, "RULES_BROKEN");
        assertProblem(api.get(draft.applicant(), "/applications?%F3%83%B9%A9=1&=2&%00=3"), 400, "UNKNOWN_FIELD");
        assertProblem(api.get(stack.token(Journey.OFFICE), "/applications?kind=AAA"), 400, "INVALID_VALUE");
        assertProblem(api.get(draft.applicant(), "/applications?kind="), 400, "INVALID_VALUE");
    }

    @Test
    @DisplayName("R15 过大的请求在读取之前拒绝")
    void shouldRefuseWhatIsTooLargeBeforeReadingIt() {
        String large = "{\"name\":\"" + "长".repeat(300 * 1024) + "\"}";

        assertProblem(api.send(draft.applicant(), "POST", "/applicants", large), 413, "BODY_TOO_LARGE");
        api.send(draft.applicant(), "POST", "/applicants", "x".repeat(11 * 1024 * 1024)).expect(413);
    }

    @Test
    @DisplayName("R33 注册的全部问题一次列出，且不注册")
    void shouldTellEveryDefectOfARegistrationAtOnceAndRegisterNobody_R33() {
        String sub = stack.nextApplicant();

        Reply reply = api.send(stack.token(sub), "POST", "/applicants",
                "{\"name\":\"\",\"idNumber\":\"110105194912310021\",\"phone\":\"x\",\"mail\":\"x\",\"language\":\"fr\"}");

        assertProblem(reply, 422, "RULES_BROKEN");
        assertThat(reply.violations()).containsExactlyInAnyOrder("FIELD_MISSING", "ID_NUMBER_CHECK_DIGIT", "PHONE_INVALID", "MAIL_INVALID",
                "VALUE_UNKNOWN");
        assertThat(reply.text()).doesNotContain("110105194912310021");
        assertProblem(api.get(stack.token(sub), "/applicants/me"), 403, "NOT_REGISTERED");
    }

    @Test
    @DisplayName("R16 按所选语言回答")
    void shouldAnswerInTheLanguageAskedFor() {
        Reply english = api.send(draft.applicant(), "GET", "/applications/none", "", "accept-language", "en-GB,en;q=0.9,zh;q=0.1");
        Reply chinese = api.send(draft.applicant(), "GET", "/applications/none", "", "accept-language", "zh-CN,zh;q=0.9,en;q=0.8");
        Reply neither = api.send(draft.applicant(), "GET", "/applications/none", "", "accept-language", "fr, ;;q=x");

        assertThat(english.json().path("title").asText()).isEqualTo("Not found: none; check it and try again");
        assertThat(english.header("content-language")).isEqualTo("en");
        assertThat(chinese.json().path("title").asText()).isEqualTo("未找到：none；请核对后重试");
        assertThat(chinese.header("content-language")).isEqualTo("zh");
        assertThat(neither.json().path("title").asText()).isEqualTo("未找到：none；请核对后重试");
        assertThat(List.of(english.code(), chinese.code(), neither.code())).containsOnly("NOT_FOUND");
    }

    /** Every route with odd values in its path and query: refused, never an internal error. */
    @Test
    @DisplayName("R16 异常的路径予以拒绝而不出错")
    void shouldRefuseOddPathsWithoutFailing() throws Exception {
        String id = draft.id();
        List<String> odd = List.of("a".repeat(3000), "%00", "%23", "..%2f..", "%E2%80%AE", "-1", "99999999999999999999", "CYCLE%232025",
                "%F0%9F%98%80".repeat(50), "A%23HEAD");
        List<Callable<Reply>> requests = new ArrayList<>();
        stack.stack().template().functions().forEach(function -> function.routes().forEach(route -> {
            if (!route.path().contains("{")) {
                return;
            }
            for (String value : odd) {
                // Where there are two, the first is real.
                String path = route.path().contains("{attachmentId}") ? route.path().replace("{id}", id) : route.path();
                String place = path.replaceAll("\\{[a-zA-Z]+\\+?}", value);
                String token = rightful(route.path(), draft);
                requests.add(() -> route.method().equals("GET") || route.method().equals("DELETE")
                        ? api.send(token, route.method(), place + (place.contains("/forms/") ? "?format=x" : ""), "")
                        : api.send(token, route.method(), place, "{}", "if-match", value.length() > 100 ? "x" : value));
            }
        }));
        for (String cursor : List.of("x", "e30", encoded("{\"pk\":\"x\"}"), encoded("{\"pk\":1,\"sk\":[]}"), encoded("[]"), encoded("null"),
                encoded("{\"pk\":\"APP#x\",\"sk\":\"A#HEAD\",\"queue\":\"DISTRICT_REVIEW#天山区\",\"due\":\"2025\"}"))) {
            requests.add(() -> api.get(stack.token(Journey.COMMITTEE), "/reviews?tier=COMMITTEE_REVIEW&cursor=" + cursor));
        }
        for (String query : List.of("/reviews", "/reviews?tier=x", "/reviews?tier=DRAFT", "/statistics", "/statistics?cycle=x",
                "/statistics?cycle=1", "/exports/x?cycle=1", "/exports/..", "/applications?kind=x")) {
            requests.add(() -> api.get(stack.token(Journey.OFFICE), query));
        }

        List<Reply> replies = together(requests);

        assertThat(replies).filteredOn(reply -> reply.status() >= 500).isEmpty();
        assertThat(replies).filteredOn(reply -> reply.status() >= 400 && reply.header("content-type").contains("problem"))
                .hasSizeGreaterThan(replies.size() / 2).allSatisfy(reply -> {
                    // A HEAD is told by its status and headers alone.
                    if (reply.request().startsWith("HEAD ")) {
                        assertThat(reply.body()).as(reply.toString()).isEmpty();
                    } else {
                        assertProblem(reply, reply.status(), reply.code());
                    }
                });
    }

    /** Every route that takes a body with JSON of odd shapes: refused, never an internal error. */
    @Test
    @DisplayName("R16 异常的内容予以拒绝而不出错")
    void shouldRefuseOddBodiesWithoutFailing() throws Exception {
        Journey victim = Journey.of(stack).register().draft();
        victim.saveForm(SampleBodies.form(victim.dossier(), ""), 0).expect(200);
        List<String> odd = List.of("{}", "[]", "\"x\"", "1", "true", "{\"\":null}", "[".repeat(5000), "{\"a\":".repeat(3000), "\uFEFF{}",
                "{\"sub\":\"x\"}", "{\"name\":null,\"district\":null,\"appointments\":[null]}", "{\"appointments\":[{}]}",
                "{\"name\":\"x\",\"appointments\":[{\"role\":\"OFFICE\",\"from\":\"2025-13-01\"}]}", "{\"received\":[null]}",
                "{\"applications\":[null]}", "{\"number\":\"x\",\"date\":\"0000-00-00\"}", "{\"decisions\":[{}]}",
                "{\"decisions\":[{\"applicationId\":\"" + "a".repeat(3000) + "\",\"decision\":{\"attempt\":1,\"outcome\":\"PASS\"}}]}",
                "{\"number\":\"x\",\"date\":\"2025-03-10\",\"applications\":[{\"applicationId\":\"" + "a".repeat(3000)
                        + "\",\"contentVersion\":1}]}",
                "{\"off\":[null]}", "{\"opens\":\"x\"}", "{\"employment\":[null]}", "{\"notApplicable\":{\"A6\":null}}",
                "{\"notApplicable\":{\"\":\"x\"}}", "{\"objections\":[null]}", "{\"idNumber\":null}", "{\"reason\":null}",
                "{\"attempt\":-2147483648,\"workingDays\":2147483647}",
                "{\"material\":\"A4\",\"fileName\":\"\\u0000\",\"size\":9223372036854775807}", "{\"contact\":{\"sex\":\"\\ud800\"}}");
        List<Callable<Reply>> requests = new ArrayList<>();
        stack.stack().template().functions().forEach(function -> function.routes().forEach(route -> {
            // A batch answers line by line; what takes the rest takes no body.
            if (Set.of("GET", "HEAD", "DELETE", "ANY").contains(route.method()) || route.path().equals("/decisions")) {
                return;
            }
            String place = route.path().replace("{id}", victim.id()).replace("{applicationId}", victim.id())
                    .replace("{attachmentId}", "a".repeat(26)).replace("{year}", "2098").replace("{sub}", "nobody")
                    .replace("{uscc}", "91350100M000100Y43").replace("{step}", "DRAW").replaceAll("\\{\\w+}", "x");
            for (String body : odd) {
                requests.add(() -> api.send(rightful(route.path(), victim), route.method(), place, body, "if-match", "\"9\""));
            }
        }));

        List<Reply> replies = together(requests);

        assertThat(replies).filteredOn(reply -> reply.status() >= 500).isEmpty();
        // What nobody left out is asked for nothing: no section to save, no answer yet to whether one may apply.
        assertThat(replies).filteredOn(reply -> reply.status() < 300).isNotEmpty()
                .allMatch(reply -> reply.request().startsWith("PATCH /applications/") || reply.request().startsWith("POST /eligibility"));
        replies.removeIf(reply -> reply.status() < 300);
        assertThat(replies).isNotEmpty().allSatisfy(reply -> assertProblem(reply, reply.status(), reply.code()));
    }

    /** What a draft may hold and nobody expects: kept or refused, and everything that is made of it can still be made. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00\\ud800", "\\u202e", "\\uFFFE", "\\uFEFF", "\\r\\n.\\r\\n", "\uD840\uDC00",
            "e\u0301", "\uDBFF\uDFFF", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "${jndi:ldap://x}", "{0}", "%s%n"})
    @DisplayName("R51 特殊文字在草稿中原样保存")
    void shouldCarryOddCharactersThroughADraft(String odd) {
        Journey journey = Journey.of(stack).register().draft();
        ObjectNode form = SampleBodies.form(journey.dossier(), "");
        String body = form.put("conduct", "ODD").put("achievements", "ODD").toString().replace("ODD", odd);

        Reply saved = api.send(journey.applicant(), "PUT", journey.path(), body, "if-match", "\"0\"");

        if (saved.status() != 200) {
            assertProblem(saved, 400, saved.code());
        }
        readable(journey);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01", "0001-01-01", "9999-12-31", "+999999999-12-31", "-999999999-01-01", "2024-02-29", "2023-02-29",
            "2025-3-1", "2025-03-10T00:00:00Z", "20250310", ""})
    @DisplayName("R12 边界日期照常计算")
    void shouldCountWithDatesAtTheirEdges(String date) {
        Journey journey = Journey.of(stack).register().draft();
        ObjectNode form = SampleBodies.form(journey.dossier(), "");
        form.withObject("credential").put("milestone", date);
        form.withObject("employer").put("postedFrom", date);
        form.withArray("employment").forEach(period -> ((ObjectNode) period).put("from", date).put("to", date));

        Reply saved = journey.saveForm(form, 0);

        if (saved.status() != 200) {
            assertProblem(saved, 400, "INVALID_VALUE");
        }
        readable(journey);
        ObjectNode notice = submitted.seen(SampleBodies.endedNotice(submitted.dossier())).put("from", date).put("to", date)
                .put("resultDate", date);
        Reply recorded = api.put(submitted.employer(), submitted.path() + "/public-notice", notice);
        assertThat(recorded.status()).as(recorded.toString()).isIn(200, 400, 422);
        readable(submitted);
        api.put(submitted.employer(), submitted.path() + "/public-notice", submitted.seen(SampleBodies.endedNotice(submitted.dossier())))
                .expect(200);
        ObjectNode member = empty().put("name", "职员").put("mail", "");
        member.putArray("appointments").addObject().put("role", "OFFICE").put("from", date).put("to", date);
        Reply appointed = api.put(stack.token(Journey.ADMINISTRATOR), "/staff/it-edge-" + Integer.toHexString(date.hashCode()), member);
        assertThat(appointed.status()).as(appointed.toString()).isIn(200, 400, 409, 422);
        Reply finding = api.post(stack.token(Journey.OFFICE), "/integrity-records",
                empty().put("idNumber", journey.dossier().identity().idNumber()).put("facts", "x").put("basis", "x").put("date", date));
        assertThat(finding.status()).as(finding.toString()).isIn(201, 400, 422);
        Reply calendar = api.send(stack.token(Journey.ADMINISTRATOR), "PUT", "/calendars/2096", "{\"days\":{\"" + date + "\":\"OFF\"}}");
        assertThat(calendar.status()).as(calendar.toString()).isIn(200, 400, 409, 422);
        Reply cycle = api.send(stack.token(Journey.ADMINISTRATOR), "PUT", "/cycles/2096",
                "{\"opens\":\"" + date + "T00:00\",\"closes\":\"" + date + "T24:00\"}");
        assertThat(cycle.status()).as(cycle.toString()).isIn(200, 400, 409, 422);
    }

    /** All that is made of an application, by its owner. */
    private static void readable(Journey journey) {
        for (String part : List.of("", "/checks", "/timeline", "/changes", "/forms/PUBLIC_NOTICE", "/forms/PUBLIC_NOTICE?format=DOCX",
                "/forms/NOTICE_RESULT", "/forms/RECOMMENDATION_REPORT?format=DOCX")) {
            Reply reply = api.get(journey.applicant(), journey.path() + part);
            assertThat(reply.status()).as(reply.toString()).isIn(200, 409, 422);
        }
        api.get(journey.applicant(), "/applicants/me/data").expect(200);
        Reply submission = journey.submission();
        assertThat(submission.status()).as(submission.toString()).isIn(200, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2147483649", "2147483648", "9223372036854775808", "1e400", "-0", "0.1", "1E2", "00", "NaN", "1e-400"})
    @DisplayName("R16 不是数字的数字予以拒绝")
    void shouldRefuseNumbersThatAreNone(String number) {
        for (String field : List.of("size", "attempt", "workingDays", "cycle")) {
            String path = switch (field) {
                case "size" -> draft.path() + "/attachments";
                case "cycle" -> "/applications";
                case "attempt" -> submitted.path() + "/decisions";
                default -> submitted.path() + "/deadline";
            };
            String body = "{\"" + field + "\":" + number + "}";

            Reply reply = api.send(field.equals("workingDays") ? stack.token(Journey.ADMINISTRATOR) : draft.applicant(), "POST", path,
                    body);

            assertProblem(reply, 400, reply.code());
        }
    }

    @Test
    @DisplayName("R16 不是文字的字节予以拒绝")
    void shouldRefuseBytesThatAreNoText() {
        for (byte[] body : List.of(new byte[]{'{', '"', (byte) 0xFF, '"', ':', '1', '}'}, new byte[]{(byte) 0xC0, (byte) 0x80},
                new byte[]{0, 0, 0, '{'}, "{}".getBytes(StandardCharsets.UTF_16), new byte[]{(byte) 0xED, (byte) 0xA0, (byte) 0x80})) {
            Reply reply = api.sendBytes(draft.applicant(), "POST", "/applications", body, "content-type", "application/json");

            assertProblem(reply, 400, reply.code());
        }
    }

    @Test
    @DisplayName("R16 过大的请求头予以拒绝")
    void shouldRefuseHeadersThatAreTooLarge() {
        assertProblem(api.send(draft.applicant(), "POST", "/applications", SampleBodies.draft(draft.dossier()).toString(),
                "idempotency-key", "k".repeat(3000)), 400, "INVALID_VALUE");
        assertProblem(api.send(draft.applicant(), "GET", "/applications/none", "", "accept-language", "zh;q=0." + "1".repeat(4000)), 404,
                "NOT_FOUND");
        assertThat(api.send(draft.applicant(), "GET", draft.path(), "", "x-large", "x".repeat(20_000)).expect(431).json().path("message")
                .asText()).isEqualTo("Request Header Fields Too Large");
        api.get(draft.applicant(), "/applications?kind=" + "x".repeat(20_000)).expect(414);
    }

    /** Someone whose request is not refused because of who sends it. */
    private static String rightful(String route, Journey owner) {
        if (route.startsWith("/applica")) {
            return owner.applicant();
        }
        return stack.token(route.startsWith("/approval") || route.startsWith("/certificates") ? Journey.OFFICE : Journey.ADMINISTRATOR);
    }

    // ── files ──

    @Test
    @DisplayName("R15 内容与所称类型不符的文件，每次均拒绝")
    void shouldRefuseAFileThatIsNotWhatItSaysEachTime_R15() {
        byte[] content = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        JsonNode ticket = draft.ticket(draft.applicant(), "A4", "毕业证.pdf", content);
        Api.upload(ticket.path("upload"), content).expect(200);

        for (int i = 0; i < 2; i++) {
            Reply refused = draft.complete(draft.applicant(), ticket);
            assertProblem(refused, 422, "FILE_REJECTED");
            assertThat(refused.violations()).containsExactly("WRONG_TYPE");
            assertThat(refused.json().path("violations").path(0).path("message").asText()).isNotBlank();
        }
        // Nobody may fetch what may be hostile.
        assertThat(table.materials().read(FileKeys.key(draft.id(), ticket.path("attachmentId").asText()), 100)).isEmpty();
        assertProblem(api.get(draft.applicant(), draft.path() + "/attachments/" + ticket.path("attachmentId").asText() + "/file"), 404,
                "NOT_FOUND");
    }

    @Test
    @DisplayName("R15 不完整的图片予以拒绝")
    void shouldRefuseHalfAPicture_R15() {
        byte[] whole = draft.content("A1.jpg");
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        JsonNode ticket = draft.ticket(draft.applicant(), "A1", "A1.jpg", half);
        Api.upload(ticket.path("upload"), half).expect(200);

        Reply refused = draft.complete(draft.applicant(), ticket);

        assertProblem(refused, 422, "FILE_REJECTED");
        assertThat(refused.violations()).hasSize(1).isSubsetOf("TRUNCATED", "UNREADABLE");
        assertThat(stored(draft).files(org.zhicheng.dossier.application.Material.A1)).isEmpty();
    }

    @Test
    @DisplayName("R15 文件完整到达后方计入")
    void shouldCountAFileOnlyOnceItArrivedWhole_R15() {
        byte[] content = draft.content("A10.pdf");
        JsonNode ticket = draft.ticket(draft.applicant(), "A10", "A10.pdf", content);

        assertProblem(draft.complete(draft.applicant(), ticket), 409, "UPLOAD_INCOMPLETE");
        byte[] other = content.clone();
        other[other.length - 1] ^= 1;
        Api.upload(ticket.path("upload"), other);
        assertProblem(draft.complete(draft.applicant(), ticket), 409, "UPLOAD_INCOMPLETE");
        Api.upload(ticket.path("upload"), content).expect(200);
        draft.complete(draft.applicant(), ticket).expect(200);
        assertThat(draft.complete(draft.applicant(), ticket).expect(200).json().path("status").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    @DisplayName("R15 上传须与申请时的长度、类型一致")
    void shouldHoldAnUploadToItsAddressLengthAndType_R15() {
        byte[] content = draft.content("A10.pdf");
        JsonNode ticket = draft.ticket(draft.applicant(), "A10", "A10.pdf", content).path("upload");
        String address = ticket.path("uri").asText();
        JsonNode headers = ticket.path("headers");

        Api.upload(URI.create(address.replaceFirst("/" + draft.id() + "/", "/" + submitted.id() + "/")), headers, content).expect(403);
        Api.upload(URI.create(address.replaceFirst("X-Amz-Expires=\\d+", "X-Amz-Expires=604800")), headers, content).expect(403);
        Api.upload(URI.create(address.replaceFirst("X-Amz-Date=\\d+", "X-Amz-Date=20200101")), headers, content).expect(403);
        Api.upload(URI.create(address), headers, Arrays.copyOf(content, content.length + 1)).expect(403);
        ObjectNode html = headers.deepCopy();
        html.properties().stream().filter(header -> header.getKey().equalsIgnoreCase("content-type")).toList()
                .forEach(header -> html.put(header.getKey(), "text/html"));
        Api.upload(URI.create(address), html, content).expect(403);
        assertThat(Api.open(URI.create(address)).status()).as("an address to send to is none to read from").isEqualTo(403);
    }

    // ── decisions ──

    @Test
    @DisplayName("R18 不能推荐的原因一次列出")
    void shouldTellAllThatForbidsARecommendationAtOnce_R18() {
        Journey journey = Journey.of(stack).to("EMPLOYER_REVIEW");

        Reply reply = journey.decide(journey.employer(), journey.passing());

        assertProblem(reply, 422, "RULES_BROKEN");
        assertThat(reply.violations()).contains("NOTICE_MISSING", "MATERIAL_MISSING");
        assertThat(stored(journey).reviews()).isEmpty();
        assertThat(journey.state()).isEqualTo("EMPLOYER_REVIEW");
    }

    @Test
    @DisplayName("R22 退回须指明确有的项目")
    void shouldRefuseAReturnThatNamesNothingOrTheUnknown_R22() {
        Application before = stored(submitted);
        ObjectNode decision = submitted.seen(empty().put("attempt", submitted.attempt()).put("outcome", "RETURN").put("reason", ""));
        decision.putArray("mend").addObject().put("item", "A99").put("comment", "");

        Reply reply = submitted.decide(submitted.employer(), decision);

        assertProblem(reply, 422, "RULES_BROKEN");
        assertThat(reply.violations()).containsExactlyInAnyOrder("MEND_ITEM_UNKNOWN", "MEND_COMMENT_MISSING");
        assertThat(stored(submitted)).isEqualTo(before);
    }

    @Test
    @DisplayName("R22 重复的决定得到同样答复，不同的决定予以拒绝")
    void shouldAnswerARepeatedDecisionAlikeAndAnotherWithAConflict_R22() {
        Journey journey = Journey.of(stack).to("EMPLOYER_REVIEW").recordNotice();
        ObjectNode pass = journey.passing();
        assertProblem(journey.decide(journey.employer(), pass.deepCopy().put("attempt", pass.path("attempt").asInt() + 1)), 409,
                "STALE_VERSION");
        journey.decide(journey.employer(), pass).expect(200);
        journey.awaitState("DISTRICT_REVIEW");
        List<AuditEvent> events = table.applications().events(journey.id());

        assertThat(journey.decide(journey.employer(), pass).expect(200).json().path("state").asText()).isEqualTo("DISTRICT_REVIEW");
        ObjectNode reject = pass.deepCopy().put("outcome", "REJECT").put("reason", "不同意");
        assertProblem(journey.decide(journey.employer(), reject), 409, "ALREADY_DECIDED");
        assertThat(actions(table.applications().events(journey.id()))).filteredOn("PASS"::equals).hasSize(1);
        assertThat(actions(events)).filteredOn("PASS"::equals).hasSize(1);
        assertThat(journey.state()).isEqualTo("DISTRICT_REVIEW");
    }

    @Test
    @DisplayName("R22 同时作出的两个决定只有一个成立")
    void shouldLetOneOfTwoDecisionsAtTheSameMomentWin_R22() throws Exception {
        Journey journey = Journey.of(stack).to("DISTRICT_REVIEW");
        ObjectNode pass = journey.passing();
        ObjectNode reject = pass.deepCopy().put("outcome", "REJECT").put("reason", "不同意");
        List<Callable<Reply>> decisions = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(6);
        for (ObjectNode decision : List.of(pass, reject, pass, reject, pass, reject)) {
            decisions.add(() -> {
                start.await(60, TimeUnit.SECONDS);
                return journey.decide(journey.district(), decision);
            });
        }

        List<Reply> replies = together(decisions);

        // Who decided as the winner did gets the winner's answer; the others a conflict.
        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(3);
        assertThat(replies).filteredOn(reply -> reply.status() != 200).hasSize(3)
                .allSatisfy(reply -> assertProblem(reply, 409, "ALREADY_DECIDED"));
        Application after = stored(journey);
        assertThat(after.reviews()).filteredOn(review -> review.step() == org.zhicheng.dossier.flow.State.DISTRICT_REVIEW).hasSize(1);
        assertThat(actions(table.applications().events(journey.id())))
                .filteredOn(action -> action.equals("PASS") || action.equals("REJECT")).hasSize(2);
    }

    @Test
    @DisplayName("R22 批量决定逐行处理")
    void shouldDecideABatchLineByLine_R22() {
        ObjectNode body = empty();
        body.putArray("decisions").addObject().put("applicationId", submitted.id()).set("decision",
                submitted.passing().put("attempt", 999));
        body.withArray("decisions").addObject().put("applicationId", "a".repeat(26)).set("decision", submitted.passing());
        body.withArray("decisions").addObject().put("applicationId", draft.id()).set("decision", submitted.passing());

        JsonNode lines = api.post(submitted.employer(), "/decisions", body).expect(200).json();

        assertThat(lines.findValuesAsText("code")).containsExactly("STALE_VERSION", "NOT_FOUND", "NOT_FOUND");
        assertThat(submitted.state()).isEqualTo("EMPLOYER_REVIEW");
    }

    @Test
    @DisplayName("R28 批文整份登记，或不登记")
    void shouldRecordAnApprovalDocumentWholeOrNotAtAll_R28() {
        ObjectNode document = submitted.approval("批" + submitted.id());
        document.withArray("applications").addObject().put("applicationId", "a".repeat(26)).put("contentVersion", 1);

        Reply reply = api.post(submitted.office(), "/approval-documents", document);

        assertProblem(reply, 422, "RULES_BROKEN");
        assertThat(reply.violations()).containsExactlyInAnyOrder("APPLICATION_NOT_WAITING", "APPLICATION_UNKNOWN");
        assertThat(table.certificates().findDocument("批" + submitted.id())).isEmpty();
    }

    // ── names ──

    @ParameterizedTest
    @CsvSource({"0x2EBF0, CHARACTER_CANNOT_PRINT", "0x2EFFD, NAME_IMPOSSIBLE", "0x202E, NAME_IMPOSSIBLE", "0x31, NAME_IMPOSSIBLE",
            "0x3C, NAME_IMPOSSIBLE"})
    @DisplayName("R32、R33、R51 姓名中不能有的字逐一指出")
    void shouldNameTheLetterOfANameThatCannotBe_R32_R33_R51(String letter, String code) {
        Reply refused = register("试" + Character.toString(Integer.decode(letter)) + "例");

        assertProblem(refused, 422, "RULES_BROKEN");
        assertThat(refused.violations()).containsExactly(code);
        assertThat(refused.text()).contains(String.format(Locale.ROOT, "U+%04X", Integer.decode(letter)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"试\u200B例", "试\u3000例", "试 例", "\uFEFF试例"})
    @DisplayName("R33 姓名按统一写法保存")
    void shouldKeepANameInOneForm_R33(String entered) {
        Reply registered = register(entered).expect(201);

        assertThat(registered.json().path("name").asText()).isEqualTo("试例");
    }

    private static Reply register(String name) {
        String sub = stack.nextApplicant();
        Dossier like = Journey.dossier("03-bachelor", sub);
        Dossier.Identity i = like.identity();
        return api.post(stack.token(sub), "/applicants", SampleBodies.registration(Journey.named(like, sub,
                new Dossier.Identity(name, i.idNumber(), i.sex(), i.ethnicGroup(), i.politicalStatus(), i.phone(), i.mail()))));
    }

    /** The office's number as it comes out of a word processor, and one that no paper can print (R51). */
    @Test
    @DisplayName("R51 批文文号按打印的写法登记")
    void shouldRecordANumberInTheFormInWhichItIsPrinted_R51() {
        Journey journey = Journey.of(stack).to("APPROVAL_DOCUMENT");
        Reply refused = api.post(journey.office(), "/approval-documents", journey.approval("样测\uD83D\uDE00" + journey.id()));
        assertProblem(refused, 422, "RULES_BROKEN");
        assertThat(refused.violations()).containsExactly("CHARACTER_CANNOT_PRINT");

        api.post(journey.office(), "/approval-documents", journey.approval("样测\u200B１３号" + journey.id())).expect(200, 201);
        journey.awaitState("CERTIFIED");
        assertThat(stored(journey).approvalDocument()).contains("样测13号" + journey.id());
    }

    private static Application stored(Journey journey) {
        return table.applications().find(journey.id()).orElseThrow();
    }

    private static List<String> actions(List<AuditEvent> events) {
        return events.stream().map(AuditEvent::action).toList();
    }

    private static ObjectNode empty() {
        return Api.JSON.createObjectNode();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A refusal as all of them are: a stable code, a text, the request's id. */
    static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status() + " " + reply.code()).as(reply.toString()).isEqualTo(status + " " + code);
        assertThat(reply.header("content-type")).as(reply.toString()).startsWith("application/problem+json");
        assertThat(code).as(reply.toString()).isNotEmpty();
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotBlank();
        assertThat(Optional.of(reply.json().path("requestId").asText())).as("the request's id").contains(reply.header("apigw-requestid"));
    }

    static List<Reply> together(List<Callable<Reply>> requests) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Reply> replies = new ArrayList<>();
            for (Future<Reply> reply : threads.invokeAll(requests)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }
}
