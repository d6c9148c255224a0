package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines are dropped without being closed, as a killed process drops them, and opened anew on what they left. */
class DurabilityTest {

    static final String REVIEW = """
            {'Set': {'Type': 'Pass', 'Assign': {'id': '{% $states.input.id %}'}, 'Next': 'Review'},
             'Review': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'TimeoutSeconds': 600,
               'Arguments': {'FunctionName': 'open', 'Payload': {'token': '{% $states.context.Task.Token %}', 'id': '{% $id %}'}},
               'Output': {'id': '{% $id %}', 'result': '{% $states.result %}'}, 'Next': 'Done'},
             'Done': {'Type': 'Succeed'}}""";

    @TempDir
    private Path folder;
    private StatesFixture states;

    @BeforeEach
    void openEngine() {
        states = new StatesFixture(folder).function("open", (name, payload) -> Json.object());
    }

    @AfterEach
    void closeEngine() {
        states.close();
    }

    @Test
    void shouldWaitAgainWithSameTokenAfterRestart() {
        String execution = states.start(states.machine("m", REVIEW), "e", "{\"id\":7}");
        String token = states.token(execution, 0);
        states.restart();
        states.restart();
        assertThat(states.describe(execution).get("status").textValue()).isEqualTo("RUNNING");
        states.answered("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "\"yes\""));
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("{'id':7,'result':'yes'}"));
        assertThat(states.payloads).hasSize(1);
        assertThat(states.types(execution)).containsExactly("ExecutionStarted", "PassStateEntered", "PassStateExited", "TaskStateEntered",
                "TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded", "TaskStateExited", "SucceedStateEntered",
                "SucceedStateExited", "ExecutionSucceeded");
    }

    @Test
    void shouldKeepTheDeadlineOverRestart() {
        String execution = states.start(states.machine("m", REVIEW), "e", "{\"id\":7}");
        states.token(execution, 0);
        states.advance(Duration.ofSeconds(400));
        states.restart();
        states.advance(Duration.ofSeconds(201));
        assertThat(states.ended(execution).get("error").textValue()).isEqualTo("States.Timeout");
        assertThat(states.payloads).hasSize(1);
    }

    @Test
    void shouldGoOnWithCallbackThatWasAcceptedBeforeTheKill() throws IOException {
        String execution = states.start(states.machine("m", REVIEW), "e", "{\"id\":7}");
        String token = states.token(execution, 0);
        states.close();
        Path journal = onlyFile("running");
        Files.writeString(journal, Json.object().set("callback", Json.object().put("token", token).put("output", "yes")).toString() + "\n",
                StandardOpenOption.APPEND);
        states.restart();
        assertThat(states.output(states.ended(execution)).get("result").textValue()).isEqualTo("yes");
        assertThat(states.payloads).hasSize(1);
    }

    @Test
    void shouldInvokeAgainWithTheSameTokenWhenTheFunctionHadNotAnswered() {
        CountDownLatch never = new CountDownLatch(1);
        states.function("open", (name, payload) -> {
            awaitQuietly(never);
            return Json.object();
        });
        String execution = states.start(states.machine("m", REVIEW), "e", "{\"id\":7}");
        StatesFixture.await(() -> states.payloads, seen -> seen.size() == 1);
        // The function of the dropped engine never answers, so that only the new engine goes on.
        states.function("open", (name, payload) -> Json.object());
        states.restart();
        StatesFixture.await(() -> states.payloads, seen -> seen.size() == 2);
        assertThat(states.payloads.get(1)).isEqualTo(states.payloads.get(0));
        states.answered("SendTaskSuccess", Json.object().put("taskToken", states.token(execution, 0)).put("output", "1"));
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("{'id':7,'result':1}"));
    }

    @Test
    void shouldRunAgainAParallelThatWasNotFinished() {
        AtomicInteger quick = new AtomicInteger();
        states.function("quick", (name, payload) -> Json.object().put("call", quick.incrementAndGet()));
        String execution = states.start(states.machine("m", """
                {'P': {'Type': 'Parallel', 'End': true, 'Branches': [
                   {'StartAt': 'Q', 'States': {'Q': {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:quick', 'End': true}}},
                   {'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'End': true,
                       'Arguments': {'FunctionName': 'open', 'Payload': {'token': '{% $states.context.Task.Token %}'}}}}}]}}"""), "e",
                "{}");
        StatesFixture.await(() -> states.types(execution),
                types -> types.contains("TaskSubmitted") && types.contains("LambdaFunctionSucceeded"));
        String old = tokens().getFirst();
        states.restart();
        StatesFixture.await(() -> tokens(), seen -> seen.size() == 2);
        StatesFixture.await(() -> states.types(execution), types -> types.stream().filter("TaskSubmitted"::equals).count() == 2);
        assertThat(states.refused("SendTaskSuccess", Json.object().put("taskToken", old).put("output", "1"))).isEqualTo("TaskTimedOut");
        states.answered("SendTaskSuccess", Json.object().put("taskToken", tokens().getLast()).put("output", "2"));
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("[{'call':2},2]"));
    }

    @Test
    void shouldKeepCountingRetriesOverRestart() {
        CountDownLatch never = new CountDownLatch(1);
        states.function("broken", (name, payload) -> {
            if (payload.get("n").intValue() == 2) {
                awaitQuietly(never);
            }
            throw new TaskIntegrations.FunctionFailed("No", "no");
        });
        String execution = states.start(states.machine("m", """
                {'Call': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Retry': [{'ErrorEquals': ['No'], 'MaxAttempts': 3}], 'End': true,
                   'Arguments': {'FunctionName': 'broken', 'Payload': {'n': '{% $states.context.State.RetryCount %}'}}}}"""), "e", "{}");
        StatesFixture.await(() -> states.payloads, seen -> seen.size() == 3);
        states.function("broken", (name, payload) -> {
            throw new TaskIntegrations.FunctionFailed("No", "no");
        });
        states.restart();
        assertThat(states.ended(execution).get("error").textValue()).isEqualTo("No");
        assertThat(states.payloads.stream().map(payload -> payload.get("n").intValue())).containsExactly(0, 1, 2, 2, 3);
    }

    @Test
    void shouldNotLengthenAWaitByRestart() {
        String execution = states.start(states.machine("m", "{'W': {'Type': 'Wait', 'Seconds': 600, 'End': true}}"), "e", "{}");
        states.awaitEvent(execution, "WaitStateEntered");
        states.advance(Duration.ofSeconds(400));
        states.restart();
        states.advance(Duration.ofSeconds(201));
        assertThat(states.ended(execution).get("status").textValue()).isEqualTo("SUCCEEDED");
        assertThat(states.types(execution)).containsExactly("ExecutionStarted", "WaitStateEntered", "WaitStateExited",
                "ExecutionSucceeded");
    }

    @Test
    void shouldTimeOutExecutionsWhoseTimeoutPassedMeanwhile() {
        String definition = StatesFixture.definition("{'W': {'Type': 'Wait', 'Seconds': 3600, 'End': true}}").replaceFirst("\\{",
                "{\"TimeoutSeconds\":60,");
        String execution = states.start(states.machineOf("m", definition), "e", "{}");
        states.awaitEvent(execution, "WaitStateEntered");
        states.close();
        states.advance(Duration.ofSeconds(61));
        states.restart();
        assertThat(states.ended(execution).get("status").textValue()).isEqualTo("TIMED_OUT");
    }

    @Test
    void shouldKeepMachinesAndFinishedExecutionsReadable() {
        String machine = states.machine("m", "{'A': {'Type': 'Succeed', 'Output': {'x': '{% $states.input.n %}'}}}");
        String execution = states.start(machine, "e", "{\"n\": 1}");
        JsonNode description = states.ended(execution);
        List<JsonNode> history = states.history(execution);
        StatesFixture.await(() -> states.folder().resolve("finished.jsonl").toFile().length(), length -> length > 0);
        states.restart();
        assertThat(states.describe(execution)).isEqualTo(description);
        assertThat(description.get("input").textValue()).isEqualTo("{\"n\": 1}");
        assertThat(states.history(execution)).isEqualTo(history);
        assertThat(states.answered("DescribeStateMachine", Json.object().put("stateMachineArn", machine)).get("name").textValue())
                .isEqualTo("m");
        assertThat(states.refused("StartExecution", Json.object().put("stateMachineArn", machine).put("name", "e")))
                .isEqualTo("ExecutionAlreadyExists");
    }

    @Test
    void shouldRunOnWithTheDefinitionItWasStartedWith() {
        String machine = states.machine("m", REVIEW);
        String execution = states.start(machine, "e", "{\"id\":7}");
        String token = states.token(execution, 0);
        states.answered("UpdateStateMachine", Json.object().put("stateMachineArn", machine).put("definition",
                StatesFixture.definition("{'Other': {'Type': 'Succeed'}}")));
        states.restart();
        states.answered("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "1"));
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("{'id':7,'result':1}"));
        assertThat(states.answered("DescribeStateMachineForExecution", Json.object().put("executionArn", execution)).get("definition")
                .textValue()).isEqualTo(StatesFixture.definition(REVIEW));
    }

    @Test
    void shouldTolerateTornLastLines() throws IOException {
        String execution = states.start(states.machine("m", REVIEW), "e", "{\"id\":7}");
        String token = states.token(execution, 0);
        states.close();
        Files.writeString(onlyFile("running"), "{\"event\":{\"id\":99,\"ty", StandardOpenOption.APPEND);
        Files.writeString(states.folder().resolve("state-machines.jsonl"), "{\"mach", StandardOpenOption.APPEND);
        Files.writeString(states.folder().resolve("finished.jsonl"), "{", StandardOpenOption.APPEND);
        Files.writeString(states.folder().resolve("running").resolve("000000000009.jsonl"), "{\"summ");
        states.restart();
        states.answered("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "1"));
        assertThat(states.output(states.ended(execution)).get("result").intValue()).isEqualTo(1);
    }

    @Test
    void shouldGoOnFromEveryPlaceTheJournalMayEnd() throws IOException {
        String machine = states.machine("m", """
                {'A': {'Type': 'Pass', 'Assign': {'x': 1}, 'Output': {'a': 1}, 'Next': 'B'},
                 'B': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'open'}, 'Output': '{% $x + $states.input.a %}',
                    'Next': 'C'},
                 'C': {'Type': 'Succeed'}}""");
        String execution = states.start(machine, "e", "{}");
        states.ended(execution);
        states.close();
        Path finished = onlyFile("finished");
        List<String> whole = Files.readAllLines(finished);
        for (int kept = 1; kept <= whole.size(); kept++) {
            Files.deleteIfExists(finished);
            Files.deleteIfExists(states.folder().resolve("finished.jsonl"));
            Files.writeString(states.folder().resolve("running").resolve(finished.getFileName()),
                    String.join("\n", whole.subList(0, kept)) + "\n");
            states.restart();
            assertThat(states.output(states.ended(execution))).as("%d lines", kept).isEqualTo(Json.trusted("2"));
            states.close();
        }
    }

    @Test
    void shouldKeepNotMoreFinishedExecutionsThanToldTo() throws IOException {
        states.close();
        states.restart(3);
        String machine = states.machine("m", "{'A': {'Type': 'Succeed'}}");
        for (int number = 0; number < 12; number++) {
            states.ended(states.start(machine, "e" + number, "{}"));
        }
        states.close();
        states.restart(3);
        JsonNode listed = states.answered("ListExecutions", Json.object().put("stateMachineArn", machine)).get("executions");
        assertThat(StatesFixture.stream(listed).map(entry -> entry.get("name").textValue())).containsExactly("e11", "e10", "e9");
        try (Stream<Path> files = Files.list(states.folder().resolve("finished"))) {
            assertThat(files).hasSize(3);
        }
        assertThat(Files.readAllLines(states.folder().resolve("finished.jsonl"))).hasSize(3);
    }

    @Test
    void shouldGoOnWithEverythingAfterKillNine() throws IOException {
        Path killed = Files.createDirectory(folder.resolve("killed"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), KilledEngine.class.getName(), killed.toString()).inheritIO().start();
        StatesFixture.await(() -> Files.exists(killed.resolve("ready")), exists -> exists);
        process.destroyForcibly().onExit().join();
        states.close();
        states = new StatesFixture(killed, "open", (name, payload) -> Json.object());
        String machine = "arn:aws:states:us-east-1:000000000000:stateMachine:busy";
        StatesFixture
                .await(() -> states.answered("ListExecutions", Json.object().put("stateMachineArn", machine).put("statusFilter", "RUNNING"))
                        .get("executions").size(), running -> running == 0);
        JsonNode succeeded = states
                .answered("ListExecutions",
                        Json.object().put("stateMachineArn", machine).put("statusFilter", "SUCCEEDED").put("maxResults", 1000))
                .get("executions");
        assertThat(succeeded.size()).isGreaterThan(200);
        String token = Files.readString(killed.resolve("ready"));
        states.answered("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "\"yes\""));
        assertThat(states.output(states.ended("arn:aws:states:us-east-1:000000000000:execution:m:waiting")).get("result").textValue())
                .isEqualTo("yes");
    }

    private List<String> tokens() {
        return states.payloads.stream().filter(payload -> payload.has("token")).map(payload -> payload.get("token").textValue()).toList();
    }

    private Path onlyFile(String part) throws IOException {
        try (Stream<Path> files = Files.list(states.folder().resolve(part))) {
            return files.findFirst().orElseThrow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
