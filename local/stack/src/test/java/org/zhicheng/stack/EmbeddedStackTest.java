package org.zhicheng.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.stack.fixture.EchoHandler;
import org.zhicheng.stack.fixture.FakeBackend;
import org.zhicheng.stack.fixture.Fixture;
import org.zhicheng.stack.state.StateFolder;

class EmbeddedStackTest {

    private static final Instant NOW = Instant.parse("2025-03-10T01:00:00Z");

    @TempDir
    private Path folder;

    private final FakeBackend backend = new FakeBackend();
    private final List<String> workflows = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedStack stack;

    @BeforeEach
    void start() {
        stack = EmbeddedStack.start(options().withNow(NOW), parts());
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void shouldServeTheApiOfTheTemplate() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(stack.api().resolve("/open")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"routeKey\":\"GET /open\"");
        assertThat(response.headers().firstValue("apigw-requestid")).isPresent();
    }

    @Test
    void shouldMakeWhatTheTemplateNamesAndGiveFunctionsTheRealNames() {
        stack.invoke("EchoFunction", "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(backend.asked).containsExactly("keys {DataKey=SYMMETRIC_DEFAULT}", "buckets [zhicheng-files]");
        assertThat(environment).containsEntry("KEY", "arn:aws:kms:us-east-1:000000000000:key/id-of-DataKey")
                .containsEntry("SELF", stack.api().toString()).containsEntry("AWS_ENDPOINT_URL", "http://localhost:1")
                .containsEntry("CLOCK_OFFSET_FILE", stack.clock().file().toString());
        assertThat(workflows).containsExactly("start", "resume");
    }

    @Test
    void shouldShowAndSetTheClock() throws Exception {
        assertThat(send(clock()).body()).contains("\"now\":\"2025-03-10T01:00:0");

        HttpResponse<String> set = send(clock().PUT(HttpRequest.BodyPublishers.ofString("{\"now\":\"2025-03-18T00:00\"}")));

        assertThat(set.body()).contains("\"now\":\"2025-03-17T16:00:0");
        assertThat(Duration.between(Instant.parse("2025-03-17T16:00:00Z"), stack.clock().instant())).isLessThan(Duration.ofMinutes(1));
        assertThat(send(clock().PUT(HttpRequest.BodyPublishers.ofString("tomorrow"))).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldNotLetOtherSitesSetTheClock() throws Exception {
        HttpResponse<String> response = send(clock().PUT(HttpRequest.BodyPublishers.ofString("{\"now\":\"2030-01-01T00:00\"}"))
                .header("Origin", "https://evil.example"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(stack.clock().instant()).isBefore(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void shouldListWhereEverythingIs() throws Exception {
        assertThat(send(HttpRequest.newBuilder(stack.index())).body()).contains("http://localhost:1/mailbox", "一个系统 A system", "API");
    }

    @Test
    void shouldStopEverythingAndLeaveNothingWhereAPartDoesNotStart() {
        FakeBackend started = new FakeBackend();

        assertThatThrownBy(() -> EmbeddedStack.start(options(), new EmbeddedStack.Parts("一个系统 A system",
                (state, aws, oidc, clock) -> started, (template, states, clock, functions, services) -> {
                    throw new IllegalStateException("no engine");
                }, (type, variables) -> new EchoHandler()))).hasMessage("no engine");
        assertThat(started.asked).last().isEqualTo("close");
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        StackOptions taken = options().withPorts(new StackOptions.Ports(stack.api().getPort(), 0, 0));

        assertThatThrownBy(() -> EmbeddedStack.start(taken, parts())).hasMessageContaining("--api-port")
                .hasMessageContaining(Integer.toString(stack.api().getPort()));
    }

    @Test
    void shouldEmptyAStateFolderButNoOther() throws IOException {
        Path state = Files.createDirectory(folder.resolve("old"));
        Files.createFile(state.resolve("lock"));
        Files.createDirectories(state.resolve("dynamodb/deep"));
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.createFile(mine.resolve("thesis"));

        StateFolder.clear(state);

        assertThat(state).isDirectoryNotContaining(path -> !path.endsWith("lock"));
        assertThatThrownBy(() -> StateFolder.clear(mine)).hasMessageContaining("no state folder");
        assertThat(mine.resolve("thesis")).exists();
    }

    private StackOptions options() {
        return StackOptions.of(Fixture.templateFile().resolveSibling("small-template.yaml"), folder.resolve("state")).withFreePorts();
    }

    private EmbeddedStack.Parts parts() {
        return new EmbeddedStack.Parts("一个系统 A system", (state, aws, oidc, clock) -> backend,
                (template, states, clock, functions, services) -> {
                    workflows.add("start");
                    return new Workflows() {
                        @Override
                        public void resume() {
                            workflows.add("resume");
                        }

                        @Override
                        public void close() {
                            workflows.add("close");
                        }
                    };
                }, (type, variables) -> {
                    environment.putAll(variables);
                    return new EchoHandler();
                });
    }

    private HttpRequest.Builder clock() {
        return HttpRequest.newBuilder(URI.create(stack.index() + "clock"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
