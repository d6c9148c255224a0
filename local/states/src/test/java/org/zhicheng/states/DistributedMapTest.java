package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A distributed Map as the developer guide has it: children of their own, thresholds in items, and a process killed in the middle. */
class DistributedMapTest {

    private static final String PROCESSOR = """
            'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'Work', 'States': {
               'Work': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Output': '{% $states.result.Payload %}', 'End': true,
                  'Arguments': {'FunctionName': 'work', 'Payload': {'id': '{% $states.context.Execution.Id %}', 'input': '{% $states.input %}'}}}}}""";
    private static final String READ = """
            {'M': {'Type': 'Map', 'Label': 'Drafts', 'MaxConcurrency': 2, 'End': true,
               'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'},
                  'Arguments': {'Bucket': 'lists', 'Key': '{% $states.input.key %}'}},
               'ItemBatcher': {'MaxItemsPerBatch': '{% 1 + 1 %}', 'BatchInput': {'year': '{% $states.input.year %}'}},
            """ + PROCESSOR + "}}";
    private static final String INPUT = "{\"key\": \"list.json\", \"year\": 2025}";

    @TempDir
    private Path folder;
    private StatesFixture states;

    @BeforeEach
    void openEngine() {
        states = new StatesFixture(folder).function("work", (name, payload) -> payload.get("input").path("Items").path(0));
    }

    @AfterEach
    void closeEngine() {
        states.close();
    }

    @Test
    void shouldRunEachBatchOfAnObjectAsAnExecutionOfItsOwn() {
        states.objects.put("lists/list.json", "[\"a\", \"b\", \"c\", \"d\", \"e\"]");
        String machine = states.machine("m", READ);
        String execution = states.start(machine, "e", INPUT);

        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("['a', 'c', 'e']"));

        assertThat(states.payloads.stream().map(payload -> Json.text(payload.get("input")))).containsExactlyInAnyOrder(
                "{\"BatchInput\":{\"year\":2025},\"Items\":[\"a\",\"b\"]}", "{\"BatchInput\":{\"year\":2025},\"Items\":[\"c\",\"d\"]}",
                "{\"BatchInput\":{\"year\":2025},\"Items\":[\"e\"]}");
        assertThat(states.types(execution)).containsExactly("ExecutionStarted", "MapStateEntered", "MapStateStarted", "MapRunStarted",
                "MapRunSucceeded", "MapStateSucceeded", "MapStateExited", "ExecutionSucceeded");
        assertThat(states.detailsOf(execution, "MapStateStarted").get("length").intValue()).isEqualTo(5);
        String run = states.detailsOf(execution, "MapRunStarted").get("mapRunArn").textValue();
        assertThat(run).startsWith("arn:aws:states:us-east-1:000000000000:mapRun:m/Drafts:");
        List<JsonNode> children = children(run);
        assertThat(children).hasSize(3).allSatisfy(child -> {
            assertThat(child.get("status").textValue()).isEqualTo("SUCCEEDED");
            assertThat(child.get("stateMachineArn").textValue()).isEqualTo(machine + "/Drafts");
            String arn = child.get("executionArn").textValue();
            assertThat(arn).startsWith("arn:aws:states:us-east-1:000000000000:execution:m/Drafts:");
            assertThat(states.payloads.stream().map(payload -> payload.get("id").textValue())).contains(arn);
            assertThat(states.describe(arn).get("mapRunArn").textValue()).isEqualTo(run);
            assertThat(states.types(arn)).containsExactly("ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted",
                    "TaskSucceeded", "TaskStateExited", "ExecutionSucceeded");
        });
        assertThat(StatesFixture.stream(states.answered("ListExecutions", Json.object().put("stateMachineArn", machine)).get("executions")))
                .as("children are not the machine's own").hasSize(1);
    }

    @Test
    void shouldTakeItemsFromTheStateAndSelectFromEach() {
        states.function("work", (name, payload) -> payload.get("input"));
        assertThat(states.output(states.run("""
                {'M': {'Type': 'Map', 'Items': '{% $states.input.items %}', 'End': true,
                   'ItemSelector': {'v': '{% $states.context.Map.Item.Value %}', 'i': '{% $states.context.Map.Item.Index %}'},
                """ + PROCESSOR + "}}", "{\"items\": [7, 8]}"))).isEqualTo(StatesFixture.json("[{'v': 7, 'i': 0}, {'v': 8, 'i': 1}]"));
    }

    @Test
    void shouldRunNoMoreChildrenAtATimeThanAllowed() {
        states.objects.put("lists/list.json", list(20));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        states.function("work", (name, payload) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            return Json.object();
        });
        assertThat(states.output(states.run(READ, INPUT))).hasSize(10);
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldShowNoVariableOfTheParentToItsChildren() {
        assertThat(states.run("""
                {'V': {'Type': 'Pass', 'Assign': {'v': 1}, 'Next': 'M'},
                 'M': {'Type': 'Map', 'Items': [1], 'End': true, 'ItemProcessor': {
                    'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'P', 'States': {
                       'P': {'Type': 'Pass', 'Output': '{% $exists($v) %}', 'End': true}}}}}""", "{}").get("output").textValue())
                .isEqualTo("[false]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1", "\"a\"", "-"})
    void shouldFailWhereTheItemsCannotBeRead(String text) {
        if (!text.equals("-")) {
            states.objects.put("lists/list.json", text);
        }
        JsonNode failed = states.run(READ, INPUT);
        assertThat(failed.get("error").textValue()).isEqualTo("States.ItemReaderFailed");
        assertThat(failed.get("cause").textValue()).contains("list.json");
    }

    @Test
    void shouldPassAnEmptyList() {
        states.objects.put("lists/list.json", "[]");
        assertThat(states.output(states.run(READ, INPUT))).isEmpty();
    }

    /** Of five items in batches of two, a failed batch is two failed items, or one where it is the last. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            ``                                                                    ; a ; FAILED
            'ToleratedFailureCount': 1,                                           ; a ; FAILED
            'ToleratedFailureCount': 2,                                           ; a ; SUCCEEDED
            'ToleratedFailureCount': 1,                                           ; e ; SUCCEEDED
            'ToleratedFailurePercentage': 39,                                     ; a ; FAILED
            'ToleratedFailurePercentage': 40,                                     ; a ; SUCCEEDED
            'ToleratedFailureCount': 5, 'ToleratedFailurePercentage': 39,         ; a ; FAILED
            'ToleratedFailureCount': 1, 'ToleratedFailurePercentage': 100,        ; a ; FAILED
            """)
    void shouldCountFailuresInItemsAndFailWhereEitherToleranceIsExceeded(String tolerance, String first, String status) {
        states.objects.put("lists/list.json", list("a", "b", "c", "d", "e"));
        states.function("work", (name, payload) -> {
            if (payload.get("input").get("Items").get(0).textValue().equals(first)) {
                throw new TaskIntegrations.FunctionFailed("No", "no");
            }
            return payload.get("input").get("Items");
        });
        String execution = states.start(
                states.machine("m", READ.replace("'End': true,\n   'ItemReader'", tolerance + " 'End': true,\n   'ItemReader'")), "e",
                INPUT);
        JsonNode ended = states.ended(execution);
        assertThat(ended.get("status").textValue()).isEqualTo(status);
        if (status.equals("FAILED")) {
            assertThat(ended.get("error").textValue()).isEqualTo("States.ExceedToleratedFailureThreshold");
            assertThat(states.types(execution)).contains("MapRunFailed", "MapStateFailed").doesNotContain("MapRunSucceeded");
        } else {
            JsonNode failed = StatesFixture.stream(states.output(ended)).filter(JsonNode::isObject).findFirst().orElseThrow();
            assertThat(failed.get("Status").textValue()).isEqualTo("FAILED");
            assertThat(failed.get("Error").textValue()).isEqualTo("No");
            assertThat(Json.trusted(failed.get("Input").textValue()).get("Items").get(0).textValue()).isEqualTo(first);
        }
    }

    @Test
    void shouldEndTheOtherChildrenWhereTheRunFailsOrIsStopped() {
        states.objects.put("lists/list.json", list("a", "b", "c"));
        CountDownLatch second = new CountDownLatch(1);
        states.function("work", (name, payload) -> {
            if (payload.get("input").get("Items").get(0).textValue().equals("c")) {
                second.countDown();
                forEver();
            }
            quietly(second);
            throw new TaskIntegrations.FunctionFailed("No", "no");
        });
        String machine = states.machine("m", READ);
        String failed = states.start(machine, "failed", INPUT);
        assertThat(states.ended(failed).get("status").textValue()).isEqualTo("FAILED");
        assertThat(statuses(failed)).containsExactlyInAnyOrder("FAILED", "ABORTED");

        states.function("work", (name, payload) -> {
            forEver();
            return payload;
        });
        String stopped = states.start(machine, "stopped", INPUT);
        StatesFixture.await(() -> states.payloads, seen -> seen.size() == 4);
        states.answered("StopExecution", Json.object().put("executionArn", stopped));
        StatesFixture.await(() -> statuses(stopped), seen -> seen.equals(List.of("ABORTED", "ABORTED")));
    }

    @Test
    void shouldRunAnotherRunWhereTheStateIsRetried() {
        states.objects.put("lists/list.json", list("a", "b", "c"));
        AtomicInteger calls = new AtomicInteger();
        states.function("work", (name, payload) -> {
            if (calls.incrementAndGet() == 1) {
                throw new TaskIntegrations.FunctionFailed("No", "no");
            }
            return payload.get("input").get("Items");
        });
        String retrying = READ.replace("'MaxConcurrency': 2",
                "'MaxConcurrency': 1, 'Retry': [{'ErrorEquals': ['States.ExceedToleratedFailureThreshold']}]");
        String execution = states.start(states.machine("m", retrying), "e", INPUT);
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("[['a', 'b'], ['c']]"));
        assertThat(states.types(execution).stream().filter("MapRunStarted"::equals)).hasSize(2);
    }

    @Test
    void shouldGoOnAfterAKillAndRunNoChildAnewThatHadEnded() {
        states.objects.put("lists/list.json", list(6));
        Map<String, Integer> begun = new ConcurrentHashMap<>();
        states.function("work", (name, payload) -> {
            String first = payload.get("input").get("Items").get(0).textValue();
            begun.merge(first, 1, Integer::sum);
            if (!first.equals("i0")) {
                forEver();
            }
            return payload.get("input").get("Items");
        });
        String execution = states.start(states.machine("m", READ), "e", INPUT);
        StatesFixture.await(() -> begun.keySet(), seen -> seen.size() == 3);
        List<JsonNode> before = children(run(execution));
        // The list is gone, and the functions of the dropped engine never answer, so that only the new engine goes on.
        states.objects.clear();
        states.function("work", (name, payload) -> {
            begun.merge(payload.get("input").get("Items").get(0).textValue(), 1, Integer::sum);
            return payload.get("input").get("Items");
        });
        states.restart();
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("[['i0','i1'],['i2','i3'],['i4','i5']]"));
        assertThat(begun).isEqualTo(Map.of("i0", 1, "i2", 2, "i4", 2));
        assertThat(children(run(execution)).stream().map(child -> child.get("executionArn")))
                .containsExactlyElementsOf(before.stream().map(child -> child.get("executionArn")).toList());
        assertThat(states.types(execution).stream().filter("MapRunStarted"::equals)).hasSize(1);
    }

    @Test
    void shouldGoOnFromEveryPlaceWhereTheParentsJournalMayEnd() throws IOException {
        states.objects.put("lists/list.json", list(6));
        String execution = states.start(states.machine("m", READ.replace("'MaxConcurrency': 2", "'MaxConcurrency': 1")), "e", INPUT);
        states.ended(execution);
        states.close();
        Path finished = states.folder().resolve("finished").resolve("000000000001.jsonl");
        List<String> whole = Files.readAllLines(finished);
        int started = IntStream.range(0, whole.size()).filter(line -> whole.get(line).contains("MapRunStarted")).findFirst().orElseThrow();
        for (int kept = started + 1; kept <= whole.size(); kept++) {
            Files.deleteIfExists(finished);
            Files.deleteIfExists(states.folder().resolve("finished.jsonl"));
            Files.writeString(states.folder().resolve("running").resolve(finished.getFileName()),
                    String.join("\n", whole.subList(0, kept)) + "\n");
            states.restart();
            assertThat(states.output(states.ended(execution))).as("%d lines", kept).isEqualTo(StatesFixture.json("['i0', 'i2', 'i4']"));
            states.close();
        }
        assertThat(states.payloads).as("each batch once").hasSize(3);
    }

    @Test
    void shouldEndChildrenWhoseParentWasOverWhenTheProcessWasKilled() throws IOException {
        states.objects.put("lists/list.json", list(2));
        states.function("work", (name, payload) -> {
            forEver();
            return payload;
        });
        String execution = states.start(states.machine("m", READ), "e", INPUT);
        StatesFixture.await(() -> states.payloads, seen -> seen.size() == 1);
        String run = run(execution);
        states.close();
        // As a process leaves it that was killed between the parent's end and its children's.
        try (Stream<Path> running = Files.list(states.folder().resolve("running"))) {
            for (Path journal : running.toList()) {
                if (Files.readString(journal).contains("MapRunStarted")) {
                    Files.delete(journal);
                }
            }
        }
        states.restart();
        StatesFixture.await(() -> children(run).getFirst().get("status").textValue(), "ABORTED"::equals);
    }

    @Test
    void shouldTimeOutWithItsChildren() {
        states.objects.put("lists/list.json", list(2));
        states.function("work", (name, payload) -> {
            forEver();
            return payload;
        });
        String execution = states
                .start(states.machineOf("m", StatesFixture.definition(READ).replaceFirst("\\{", "{\"TimeoutSeconds\":60,")), "e", INPUT);
        StatesFixture.await(() -> states.payloads, seen -> seen.size() == 1);
        states.advance(Duration.ofSeconds(61));
        assertThat(states.ended(execution).get("status").textValue()).isEqualTo("TIMED_OUT");
        StatesFixture.await(() -> statuses(execution), List.of("ABORTED")::equals);
    }

    @Test
    void shouldNameChildrenOfUnlabelledMapsApart() {
        states.function("work", (name, payload) -> payload.get("id"));
        JsonNode ids = states.output(states.run("""
                {'M': {'Type': 'Map', 'Items': [1], 'Assign': {'first': '{% $states.result[0] %}'}, 'Next': 'N',
                """ + PROCESSOR
                + "}, 'N': {'Type': 'Map', 'Items': [1], 'Output': ['{% $first %}', '{% $states.result[0] %}'], 'End': true, "
                + PROCESSOR.replace("'Work'", "'More'") + "}}", "{}"));
        Set<String> machines = new HashSet<>();
        ids.forEach(id -> machines.add(id.textValue().substring(0, id.textValue().lastIndexOf(':'))));
        assertThat(machines).hasSize(2);
    }

    private String run(String execution) {
        return states.detailsOf(execution, "MapRunStarted").get("mapRunArn").textValue();
    }

    private List<JsonNode> children(String run) {
        List<JsonNode> children = new ArrayList<>();
        states.answered("ListExecutions", Json.object().put("mapRunArn", run)).get("executions").forEach(children::add);
        return children;
    }

    private List<String> statuses(String execution) {
        return children(run(execution)).stream().map(child -> child.get("status").textValue()).toList();
    }

    private static String list(int items) {
        return list(IntStream.range(0, items).mapToObj(item -> "i" + item).toArray(String[]::new));
    }

    private static String list(String... items) {
        return "[\"" + String.join("\", \"", items) + "\"]";
    }

    private static void forEver() {
        quietly(new CountDownLatch(1));
    }

    private static void quietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
