package org.zhicheng.checks.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.MockInput;
import software.amazon.awssdk.services.sfn.model.MockResponseValidationMode;
import software.amazon.awssdk.services.sfn.model.TestExecutionStatus;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

import org.zhicheng.checks.Await;
import org.zhicheng.checks.Endpoint;
import org.zhicheng.checks.review.ReviewPath.Event;
import org.zhicheng.checks.review.ReviewPath.Outcome;
import org.zhicheng.checks.review.ReviewPath.Visit;
import org.zhicheng.checks.review.ReviewPath.Walk;

/**
 * LocalStack's interpreter walks every path of the review, the very definition that deploys. Whole executions where its emulated tasks can
 * come to what the path says; state by state, by TestState, where one has to time out, which its executions cannot emulate, or fails
 * so often that the pauses would take minutes.
 */
@Tag("stepfunctions")
@EnabledIf(value = "org.zhicheng.checks.Endpoint#mocksTasks", disabledReason = "SFN_MOCK_CONFIG is not set: no Step Functions that emulates tasks")
class ReviewPathsIT extends ReviewPathsContract {

    private static final String ROLE = "arn:aws:iam::000000000000:role/review";
    private static final int AT_ONCE = 4;

    private final String name = "review-" + UUID.randomUUID();

    @Override
    Map<String, Walk> walk(List<ReviewPath> paths) {
        try (SfnClient client = Endpoint.clients(Endpoint.given().orElseThrow()).sfn();
                ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            String machine = client.createStateMachine(r -> r.name(name).definition(REVIEW.text()).roleArn(ROLE)).stateMachineArn();
            try {
                Files.writeString(Endpoint.taskMocks().orElseThrow(), mocks(paths).toString());
                Map<String, Future<Walk>> walking = new LinkedHashMap<>();
                paths.stream().filter(path -> !goesStateByState(path))
                        .forEach(path -> walking.put(path.name(), pool.submit(() -> execution(client, machine, path))));
                Map<String, Walk> walks = new LinkedHashMap<>();
                for (Map.Entry<String, Future<Walk>> walk : walking.entrySet()) {
                    walks.put(walk.getKey(), walk.getValue().get());
                }
                // One at a time: each reads the definition anew, and of two at once one is sometimes told that a state stands in it twice.
                paths.stream().filter(ReviewPathsIT::goesStateByState).forEach(path -> walks.put(path.name(), stateByState(client, path)));
                return walks;
            } finally {
                client.deleteStateMachine(r -> r.stateMachineArn(machine));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean goesStateByState(ReviewPath path) {
        return path.outcomes().stream().anyMatch(Outcome::isTimeout)
                || path.visits().stream().anyMatch(visit -> visit.outcomes().size() > 2);
    }

    /** What each state's task comes to, one after another, under each path's name: the file that LocalStack reads. */
    private ObjectNode mocks(Collection<ReviewPath> paths) {
        ObjectNode mocks = Engine.object();
        ObjectNode cases = mocks.putObject("StateMachines").putObject(name).putObject("TestCases");
        ObjectNode responses = mocks.putObject("MockedResponses");
        paths.forEach(path -> {
            ObjectNode states = cases.putObject(caseOf(path));
            for (Visit visit : path.visits()) {
                if (REVIEW.isTask(visit.state())) {
                    String response = caseOf(path) + "-" + visit.state();
                    states.put(visit.state(), response);
                    ObjectNode attempts = responses.withObjectProperty(response);
                    visit.outcomes().forEach(outcome -> attempts.set(String.valueOf(attempts.size()), mock(visit.state(), outcome)));
                }
            }
        });
        return mocks;
    }

    private static String caseOf(ReviewPath path) {
        return path.name().replaceAll("[^a-z]", "-");
    }

    private static ObjectNode mock(String state, Outcome outcome) {
        ObjectNode mock = Engine.object();
        if (outcome.isError()) {
            mock.putObject("Throw").put("Error", outcome.value()).put("Cause", "emulated");
        } else {
            mock.set("Return", result(state, outcome));
        }
        return mock;
    }

    /** A wait's result is what it was called back with; another task's, what Lambda answers. */
    private static ObjectNode result(String state, Outcome outcome) {
        ObjectNode step = Engine.object().put("step", outcome.value()).put("waitSeconds", ReviewPath.WAIT_SECONDS);
        return REVIEW.waits(state) ? step : Engine.object().put("StatusCode", 200).set("Payload", step);
    }

    private static Walk execution(SfnClient client, String machine, ReviewPath path) {
        String execution = client.startExecution(r -> r.stateMachineArn(machine + "#" + caseOf(path)).input(path.input())).executionArn();
        Await.until(path + " has not ended",
                () -> client.describeExecution(r -> r.executionArn(execution)).status() != ExecutionStatus.RUNNING);
        DescribeExecutionResponse ended = client.describeExecution(r -> r.executionArn(execution));
        return Walk.of(
                client.getExecutionHistoryPaginator(r -> r.executionArn(execution)).events().stream().map(ReviewPathsIT::event).toList(),
                ended.status() == ExecutionStatus.FAILED ? ended.status() + " " + ended.error() : ended.statusAsString());
    }

    private static Event event(HistoryEvent event) {
        return new Event(event.typeAsString(), event.stateEnteredEventDetails() == null ? "" : event.stateEnteredEventDetails().name());
    }

    private static Walk stateByState(SfnClient client, ReviewPath path) {
        Queue<Outcome> outcomes = new ArrayDeque<>(path.outcomes());
        List<String> states = new ArrayList<>();
        List<String> retried = new ArrayList<>();
        String state = REVIEW.start();
        String input = path.input();
        while (state != null) {
            states.add(state);
            TestStateResponse answer = test(client, state, input, outcomes, 0);
            for (int retry = 1; answer.status() == TestExecutionStatus.RETRIABLE; retry++) {
                if (retry == 1) {
                    retried.add(state);
                }
                answer = test(client, state, input, outcomes, retry);
            }
            if (answer.status() == TestExecutionStatus.FAILED) {
                return new Walk(states, retried, "FAILED " + answer.error());
            }
            state = answer.nextState();
            input = answer.output();
        }
        return new Walk(states, retried, "SUCCEEDED");
    }

    private static TestStateResponse test(SfnClient client, String state, String input, Queue<Outcome> outcomes, int retry) {
        TestStateRequest.Builder request = TestStateRequest.builder().definition(REVIEW.text()).roleArn(ROLE).stateName(state).input(input);
        if (REVIEW.isTask(state)) {
            request.mock(input(state, outcomes.remove())).context(context(state, retry).toString())
                    .stateConfiguration(c -> c.retrierRetryCount(retry));
        }
        return client.testState(request.build());
    }

    private static MockInput input(String state, Outcome outcome) {
        MockInput.Builder mock = MockInput.builder().fieldValidationMode(MockResponseValidationMode.NONE);
        return outcome.isError()
                ? mock.errorOutput(e -> e.error(outcome.value()).cause("emulated")).build()
                : mock.result(result(state, outcome).toString()).build();
    }

    private static ObjectNode context(String state, int retry) {
        ObjectNode context = Engine.object();
        String time = "2025-03-10T01:00:00Z";
        context.putObject("Execution").put("Id", "arn:aws:states:us-east-1:000000000000:execution:review:path").put("Name", "path")
                .put("RoleArn", ROLE).put("StartTime", time).putObject("Input").put("applicationId", "path");
        context.putObject("State").put("Name", state).put("EnteredTime", time).put("RetryCount", retry);
        context.putObject("StateMachine").put("Id", "arn:aws:states:us-east-1:000000000000:stateMachine:review").put("Name", "review");
        if (REVIEW.waits(state)) {
            context.putObject("Task").put("Token", "token");
        }
        return context;
    }
}
