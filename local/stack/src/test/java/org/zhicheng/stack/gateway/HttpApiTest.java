package org.zhicheng.stack.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.stack.fixture.Fixture;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.FunctionRuntime;
import org.zhicheng.stack.lambda.HandlerFactory;
import org.zhicheng.stack.lambda.InProcessRuntime;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2025-03-10T01:00:00Z");
    /** Of {@code /stuck} in the fixture. */
    private static final Duration TIME_OF_THE_ROUTE = Duration.ofMillis(200);

    private final Issuer issuer = new Issuer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger writes = new AtomicInteger();
    private InProcessRuntime functions;
    private HttpApi api;
    private HttpServer server;

    @BeforeAll
    void start() throws IOException {
        functions = new InProcessRuntime(Fixture.template(), HandlerFactory.noArguments(), Map.of());
        api = new HttpApi(Fixture.template(), functions, Clock.systemUTC(), Clock.fixed(NOW, ZoneOffset.UTC), writes::incrementAndGet,
                issuer::document);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", api);
        server.start();
    }

    @AfterAll
    void stop() {
        server.stop(0);
        api.close();
        functions.close();
    }

    @Test
    void shouldMakeAnEventOfPayloadFormatTwo() throws Exception {
        JsonNode event = event(send(get("/open?a=1&b=x%20y&a=2").header("X-Thing", "one").header("X-Thing", "two")
                .header("Cookie", "c=1; d=2").header("User-Agent", "test")));

        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("GET /open");
        assertThat(event.path("rawPath").asText()).isEqualTo("/open");
        assertThat(event.path("rawQueryString").asText()).isEqualTo("a=1&b=x%20y&a=2");
        assertThat(event.at("/queryStringParameters/a").asText()).isEqualTo("1,2");
        assertThat(event.at("/queryStringParameters/b").asText()).isEqualTo("x y");
        assertThat(event.at("/headers/x-thing").asText()).isEqualTo("one,two");
        assertThat(event.path("cookies")).map(JsonNode::asText).containsExactly("c=1", "d=2");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("GET");
        assertThat(event.at("/requestContext/http/sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(event.at("/requestContext/http/userAgent").asText()).isEqualTo("test");
        assertThat(event.at("/requestContext/stage").asText()).isEqualTo("$default");
        assertThat(event.at("/requestContext/timeEpoch").asLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(event.at("/requestContext/time").asText()).isEqualTo("10/Mar/2025:01:00:00 +0000");
        assertThat(event.at("/requestContext/authorizer").isMissingNode()).isTrue();
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        assertThat(event.has("body")).isFalse();
    }

    @Test
    void shouldGiveTextAsTextAndEverythingElseAsBase64() throws Exception {
        JsonNode text = event(send(request("/open").POST(HttpRequest.BodyPublishers.ofString("{\"名\":1}")).header("Content-Type",
                "application/merge-patch+json")));
        JsonNode binary = event(
                send(request("/open").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[]{0, -1})).header("Content-Type", "image/png")));

        assertThat(text.path("body").asText()).isEqualTo("{\"名\":1}");
        assertThat(Base64.getDecoder().decode(binary.path("body").asText())).containsExactly(0, -1);
        assertThat(binary.path("isBase64Encoded").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/things/17,GET /things/{id},id,17", "/things/a%2Fb,GET /things/{id},id,a/b", "/things/mine,GET /things/mine,,",
            "/things/17/parts/%E5%90%8D,ANY /things/{rest+},rest,17/parts/名",})
    void shouldTakeTheMostSpecificRoute(String path, String route, String parameter, String value) throws Exception {
        JsonNode event = event(send(get(path).header("Authorization", "Bearer " + issuer.token(Issuer.claims()))));

        assertThat(event.path("routeKey").asText()).isEqualTo(route);
        if (parameter != null) {
            assertThat(event.path("pathParameters").path(parameter).asText()).isEqualTo(value);
        }
    }

    @Test
    void shouldNotFindOtherPathsNorMethods() throws Exception {
        HttpResponse<String> path = send(get("/nowhere"));
        HttpResponse<String> method = send(request("/scarce").DELETE());

        assertThat(List.of(path, method)).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
        });
    }

    @Test
    void shouldGiveTheClaimsOfAGoodTokenAsTexts() throws Exception {
        JsonNode jwt = event(send(get("/things/17").header("Authorization", "Bearer " + issuer.token(Issuer.claims()))))
                .at("/requestContext/authorizer/jwt");

        assertThat(jwt.at("/claims/sub").asText()).isEqualTo("wang");
        assertThat(jwt.at("/claims/amr").textValue()).isEqualTo("[pwd otp]");
        assertThat(jwt.at("/claims/level").textValue()).isEqualTo("2");
        assertThat(jwt.at("/claims/exp").textValue()).matches("\\d{10}");
        assertThat(jwt.path("scopes").isArray()).isFalse();
    }

    @Test
    void shouldRefuseTokensThatAreNotGood() throws Exception {
        Instant now = Instant.now();
        List<String> bad = List.of("nonsense", issuer.token(Issuer.claims().expirationTime(Date.from(now.minusSeconds(61)))),
                issuer.token(Issuer.claims().expirationTime(null)),
                issuer.token(Issuer.claims().notBeforeTime(Date.from(now.plusSeconds(90)))),
                issuer.token(Issuer.claims().issuer("http://localhost:1/other")), issuer.token(Issuer.claims().audience("other")),
                issuer.token(Issuer.claims().audience((String) null)), Issuer.unsigned(Issuer.claims()), issuer.confused(Issuer.claims()),
                issuer.token(Issuer.claims(), "one", new RSAKeyGenerator(2048).generate()),
                issuer.token(Issuer.claims(), "unknown", new RSAKeyGenerator(2048).generate()), tampered(issuer.token(Issuer.claims())));

        for (String token : bad) {
            HttpResponse<String> response = send(get("/things/17").header("Authorization", "Bearer " + token));

            assertThat(response.statusCode()).as(token).isEqualTo(401);
            assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
            assertThat(response.headers().firstValue("www-authenticate")).get().asString().contains("invalid_token");
        }
    }

    @Test
    void shouldRefuseARequestWithoutAToken() throws Exception {
        HttpResponse<String> response = send(get("/things/17"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void shouldTakeTheClientIdWhereATokenHasNoAudience() throws Exception {
        String token = issuer.token(Issuer.claims().audience((String) null).claim("client_id", "fixture"));

        assertThat(send(get("/things/17").header("Authorization", token)).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldWantOneOfTheScopesOfTheRoute() throws Exception {
        HttpResponse<String> without = send(get("/scoped").header("Authorization", "Bearer " + issuer.token(Issuer.claims())));
        JsonNode with = event(
                send(get("/scoped").header("Authorization", "Bearer " + issuer.token(Issuer.claims().claim("scope", "read admin")))));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(with.at("/requestContext/authorizer/jwt/scopes")).map(JsonNode::asText).containsExactly("read", "admin");
    }

    @Test
    void shouldNotAskTheIssuerAgainForEachUnknownKey() throws Exception {
        String unknown = issuer.token(Issuer.claims(), "unknown", new RSAKeyGenerator(2048).generate());
        send(get("/things/17").header("Authorization", "Bearer " + unknown));
        int before = issuer.asked;

        send(get("/things/17").header("Authorization", "Bearer " + unknown));

        assertThat(issuer.asked).isEqualTo(before);
    }

    @Test
    void shouldAnswerPreflightRequestsOfAllowedPagesOnly() throws Exception {
        HttpResponse<String> allowed = send(preflight("https://a.example", "POST", "Authorization"));

        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("access-control-allow-origin")).contains("https://a.example");
        assertThat(allowed.headers().firstValue("access-control-allow-methods")).contains("GET,POST");
        assertThat(allowed.headers().firstValue("access-control-max-age")).contains("600");
        assertThat(List.of(preflight("https://evil.example", "POST", "authorization"),
                preflight("https://a.example", "DELETE", "authorization"), preflight("https://a.example", "POST", "x-secret")))
                .allSatisfy(request -> assertThat(send(request).headers().firstValue("access-control-allow-origin")).isEmpty());
    }

    @Test
    void shouldPutTheApisCorsHeadersOverTheFunctions() throws Exception {
        String answer = "{\"statusCode\":200,\"headers\":{\"Access-Control-Allow-Origin\":\"*\"}}";
        HttpResponse<String> known = send(answering(answer).header("Origin", "https://b.example"));
        HttpResponse<String> unknown = send(answering(answer).header("Origin", "https://evil.example"));

        assertThat(known.headers().firstValue("access-control-allow-origin")).contains("https://b.example");
        assertThat(known.headers().firstValue("access-control-expose-headers")).contains("etag");
        assertThat(unknown.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"text/csv,5000000,200", "text/csv,6500000,413", "image/png,5000000,413", "text/csv,10485761,413"})
    void shouldRefuseBodiesTooLargeForTheApiOrForTheFunction(String type, int size, int status) throws Exception {
        HttpResponse<String> response = send(
                request("/open").POST(HttpRequest.BodyPublishers.ofString("x".repeat(size))).header("Content-Type", type));

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 413) {
            assertThat(response.body()).isEqualTo("{\"message\":\"Request Entity Too Large\"}");
        }
    }

    @Test
    void shouldAnswerWhatTheFunctionSays() throws Exception {
        HttpResponse<String> response = send(answering(
                "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"text/csv\",\"X-A\":\"b\"},\"cookies\":[\"c=1\",\"d=2\"],\"body\":\"aGk=\",\"isBase64Encoded\":true}"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("hi");
        assertThat(response.headers().firstValue("content-type")).contains("text/csv");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("c=1", "d=2");
        assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    }

    @Test
    void shouldAnswerBareJsonAsTheBody() throws Exception {
        HttpResponse<String> response = send(answering("{\"n\":1}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"n\":1}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"not json", "{\"statusCode\":\"x\"}", "{\"statusCode\":200,\"body\":{\"a\":1}}",
            "{\"statusCode\":200,\"body\":\"*\",\"isBase64Encoded\":true}"})
    void shouldHideAnswersThatAreNone(String answer) throws Exception {
        HttpResponse<String> response = send(answering(answer));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void shouldHideWhatAFunctionThrows() throws Exception {
        HttpResponse<String> response = send(get("/failing"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    }

    @Test
    void shouldNotWaitForAFunctionBeyondTheTimeOfTheRoute() throws Exception {
        HttpResponse<String> response = send(get("/stuck"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    }

    /** In containers there are few places, and what waits for one has not begun. */
    @Test
    void shouldNotCountTheWaitForAPlaceIntoTheTimeOfTheRoute() throws Exception {
        FunctionRuntime few = new FunctionRuntime() {

            @Override
            public FunctionAnswer invoke(String function, byte[] event) {
                try {
                    Thread.sleep(TIME_OF_THE_ROUTE.multipliedBy(2));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return functions.invoke("EchoFunction", event);
            }

            @Override
            public Duration longestWait() {
                return Duration.ofMinutes(1);
            }

            @Override
            public void close() {
            }
        };
        HttpServer busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        try (HttpApi waiting = new HttpApi(Fixture.template(), few, Clock.systemUTC(), Clock.fixed(NOW, ZoneOffset.UTC), () -> {
        }, issuer::document)) {
            busy.createContext("/", waiting);
            busy.start();
            URI address = URI.create("http://localhost:" + busy.getAddress().getPort() + "/stuck");

            assertThat(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        } finally {
            busy.stop(0);
        }
    }

    @Test
    void shouldThrottleARouteByItsOwnSettings() throws Exception {
        List<Integer> statuses = List.of(send(get("/scarce")).statusCode(), send(get("/scarce")).statusCode(),
                send(get("/scarce")).statusCode());

        assertThat(statuses).containsExactly(200, 200, 429);
    }

    @Test
    void shouldTellThatSomethingMayHaveChanged() throws Exception {
        int before = writes.get();

        send(get("/open"));
        send(answering("{}"));

        assertThat(writes.get()).isEqualTo(before + 1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.getAddress().getPort() + path));
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder preflight(String origin, String method, String header) {
        return request("/open").method("OPTIONS", HttpRequest.BodyPublishers.noBody()).header("Origin", origin)
                .header("Access-Control-Request-Method", method).header("Access-Control-Request-Headers", header);
    }

    /** A request whose function answers just this. */
    private HttpRequest.Builder answering(String answer) {
        return request("/answer").POST(HttpRequest.BodyPublishers.ofString(answer)).header("Content-Type", "application/json");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static JsonNode event(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("event");
    }

    /** Another subject under the same signature. */
    private static String tampered(String token) {
        String[] parts = token.split("\\.");
        JWTClaimsSet other = Issuer.claims().subject("li").build();
        String claims = Base64.getUrlEncoder().withoutPadding().encodeToString(other.toString().getBytes(StandardCharsets.UTF_8));
        return parts[0] + "." + claims + "." + parts[2];
    }
}
