package org.zhicheng.checks.review;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.stack.state.StackClock;
import org.zhicheng.states.Arns;
import org.zhicheng.states.Reply;
import org.zhicheng.states.StatesService;
import org.zhicheng.states.TaskIntegrations;

/** The embedded engine alone, with functions in memory. */
final class Engine implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, TaskIntegrations> functions = new ConcurrentHashMap<>();
    private final StackClock clock;
    private final StatesService service;

    Engine(Path folder) {
        clock = new StackClock(folder.resolve("clock"));
        service = StatesService.open(folder.resolve("states"), clock, (name, payload) -> functions.get(name).invokeFunction(name, payload),
                Arns.of("aws", "us-east-1"), pause -> {
                });
        clock.onSet(service::clockMoved);
        service.resume();
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    void function(String name, TaskIntegrations function) {
        functions.put(name, function);
    }

    void advance(Duration by) {
        clock.set(clock.instant().plus(by));
    }

    /** What the operation answers; a refusal fails the test. */
    JsonNode answered(String operation, JsonNode request) {
        Reply reply = service.handle(operation, request);
        if (reply.status() != 200) {
            throw new AssertionError(operation + ": " + reply.body());
        }
        return reply.body();
    }

    /** A machine of this definition; its ARN. */
    String machine(String name, String definition) {
        return answered("CreateStateMachine", object().put("name", name).put("definition", definition).put("roleArn", ""))
                .get("stateMachineArn").textValue();
    }

    /** A new execution; its ARN. */
    String start(String machine, String name, String input) {
        return answered("StartExecution", object().put("stateMachineArn", machine).put("name", name).put("input", input))
                .get("executionArn").textValue();
    }

    JsonNode describe(String execution) {
        return answered("DescribeExecution", object().put("executionArn", execution));
    }

    List<JsonNode> history(String execution) {
        List<JsonNode> events = new ArrayList<>();
        answered("GetExecutionHistory", object().put("executionArn", execution).put("maxResults", 1000)).get("events").forEach(events::add);
        return events;
    }

    @Override
    public void close() {
        service.close();
    }
}
