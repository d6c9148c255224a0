package org.zhicheng.demo.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    private static final String PROBLEM = """
            {"type":"about:blank","status":422,"code":"RULES_BROKEN","title":"不符合规定","requestId":"r","violations":[
            {"rule":"R12","code":"YEARS_TOO_FEW","field":"employment","message":"2025年7月8日满1年"}]}
            """;

    private final List<String> tokens = new ArrayList<>();
    private FakeApi fake;
    private ApiClient api;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeApi();
        api = new ApiClient(fake.uri(), Duration.ofMillis(300));
        caller = new Caller(api, sub -> {
            tokens.add(sub);
            return "token-" + tokens.size();
        }, "applicant-03");
    }

    @AfterEach
    void stop() {
        api.close();
        fake.close();
    }

    @Test
    void shouldTellTheWholeAnswerWhereItIsUnexpected() {
        fake.on("POST /applications/1/submission", 422, PROBLEM);

        assertThatThrownBy(() -> caller.post("/applications/1/submission", Bodies.empty()).expect(200)).isInstanceOf(Unexpected.class)
                .hasMessageContaining("POST /applications/1/submission → 422").hasMessageContaining("2025年7月8日满1年");
    }

    @Test
    void shouldFindTheReasonOfARefusalAmongItsViolations() {
        fake.on("POST /applications/1/submission", 422, PROBLEM);

        Answer answer = caller.post("/applications/1/submission", Bodies.empty()).refused(422, "YEARS_TOO_FEW").refused(422,
                "RULES_BROKEN");

        assertThat(answer.violations()).containsExactly("YEARS_TOO_FEW");
        assertThatThrownBy(() -> answer.refused(422, "WINDOW_CLOSED")).isInstanceOf(Unexpected.class);
        assertThatThrownBy(() -> answer.refused(409, "YEARS_TOO_FEW")).isInstanceOf(Unexpected.class);
    }

    @Test
    void shouldUploadToTheAddressGivenWithItsHeadersAndWithoutTheToken() throws IOException {
        fake.on("POST /applications/1/attachments", 201, """
                {"attachmentId":"a7","upload":{"uri":"%s/bucket/key?signature=s","headers":{"content-type":"application/pdf",
                "x-amz-checksum-sha256":"sum","content-length":"5","host":"elsewhere"}},"validUntil":"2025-02-25T01:15:00Z"}
                """.formatted(fake.uri()));
        fake.on("PUT /bucket/key?signature=s", 200, "");
        fake.on("POST /applications/1/attachments/a7/completion", 200, "{\"id\":\"a7\",\"status\":\"ACCEPTED\"}");

        api.upload(caller, "1", "A10", "合同.pdf", "%PDF-".getBytes(StandardCharsets.US_ASCII), "a3");

        JsonNode announced = new ObjectMapper().readTree(fake.seen("POST /applications/1/attachments").getFirst().body());
        assertThat(announced.path("fileName").asText()).isEqualTo("合同.pdf");
        assertThat(announced.path("size").asInt()).isEqualTo(5);
        assertThat(announced.path("sha256").asText()).hasSize(44);
        assertThat(announced.path("replaces").asText()).isEqualTo("a3");
        FakeApi.Seen put = fake.seen("PUT /bucket/key?signature=s").getFirst();
        assertThat(put.header("x-amz-checksum-sha256")).contains("sum");
        assertThat(put.header("authorization")).isEmpty();
        assertThat(put.body()).isEqualTo("%PDF-");
        assertThat(fake.seen("POST /applications/1/attachments").getFirst().header("idempotency-key").orElseThrow()).hasSizeGreaterThan(15);
    }

    @Test
    void shouldRefuseAFileThatWasNotAccepted() {
        fake.on("POST /applications/1/attachments", 201,
                "{\"attachmentId\":\"a7\",\"upload\":{\"uri\":\"%s/key\",\"headers\":{}}}".formatted(fake.uri()));
        fake.on("PUT /key", 200, "");
        fake.on("POST /applications/1/attachments/a7/completion", 200, "{\"id\":\"a7\",\"status\":\"REJECTED\"}");

        assertThatThrownBy(() -> api.upload(caller, "1", "A1", "a.png", new byte[]{1}, "")).isInstanceOf(Unexpected.class)
                .hasMessageContaining("REJECTED");
    }

    @Test
    void shouldAskAgainUntilTheStateHasCome() {
        fake.on("GET /applications/1/timeline", 200, "{\"state\":\"SUBMITTED\"}")
                .on("GET /applications/1/timeline", 200, "{\"state\":\"SUBMITTED\"}")
                .on("GET /applications/1/timeline", 200, "{\"state\":\"EMPLOYER_REVIEW\"}");

        Answer answer = api.await("EMPLOYER_REVIEW", () -> caller.get("/applications/1/timeline"),
                timeline -> timeline.path("state").asText().equals("EMPLOYER_REVIEW"));

        assertThat(answer.json().path("state").asText()).isEqualTo("EMPLOYER_REVIEW");
        assertThat(fake.seen("GET /applications/1/timeline")).hasSize(3);
    }

    @Test
    void shouldGiveUpWaitingAndTellTheLastAnswer() {
        fake.on("GET /applications/1/timeline", 200, "{\"state\":\"SUBMITTED\"}");
        Instant start = Instant.now();

        assertThatThrownBy(() -> api.await("EMPLOYER_REVIEW", () -> caller.get("/applications/1/timeline"), timeline -> false))
                .isInstanceOf(Unexpected.class).hasMessageContaining("EMPLOYER_REVIEW").hasMessageContaining("SUBMITTED");

        assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
    }

    @Test
    void shouldRepeatWhatTheApiWasTooBusyFor() {
        fake.on("GET /cycles", 429, "{\"message\":\"Too Many Requests\"}").on("GET /cycles", 200, "{\"cycles\":[]}");

        assertThat(caller.get("/cycles").status()).isEqualTo(200);
    }

    @Test
    void shouldSignInAgainWhereTheTokenHasRunOut() {
        fake.on("GET /cycles", 401, "{\"message\":\"Unauthorized\"}").on("GET /cycles", 200, "{\"cycles\":[]}");

        assertThat(caller.get("/cycles").status()).isEqualTo(200);
        assertThat(fake.seen("GET /cycles")).extracting(seen -> seen.header("authorization").orElseThrow())
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void shouldFetchTheFileBehindARedirectWithoutTheToken() {
        fake.redirect("GET /certificates/W1/file", fake.uri() + "/bucket/W1.pdf?signature=s");
        fake.on("GET /bucket/W1.pdf?signature=s", 200, "%PDF-");

        assertThat(caller.file("/certificates/W1/file").text()).isEqualTo("%PDF-");
        assertThat(fake.seen("GET /bucket/W1.pdf?signature=s").getFirst().header("authorization")).isEmpty();
    }

    @Test
    void shouldSignInByTheDirectGrant() {
        fake.on("POST /token", 200, "{\"access_token\":\"abc\",\"token_type\":\"Bearer\"}");

        assertThat(SignIn.directGrant(fake.uri(), "zhicheng").token("office-1")).isEqualTo("abc");
        assertThat(fake.seen("POST /token").getFirst().body()).contains("username=office-1", "grant_type=urn%3Azhicheng%3Asample",
                "client_id=zhicheng");
    }

    @Test
    void shouldTellWhoHasNoToken() {
        assertThatThrownBy(() -> SignIn.tokens(Map.of("office-1", "abc")).token("office-2")).isInstanceOf(Unexpected.class)
                .hasMessageContaining("office-2");
    }

    @Test
    void shouldMoveTheClockOnlyWhereThereIsOne() {
        assertThat(ClockControl.of(fake.uri()).set(Instant.EPOCH)).isFalse();

        fake.on("GET /_local/clock", 200, "{\"now\":\"2025-02-25T01:00:00Z\"}").on("PUT /_local/clock", 200, "{}");
        assertThat(ClockControl.of(fake.uri()).set(Instant.parse("2025-03-10T01:00:00Z"))).isTrue();
        assertThat(fake.seen("PUT /_local/clock").getFirst().body()).isEqualTo("{\"now\":\"2025-03-10T01:00:00Z\"}");
    }
}
