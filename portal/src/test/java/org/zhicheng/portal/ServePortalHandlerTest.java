package org.zhicheng.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServePortalHandlerTest {

    private static final int FIRST_VISIT_AT_MOST = 60_000;

    private final ServePortalHandler handler = new ServePortalHandler(
            Map.of("SIGN_IN_ISSUER", "https://issuer.invalid/pool", "SIGN_IN_CLIENT", "client\"1", "SIGN_IN_SCOPE", "openid",
                    "SIGN_IN_ORIGINS", "https://tokens.invalid", "STORAGE_ORIGINS", "https://a.invalid,https://b.invalid"));

    @Test
    void shouldServeTheSamePageAtEachAddress() {
        String start = text(get("/portal", Map.of()));

        assertThat(text(get("/portal/applications/x/materials", Map.of()))).isEqualTo(start);
        assertThat(start).contains("<html lang=\"zh-CN\">", "content=\"https://issuer.invalid/pool\"", "client&quot;1");
        assertThat(start).doesNotContain("<script>", "<style", " on");
    }

    @Test
    void shouldLetNothingRunButTheBundleAndAskNobodyElse() {
        String policy = headers(get("/portal", Map.of())).get("content-security-policy");

        assertThat(policy).startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .contains("connect-src 'self' https://issuer.invalid https://tokens.invalid https://a.invalid https://b.invalid;",
                        "frame-src https://a.invalid https://b.invalid;", "require-trusted-types-for 'script'; trusted-types 'none'",
                        "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "data:");
    }

    @Test
    void shouldLetItsOwnPagesAloneAskForACameraAndNobodyForMore() {
        assertThat(headers(get("/portal/work/MATERIALS", Map.of()))).containsEntry("permissions-policy",
                "camera=(self), geolocation=(), microphone=()");
        assertThat(headers(get("/portal/work/MATERIALS", Map.of())).get("content-security-policy")).as("what it sees has no address")
                .doesNotContain("media-src");
    }

    @Test
    void shouldSendThePageAgainOnlyWhereItChanged() {
        Map<String, Object> first = get("/portal", Map.of());
        String etag = headers(first).get("etag");

        assertThat(headers(first)).containsEntry("cache-control", "no-cache");
        assertThat(get("/portal/work", Map.of("if-none-match", etag))).containsEntry("statusCode", 304).containsEntry("body", "");
        assertThat(get("/portal", Map.of("if-none-match", "\"other\""))).containsEntry("statusCode", 200);
    }

    @Test
    void shouldServeFilesForEverUnderTheNameOfTheirContentAndCompressed() throws IOException {
        Matcher assets = Pattern.compile("\"(/portal/assets/[a-z]+-[0-9a-fA-Z]+[.](?:js|css|svg))\"")
                .matcher(text(get("/portal", Map.of())));
        int first = 0;
        int found = 0;
        while (assets.find()) {
            found++;
            Map<String, Object> plain = get(assets.group(1), Map.of());
            Map<String, Object> small = get(assets.group(1), Map.of("accept-encoding", "gzip, br"));
            assertThat(headers(plain)).containsEntry("cache-control", "public, max-age=31536000, immutable")
                    .containsEntry("x-content-type-options", "nosniff");
            assertThat(headers(small)).containsEntry("content-encoding", "gzip");
            byte[] compressed = bytes(small);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes()).isEqualTo(bytes(plain));
            first += compressed.length;
        }
        assertThat(found).as("the script, what it shares with others, the style, the icon").isGreaterThan(3);
        assertThat(first).as("bytes of a first visit").isLessThanOrEqualTo(FIRST_VISIT_AT_MOST);
    }

    @Test
    void shouldLoadWhatOnlyStaffNeedWhenItIsWanted() {
        String page = text(get("/portal", Map.of()));
        Matcher script = Pattern.compile("\"(/portal/assets/app-[0-9a-f]+[.]js)\"").matcher(page);
        assertThat(script.find()).isTrue();
        Matcher staff = Pattern.compile("import\\(\"[.]/(staff-[0-9A-Z]+[.]js)\"\\)").matcher(text(get(script.group(1), Map.of())));

        assertThat(staff.find()).isTrue();
        assertThat(page).doesNotContain(staff.group(1));
        assertThat(get("/portal/assets/" + staff.group(1), Map.of())).containsEntry("statusCode", 200);
    }

    @Test
    void shouldNotFindAFileOfAnOlderDeployment() {
        Map<String, Object> answer = get("/portal/assets/app-0000000000000000.js", Map.of());

        assertThat(answer).containsEntry("statusCode", 404);
        assertThat(headers(answer)).containsEntry("cache-control", "no-store");
    }

    @Test
    void shouldLeadFromTheBareAddressToThePortal() {
        assertThat(get("/", Map.of())).containsEntry("statusCode", 302);
        assertThat(headers(get("/", Map.of()))).containsEntry("location", "/portal");
    }

    @Test
    void shouldTellABrowserInThePageThatThereIsNothingAtAnAddress() {
        Map<String, Object> answer = get("/aplications", Map.of("accept", "text/html,application/xhtml+xml"));

        assertThat(answer).containsEntry("statusCode", 404);
        assertThat(headers(answer)).containsKey("content-security-policy");
        assertThat(text(answer)).isEqualTo(text(get("/portal", Map.of())));
    }

    @Test
    void shouldTellAProgramInItsLanguageThatThereIsNothingAtAnAddress() {
        Map<String, Object> chinese = get("/aplications", Map.of("accept", "application/json"));
        Map<String, Object> english = get("/aplications", Map.of("accept-language", "en-GB"));

        assertThat(chinese).containsEntry("statusCode", 404);
        assertThat(headers(chinese)).containsEntry("content-type", "application/problem+json; charset=utf-8");
        assertThat((String) chinese.get("body")).contains("\"code\":\"NOT_FOUND\"", "没有这个地址");
        assertThat((String) english.get("body")).contains("There is no such address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portal", "/portal/assets/app.js", "/", "/applications/x/unknown"})
    void shouldChangeNothingWhateverIsSentToIt(String path) {
        Map<String, Object> answer = handler.handleRequest(Map.of("rawPath", path, "headers", Map.of("accept", "text/html"),
                "requestContext", Map.of("requestId", "r-1", "http", Map.of("method", "POST"))), null);

        assertThat(answer).containsEntry("statusCode", 404);
        assertThat((String) answer.get("body")).contains("\"requestId\":\"r-1\"");
    }

    private Map<String, Object> get(String path, Map<String, Object> headers) {
        return handler.handleRequest(Map.of("rawPath", path, "headers", headers), null);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> headers(Map<String, Object> answer) {
        return (Map<String, String>) answer.get("headers");
    }

    private static byte[] bytes(Map<String, Object> answer) {
        return Base64.getDecoder().decode((String) answer.get("body"));
    }

    private static String text(Map<String, Object> answer) {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }
}
