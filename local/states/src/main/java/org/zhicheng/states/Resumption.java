package org.zhicheng.states;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            Optional<Instant> heartbeatAt, boolean submitted, Optional<TaskOutcome> callback, Optional<MapRunLeft> mapRun) {

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

    /** A child of a distributed Map: how many items it has, and its input as a text. */
    record Batch(int index, int items, String input) {
    }

    /** What came of a child. */
    record ChildEnd(boolean failed, JsonNode result) {
    }

    /** A distributed Map that was under way, with those of its children that are known to have ended. */
    record MapRunLeft(String arn, List<Batch> batches, Map<Integer, ChildEnd> ended) {

        static MapRunLeft of(JsonNode line) {
            List<Batch> batches = new ArrayList<>();
            line.get("batches").forEach(
                    batch -> batches.add(new Batch(batches.size(), batch.get("items").intValue(), batch.get("input").textValue())));
            return new MapRunLeft(line.get("arn").textValue(), batches, new HashMap<>());
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
        private Optional<MapRunLeft> mapRun = Optional.empty();

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
                forgetAttempt();
            }
            if (line.has("retries")) {
                List<Integer> counts = new ArrayList<>();
                line.get("retries").forEach(count -> counts.add(count.intValue()));
                retries = counts;
                forgetAttempt();
            }
            if (line.has("task")) {
                // The same token again when a task was invoked anew after a restart: what came for it still counts.
                if (!hasTask(line.get("task"))) {
                    forgetAttempt();
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
            if (line.has("mapRun")) {
                mapRun = Optional.of(MapRunLeft.of(line.get("mapRun")));
            }
            if (line.has("child")) {
                JsonNode child = line.get("child");
                mapRun.ifPresent(left -> left.ended().put(child.get("index").intValue(),
                        new ChildEnd(child.get("failed").booleanValue(), child.get("result"))));
            }
            if (line.has("left")) {
                entering = Optional.empty();
                forgetAttempt();
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
                        event.get("id").intValue(), Json.instant(event.get("timestamp")), retries, task, heartbeatAt, submitted, callback,
                        mapRun);
            });
            return new Resumption(lastEventId, entered.isPresent() ? lastEventId : previousEventId, entered, next, value, variables);
        }

        private boolean hasTask(JsonNode withToken) {
            return task.filter(present -> present.get("token").equals(withToken.get("token"))).isPresent();
        }

        private void forgetAttempt() {
            task = Optional.empty();
            heartbeatAt = Optional.empty();
            submitted = false;
            callback = Optional.empty();
            mapRun = Optional.empty();
        }
    }
}
