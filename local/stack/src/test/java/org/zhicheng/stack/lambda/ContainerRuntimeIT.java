package org.zhicheng.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.stack.fixture.EchoHandler;
import org.zhicheng.stack.fixture.FailingHandler;
import org.zhicheng.stack.fixture.StuckHandler;
import org.zhicheng.stack.fixture.WritingHandler;
import org.zhicheng.stack.state.StackClock;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.Template;

@EnabledIf(value = "containersRun", disabledReason = "there is no container engine with Lambda's image; scripts/lambda-image sees to it")
class ContainerRuntimeIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** A time in which a container starts on a busy machine, as the emulator counts that in. */
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Globals:
              Function: {Runtime: java25, MemorySize: 256, Timeout: 60, Environment: {Variables: {SHARED: own}}}
            Resources:
              EchoFunction: {Type: AWS::Serverless::Function, Properties: {Handler: org.zhicheng.stack.fixture.EchoHandler}}
              FailingFunction: {Type: AWS::Serverless::Function, Properties: {Handler: org.zhicheng.stack.fixture.FailingHandler}}
              StuckFunction: {Type: AWS::Serverless::Function, Properties: {Handler: org.zhicheng.stack.fixture.StuckHandler, Timeout: 3}}
              WritingFunction: {Type: AWS::Serverless::Function, Properties: {Handler: org.zhicheng.stack.fixture.WritingHandler}}
            """;

    @TempDir
    private Path folder;

    private StackClock clock;
    private ContainerRuntime runtime;

    static boolean containersRun() {
        return ContainerRuntime.missing().isEmpty();
    }

    @BeforeEach
    void start() throws IOException {
        Path zip = folder.resolve("functions.zip");
        try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream entries = new ZipOutputStream(file)) {
            for (Class<?> type : List.of(EchoHandler.class, FailingHandler.class, FailingHandler.NotToday.class, StuckHandler.class,
                    WritingHandler.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new ZipEntry(name));
                try (InputStream content = type.getClassLoader().getResourceAsStream(name)) {
                    content.transferTo(entries);
                }
            }
        }
        clock = new StackClock(folder.resolve("clock"));
        Template template = Template.load(Files.writeString(folder.resolve("template.yaml"), TEMPLATE), Settings.local());
        runtime = ContainerRuntime.of(template, zip, folder.resolve("unpacked"), Map.of("AWS_REGION", "us-east-1"), clock);
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void shouldAnswerUnderLambdasEmulatorWithTheTemplatesEnvironment() throws IOException {
        JsonNode first = JSON.readTree(invoke("EchoFunction").payload());
        JsonNode second = JSON.readTree(invoke("EchoFunction").payload());

        assertThat(first.at("/event/name").asText()).as(first.toString()).isEqualTo("申报");
        assertThat(first.path("shared").asText()).isEqualTo("own");
        assertThat(second.path("function").asText()).isEqualTo("EchoFunction");
        assertThat(second.path("requestId").asText()).isNotEqualTo(first.path("requestId").asText());
    }

    @Test
    void shouldTellAFailureFromAnAnswerThoughTheEmulatorDoesNot() throws IOException {
        FunctionAnswer answer = invoke("FailingFunction");

        assertThat(answer.failed()).isTrue();
        assertThat(JSON.readTree(answer.payload()).path("errorType").asText()).isEqualTo(FailingHandler.NotToday.class.getName());
    }

    @Test
    void shouldAnswerATimeOutAsLambdaDoesAndGoOn() throws IOException {
        assertThat(JSON.readTree(invoke("StuckFunction").payload()).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(JSON.readTree(invoke("StuckFunction").payload()).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    }

    @Test
    void shouldLetAFunctionWriteBelowTmpAloneAndFollowTheMovedClock() throws IOException {
        JsonNode before = JSON.readTree(invoke("WritingFunction").payload());
        clock.set(Instant.parse("2025-03-03T04:00:00Z"));
        JsonNode after = JSON.readTree(invoke("WritingFunction").payload());

        assertThat(before.path("/tmp").asText()).as(before.toString()).isEqualTo("written");
        assertThat(before.path("/var/task").asText()).isEqualTo("FileSystemException");
        assertThat(before.path("/var/clock").asText()).isEqualTo("FileSystemException");
        assertThat(before.path("clock").asText()).isEqualTo("PT0S");
        assertThat(after.path("clock").asText()).isEqualTo(clock.offset().toString());
    }

    private FunctionAnswer invoke(String function) {
        return runtime.invoke(function, "{\"name\":\"申报\"}".getBytes(StandardCharsets.UTF_8));
    }
}
