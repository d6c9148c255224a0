package org.zhicheng.states;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One walk through the states of a flow: the machine itself, a branch of a Parallel, or an iteration of a Map. Only the machine's own flow can be
 * taken up in the middle after a restart, so only its journal lines say more than the events.
 */
final class Branch {

    private final Execution execution;
    private final Executions executions;
    private final Surroundings surroundings;
    private final JsonNode flow;
    private final Variables variables;
    private final Optional<ObjectNode> mapContext;
    private final Cancellation cancellation;
    private final boolean top;
    private int previous;

    private Branch(Execution execution, Executions executions, Surroundings surroundings, JsonNode flow, Variables variables,
            Optional<ObjectNode> mapContext, Cancellation cancellation, boolean top, int previous) {
        this.execution = execution;
        this.executions = executions;
        this.surroundings = surroundings;
        this.flow = flow;
        this.variables = variables;
        this.mapContext = mapContext;
        this.cancellation = cancellation;
        this.top = top;
        this.previous = previous;
    }

    /** The walk through the machine's own flow. */
    static Branch top(Execution execution, Executions executions, Surroundings surroundings) {
        return new Branch(execution, executions, surroundings, execution.definition().flow(), Variables.empty(), Optional.empty(),
                execution.cancellation(), true, 0);
    }

    /** A walk inside a Parallel or Map of this one. */
    Branch inner(JsonNode innerFlow, Optional<ObjectNode> innerMapContext, Cancellation scope, int previousEventId) {
        return new Branch(execution, executions, surroundings, innerFlow, variables.inner(), innerMapContext.or(() -> mapContext), scope,
                false, previousEventId);
    }

    JsonNode run(JsonNode input) {
        return walk(Optional.of(flow.get("StartAt").textValue()), input);
    }

    JsonNode resume(Resumption from, Optional<PendingCallback> callback) {
        previous = from.previousEventId();
        variables.assignAll(from.variables());
        if (from.entered().isEmpty()) {
            return walk(from.next(), from.value());
        }
        Resumption.Entered entered = from.entered().get();
        Transition transition = StateRun.resumed(this, entered, callback).run();
        return walk(transition.next(), transition.output());
    }

    private JsonNode walk(Optional<String> first, JsonNode input) {
        Optional<String> next = first;
        JsonNode value = input;
        while (next.isPresent()) {
            Transition transition = enter(next.get(), value).run();
            next = transition.next();
            value = transition.output();
        }
        return value;
    }

    private StateRun enter(String name, JsonNode input) {
        JsonNode state = state(name);
        Instant now = Instant.ofEpochMilli(surroundings.clock().millis());
        ObjectNode details = Json.object().put("input", Json.text(input)).put("name", name);
        details.putObject("inputDetails").put("truncated", false);
        event(state.get("Type").textValue() + "StateEntered", details, Json.object().put("entered", true));
        return StateRun.entered(this, name, input, previous, now);
    }

    /** Leaves a state: its event, and for a restart where the walk goes on. */
    void leave(String type, ObjectNode details, Optional<String> next) {
        ObjectNode left = Json.object();
        next.ifPresent(name -> left.put("next", name));
        left.set("variables", variables.own());
        event(type, details, Json.object().set("left", left));
    }

    void event(String type, ObjectNode details, ObjectNode beside) {
        previous = execution.record(cancellation, type, previous, details, top ? beside : Json.object());
    }

    void event(String type, ObjectNode details) {
        event(type, details, Json.object());
    }

    /** An event that the next one does not follow from. */
    void asideEvent(String type, ObjectNode details) {
        execution.record(cancellation, type, previous, details, Json.object());
    }

    /** Writes a journal line that only a restart reads. */
    void note(ObjectNode line) {
        if (top) {
            execution.append(line);
        }
    }

    JsonNode state(String name) {
        return flow.get("States").get(name);
    }

    int previous() {
        return previous;
    }

    void follow(int eventId) {
        previous = eventId;
    }

    boolean isTop() {
        return top;
    }

    Execution execution() {
        return execution;
    }

    Executions executions() {
        return executions;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Variables variables() {
        return variables;
    }

    Optional<ObjectNode> mapContext() {
        return mapContext;
    }

    Cancellation cancellation() {
        return cancellation;
    }
}
