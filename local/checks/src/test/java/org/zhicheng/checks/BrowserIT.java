package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.checks.Api.Reply;

/** What an answer tells a browser, and which pages may read it; how fast codes can be guessed. */
class BrowserIT {

    private static final String ORIGIN = "https://apply.example.invalid";

    private static TestStack stack;
    private static Api api;
    private static Journey certified;

    @BeforeAll
    static void begin() {
        stack = TestStack.start(options -> options.withParameter("AllowedOrigins", ORIGIN).withParameter("VerificationsPerSecond", "2"));
        stack.prepare();
        stack.setClock(TestStack.TODAY);
        api = stack.api();
        certified = Journey.of(stack).to("CERTIFIED");
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @DisplayName("R31 浏览器不缓存、不嵌套、不猜测类型")
    void shouldTellABrowserToKeepFrameAndGuessNothing() {
        String token = certified.applicant();
        String code = certified.certificate().path("code").asText();
        Journey draft = Journey.of(stack).register().draft();
        Map<String, Reply> answers = new LinkedHashMap<>();
        answers.put("a list", api.get(token, "/applications").expect(200));
        answers.put("a file", api.get(token, certified.path() + "/forms/PUBLIC_NOTICE").expect(200));
        answers.put("own data", api.get(token, "/applicants/me/data").expect(200));
        answers.put("a redirection",
                api.get(token, "/certificates/" + certified.certificate().path("number").asText() + "/file").expect(303));
        answers.put("a refusal", api.get(token, draft.path()).expect(404));
        answers.put("nothing", api.send(draft.applicant(), "DELETE", draft.path(), "").expect(204));
        answers.put("something new", api.post(draft.applicant(), "/applications", SampleBodies.draft(draft.dossier())).expect(201));
        answers.put("a verification", api.get("", "/verifications/" + code).expect(200));
        answers.put("a page", api.send("", "GET", "/verifications/" + code, "", "accept", "text/html").expect(200));
        answers.put("no certificate", api.send("", "GET", "/verifications/" + "a".repeat(26), "", "accept", "text/html").expect(404));

        answers.forEach((about, answer) -> {
            assertThat(answer.header("strict-transport-security")).as(about).isEqualTo("max-age=31536000; includeSubDomains");
            assertThat(answer.header("x-content-type-options")).as(about).isEqualTo("nosniff");
            assertThat(answer.header("cache-control")).as(about).isEqualTo("no-store");
            assertThat(answer.header("referrer-policy")).as(about).isEqualTo("no-referrer");
            assertThat(answer.header("x-frame-options")).as(about).isEqualTo("DENY");
            assertThat(answer.header("content-security-policy")).as(about).startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'").doesNotContain("script-src", "unsafe-eval", "*");
            assertThat(answer.headers().map()).as(about).doesNotContainKeys("set-cookie", "server", "x-powered-by");
        });
        assertThat(answers.get("a page").header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answers.get("a page").text()).doesNotContainPattern("(?i)<script|javascript:|\\son\\w+=");
        assertThat(answers.get("a file").header("content-disposition")).startsWith("attachment");
        assertThat(answers.get("own data").header("content-disposition")).startsWith("attachment");
    }

    @Test
    @DisplayName("R20 本系统的页面可以读取")
    void shouldLetPagesOfTheOneOriginRead() {
        Reply own = api.send(certified.applicant(), "GET", "/applications", "", "origin", ORIGIN).expect(200);
        Reply preflight = preflight(ORIGIN, "PUT");

        assertThat(own.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(own.header("vary")).contains("Origin");
        assertThat(own.header("access-control-allow-credentials")).isEmpty();
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo(ORIGIN);
        assertThat(preflight.header("access-control-allow-methods")).isEqualTo("GET,POST,PUT,PATCH,DELETE");
        assertThat(preflight.header("access-control-allow-headers")).contains("authorization", "if-match", "idempotency-key");
        assertThat(preflight(ORIGIN, "TRACE").header("access-control-allow-origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://apply.example.invalid.evil.example", "http://apply.example.invalid",
            "https://apply.example.invalid:8443", "https://evil.example#https://apply.example.invalid", "*"})
    @DisplayName("R20 其他网站的页面不能读取")
    void shouldLetPagesOfNoOtherOriginRead(String origin) {
        Reply answer = api.send(certified.applicant(), "GET", "/applications", "", "origin", origin).expect(200);

        assertThat(answer.header("access-control-allow-origin")).isEmpty();
        assertThat(preflight(origin, "GET").header("access-control-allow-origin")).isEmpty();
    }

    private static Reply preflight(String origin, String method) {
        return api.send("", "OPTIONS", "/applications", "", "origin", origin, "access-control-request-method", method,
                "access-control-request-headers", "authorization").expect(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "%E3%80%82", ")", "/", "?from=singlemessage&isappinstalled=0"})
    @DisplayName("R31 手机改动过的二维码网址照常查验")
    void shouldAnswerWhatAPhoneMakesOfTheAddressInACode_R31(String behind) {
        String path = "/verifications/" + certified.certificate().path("code").asText() + behind;

        api.send("", "GET", path, "", "accept", "text/html").expect(200);
        assertThat(api.send("", "HEAD", path, "", "accept", "text/html").expect(200).text()).isEmpty();
    }

    /** By a client of its own, for the tests' asks again where it is told to wait. */
    @Test
    @DisplayName("R31 猜测验证码的减速，不影响他人")
    void shouldSlowDownWhoGuessesCodesAndNobodyElse() throws IOException, InterruptedException {
        List<Integer> statuses = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest guess = HttpRequest.newBuilder(URI.create(stack.address() + "/verifications/" + "b".repeat(26))).build();
            for (int i = 0; i < 200 && !statuses.contains(429); i++) {
                HttpResponse<String> answer = client.send(guess, BodyHandlers.ofString());
                statuses.add(answer.statusCode());
            }
            HttpRequest other = HttpRequest.newBuilder(URI.create(stack.address() + "/cycles"))
                    .header("authorization", "Bearer " + certified.applicant()).build();

            assertThat(client.send(other, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        assertThat(statuses).contains(404, 429).containsOnly(404, 429);
    }
}
