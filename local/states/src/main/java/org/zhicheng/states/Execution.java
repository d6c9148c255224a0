package org.zhicheng.states;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A running execution: gives its events their numbers, writes them down, and ends once. */
final class Execution {

    /** The service ends an execution whose history is full. */
    static final int MOST_EVENTS = 25_000;

    private final StateMachineDefinition definition;
    private final ObjectNode start;
    private final Journal journal;
    private final Clock clock;
    private final Consumer<Execution> whenEnded;
    private final CompletableFuture<JsonNode> lastLine = new CompletableFuture<>();
    private final Cancellation cancellation = new Cancellation();
    private final ObjectNode context;
    private ExecutionSummary summary;
    private int lastEventId;

    /** {@code start} is what the first line of the journal says beside the summary: input, role, definition. */
    Execution(ExecutionSummary summary, ObjectNode start, StateMachineDefinition definition, Journal journal, int lastEventId, Clock clock,
            Consumer<Execution> whenEnded) {
        this.summary = summary;
        this.start = start;
        this.definition = definition;
        this.journal = journal;
        this.lastEventId = lastEventId;
        this.clock = clock;
        this.whenEnded = whenEnded;
        this.context = context(summary, start);
    }

    synchronized ExecutionSummary summary() {
        return summary;
    }

    synchronized boolean isRunning() {
        return summary.status() == ExecutionStatus.RUNNING && !cancellation.isCancelled();
    }

    StateMachineDefinition definition() {
        return definition;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Journal journal() {
        return journal;
    }

    String roleArn() {
        return start.path("roleArn").asText();
    }

    /** The journal's last line, once the execution has ended. */
    CompletableFuture<JsonNode> lastLine() {
        return lastLine;
    }

    String inputText() {
        return start.get("input").textValue();
    }

    /** The instant at which the execution's own timeout ends it, if it has one. */
    Optional<Instant> deadline() {
        return definition.timeout().map(summary().startDate()::plus);
    }

    /** The part of the context object that is the same in every state, to which a state adds its own. */
    ObjectNode context() {
        return Json.object().setAll(context);
    }

    /** Writes the first line: what is started, and the event that says so. */
    synchronized void begin() {
        ObjectNode details = Json.object().put("input", inputText());
        details.putObject("inputDetails").put("truncated", false);
        details.put("roleArn", roleArn());
        summary.aliasArn().ifPresent(arn -> details.put("stateMachineAliasArn", arn));
        summary.versionArn().ifPresent(arn -> details.put("stateMachineVersionArn", arn));
        ObjectNode line = Json.object();
        line.set("summary", summary.toLine());
        line.set("start", start);
        line.set("event", event("ExecutionStarted", 0, details, summary.startDate()));
        journal.append(line);
    }

    /**
     * Adds an event of a branch that is still wanted, with what else the journal keeps in the same line.
     *
     * @return the event's number
     */
    synchronized int record(Cancellation scope, String type, int previous, ObjectNode details, ObjectNode beside) {
        if (scope.isCancelled() || !isRunning()) {
            throw new Cancelled();
        }
        if (lastEventId >= MOST_EVENTS - 1) {
            throw StatesError.runtime("The execution reached the maximum number of history events (" + MOST_EVENTS + ").");
        }
        ObjectNode line = Json.object();
        line.set("event", event(type, previous, details, clock.instant()));
        line.setAll(beside);
        journal.append(line);
        return lastEventId;
    }

    /** Writes a line that is not an event; false when the execution is over. */
    synchronized boolean append(JsonNode line) {
        if (!isRunning()) {
            return false;
        }
        journal.append(line);
        return true;
    }

    void succeed(JsonNode output, int previous) {
        ObjectNode details = Json.object().put("output", Json.text(output));
        details.putObject("outputDetails").put("truncated", false);
        end(ExecutionStatus.SUCCEEDED, "ExecutionSucceeded", previous, details, Json.object().put("output", Json.text(output)));
    }

    void fail(StatesError error, int previous) {
        end(ExecutionStatus.FAILED, "ExecutionFailed", previous, error.addTo(Json.object()), error.addTo(Json.object()));
    }

    void timeOut() {
        end(ExecutionStatus.TIMED_OUT, "ExecutionTimedOut", lastEventId(), Json.object(), Json.object());
    }

    boolean abort(StatesError reason) {
        return end(ExecutionStatus.ABORTED, "ExecutionAborted", 0, reason.addTo(Json.object()), reason.addTo(Json.object()));
    }

    private static ObjectNode context(ExecutionSummary summary, ObjectNode start) {
        ObjectNode context = Json.object();
        context.putObject("Execution").put("Id", summary.arn()).put("Name", summary.name()).put("RoleArn", start.path("roleArn").asText())
                .put("StartTime", summary.startDate().toString()).put("RedriveCount", 0)
                .set("Input", Json.trusted(start.get("input").textValue()));
        context.putObject("StateMachine").put("Id", summary.stateMachineArn()).put("Name", summary.machineName());
        return context;
    }

    private synchronized int lastEventId() {
        return lastEventId;
    }

    private boolean end(ExecutionStatus status, String type, int previous, ObjectNode details, ObjectNode outcome) {
        ObjectNode line = Json.object();
        synchronized (this) {
            if (!isRunning()) {
                return false;
            }
            Instant now = clock.instant();
            ExecutionSummary ended = summary.ended(status, now);
            line.set("event", event(type, previous, details, now));
            line.set("end", outcome);
            line.set("summary", ended.toLine());
            journal.append(line);
            summary = ended;
        }
        cancellation.cancel();
        whenEnded.accept(this);
        lastLine.complete(line);
        return true;
    }

    private ObjectNode event(String type, int previous, ObjectNode details, Instant at) {
        lastEventId++;
        ObjectNode event = Json.object().put("timestamp", Json.timestamp(at)).put("type", type).put("id", lastEventId)
                .put("previousEventId", previous);
        if (!details.isEmpty() || type.equals("ExecutionTimedOut")) {
            event.set(detailsField(type), details);
        }
        return event;
    }

    private static String detailsField(String type) {
        if (type.endsWith("StateEntered")) {
            return "stateEnteredEventDetails";
        }
        if (type.endsWith("StateExited")) {
            return "stateExitedEventDetails";
        }
        return Character.toLowerCase(type.charAt(0)) + type.substring(1) + "EventDetails";
    }
}
