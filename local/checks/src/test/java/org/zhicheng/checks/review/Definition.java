package org.zhicheng.checks.review;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The review workflow as it deploys, with functions of an account of zeros: its text, its states, and every way from one to another. */
final class Definition {

    private static final Path FILE = Path.of("../../statemachine/review.asl.json");

    private final String text;
    private final ObjectNode states;

    private Definition(String text) {
        this.text = text;
        this.states = (ObjectNode) Engine.json(text).get("States");
    }

    static Definition review() {
        try {
            return new Definition(Files.readString(FILE).replace("${Partition}", "aws").replaceAll("\\$\\{(\\w+)FunctionArn}",
                    "arn:aws:lambda:us-east-1:000000000000:function:$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    String start() {
        return Engine.json(text).get("StartAt").textValue();
    }

    boolean isTask(String state) {
        return states.get(state).get("Type").textValue().equals("Task");
    }

    boolean waits(String state) {
        return states.get(state).path("Resource").asText().endsWith(".waitForTaskToken");
    }

    /** The name of the function that a task calls. */
    String function(String state) {
        String arn = states.get(state).get("Arguments").get("FunctionName").textValue();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    Stream<String> functions() {
        return names().filter(this::isTask).map(this::function).distinct();
    }

    Stream<String> names() {
        return states.propertyStream().map(java.util.Map.Entry::getKey);
    }

    /**
     * Each way on from each state: by its Next, each of its Choices, its Default, each of its Catches, its Retries, its end. A retrier with no
     * attempts is no way on: it says what is not to be tried again. Two from one state to the same other would be one entry twice, so a
     * caller can tell that they could not be told apart in a history.
     */
    List<String> transitions() {
        List<String> all = new ArrayList<>();
        states.properties().forEach(entry -> {
            String from = entry.getKey();
            JsonNode state = entry.getValue();
            Stream.of("Next", "Default").filter(state::has).forEach(key -> all.add(transition(from, state.get(key).textValue())));
            Stream.of("Choices", "Catch")
                    .forEach(key -> state.path(key).forEach(rule -> all.add(transition(from, rule.get("Next").textValue()))));
            state.path("Retry").valueStream().filter(rule -> rule.path("MaxAttempts").asInt(1) > 0).forEach(rule -> all.add(retry(from)));
            if (state.path("End").asBoolean() || state.get("Type").textValue().equals("Succeed")) {
                all.add(end(from));
            }
        });
        return all;
    }

    static String transition(String from, String to) {
        return from + " → " + to;
    }

    static String retry(String state) {
        return state + " again";
    }

    static String end(String state) {
        return state + " ends";
    }
}
