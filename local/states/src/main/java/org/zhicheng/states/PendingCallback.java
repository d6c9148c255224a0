package org.zhicheng.states;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A task that waits for its token to come back. Exactly one of success, failure and expiry settles it, and nothing does any more once the branch
 * that waits was ended by a failed sibling. In the top-level flow an outcome is written down before the caller learns that it was accepted.
 */
final class PendingCallback {

    private final String token;
    private final Execution execution;
    private final Cancellation scope;
    private final boolean durable;
    private final Optional<Instant> timeoutAt;
    private final Optional<Duration> heartbeat;
    private final CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
    private Instant heartbeatAt;
    private boolean submitted;
    private boolean expired;

    PendingCallback(String token, Execution execution, Cancellation scope, boolean durable, Optional<Instant> timeoutAt,
            Optional<Duration> heartbeat, Instant now) {
        this.token = token;
        this.execution = execution;
        this.scope = scope;
        this.durable = durable;
        this.timeoutAt = timeoutAt;
        this.heartbeat = heartbeat;
        this.heartbeatAt = now;
    }

    String token() {
        return token;
    }

    CompletableFuture<TaskOutcome> outcome() {
        return outcome;
    }

    /** What the journal keeps, to go on waiting after a restart. */
    ObjectNode toLine() {
        ObjectNode line = Json.object().put("token", token);
        timeoutAt.ifPresent(instant -> line.put("timeoutAt", instant.toString()));
        heartbeat.ifPresent(duration -> line.put("heartbeatSeconds", duration.toSeconds()));
        return line;
    }

    /** The function has answered: from now on only the callback is waited for. */
    synchronized void submitted() {
        submitted = true;
    }

    /** Whether the function need not be invoked again after a restart. */
    synchronized boolean needsNoInvocation() {
        return submitted || outcome.isDone();
    }

    /** False when the task is settled already. */
    synchronized boolean settle(TaskOutcome settled) {
        if (expired || outcome.isDone()) {
            return false;
        }
        if (!isKept(Json.object().set("callback", line(settled)))) {
            return false;
        }
        return outcome.complete(settled);
    }

    /** Takes over an outcome that was written down before a restart. */
    void restore(TaskOutcome settled) {
        outcome.complete(settled);
    }

    synchronized boolean heartbeat(Instant now) {
        if (expired || outcome.isDone()) {
            return false;
        }
        if (!isKept(Json.object().put("heartbeat", now.toString()))) {
            return false;
        }
        heartbeatAt = now;
        return true;
    }

    synchronized void restoreHeartbeat(Instant at) {
        heartbeatAt = at;
    }

    /** Ends the wait; false when an outcome came first. */
    synchronized boolean expire() {
        expired = !outcome.isDone();
        return expired;
    }

    synchronized Instant deadline() {
        Instant timeout = timeoutAt.orElse(Instant.MAX);
        Instant missed = heartbeat.map(heartbeatAt::plus).orElse(Instant.MAX);
        return timeout.isBefore(missed) ? timeout : missed;
    }

    /** The error of a wait whose deadline has passed. */
    synchronized StatesError missed() {
        return heartbeat.isPresent() && deadline().isBefore(timeoutAt.orElse(Instant.MAX))
                ? StatesError.heartbeatTimeout()
                : StatesError.timeout();
    }

    static TaskOutcome outcomeOf(JsonNode line) {
        if (line.has("output")) {
            return new TaskOutcome.Success(line.get("output"));
        }
        Optional<String> error = Optional.ofNullable(line.path("error").textValue());
        return new TaskOutcome.Failure(new StatesError(error, Optional.ofNullable(line.path("cause").textValue())));
    }

    private boolean isKept(ObjectNode line) {
        return durable ? execution.append(line) : execution.isRunning() && !scope.isCancelled();
    }

    private ObjectNode line(TaskOutcome settled) {
        ObjectNode line = Json.object().put("token", token);
        switch (settled) {
            case TaskOutcome.Success success -> line.set("output", success.output());
            case TaskOutcome.Failure failure -> failure.error().addTo(line);
        }
        return line;
    }
}
