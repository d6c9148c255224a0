package org.zhicheng.states;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One state from entering to leaving, with its retries and catchers. */
final class StateRun {

    /** The largest input, output or result, in bytes of UTF-8. */
    static final int LARGEST_PAYLOAD = 262_144;

    private static final int DEFAULT_ATTEMPTS = 3;
    private static final double DEFAULT_BACKOFF = 2.0;

    private final Branch branch;
    private final String name;
    private final JsonNode state;
    private final StateType type;
    private final JsonNode input;
    private final int enteredEventId;
    private final Instant enteredAt;
    private final int[] retries;
    private Optional<PendingCallback> resumedCallback;
    private Optional<Resumption.MapRunLeft> resumedMapRun;
    private Optional<String> token = Optional.empty();

    private StateRun(Branch branch, String name, JsonNode input, int enteredEventId, Instant enteredAt, int[] retriesUsed,
            Optional<PendingCallback> resumedCallback, Optional<Resumption.MapRunLeft> resumedMapRun) {
        this.branch = branch;
        this.name = name;
        this.state = branch.state(name);
        this.type = StateType.of(state.get("Type").textValue()).orElseThrow();
        this.input = input;
        this.enteredEventId = enteredEventId;
        this.enteredAt = enteredAt;
        this.retries = Arrays.copyOf(retriesUsed, state.path("Retry").size());
        this.resumedCallback = resumedCallback;
        this.resumedMapRun = resumedMapRun;
    }

    static StateRun entered(Branch branch, String name, JsonNode input, int enteredEventId, Instant enteredAt) {
        return new StateRun(branch, name, input, enteredEventId, enteredAt, new int[0], Optional.empty(), Optional.empty());
    }

    static StateRun resumed(Branch branch, Resumption.Entered entered, Optional<PendingCallback> callback) {
        return new StateRun(branch, entered.state(), entered.input(), entered.eventId(), entered.at(),
                entered.retries().stream().mapToInt(Integer::intValue).toArray(), callback, entered.mapRun());
    }

    Transition run() {
        while (true) {
            try {
                return attempt();
            } catch (StatesError e) {
                StatesError error = reported(e);
                if (type.hasChildren()) {
                    branch.event(type.label() + "StateFailed", Json.object());
                }
                if (!retry(error)) {
                    return caught(error);
                }
            }
        }
    }

    private Transition attempt() {
        return switch (type) {
            case PASS, SUCCEED -> leave(state, Optional.empty(), input, next());
            case WAIT -> {
                branch.surroundings().waits().until(waitDeadline());
                yield leave(state, Optional.empty(), input, next());
            }
            case FAIL -> throw new StatesError(text("Error"), text("Cause"));
            case CHOICE -> choose();
            case TASK -> leaveWith(new TaskRun(this, branch).run());
            case PARALLEL -> leaveWith(new ParallelRun(this, branch).run());
            case MAP -> leaveWith(DistributedMap.is(state) ? new DistributedMap(this, branch).run() : new MapRun(this, branch).run());
        };
    }

    private Transition leaveWith(JsonNode result) {
        checkSize(result);
        return leave(state, Optional.of(result), result, next());
    }

    /** Assign and Output of the state, a choice rule or a catcher: both see the variables as they were before. */
    private Transition leave(JsonNode holder, Optional<JsonNode> result, JsonNode defaultOutput, Optional<String> next) {
        return leave(holder, expressions(result, Optional.empty()), defaultOutput, next);
    }

    private Transition leave(JsonNode holder, Expressions expressions, JsonNode defaultOutput, Optional<String> next) {
        Map<String, JsonNode> assigned = new LinkedHashMap<>();
        holder.path("Assign").properties()
                .forEach(member -> assigned.put(member.getKey(), expressions.resolve(member.getValue(), "Assign/" + member.getKey())));
        assigned.values().forEach(this::checkSize);
        JsonNode output = holder.has("Output") ? expressions.resolve(holder.get("Output"), "Output") : defaultOutput;
        checkSize(output);
        branch.variables().assign(assigned);
        if (type.hasChildren() && holder == state) {
            branch.asideEvent(type.label() + "StateSucceeded", Json.object());
        }
        ObjectNode details = Json.object().put("name", name).put("output", Json.text(output));
        details.putObject("outputDetails").put("truncated", false);
        if (!assigned.isEmpty()) {
            ObjectNode texts = details.putObject("assignedVariables");
            assigned.forEach((variable, value) -> texts.put(variable, Json.text(value)));
            details.putObject("assignedVariablesDetails").put("truncated", false);
        }
        branch.leave(type.label() + "StateExited", details, next);
        return new Transition(next, output);
    }

    private Transition choose() {
        JsonNode rules = state.get("Choices");
        Expressions expressions = expressions();
        for (int index = 0; index < rules.size(); index++) {
            JsonNode rule = rules.get(index);
            String field = "Choices[" + index + "]/Condition";
            JsonNode holds = expressions.resolve(rule.get("Condition"), field);
            if (!holds.isBoolean()) {
                throw Expressions.wrongType(rule.get("Condition"), field, "boolean", holds);
            }
            if (holds.booleanValue()) {
                return leave(rule, Optional.empty(), input, Optional.of(rule.get("Next").textValue()));
            }
        }
        if (!state.has("Default")) {
            throw new StatesError("States.NoChoiceMatched", described() + "Failed to transition out of the state. "
                    + "The state does not have a default transition and none of the choice conditions matched.");
        }
        return leave(state, Optional.empty(), input, Optional.of(state.get("Default").textValue()));
    }

    private Instant waitDeadline() {
        if (state.has("Seconds")) {
            JsonNode seconds = expressions().resolve(state.get("Seconds"), "Seconds");
            if (!seconds.isIntegralNumber() || seconds.longValue() < 0) {
                throw Expressions.wrongType(state.get("Seconds"), "Seconds", "non-negative integer", seconds);
            }
            return enteredAt.plusSeconds(seconds.longValue());
        }
        JsonNode timestamp = expressions().resolve(state.get("Timestamp"), "Timestamp");
        try {
            return OffsetDateTime.parse(timestamp.asText(), DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            throw new QueryEvaluationError(Optional.of("Timestamp"),
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: " + timestamp.asText());
        }
    }

    private boolean retry(StatesError error) {
        JsonNode retriers = state.path("Retry");
        for (int index = 0; index < retriers.size(); index++) {
            JsonNode retrier = retriers.get(index);
            if (matches(retrier, error)) {
                if (retries[index] >= retrier.path("MaxAttempts").asInt(DEFAULT_ATTEMPTS)) {
                    return false;
                }
                Duration delay = delay(retrier, retries[index]);
                retries[index]++;
                resumedCallback = Optional.empty();
                token = Optional.empty();
                ObjectNode line = Json.object();
                Arrays.stream(retries).forEach(line.putArray("retries")::add);
                branch.note(line);
                pause(delay);
                return true;
            }
        }
        return false;
    }

    private static Duration delay(JsonNode retrier, int used) {
        double seconds = retrier.path("IntervalSeconds").asDouble(1)
                * Math.pow(retrier.path("BackoffRate").asDouble(DEFAULT_BACKOFF), used);
        double capped = Math.min(seconds, retrier.path("MaxDelaySeconds").asDouble(seconds));
        double jittered = retrier.path("JitterStrategy").asText().equals("FULL") ? ThreadLocalRandom.current().nextDouble(capped) : capped;
        return Duration.ofMillis(Math.round(jittered * 1000));
    }

    private void pause(Duration delay) {
        try {
            branch.surroundings().backoff().pause(delay);
        } catch (InterruptedException e) {
            throw new Cancelled();
        }
    }

    private Transition caught(StatesError error) {
        for (JsonNode catcher : state.path("Catch")) {
            if (matches(catcher, error)) {
                try {
                    return leave(catcher, expressions(Optional.empty(), Optional.of(error.output())), error.output(),
                            Optional.of(catcher.get("Next").textValue()));
                } catch (StatesError e) {
                    throw reported(e);
                }
            }
        }
        throw error;
    }

    private boolean matches(JsonNode holder, StatesError error) {
        for (JsonNode errorName : holder.get("ErrorEquals")) {
            if (error.matches(errorName.textValue(), type)) {
                return true;
            }
        }
        return false;
    }

    /** An evaluation that failed gets its event, and a cause that says in which state. */
    private StatesError reported(StatesError error) {
        if (!(error instanceof QueryEvaluationError evaluation)) {
            return error;
        }
        StatesError located = new StatesError(QueryEvaluationError.NAME, described() + evaluation.cause().orElse(""));
        ObjectNode details = located.addTo(Json.object());
        evaluation.location().ifPresent(location -> details.put("location", location));
        branch.event("EvaluationFailed", details.put("state", name));
        return located;
    }

    private String described() {
        return "An error occurred while executing the state '" + name + "' (entered at the event id #" + enteredEventId + "). ";
    }

    void checkSize(JsonNode value) {
        if (Json.bytes(value) > LARGEST_PAYLOAD) {
            throw StatesError.dataLimitExceeded(name);
        }
    }

    Expressions expressions() {
        return expressions(Optional.empty(), Optional.empty());
    }

    private Expressions expressions(Optional<JsonNode> result, Optional<JsonNode> errorOutput) {
        return expressions(branch.mapContext(), result, errorOutput);
    }

    /** As seen by the ItemSelector of this Map, for one item. */
    Expressions expressionsForItem(ObjectNode mapContext) {
        return expressions(Optional.of(mapContext), Optional.empty(), Optional.empty());
    }

    private Expressions expressions(Optional<ObjectNode> mapContext, Optional<JsonNode> result, Optional<JsonNode> errorOutput) {
        ObjectNode context = branch.execution().context();
        context.putObject("State").put("EnteredTime", enteredAt.toString()).put("Name", name).put("RetryCount",
                IntStream.of(retries).sum());
        token.ifPresent(value -> context.putObject("Task").put("Token", value));
        mapContext.ifPresent(value -> context.set("Map", value));
        ObjectNode states = Json.object();
        states.set("input", input);
        states.set("context", context);
        result.ifPresent(value -> states.set("result", value));
        errorOutput.ifPresent(value -> states.set("errorOutput", value));
        return new Expressions(branch.variables().visible(), states);
    }

    /** A time limit in seconds; a computed one is held to what a written one may be. */
    Optional<Long> limit(String field) {
        Optional<Long> seconds = number(field);
        seconds.filter(value -> value < 1 || value > DefinitionCheck.LONGEST_SECONDS).ifPresent(value -> {
            throw new QueryEvaluationError(Optional.of(field), "The value of the field '" + field + "' must be between 1 and "
                    + DefinitionCheck.LONGEST_SECONDS + ", but was " + value);
        });
        return seconds;
    }

    /** A share in per cent, with or without a fraction; JSONata may compute it. */
    Optional<BigDecimal> percentage(String field) {
        if (!state.has(field)) {
            return Optional.empty();
        }
        JsonNode value = expressions().resolve(state.get(field), field);
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > 100) {
            throw Expressions.wrongType(state.get(field), field, "number between 0 and 100", value);
        }
        return Optional.of(value.decimalValue());
    }

    /** A field of seconds or a count; JSONata may compute it. */
    Optional<Long> number(String field) {
        if (!state.has(field)) {
            return Optional.empty();
        }
        JsonNode value = expressions().resolve(state.get(field), field);
        if (!value.isIntegralNumber() || value.longValue() < 0) {
            throw Expressions.wrongType(state.get(field), field, "non-negative integer", value);
        }
        return Optional.of(value.longValue());
    }

    private Optional<String> text(String field) {
        if (!state.has(field)) {
            return Optional.empty();
        }
        JsonNode value = expressions().resolve(state.get(field), field);
        if (!value.isTextual()) {
            throw Expressions.wrongType(state.get(field), field, "string", value);
        }
        return Optional.of(value.textValue());
    }

    private Optional<String> next() {
        return Optional.ofNullable(state.path("Next").textValue());
    }

    /** The callback that this state waited for before a restart, given once. */
    Optional<PendingCallback> takeResumedCallback() {
        Optional<PendingCallback> taken = resumedCallback;
        resumedCallback = Optional.empty();
        return taken;
    }

    /** The Map run that this state was in before a restart, given once. */
    Optional<Resumption.MapRunLeft> takeResumedMapRun() {
        Optional<Resumption.MapRunLeft> taken = resumedMapRun;
        resumedMapRun = Optional.empty();
        return taken;
    }

    Optional<String> token() {
        return token;
    }

    /** The token that $states.context.Task.Token shows from now on. */
    void handOut(String taskToken) {
        token = Optional.of(taskToken);
    }

    JsonNode state() {
        return state;
    }

    JsonNode input() {
        return input;
    }

    String name() {
        return name;
    }
}
