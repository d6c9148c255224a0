package org.zhicheng.states;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A definition that was read and found to be runnable here. Claimed: all eight state types in the JSONata dialect, with Assign, Output, Arguments,
 * Items, ItemSelector, Retry, Catch, timeouts and heartbeats; a Map of the outermost flow may be distributed, with ItemReader, ItemBatcher and Label;
 * of resources {@code lambda:invoke}, the same with {@code .waitForTaskToken}, function ARNs, and {@code s3:getObject} to read items. Whatever else a
 * definition holds is refused.
 */
public final class StateMachineDefinition {

    private static final int LONGEST_TEXT = 1_048_576;

    private final JsonNode root;

    private StateMachineDefinition(JsonNode root) {
        this.root = root;
    }

    /** Reads and checks a definition. */
    public static StateMachineDefinition parse(String text) throws InvalidDefinition {
        JsonNode root = read(text);
        List<InvalidDefinition.Defect> defects = DefinitionCheck.defectsOf(root);
        if (!defects.isEmpty()) {
            throw new InvalidDefinition(defects);
        }
        return new StateMachineDefinition(root);
    }

    /** A definition that was accepted before, perhaps by an earlier release: it is run as it is. */
    static StateMachineDefinition accepted(String text) {
        return new StateMachineDefinition(Json.trusted(text));
    }

    JsonNode flow() {
        return root;
    }

    Optional<Duration> timeout() {
        return root.has("TimeoutSeconds") ? Optional.of(Duration.ofSeconds(root.get("TimeoutSeconds").longValue())) : Optional.empty();
    }

    private static JsonNode read(String text) throws InvalidDefinition {
        if (Json.bytes(text) > LONGEST_TEXT) {
            throw unreadable("the definition is longer than 1 MiB");
        }
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw unreadable(e.getOriginalMessage());
        }
    }

    private static InvalidDefinition unreadable(String message) {
        return new InvalidDefinition(List.of(new InvalidDefinition.Defect("INVALID_JSON_DESCRIPTION", message, "/")));
    }
}
