package org.zhicheng.checks.review;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.checks.Await;
import org.zhicheng.checks.review.ReviewPath.Event;
import org.zhicheng.checks.review.ReviewPath.Outcome;
import org.zhicheng.checks.review.ReviewPath.Visit;
import org.zhicheng.checks.review.ReviewPath.Walk;
import org.zhicheng.states.TaskIntegrations;

/** The embedded engine walks every path of the review. */
class ReviewPathsTest extends ReviewPathsContract {

    @TempDir
    private static Path folder;

    @Override
    Map<String, Walk> walk(List<ReviewPath> paths) {
        Map<String, Walk> walks = new LinkedHashMap<>();
        try (Engine engine = new Engine(folder)) {
            String machine = engine.machine("review", REVIEW.text());
            paths.forEach(path -> walks.put(path.name(), walk(engine, machine, path, "path-" + walks.size())));
        }
        return walks;
    }

    private static Walk walk(Engine engine, String machine, ReviewPath path, String name) {
        Queue<Outcome> answers = new ArrayDeque<>(path.outcomes());
        REVIEW.functions().forEach(function -> engine.function(function, (called, payload) -> answer(engine, answers.remove(), payload)));
        String execution = engine.start(machine, name, path.input());
        long waits = 0;
        for (Visit visit : path.visits()) {
            if (REVIEW.waits(visit.state())) {
                for (Outcome outcome : visit.outcomes()) {
                    // An attempt whose function fails never waits.
                    waits += outcome.isError() && !outcome.isTimeout() ? 0 : 1;
                    if (outcome.isTimeout()) {
                        long begun = waits;
                        Await.until(path + " waits", () -> waits(engine, execution) == begun);
                        engine.advance(Duration.ofSeconds(ReviewPath.WAIT_SECONDS + 1));
                    }
                }
            }
        }
        Await.until(path + " ends", () -> !status(engine, execution).equals("RUNNING"));
        JsonNode ended = engine.describe(execution);
        String status = ended.get("status").textValue();
        return Walk.of(engine.history(execution).stream().map(ReviewPathsTest::event).toList(),
                status.equals("FAILED") ? status + " " + ended.get("error").textValue() : status);
    }

    /** A task's function: what it waits for comes at once, or, where the wait is to time out, never. */
    private static JsonNode answer(Engine engine, Outcome outcome, JsonNode payload) throws TaskIntegrations.FunctionFailed {
        if (outcome.isTimeout() && payload.has("token")) {
            return Engine.object();
        }
        if (outcome.isError()) {
            throw new TaskIntegrations.FunctionFailed(outcome.value(), "emulated");
        }
        JsonNode step = Engine.object().put("step", outcome.value()).put("waitSeconds", ReviewPath.WAIT_SECONDS);
        if (payload.has("token")) {
            engine.answered("SendTaskSuccess",
                    Engine.object().put("taskToken", payload.get("token").textValue()).put("output", step.toString()));
        }
        return step;
    }

    private static long waits(Engine engine, String execution) {
        return engine.history(execution).stream().filter(event -> event.get("type").textValue().equals("TaskSubmitted")).count();
    }

    private static String status(Engine engine, String execution) {
        return engine.describe(execution).get("status").textValue();
    }

    private static Event event(JsonNode event) {
        return new Event(event.get("type").textValue(), event.path("stateEnteredEventDetails").path("name").asText());
    }
}
