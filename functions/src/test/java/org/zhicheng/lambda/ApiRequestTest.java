package org.zhicheng.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

class ApiRequestTest {

    private final RecordSerializer serializer = new RecordSerializer();

    @Test
    void shouldReadAnEventByHandAsTheMapperReadsTheRecord() throws IOException {
        String event = """
                {"version": "2.0", "routeKey": "POST /applications/{id}/submission", "rawPath": "/applications/a1/submission", "rawQueryString": "x=1",
                 "headers": {"accept-language": "en"}, "queryStringParameters": {"x": "1"}, "pathParameters": {"id": "a1"},
                 "requestContext": {"requestId": "r1", "timeEpoch": 1742227199500, "stage": "$default",
                                    "authorizer": {"jwt": {"claims": {"sub": "applicant-1", "amr": "[mfa]"}, "scopes": null}},
                                    "http": {"method": "POST", "path": "/applications/a1/submission", "sourceIp": "192.0.2.1", "userAgent": "test"}},
                 "body": "{\\"姓名\\": 1}", "isBase64Encoded": true}""";

        ApiRequest read = serializer.fromJson(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), ApiRequest.class);

        assertThat(read).isEqualTo(Json.fromTree(Json.tree(Json.read(new StringReader(event), Map.class)), ApiRequest.class));
        assertThat(read.claims()).containsEntry("sub", "applicant-1");
        assertThat(read.path("id")).isEqualTo("a1");
        assertThat(read.body()).isEqualTo("{\"姓名\": 1}");
        assertThat(read.isBase64Encoded()).isTrue();
    }

    @ParameterizedTest(name = "{0} computed at {1}")
    @CsvSource({"2025-03-17T15:59:59.500Z, 2025-03-17T16:00:20Z, 2025-03-17T15:59:59.500Z",
            "2025-03-17T16:00:00.010Z, 2025-03-17T15:59:59.990Z, 2025-03-17T16:00:00.010Z",
            "2025-03-17T15:59:29Z, 2025-03-17T16:00:00Z, 2025-03-17T16:00:00Z",
            "2025-03-17T16:00:31Z, 2025-03-17T16:00:00Z, 2025-03-17T16:00:00Z"})
    void shouldTakeTheGatewaysTimeWhereARequestOfThenCanBeUnderWay_R53(Instant gateway, Instant now, Instant received) {
        ApiRequest request = serializer.fromJson("{\"requestContext\": {\"timeEpoch\": " + gateway.toEpochMilli() + "}}", ApiRequest.class);

        assertThat(request.receivedAt(Clock.fixed(now, ZoneOffset.UTC))).isEqualTo(received);
    }

    @Test
    void shouldTakeThePresentWhereTheGatewaySaysNothing_R53() {
        Instant now = Instant.parse("2025-03-17T16:00:00Z");

        ApiRequest request = serializer.fromJson("{}", ApiRequest.class);

        assertThat(request.receivedAt(Clock.fixed(now, ZoneOffset.UTC))).isEqualTo(now);
    }

    @Test
    void shouldAskForWhatIsTrueAndRefuseAnythingButTrue() {
        ApiRequest request = serializer.fromJson("{\"queryStringParameters\": {\"whole\": \"true\", \"free\": \"false\"}}",
                ApiRequest.class);

        assertThat(request.asksFor("whole")).isTrue();
        assertThat(request.asksFor("preview")).isFalse();
        assertThatThrownBy(() -> request.asksFor("free")).isInstanceOfSatisfying(Failure.class,
                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_VALUE));
    }

    @ParameterizedTest(name = "If-Match: {0}")
    @CsvSource({"1, 1", "'\"12\"', 12", "'W/\"3\"', 3"})
    void shouldReadTheVersionThatWasEdited_R49(String sent, int version) {
        assertThat(withHeader("if-match", sent).ifMatch()).contains(version);
    }

    /** Else what somebody else wrote in between would be written over, or refused for a reason that is not true. */
    @ParameterizedTest(name = "If-Match: {0}")
    @ValueSource(strings = {"", " ", "*", "1 ", "W/", "1W/", "１", "+1", "-1x", "99999999999"})
    void shouldNotTakeAVersionThatCannotBeReadForNone_R49(String sent) {
        assertThatThrownBy(() -> withHeader("if-match", sent).ifMatch()).isInstanceOfSatisfying(Failure.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_VALUE);
            assertThat(refused.text(Locale.ENGLISH)).contains("If-Match");
        });
    }

    @Test
    void shouldNotTakeAnEmptyKeyForNone() {
        assertThat(withHeader("accept", "*/*").idempotencyKey()).isEmpty();
        assertThatThrownBy(() -> withHeader("idempotency-key", "").idempotencyKey()).isInstanceOfSatisfying(Failure.class,
                refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_VALUE));
    }

    private ApiRequest withHeader(String name, String value) {
        return serializer.fromJson(Json.encode(Map.of("headers", Map.of(name, value))), ApiRequest.class);
    }

    @Test
    void shouldReadWhatIsAbsentOrNullAsEmpty() {
        ApiRequest read = serializer.fromJson("{\"headers\": null, \"body\": null, \"requestContext\": {\"authorizer\": {\"jwt\": null}}}",
                ApiRequest.class);

        assertThat(read.headers()).isEmpty();
        assertThat(read.queryStringParameters()).isEmpty();
        assertThat(read.claims()).isEmpty();
        assertThat(read.requestId()).isEmpty();
        assertThat(read.body()).isNull();
    }
}
