package org.zhicheng.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.stack.fixture.EchoHandler;
import org.zhicheng.stack.fixture.FailingHandler;
import org.zhicheng.stack.fixture.Fixture;

class InProcessRuntimeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<Class<?>> made = new ArrayList<>();
    private final InProcessRuntime runtime = runtime((type, environment) -> {
        made.add(type);
        return HandlerFactory.noArguments().create(type, environment);
    });

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void shouldHandTheEventOverAndTellTheHandlerWhoItIs() throws IOException {
        JsonNode answer = invoke("EchoFunction", "{\"name\":\"申报\",\"n\":1}");

        assertThat(answer.at("/event/name").asText()).isEqualTo("申报");
        assertThat(answer.path("function").asText()).isEqualTo("EchoFunction");
        assertThat(answer.path("requestId").asText()).hasSize(36);
        assertThat(answer.path("remaining").asInt()).isBetween(1, 2000);
    }

    @Test
    void shouldUseAHandlerAgain() throws IOException {
        invoke("EchoFunction", "{}");
        invoke("EchoFunction", "{}");

        assertThat(made).containsExactly(EchoHandler.class);
    }

    @Test
    void shouldGiveStreamHandlersTheBareBytes() {
        assertThat(runtime.invoke("StreamingFunction", bytes("{\"any\":true}")).text()).isEqualTo("{\"any\":true}");
    }

    @Test
    void shouldAnswerAnExceptionAsLambdaDoes() throws IOException {
        FunctionAnswer answer = runtime.invoke("FailingFunction", bytes("{}"));
        JsonNode error = JSON.readTree(answer.payload());

        assertThat(answer.failed()).isTrue();
        assertThat(error.path("errorMessage").asText()).isEqualTo("not today");
        assertThat(error.path("errorType").asText()).isEqualTo(FailingHandler.NotToday.class.getName());
        assertThat(error.path("stackTrace")).isNotEmpty()
                .allSatisfy(frame -> assertThat(frame.asText()).contains("FailingHandler.handleRequest"));
    }

    @Test
    void shouldEndAFunctionThatTakesTooLong() throws IOException {
        FunctionAnswer answer = runtime.invoke("StuckFunction", bytes("{}"));

        assertThat(answer.failed()).isTrue();
        assertThat(JSON.readTree(answer.payload()).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(answer.text()).contains("Task timed out after 1.00 seconds");
    }

    @Test
    void shouldReportAConstructorThatThrows() throws IOException {
        try (InProcessRuntime broken = runtime((type, environment) -> {
            throw new IllegalStateException("environment variable TABLE_NAME is not set");
        })) {
            JsonNode error = JSON.readTree(broken.invoke("EchoFunction", bytes("{}")).payload());

            assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
            assertThat(error.path("errorMessage").asText()).contains("TABLE_NAME");
        }
    }

    @Test
    void shouldGiveHandlersTheEnvironmentOfTemplateAndStack() {
        List<Map<String, String>> environments = new ArrayList<>();
        try (InProcessRuntime watched = runtime((type, environment) -> {
            environments.add(environment);
            return new EchoHandler();
        })) {
            watched.invoke("EchoFunction", bytes("{}"));
        }

        assertThat(environments).singleElement().satisfies(environment -> assertThat(environment).containsEntry("AWS_REGION", "us-east-1")
                .containsEntry("TABLE_NAME", "Things").containsEntry("SHARED", "own"));
    }

    @Test
    void shouldMakeHandlersWithTheirCollaboratorsOnceAnEnvironment() throws Exception {
        List<Map<String, String>> asked = new ArrayList<>();
        HandlerFactory factory = HandlerFactory.taking(StringBuilder.class, environment -> {
            asked.add(environment);
            return new StringBuilder("made");
        });

        assertThat(factory.create(Collaborating.class, Map.of("A", "1"))).isEqualTo(factory.create(Collaborating.class, Map.of("A", "1")));
        assertThat(factory.create(EchoHandler.class, Map.of())).isInstanceOf(EchoHandler.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldRefuseFunctionsThatAreNone() {
        assertThatThrownBy(() -> runtime.invoke("NoFunction", bytes("{}"))).isInstanceOf(NoSuchFunction.class);
    }

    @Test
    void shouldPreferTheProjectsOwnSerializer() throws IOException {
        Path services = Files.writeString(folder.resolve("services"), Shouting.class.getName());
        URL url = services.toUri().toURL();
        ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.endsWith(CustomPojoSerializer.class.getName())
                        ? Collections.enumeration(List.of(url))
                        : super.getResources(name);
            }
        };

        assertThat(LambdaSerializers.of(String.class, loader).fromJson("whisper")).isEqualTo("WHISPER");
    }

    @Test
    void shouldFindTheTypesOfAHandlerThroughItsSuperclasses() {
        assertThat(HandlerTypes.of(Derived.class)).isEqualTo(new HandlerTypes(String.class, Integer.class));
        assertThatThrownBy(() -> HandlerTypes.of(Base.class)).hasMessageContaining("concrete type parameters");
    }

    private static InProcessRuntime runtime(HandlerFactory factory) {
        return new InProcessRuntime(Fixture.template(), factory, Map.of("AWS_REGION", "us-east-1"));
    }

    private JsonNode invoke(String function, String event) throws IOException {
        return JSON.readTree(runtime.invoke(function, bytes(event)).payload());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A handler with collaborators. */
    public record Collaborating(StringBuilder collaborators) {
    }

    abstract static class Base<I> implements RequestHandler<I, Integer> {
    }

    abstract static class Derived extends Base<String> {
    }
}
