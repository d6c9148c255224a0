package org.zhicheng.local.states;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.io.TempDir;
import org.zhicheng.local.states.ReviewPath.Event;
import org.zhicheng.local.states.ReviewPath.Outcome;
import org.zhicheng.local.states.ReviewPath.Visit;
import org.zhicheng.local.states.ReviewPath.Walk;

/** The embedded engine walks every path of the review. */
class ReviewPathsTest extends ReviewPathsContract {

    @TempDir
    private static Path folder;

    @Override
    Map<String, Walk> walk(List<ReviewPath> paths) {
        Map<String, Walk> walks = new LinkedHashMap<>();
        StatesFixture states = new StatesFixture(folder);
        try {
            String machine = states.machineOf("review", REVIEW.text());
            paths.forEach(path -> walks.put(path.name(), walk(states, machine, path, "path-" + walks.size())));
        } finally {
            states.close();
        }
        return walks;
    }

    private static Walk walk(StatesFixture states, String machine, ReviewPath path, String name) {
        Queue<Outcome> answers = new ArrayDeque<>(path.outcomes());
        REVIEW.functions().forEach(function -> states.function(function, (called, payload) -> answer(states, answers.remove(), payload)));
        String execution = states.start(machine, name, path.input());
        long waits = 0;
        for (Visit visit : path.visits()) {
            if (REVIEW.waits(visit.state())) {
                for (Outcome outcome : visit.outcomes()) {
                    // An attempt whose function fails never waits.
                    waits += outcome.isError() && !outcome.isTimeout() ? 0 : 1;
                    if (outcome.isTimeout()) {
                        long begun = waits;
                        StatesFixture.await(() -> waits(states, execution), count -> count == begun);
                        states.advance(Duration.ofSeconds(ReviewPath.WAIT_SECONDS + 1));
                    }
                }
            }
        }
        JsonNode ended = states.ended(execution);
        String status = ended.get("status").textValue();
        return Walk.of(states.history(execution).stream().map(ReviewPathsTest::event).toList(),
                status.equals("FAILED") ? status + " " + ended.get("error").textValue() : status);
    }

    /** A task's function: what it waits for comes at once, or, where the wait is to time out, never. */
    private static JsonNode answer(StatesFixture states, Outcome outcome, JsonNode payload) throws TaskIntegrations.FunctionFailed {
        if (outcome.isTimeout() && payload.has("token")) {
            return Json.object();
        }
        if (outcome.isError()) {
            throw new TaskIntegrations.FunctionFailed(outcome.value(), "emulated");
        }
        JsonNode step = Json.object().put("step", outcome.value()).put("waitSeconds", ReviewPath.WAIT_SECONDS);
        if (payload.has("token")) {
            states.answered("SendTaskSuccess",
                    Json.object().put("taskToken", payload.get("token").textValue()).put("output", step.toString()));
        }
        return step;
    }

    private static long waits(StatesFixture states, String execution) {
        return states.types(execution).stream().filter("TaskSubmitted"::equals).count();
    }

    private static Event event(JsonNode event) {
        return new Event(event.get("type").textValue(), event.path("stateEnteredEventDetails").path("name").asText());
    }
}
