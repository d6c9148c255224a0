package org.zhicheng.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.stack.fixture.EchoHandler;
import org.zhicheng.stack.fixture.FailingHandler;
import org.zhicheng.stack.fixture.Fixture;
import org.zhicheng.stack.fixture.StuckHandler;

@EnabledOnOs(OS.LINUX)
class ProcessRuntimeIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private ProcessRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        Path zip = folder.resolve("functions.zip");
        try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream entries = new ZipOutputStream(file)) {
            for (Class<?> type : List.of(EchoHandler.class, FailingHandler.class, FailingHandler.NotToday.class, StuckHandler.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new ZipEntry(name));
                try (InputStream content = type.getClassLoader().getResourceAsStream(name)) {
                    content.transferTo(entries);
                }
            }
        }
        runtime = ProcessRuntime.of(Fixture.template(), zip, folder.resolve("unpacked"), Map.of("AWS_REGION", "us-east-1"));
    }

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void shouldAnswerUnderLambdasOwnRuntimeClientWithTheTemplatesEnvironment() throws IOException {
        JsonNode first = JSON.readTree(invoke("EchoFunction").payload());
        JsonNode second = JSON.readTree(invoke("EchoFunction").payload());

        assertThat(first.at("/event/name").asText()).isEqualTo("申报");
        assertThat(first.path("shared").asText()).isEqualTo("own");
        assertThat(second.path("function").asText()).as(second.toString()).isEqualTo("EchoFunction");
        assertThat(second.path("requestId").asText()).isNotEqualTo(first.path("requestId").asText());
    }

    @Test
    void shouldAnswerTheSameErrorAsInThisJvm() throws IOException {
        JsonNode error = JSON.readTree(invoke("FailingFunction").payload());

        assertThat(error.path("errorType").asText()).isEqualTo(FailingHandler.NotToday.class.getName());
        assertThat(error.path("errorMessage").asText()).isEqualTo("not today");
    }

    @Test
    void shouldEndAStuckProcessAndStartAnother() throws IOException {
        assertThat(JSON.readTree(invoke("StuckFunction").payload()).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(JSON.readTree(invoke("StuckFunction").payload()).path("errorType").asText()).isEqualTo("Sandbox.Timedout");
    }

    @Test
    void shouldReportAHandlerThatIsNotInTheZip() {
        FunctionAnswer answer = invoke("StreamingFunction");

        assertThat(answer.failed()).isTrue();
        assertThat(answer.text()).contains("Class not found");
    }

    @Test
    void shouldMakeAnAotCacheAtTheFirstCallAndUseItAtTheNext() throws IOException {
        runtime.close();
        Path unpacked = folder.resolve("unpacked");
        runtime = ProcessRuntime.withAotCache(Fixture.template(), folder.resolve("functions.zip"), unpacked,
                Map.of("AWS_REGION", "us-east-1"));

        JsonNode recording = JSON.readTree(invoke("EchoFunction").payload());
        try (Stream<Path> files = Files.walk(unpacked)) {
            assertThat(files).anyMatch(file -> file.toString().endsWith(".aot"));
        }
        JsonNode cached = JSON.readTree(invoke("EchoFunction").payload());

        assertThat(recording.at("/event/name").asText()).isEqualTo("申报");
        assertThat(cached.at("/event/name").asText()).isEqualTo("申报");
    }

    private FunctionAnswer invoke(String function) {
        return runtime.invoke(function, "{\"name\":\"申报\"}".getBytes(StandardCharsets.UTF_8));
    }
}
