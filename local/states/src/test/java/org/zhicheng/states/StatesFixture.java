package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An engine on a folder with functions in memory, and the requests that tests make of it. */
final class StatesFixture implements TaskIntegrations {

    static final String INVOKE = "arn:aws:states:::lambda:invoke";
    static final String CALLBACK = INVOKE + ".waitForTaskToken";
    /** Builds share their machines. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    final List<JsonNode> payloads = new CopyOnWriteArrayList<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    final Map<String, String> objects = new ConcurrentHashMap<>();
    private final Map<String, TaskIntegrations> functions = new ConcurrentHashMap<>();
    private final Path folder;
    private MovableClock clock = MovableClock.onTime();
    private StatesService service;

    StatesFixture(Path folder) {
        this.folder = folder;
        restart();
    }

    /** An engine that may go on at once with what an earlier one left, and so needs its function from the start. */
    StatesFixture(Path folder, String name, TaskIntegrations function) {
        this.folder = folder;
        functions.put(name, function);
        restart();
    }

    /** A new engine on the same folder, as after kill -9: the old one is neither closed nor asked. */
    void restart() {
        restart(10_000);
    }

    void restart(int mostFinished) {
        // The abandoned engine keeps the old clock, or it would go on with what is not its any more.
        clock = clock.another();
        service = StatesService.open(folder.resolve("states"), clock, this, Arns.of("aws", "us-east-1"), pauses::add, mostFinished);
        service.resume();
    }

    void close() {
        service.close();
    }

    StatesFixture function(String name, TaskIntegrations function) {
        functions.put(name, function);
        return this;
    }

    @Override
    public JsonNode invokeFunction(String functionName, JsonNode payload) throws FunctionFailed {
        payloads.add(payload);
        return functions.get(functionName).invokeFunction(functionName, payload);
    }

    @Override
    public String readObject(String bucket, String key) throws ObjectUnreadable {
        String text = objects.get(bucket + "/" + key);
        if (text == null) {
            throw new ObjectUnreadable("it is not there");
        }
        return text;
    }

    void advance(Duration by) {
        clock.advance(by);
        service.clockMoved();
    }

    Instant now() {
        return clock.instant();
    }

    Path folder() {
        return folder.resolve("states");
    }

    Reply call(String operation, JsonNode request) {
        return service.handle(operation, request);
    }

    JsonNode answered(String operation, JsonNode request) {
        Reply answer = call(operation, request);
        assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(200);
        return answer.body();
    }

    JsonNode answered(String operation, String request) {
        return answered(operation, json(request));
    }

    String refused(String operation, String request) {
        return refused(operation, json(request));
    }

    String refused(String operation, JsonNode request) {
        Reply answer = call(operation, request);
        assertThat(answer.status()).as("%s: %s", operation, answer.body()).isEqualTo(400);
        return answer.body().get("__type").textValue();
    }

    /** Creates a machine of these states, the first being the start; returns its ARN. */
    String machine(String name, String states) {
        return machineOf(name, definition(states));
    }

    String machineOf(String name, String definition) {
        ObjectNode request = Json.object().put("name", name).put("definition", definition).put("roleArn",
                "arn:aws:iam::000000000000:role/r");
        return answered("CreateStateMachine", request).get("stateMachineArn").textValue();
    }

    static String definition(String states) {
        ObjectNode definition = Json.object().put("QueryLanguage", "JSONata");
        JsonNode parsed = json(states);
        definition.put("StartAt", parsed.fieldNames().next());
        definition.set("States", parsed);
        return definition.toString();
    }

    String start(String machineArn, String name, String input) {
        return answered("StartExecution", Json.object().put("stateMachineArn", machineArn).put("name", name).put("input", input))
                .get("executionArn").textValue();
    }

    /** Runs the states to their end and describes the execution. */
    JsonNode run(String states, String input) {
        String name = "run-" + System.nanoTime();
        return ended(start(machine(name, states), name, input));
    }

    JsonNode describe(String execution) {
        return answered("DescribeExecution", Json.object().put("executionArn", execution));
    }

    JsonNode ended(String execution) {
        return await(() -> describe(execution), description -> !description.get("status").textValue().equals("RUNNING"));
    }

    JsonNode output(JsonNode description) {
        assertThat(description.get("status").textValue()).as("%s", description).isEqualTo("SUCCEEDED");
        return Json.trusted(description.get("output").textValue());
    }

    List<JsonNode> history(String execution) {
        List<JsonNode> events = new ArrayList<>();
        answered("GetExecutionHistory", Json.object().put("executionArn", execution).put("maxResults", 1000)).get("events")
                .forEach(events::add);
        return events;
    }

    List<String> types(String execution) {
        return history(execution).stream().map(event -> event.get("type").textValue()).toList();
    }

    void awaitEvent(String execution, String type) {
        await(() -> types(execution), types -> types.contains(type));
    }

    JsonNode detailsOf(String execution, String type) {
        JsonNode event = history(execution).stream().filter(of -> of.get("type").textValue().equals(type)).reduce((first, second) -> second)
                .orElseThrow();
        return event.properties().stream().filter(member -> member.getKey().endsWith("Details")).findFirst().orElseThrow().getValue();
    }

    /** The token in the payload of the n-th invocation, once the task waits for it. */
    String token(String execution, int invocation) {
        await(() -> payloads, seen -> seen.size() > invocation);
        awaitEvent(execution, "TaskSubmitted");
        return payloads.get(invocation).get("token").textValue();
    }

    static <T> T await(Supplier<T> probe, java.util.function.Predicate<T> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T last = probe.get();
        while (!wanted.test(last)) {
            if (System.nanoTime() > deadline) {
                return fail("not in %s: %s", PATIENCE, last);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            last = probe.get();
        }
        return last;
    }

    /** JSON written with single quotes. */
    static JsonNode json(String text) {
        return Json.trusted(text.replace('\'', '"'));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
