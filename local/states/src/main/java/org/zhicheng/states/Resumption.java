package org.zhicheng.states;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where an execution stood when its journal ended: in a state of the top-level flow that was entered, between two of them, or behind the last. A state
 * that was entered goes on with its retries counted and, when it waits for a callback, with its token, its deadlines and an outcome already accepted.
 */
record Resumption(int lastEventId, int previousEventId, Optional<Entered> entered, Optional<String> next, JsonNode value,
        JsonNode variables) {

    /** A state that was entered and not left. */
    record Entered(String state, JsonNode input, int eventId, Instant at, List<Integer> retries, Optional<JsonNode> task,
            Optional<Instant> heartbeatAt, boolean submitted, Optional<TaskOutcome> callback) {

        /** The callback that is waited for, if the state is such a task. */
        Optional<PendingCallback> pendingCallback(Execution execution) {
            return task.map(line -> {
                Instant scheduled = Instant.parse(line.get("scheduledAt").textValue());
                PendingCallback pending = new PendingCallback(line.get("token").textValue(), execution, execution.cancellation(), true,
                        Optional.ofNullable(line.path("timeoutAt").textValue()).map(Instant::parse),
                        line.has("heartbeatSeconds")
                                ? Optional.of(Duration.ofSeconds(line.get("heartbeatSeconds").longValue()))
                                : Optional.empty(),
                        heartbeatAt.orElse(scheduled));
                if (submitted) {
                    pending.submitted();
                }
                callback.ifPresent(pending::restore);
                return pending;
            });
        }
    }

    static Resumption of(List<JsonNode> lines, String startAt) {
        Replay replay = new Replay(startAt, Json.trusted(lines.getFirst().get("start").get("input").textValue()));
        lines.forEach(replay::accept);
        return replay.result();
    }

    private static final class Replay {

        private int lastEventId;
        private int previousEventId;
        private Optional<JsonNode> entering = Optional.empty();
        private Optional<String> next;
        private JsonNode value;
        private JsonNode variables = Json.object();
        private List<Integer> retries = List.of();
        private Optional<JsonNode> task = Optional.empty();
        private Optional<Instant> heartbeatAt = Optional.empty();
        private boolean submitted;
        private Optional<TaskOutcome> callback = Optional.empty();

        Replay(String startAt, JsonNode input) {
            this.next = Optional.of(startAt);
            this.value = input;
        }

        void accept(JsonNode line) {
            JsonNode event = line.path("event");
            if (event.has("id")) {
                lastEventId = event.get("id").intValue();
            }
            if (line.has("entered")) {
                entering = Optional.of(event);
                retries = List.of();
                forgetTask();
            }
            if (line.has("retries")) {
                List<Integer> counts = new ArrayList<>();
                line.get("retries").forEach(count -> counts.add(count.intValue()));
                retries = counts;
                forgetTask();
            }
            if (line.has("task")) {
                // The same token again when a task was invoked anew after a restart: what came for it still counts.
                if (!hasTask(line.get("task"))) {
                    forgetTask();
                }
                task = Optional.of(line.get("task"));
            }
            if (line.has("submitted")) {
                submitted = true;
            }
            if (line.has("heartbeat")) {
                heartbeatAt = Optional.of(Instant.parse(line.get("heartbeat").textValue()));
            }
            if (line.has("callback") && hasTask(line.get("callback"))) {
                callback = Optional.of(PendingCallback.outcomeOf(line.get("callback")));
            }
            if (line.has("left")) {
                entering = Optional.empty();
                forgetTask();
                next = Optional.ofNullable(line.get("left").path("next").textValue());
                variables = line.get("left").get("variables");
                value = Json.trusted(event.get("stateExitedEventDetails").get("output").textValue());
                previousEventId = lastEventId;
            }
        }

        Resumption result() {
            Optional<Entered> entered = entering.map(event -> {
                JsonNode details = event.get("stateEnteredEventDetails");
                return new Entered(details.get("name").textValue(), Json.trusted(details.get("input").textValue()),
                        event.get("id").intValue(), Json.instant(event.get("timestamp")), retries, task, heartbeatAt, submitted, callback);
            });
            return new Resumption(lastEventId, entered.isPresent() ? lastEventId : previousEventId, entered, next, value, variables);
        }

        private boolean hasTask(JsonNode withToken) {
            return task.filter(present -> present.get("token").equals(withToken.get("token"))).isPresent();
        }

        private void forgetTask() {
            task = Optional.empty();
            heartbeatAt = Optional.empty();
            submitted = false;
            callback = Optional.empty();
        }
    }
}
