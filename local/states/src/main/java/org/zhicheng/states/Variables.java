package org.zhicheng.states;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The variables of one flow; those of the flows around it are seen, and cannot be assigned. */
final class Variables {

    private final Optional<Variables> outer;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private Variables(Optional<Variables> outer) {
        this.outer = outer;
    }

    static Variables empty() {
        return new Variables(Optional.empty());
    }

    Variables inner() {
        return new Variables(Optional.of(this));
    }

    synchronized void assign(Map<String, JsonNode> assigned) {
        values.putAll(assigned);
    }

    synchronized void assignAll(JsonNode object) {
        object.properties().forEach(member -> values.put(member.getKey(), member.getValue()));
    }

    Map<String, JsonNode> visible() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        outer.ifPresent(variables -> all.putAll(variables.visible()));
        synchronized (this) {
            all.putAll(values);
        }
        return all;
    }

    synchronized ObjectNode own() {
        ObjectNode own = Json.object();
        values.forEach(own::set);
        return own;
    }
}
