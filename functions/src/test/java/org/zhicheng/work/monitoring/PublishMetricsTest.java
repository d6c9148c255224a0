package org.zhicheng.work.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.handlers.closing.CloseWindowHandler;
import org.zhicheng.handlers.monitoring.PublishMetricsHandler;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;
import org.zhicheng.work.monitoring.PublishMetrics.Figures;
import org.zhicheng.work.monitoring.PublishMetrics.Waiting;

class PublishMetricsTest {

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void begin() {
        Samples.openCycle(services);
    }

    @Test
    void shouldCountWhatIsUnderWayAndSayHowLongTheFirstHasBeenThere() {
        Samples.move(services, Samples.draft(services, "first", "a"), State.DISTRICT_REVIEW);
        services.clock().advance(Duration.ofHours(2));
        Samples.move(services, Samples.draft(services, "second", "b"), State.DISTRICT_REVIEW);
        Samples.draft(services, "third", "c");
        services.clock().advance(Duration.ofMinutes(30));
        Figures figures = measure();
        assertThat(figures.states()).containsEntry(State.DISTRICT_REVIEW, new Waiting(2, Duration.ofMinutes(150)))
                .containsEntry(State.DRAFT, new Waiting(1, Duration.ofMinutes(30)))
                .containsEntry(State.MATERIALS, new Waiting(0, Duration.ZERO));
        assertThat(figures.states().keySet()).as("what has ended grows for ever").noneMatch(State::isFinal);
    }

    @Test
    void shouldSayHowLongTheOldestDeliveryHasBeenWaiting() {
        assertThat(measure().outboxAge()).isZero();
        Samples.draft(services, "first", "a");
        services.clock().set("2025-03-16T08:00");
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        services.clock().set("2025-03-17T08:00");
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        assertThat(services.waiting()).as("the reminder of the window's end").hasSize(1);
        services.clock().advance(Duration.ofMinutes(20));
        assertThat(measure().outboxAge()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void shouldSayHowLongAWindowHasBeenOverAndItsDraftsNotClosed() {
        Samples.draft(services, "first", "a");
        assertThat(measure().closingOverdue()).as("the window is open").isZero();
        services.clock().set("2025-03-18T00:45");
        assertThat(measure().closingOverdue()).isEqualTo(Duration.ofMinutes(45));
        new CloseWindowHandler(services).handleRequest(CloseWindowHandler.Input.ofSchedule(), null);
        assertThat(measure().closingOverdue()).as("closed").isZero();
    }

    @Test
    void shouldWriteEachFigureAsALineThatCloudWatchReadsAndNothingOfAPerson() throws Exception {
        Samples.move(services, Samples.draft(services, "first", "a"), State.MATERIALS);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(new PublishMetricsHandler(services).handleRequest(Map.of(), null)).containsEntry("MATERIALS", 1L);
        } finally {
            System.setOut(out);
        }
        List<JsonNode> lines = bytes.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("_aws"))
                .map(PublishMetricsTest::json).toList();
        assertThat(lines).hasSize(2 + (int) List.of(State.values()).stream().filter(s -> !s.isFinal()).count());
        for (JsonNode line : lines) {
            JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
            assertThat(directive.get("Namespace").textValue()).isEqualTo("Zhicheng");
            directive.at("/Dimensions/0").forEach(name -> assertThat(line.get(name.textValue()).textValue()).matches("zhicheng|[A-Z_]+"));
            directive.get("Metrics").forEach(metric -> assertThat(line.get(metric.get("Name").textValue()).isIntegralNumber()).isTrue());
            assertThat(line.at("/_aws/Timestamp").longValue()).isEqualTo(services.now().toEpochMilli());
            assertThat(line.size()).as("no other field")
                    .isEqualTo(1 + directive.at("/Dimensions/0").size() + directive.get("Metrics").size());
        }
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("State").asText()).isEqualTo("MATERIALS");
            assertThat(line.path("Applications").asInt()).isEqualTo(1);
        });
    }

    private Figures measure() {
        return new PublishMetrics(services.cycles(), services.workload(), services.outbox(), services.clock()).measure();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }
}
