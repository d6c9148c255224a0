package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays cases that were recorded from the real service, from a file that is not part of this repository, and compares types and details of all
 * events. Cases that use a field of JSONPath are left out; a state whose dialect makes no difference is played as JSONata.
 */
@EnabledIfEnvironmentVariable(named = "ASL_RECORDED", matches = ".+")
class RecordedCasesTest {

    private static final Set<String> JSONPATH = Set.of("InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "Result");
    private static final String STACK = "  File \\\"/var/task/handler.py\\\", line 2, in handler\\n    raise Exception(\\\"Some exception was raised.\\\")\\n";

    @TempDir
    private Path folder;

    @Test
    void shouldWriteTheHistoryThatTheRealServiceWrote() throws IOException {
        StatesFixture states = new StatesFixture(folder);
        int total = 0;
        List<String> failed = new ArrayList<>();
        for (JsonNode recorded : Json.trusted(Files.readString(Path.of(System.getenv("ASL_RECORDED"))))) {
            JsonNode one = recorded.get("cases").get(0);
            JsonNode definition = Json.trusted(one.get("definition").textValue());
            if (usesJsonPath(definition)) {
                continue;
            }
            total++;
            one.get("lambdas").properties().forEach(lambda -> states.function(lambda.getKey(), function(lambda.getValue().textValue())));
            List<String> differences = play(states, asJsonata(definition), one.get("input").textValue(),
                    recorded.get("content").get("get_execution_history").get("events"), total);
            if (!differences.isEmpty()) {
                failed.add(one.get("id").textValue() + "\n  " + String.join("\n  ", differences));
            }
        }
        System.out.println("recorded cases passed: " + (total - failed.size()) + "/" + total);
        assertThat(failed).isEmpty();
    }

    private static List<String> play(StatesFixture states, JsonNode definition, String input, JsonNode expected, int number) {
        String execution = states.start(states.machineOf("recorded-" + number, definition.toString()), "run", input);
        states.ended(execution);
        List<JsonNode> actual = states.history(execution);
        List<String> differences = new ArrayList<>();
        for (int index = 0; index < Math.max(actual.size(), expected.size()); index++) {
            JsonNode is = index < actual.size() ? normalised(actual.get(index)) : Json.object();
            JsonNode should = index < expected.size() ? normalised(expected.get(index)) : Json.object();
            if (!is.equals(should)) {
                differences.add("is     " + is + "\n  should " + should);
            }
        }
        return differences;
    }

    /** Texts that hold JSON are compared as JSON; what differs from run to run or account to account is masked. */
    private static JsonNode normalised(JsonNode event) {
        ObjectNode copy = event.deepCopy();
        copy.remove(List.of("timestamp", "previousEventId"));
        copy.properties().forEach(member -> {
            if (member.getValue() instanceof ObjectNode details) {
                details.remove(List.of("roleArn", "region"));
            }
        });
        return unfolded(copy);
    }

    private static JsonNode unfolded(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            if (text.startsWith("{") || text.startsWith("[")) {
                return unfolded(Json.trusted(text));
            }
            return Json.object()
                    .textNode(text.replaceAll("arn:(aws|<partition>):lambda:[^\"]*", "<function>")
                            .replaceAll(".*lambda_func.*", "<function>")
                            .replaceAll("[0-9-]{10}T[0-9:.]+Z|^date$|^timestamp$|[0-9-]{10}T[0-9:]{8}|[0-9-]{10} [0-9:]{8}Z", "<time>"));
        }
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            node.properties().stream()
                    .filter(member -> !Set.of("SdkHttpMetadata", "SdkResponseMetadata", "requestId").contains(member.getKey()))
                    .forEach(member -> copy.set(member.getKey(), unfolded(member.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.object().arrayNode();
            node.forEach(element -> copy.add(unfolded(element)));
            return copy;
        }
        return Json.trusted(node.toString());
    }

    private static TaskIntegrations function(String script) {
        return (name, payload) -> {
            if (script.equals("raise_exception.py")) {
                throw new TaskIntegrations.FunctionFailed("Exception",
                        "{\"errorMessage\":\"Some exception was raised.\",\"errorType\":\"Exception\",\"stackTrace\":[\"" + STACK + "\"]}");
            }
            return payload;
        };
    }

    private static boolean usesJsonPath(JsonNode node) {
        if (node.isObject() && node.has("Type") && node.properties().stream().anyMatch(member -> JSONPATH.contains(member.getKey()))) {
            return true;
        }
        boolean assigned = node.isObject() && node.properties().stream().anyMatch(member -> member.getKey().endsWith(".$"));
        return assigned || StatesFixture.stream(node).anyMatch(RecordedCasesTest::usesJsonPath);
    }

    private static JsonNode asJsonata(JsonNode definition) {
        ObjectNode copy = definition.deepCopy();
        copy.get("States").forEach(state -> ((ObjectNode) state).remove("QueryLanguage"));
        return copy.put("QueryLanguage", "JSONata");
    }
}
