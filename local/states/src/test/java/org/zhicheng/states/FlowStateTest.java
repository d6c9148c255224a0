package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.io.TempDir;

class FlowStateTest {

    @TempDir
    private Path folder;
    private StatesFixture states;

    @BeforeEach
    void openEngine() {
        states = new StatesFixture(folder);
    }

    @AfterEach
    void closeEngine() {
        states.close();
    }

    @Test
    void shouldEvaluateAssignAndOutputWithTheVariablesAsTheyWere() {
        assertThat(states.output(states.run("""
                {'First': {'Type': 'Pass', 'Assign': {'x': 1, 'gone': null}, 'Next': 'Second'},
                 'Second': {'Type': 'Pass', 'Assign': {'x': '{% $x + 1 %}'}, 'Output': {'x': '{% $x %}', 'gone': '{% $gone %}'}, 'Next': 'Third'},
                 'Third': {'Type': 'Succeed', 'Output': {'before': '{% $states.input.x %}', 'after': '{% $x %}'}}}""", "{}")))
                .isEqualTo(StatesFixture.json("{'before':1,'after':2}"));
    }

    @Test
    void shouldKeepNullsInListsThatExpressionsPassOn() {
        assertThat(states
                .output(states.run("{'P': {'Type': 'Pass', 'Output': '{% $states.input.l.($) %}', 'End': true}}", "{\"l\":[null,1,0.5]}")))
                .isEqualTo(StatesFixture.json("[null,1,0.5]"));
    }

    @Test
    void shouldHaveTheFunctionsThatStepFunctionsAdds() {
        assertThat(states.output(states.run("""
                {'P': {'Type': 'Pass', 'End': true, 'Output': {'p': '{% $partition([1,2,3],2) %}', 'r': '{% $range(1,5,2) %}',
                   'h': '{% $hash(\\"a\\", \\"SHA-256\\") %}', 'j': '{% $parse(\\"[1,null]\\") %}', 'u': '{% $length($uuid()) %}',
                   's': '{% $random(1) = $random(1) %}'}}}""", "{}"))).isEqualTo(StatesFixture
                .json("""
                {'p':[[1,2],[3]],'r':[1,3,5],'h':'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb','j':[1,null],'u':36,'s':true}"""));
    }

    @Test
    void shouldNotHaveEval() {
        assertThat(states.run("{'P': {'Type': 'Pass', 'Output': '{% $eval(\\\"1\\\") %}', 'End': true}}", "{}").get("error").textValue())
                .isEqualTo("States.QueryEvaluationError");
    }

    @Test
    void shouldTakeTheDefaultOrFailWhenNoChoiceMatches() {
        String choice = """
                {'C': {'Type': 'Choice', 'Choices': [{'Condition': '{%% $states.input.n > 1 %%}', 'Output': 'big', 'Next': 'End1'}], %s},
                 'End1': {'Type': 'Succeed'}, 'End2': {'Type': 'Succeed'}}""";
        String withDefault = choice.formatted("'Default': 'End2'");
        assertThat(states.output(states.run(withDefault, "{\"n\":2}")).textValue()).isEqualTo("big");
        assertThat(states.output(states.run(withDefault, "{\"n\":1}"))).isEqualTo(StatesFixture.json("{'n':1}"));
        String without = choice.formatted("'Comment': 'none'").replace(", 'End2': {'Type': 'Succeed'}", "");
        assertThat(states.run(without, "{\"n\":1}").get("error").textValue()).isEqualTo("States.NoChoiceMatched");
        assertThat(states.run(without.replace("$states.input.n > 1", "$states.input.n"), "{\"n\":1}").get("cause").textValue())
                .contains("Expected 'boolean', but was 'number'");
    }

    @Test
    void shouldWaitOnTheStacksClock() {
        String execution = states.start(states.machine("m", "{'W': {'Type': 'Wait', 'Seconds': '{% 60 * 60 %}', 'End': true}}"), "e", "{}");
        states.awaitEvent(execution, "WaitStateEntered");
        states.advance(Duration.ofMinutes(59));
        assertThat(states.describe(execution).get("status").textValue()).isEqualTo("RUNNING");
        states.advance(Duration.ofMinutes(2));
        assertThat(states.ended(execution).get("status").textValue()).isEqualTo("SUCCEEDED");
    }

    @Test
    void shouldEndTheExecutionAtItsOwnTimeout() {
        String definition = StatesFixture.definition("{'W': {'Type': 'Wait', 'Seconds': 3600, 'End': true}}").replaceFirst("\\{",
                "{\"TimeoutSeconds\":60,");
        String execution = states.start(states.machineOf("m", definition), "e", "{}");
        states.awaitEvent(execution, "WaitStateEntered");
        states.advance(Duration.ofSeconds(61));
        assertThat(states.ended(execution).get("status").textValue()).isEqualTo("TIMED_OUT");
        assertThat(states.types(execution)).containsExactly("ExecutionStarted", "WaitStateEntered", "ExecutionTimedOut");
    }

    @Test
    void shouldRunBranchesWithVariablesOfTheirOwn() {
        assertThat(states.output(states.run("""
                {'Set': {'Type': 'Pass', 'Assign': {'outer': 1}, 'Next': 'Both'},
                 'Both': {'Type': 'Parallel', 'Arguments': {'n': 5}, 'Output': '{% $states.result.($ + $outer) %}', 'End': true, 'Branches': [
                    {'StartAt': 'A', 'States': {'A': {'Type': 'Pass', 'Assign': {'mine': '{% $states.input.n %}'}, 'Next': 'A2'},
                                                'A2': {'Type': 'Pass', 'Output': '{% $mine + $outer %}', 'End': true}}},
                    {'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'Output': '{% $exists($mine) ? 100 : 10 %}', 'End': true}}}]}}""",
                "{}"))).isEqualTo(StatesFixture.json("[7,11]"));
    }

    @Test
    void shouldEndSiblingsWhenABranchFails() {
        states.function("open", (name, payload) -> Json.object());
        String execution = states.start(states.machine("m", """
                {'Both': {'Type': 'Parallel', 'Catch': [{'ErrorEquals': ['Broken'], 'Next': 'Rest'}], 'End': true, 'Branches': [
                    {'StartAt': 'A', 'States': {'A': {'Type': 'Wait', 'Seconds': 60, 'Next': 'F'}, 'F': {'Type': 'Fail', 'Error': 'Broken', 'Cause': 'x'}}},
                    {'StartAt': 'B', 'States': {'B': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'End': true,
                        'Arguments': {'FunctionName': 'open', 'Payload': {'token': '{% $states.context.Task.Token %}'}}}}}]},
                 'Rest': {'Type': 'Wait', 'Seconds': 60, 'End': true}}"""), "e", "{}");
        String token = states.token(execution, 0);
        states.advance(Duration.ofSeconds(61));
        states.awaitEvent(execution, "WaitStateEntered");
        StatesFixture.await(() -> states.types(execution), types -> types.contains("ParallelStateExited"));
        assertThat(states.refused("SendTaskHeartbeat", Json.object().put("taskToken", token))).isEqualTo("TaskTimedOut");
        assertThat(states.refused("SendTaskSuccess", Json.object().put("taskToken", token).put("output", "1"))).isEqualTo("TaskTimedOut");
        states.advance(Duration.ofSeconds(61));
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("{'Error':'Broken','Cause':'x'}"));
        assertThat(states.types(execution)).contains("ParallelStateStarted", "ParallelStateFailed")
                .doesNotContain("ParallelStateSucceeded");
    }

    @Test
    void shouldMapItemsInOrderAndNotMoreAtATimeThanAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        states.function("double", (name, payload) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.yield();
            running.decrementAndGet();
            return Json.object().put("v", payload.get("v").intValue() * 2).put("i", payload.get("i").intValue());
        });
        JsonNode output = states.output(states.run(
                """
                {'M': {'Type': 'Map', 'Items': '{% [1..20] %}', 'MaxConcurrency': 2, 'End': true,
                   'ItemSelector': {'v': '{% $states.context.Map.Item.Value %}', 'i': '{% $states.context.Map.Item.Index %}'},
                   'ItemProcessor': {'StartAt': 'D', 'States': {'D': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Assign': {'once': 1},
                      'Arguments': {'FunctionName': 'double', 'Payload': '{% $states.input %}'}, 'Output': '{% $states.result.Payload %}', 'End': true}}}}}""",
                "{}"));
        assertThat(output).hasSize(20);
        for (int index = 0; index < 20; index++) {
            assertThat(output.get(index)).isEqualTo(Json.trusted("{\"v\":" + (index + 1) * 2 + ",\"i\":" + index + "}"));
        }
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldTolerateAsManyFailedItemsAsAllowed() {
        String map = """
                {'M': {'Type': 'Map', 'Items': [1, 2, 3, 4], 'MaxConcurrency': 1, 'ToleratedFailureCount': %d, 'End': true,
                   'ItemProcessor': {'StartAt': 'C', 'States': {
                      'C': {'Type': 'Choice', 'Choices': [{'Condition': '{%% $states.input > 2 %%}', 'Next': 'F'}], 'Default': 'S'},
                      'F': {'Type': 'Fail', 'Error': 'Odd'}, 'S': {'Type': 'Succeed'}}}}}""";
        assertThat(states.output(states.run(map.formatted(2), "{}")))
                .isEqualTo(StatesFixture.json("[1,2,{'Error':'Odd','Cause':''},{'Error':'Odd','Cause':''}]"));
        assertThat(states.run(map.formatted(1), "{}").get("error").textValue()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(states.run(map.replace("'ToleratedFailureCount': %d, ", "").replace("%%", "%"), "{}").get("error").textValue())
                .isEqualTo("Odd");
    }

    @ParameterizedTest
    @CsvSource({"2, 50, SUCCEEDED", "1, 50, FAILED", "2, 49.9, FAILED", "4, 25, FAILED", "2, 100, SUCCEEDED"})
    void shouldFailWhereEitherOfTwoTolerancesIsExceeded(int count, String percentage, String status) {
        assertThat(states.run("""
                {'M': {'Type': 'Map', 'Items': [1, 2, 3, 4], 'ToleratedFailureCount': %d, 'ToleratedFailurePercentage': %s, 'End': true,
                   'ItemProcessor': {'StartAt': 'C', 'States': {
                      'C': {'Type': 'Choice', 'Choices': [{'Condition': '{%% $states.input > 2 %%}', 'Next': 'F'}], 'Default': 'S'},
                      'F': {'Type': 'Fail', 'Error': 'Odd'}, 'S': {'Type': 'Succeed'}}}}}""".formatted(count, percentage), "{}")
                .get("status").textValue()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.0", "50e-1"})
    void shouldTakeAWholeNumberForOneHoweverItIsWritten(String number) {
        assertThat(states.output(states.run("""
                {'P': {'Type': 'Pass', 'End': true, 'Output': {'same': '{% [$states.input.x] = [5] %}',
                   'sorted': '{% $sort([$states.input.x, 3]) %}', 'to': '{% [3..$states.input.x] %}'}}}""", "{\"x\": " + number + "}")))
                .isEqualTo(StatesFixture.json("{'same': true, 'sorted': [3, 5], 'to': [3, 4, 5]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100000000"})
    void shouldRefuseAComputedTimeLimitThatNoWrittenOneMayBe(String seconds) {
        states.function("ask", (name, payload) -> Json.object());
        assertThat(states.run("""
                {'T': {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:ask',
                   'TimeoutSeconds': '{% $states.input.x %}', 'End': true}}""", "{\"x\": " + seconds + "}").get("error").textValue())
                .isEqualTo("States.QueryEvaluationError");
    }

    @Test
    void shouldPassAnEmptyMap() {
        assertThat(states.output(states.run("""
                {'M': {'Type': 'Map', 'End': true, 'ItemProcessor': {'StartAt': 'S', 'States': {'S': {'Type': 'Succeed'}}}}}""", "[]")))
                .isEmpty();
    }

    @Test
    void shouldRetryAWholeParallelAndReportEachFailure() {
        AtomicInteger calls = new AtomicInteger();
        states.function("second", (name, payload) -> {
            if (calls.incrementAndGet() < 2) {
                throw new TaskIntegrations.FunctionFailed("Flaky", "once");
            }
            return Json.object();
        });
        String execution = states.start(states.machine("m", """
                {'P': {'Type': 'Parallel', 'Retry': [{'ErrorEquals': ['Flaky'], 'MaxAttempts': 1}], 'End': true, 'Branches': [{'StartAt': 'T', 'States': {
                   'T': {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:000000000000:function:second', 'End': true}}}]}}"""), "e",
                "{}");
        assertThat(states.output(states.ended(execution))).isEqualTo(StatesFixture.json("[{}]"));
        assertThat(states.types(execution).stream().filter(type -> type.startsWith("ParallelState"))).containsExactly(
                "ParallelStateEntered", "ParallelStateStarted", "ParallelStateFailed", "ParallelStateStarted", "ParallelStateSucceeded",
                "ParallelStateExited");
    }

    @Test
    void shouldReportTheFieldOfAnExpressionThatFails() {
        String execution = states
                .start(states.machine("m", "{'P': {'Type': 'Pass', 'Output': {'a': ['{% 1 + \\\"x\\\" %}']}, 'End': true}}"), "e", "{}");
        assertThat(states.ended(execution).get("error").textValue()).isEqualTo("States.QueryEvaluationError");
        JsonNode details = states.detailsOf(execution, "EvaluationFailed");
        assertThat(details.get("location").textValue()).isEqualTo("Output/a[0]");
        assertThat(details.get("state").textValue()).isEqualTo("P");
    }

    @Test
    void shouldRefuseOutputsOverTheLimit() {
        assertThat(states.run("{'P': {'Type': 'Pass', 'Output': '{% $join($range(1,1000,1).$pad(\\\"x\\\", 300)) %}', 'End': true}}", "{}")
                .get("error").textValue()).isEqualTo("States.DataLimitExceeded");
    }

    @Test
    void shouldEndAnExecutionThatLoopsForEver() {
        String execution = states.start(states.machine("m", "{'A': {'Type': 'Pass', 'Next': 'B'}, 'B': {'Type': 'Pass', 'Next': 'A'}}"),
                "e", "{}");
        assertThat(states.ended(execution).get("error").textValue()).isEqualTo("States.Runtime");
        assertThat(states
                .answered("GetExecutionHistory",
                        Json.object().put("executionArn", execution).put("reverseOrder", true).put("maxResults", 1))
                .get("events").get(0).get("id").intValue()).isEqualTo(25_000);
    }

    @Test
    void shouldChainEventsOfBranchesToTheirStart() {
        String execution = states.start(states.machine("m", """
                {'P': {'Type': 'Parallel', 'End': true, 'Branches': [{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}},
                   {'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}]}}"""), "e", "{}");
        states.ended(execution);
        List<JsonNode> entered = states.history(execution).stream()
                .filter(event -> event.get("type").textValue().equals("SucceedStateEntered")).toList();
        assertThat(entered).hasSize(2).allMatch(event -> event.get("previousEventId").intValue() == 3);
    }
}
