package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskStateTest {

    private static final String WAIT_FOR_REVIEW = """
            {'Review': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'TimeoutSeconds': 600,
               'Arguments': {'FunctionName': 'open', 'Payload': {'token': '{% $states.context.Task.Token %}'}},
               'Catch': [{'ErrorEquals': ['States.Timeout'], 'Next': 'Overdue'}], 'Next': 'Done'},
             'Overdue': {'Type': 'Pass', 'Output': {'overdue': '{% $states.input %}'}, 'End': true},
             'Done': {'Type': 'Succeed'}}""";
    private static final String WAIT_WITH_HEARTBEAT = """
            {'Review': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'TimeoutSeconds': '{% 500 + 100 %}',
               'HeartbeatSeconds': 60, 'Arguments': {'FunctionName': 'open', 'Payload': {'token': '{% $states.context.Task.Token %}'}}, 'End': true}}""";

    @TempDir
    private Path folder;
    private StatesFixture states;

    @BeforeEach
    void openEngine() {
        states = new StatesFixture(folder).function("open", (name, payload) -> Json.object().put("opened", true));
    }

    @AfterEach
    void closeEngine() {
        states.close();
    }

    @Test
    void shouldGoOnWithTheOutputOfTheCallback() {
        String execution = states.start(states.machine("m", WAIT_FOR_REVIEW), "e", "{}");
        String token = states.token(execution, 0);
        states.answered("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "{\"decision\":\"approve\"}"));
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("{'decision':'approve'}"));
        assertThat(states.types(execution)).containsExactly("ExecutionStarted", "TaskStateEntered", "TaskScheduled", "TaskStarted",
                "TaskSubmitted", "TaskSucceeded", "TaskStateExited", "SucceedStateEntered", "SucceedStateExited", "ExecutionSucceeded");
        assertThat(states.detailsOf(execution, "TaskScheduled").get("timeoutInSeconds").intValue()).isEqualTo(600);
        assertThat(states.detailsOf(execution, "TaskSubmitted").get("resource").textValue()).isEqualTo("invoke.waitForTaskToken");
    }

    @Test
    void shouldRefuseSecondCallbackAndMangledToken() {
        String execution = states.start(states.machine("m", WAIT_FOR_REVIEW), "e", "{}");
        String token = states.token(execution, 0);
        JsonNode success = Json.object().put("taskToken", token).put("output", "1");
        states.answered("SendTaskSuccess", success);
        assertThat(states.refused("SendTaskSuccess", success)).isEqualTo("TaskTimedOut");
        assertThat(states.refused("SendTaskFailure", Json.object().put("taskToken", token))).isEqualTo("TaskTimedOut");
        states.ended(execution);
        assertThat(states.refused("SendTaskHeartbeat", Json.object().put("taskToken", token))).isEqualTo("TaskTimedOut");
        assertThat(states.refused("SendTaskHeartbeat", Json.object().put("taskToken", token.substring(3)))).isEqualTo("InvalidToken");
        assertThat(states.refused("SendTaskHeartbeat", Json.object().put("taskToken", new TaskTokens().create(77))))
                .isEqualTo("TaskDoesNotExist");
    }

    @Test
    void shouldRefuseOutputThatIsNotJson() {
        String execution = states.start(states.machine("m", WAIT_FOR_REVIEW), "e", "{}");
        String token = states.token(execution, 0);
        assertThat(states.refused("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "{"))).isEqualTo("InvalidOutput");
        assertThat(
                states.refused("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "\"" + "x".repeat(262_144) + "\"")))
                .isEqualTo("ValidationException");
        assertThat(states.describe(execution).get("status").textValue()).isEqualTo("RUNNING");
    }

    @Test
    void shouldFailWithErrorAndCauseOfTheCallback() {
        String execution = states.start(states.machine("m", WAIT_FOR_REVIEW), "e", "{}");
        states.answered("SendTaskFailure",
                Json.object().put("taskToken", states.token(execution, 0)).put("error", "Withdrawn").put("cause", "by the applicant"));
        JsonNode description = states.ended(execution);
        assertThat(description.get("status").textValue()).isEqualTo("FAILED");
        assertThat(description.get("error").textValue()).isEqualTo("Withdrawn");
        assertThat(states.detailsOf(execution, "TaskFailed").get("cause").textValue()).isEqualTo("by the applicant");
    }

    @Test
    void shouldTimeOutWhenTheClockIsMovedPastTheDeadline() {
        String execution = states.start(states.machine("m", WAIT_FOR_REVIEW), "e", "{}");
        String token = states.token(execution, 0);
        states.advance(Duration.ofSeconds(500));
        assertThat(states.describe(execution).get("status").textValue()).isEqualTo("RUNNING");
        states.advance(Duration.ofSeconds(101));
        assertThat(states.output(states.ended(execution)))
                .isEqualTo(StatesFixture.json("{'overdue':{'Error':'States.Timeout','Cause':''}}"));
        assertThat(states.types(execution)).contains("TaskTimedOut");
        assertThat(states.refused("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "1"))).isEqualTo("TaskTimedOut");
    }

    @Test
    void shouldReportMissedHeartbeatAsTimeout() {
        String execution = states.start(states.machine("m", WAIT_WITH_HEARTBEAT), "e", "{}");
        String token = states.token(execution, 0);
        for (int beat = 0; beat < 3; beat++) {
            states.advance(Duration.ofSeconds(50));
            states.answered("SendTaskHeartbeat", Json.object().put("taskToken", token));
        }
        assertThat(states.describe(execution).get("status").textValue()).isEqualTo("RUNNING");
        states.advance(Duration.ofSeconds(61));
        assertThat(states.ended(execution).get("error").textValue()).isEqualTo("States.Timeout");
    }

    @Test
    void shouldCatchMissedHeartbeatByItsOwnName() {
        String execution = states.start(states.machine("m", """
                {'Review': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'HeartbeatSeconds': 60,
                   'Arguments': {'FunctionName': 'open', 'Payload': {'token': '{% $states.context.Task.Token %}'}},
                   'Catch': [{'ErrorEquals': ['States.HeartbeatTimeout'], 'Next': 'Missed'}], 'End': true},
                 'Missed': {'Type': 'Succeed', 'Output': 'missed'}}"""), "e", "{}");
        states.token(execution, 0);
        states.advance(Duration.ofSeconds(61));
        assertThat(states.output(states.ended(execution)).textValue()).isEqualTo("missed");
    }

    @Test
    void shouldAcceptCallbackThatComesBeforeTheFunctionAnswers() {
        states.function("open", (name, payload) -> {
            states.answered("SendTaskSuccess", Json.object().put("taskToken", payload.get("token").textValue()).put("output", "\"early\""));
            return Json.object();
        });
        assertThat(states.output(states.run(WAIT_FOR_REVIEW, "{}")).textValue()).isEqualTo("early");
    }

    @Test
    void shouldTimeOutFunctionThatDoesNotAnswer() {
        CountDownLatch never = new CountDownLatch(1);
        states.function("slow", (name, payload) -> {
            awaitQuietly(never);
            return Json.object();
        });
        String execution = states.start(
                states.machine("m",
                        """
                {'Call': {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:slow', 'TimeoutSeconds': 30, 'End': true}}"""),
                "e", "{}");
        states.awaitEvent(execution, "LambdaFunctionStarted");
        states.advance(Duration.ofSeconds(31));
        assertThat(states.ended(execution).get("error").textValue()).isEqualTo("States.Timeout");
        assertThat(states.types(execution)).contains("LambdaFunctionTimedOut");
        never.countDown();
    }

    @Test
    void shouldRetryThreeTimesWithDoublingPausesByDefault() {
        AtomicInteger calls = new AtomicInteger();
        states.function("broken", (name, payload) -> {
            calls.incrementAndGet();
            throw new TaskIntegrations.FunctionFailed("com.example.StepMismatch", "{\"errorMessage\":\"no\"}");
        });
        JsonNode description = states.run(
                """
                {'Call': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke',
                   'Arguments': {'FunctionName': 'broken', 'Payload': {'n': '{% $states.context.State.RetryCount %}'}},
                   'Retry': [{'ErrorEquals': ['Lambda.TooManyRequestsException'], 'MaxAttempts': 0}, {'ErrorEquals': ['States.ALL']}], 'End': true}}""",
                "{}");
        assertThat(description.get("error").textValue()).isEqualTo("com.example.StepMismatch");
        assertThat(description.get("cause").textValue()).isEqualTo("{\"errorMessage\":\"no\"}");
        assertThat(calls).hasValue(4);
        assertThat(states.payloads.getLast().get("n").intValue()).isEqualTo(3);
        assertThat(states.pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void shouldCapAndJitterPauses() {
        states.function("broken", (name, payload) -> {
            throw new TaskIntegrations.FunctionFailed("Lambda.Unknown", "no");
        });
        states.run("""
                {'Call': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'broken'},
                   'Retry': [{'ErrorEquals': ['States.TaskFailed'], 'IntervalSeconds': 2, 'MaxAttempts': 5, 'BackoffRate': 3, 'MaxDelaySeconds': 5,
                      'JitterStrategy': 'FULL'}], 'End': true}}""", "{}");
        assertThat(states.pauses).hasSize(5).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
    }

    @Test
    void shouldAssignAndShapeOutputInCatch() {
        states.function("broken", (name, payload) -> {
            throw new TaskIntegrations.FunctionFailed("NotYours", "why");
        });
        JsonNode description = states.run("""
                {'Call': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'broken'}, 'Assign': {'failed': false},
                   'Catch': [{'ErrorEquals': ['Other', 'NotYours'], 'Assign': {'failed': '{% $states.errorOutput.Error %}'},
                      'Output': {'cause': '{% $states.errorOutput.Cause %}', 'input': '{% $states.input.a %}'}, 'Next': 'Show'}], 'End': true},
                 'Show': {'Type': 'Pass', 'Output': '{% $merge([$states.input, {\\"failed\\": $failed}]) %}', 'End': true}}""",
                "{\"a\":1}");
        assertThat(states.output(description)).isEqualTo(StatesFixture.json("{'cause':'why','input':1,'failed':'NotYours'}"));
    }

    @Test
    void shouldReportWhatTheFunctionThrewUnexpectedly() {
        states.function("broken", (name, payload) -> {
            throw new IllegalStateException("oh");
        });
        assertThat(states.run(
                "{'Call': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'broken'}, 'End': true}}",
                "{}").get("error").textValue()).isEqualTo("Lambda.Unknown");
    }

    @Test
    void shouldRefuseResultsOverTheLimitEvenToStatesAll() {
        states.function("big", (name, payload) -> Json.object().put("x", "x".repeat(262_144)));
        JsonNode description = states.run("""
                {'Call': {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:big',
                   'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'Caught'}], 'End': true},
                 'Caught': {'Type': 'Succeed'}}""", "{}");
        assertThat(description.get("error").textValue()).isEqualTo("States.DataLimitExceeded");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
