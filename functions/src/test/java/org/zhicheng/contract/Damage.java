package org.zhicheng.contract;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON value with one part missing, null, empty, too long or of another kind, once for each part. */
final class Damage {

    private final JsonNode root;
    private final List<JsonNode> damaged = new ArrayList<>();

    private Damage(JsonNode root) {
        this.root = root;
    }

    static List<JsonNode> of(JsonNode value) {
        Damage damage = new Damage(value);
        damage.below(value, "");
        return damage.damaged;
    }

    private void below(JsonNode node, String pointer) {
        switch (node) {
            case ObjectNode object -> object.fieldNames().forEachRemaining(name -> {
                String escaped = name.replace("~", "~0").replace("/", "~1");
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).remove(name)));
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).putNull(name)));
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).put(name, "")));
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).put(name, -1)));
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).put(name, "长".repeat(5_000))));
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).putObject(name)));
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).putArray(name).addNull()));
                damaged.add(edited(pointer, copy -> ((ObjectNode) copy).putObject(name).putNull("A1")));
                below(object.get(name), pointer + "/" + escaped);
            });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    int index = i;
                    damaged.add(edited(pointer, copy -> ((ArrayNode) copy).setNull(index)));
                    damaged.add(edited(pointer, copy -> ((ArrayNode) copy).add(array.get(index))));
                    below(array.get(i), pointer + "/" + i);
                }
            }
            default -> {
                // a plain value has no parts
            }
        }
    }

    private JsonNode edited(String pointer, java.util.function.Consumer<JsonNode> edit) {
        JsonNode copy = root.deepCopy();
        edit.accept(copy.at(pointer));
        return copy;
    }
}
