package org.zhicheng.stack.events;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.event.ruler.Machine;

/** The filter patterns of an event source, matched by the library that AWS matches them with. */
final class EventFilter {

    private final Machine patterns = Machine.builder().build();

    /**
     * Whatever matches one of the patterns passes; everything, where there is none.
     *
     * @throws IllegalArgumentException for what is no pattern
     */
    EventFilter(List<String> patterns) {
        for (String pattern : patterns) {
            try {
                this.patterns.addRule(pattern, pattern);
            } catch (IOException e) {
                throw new IllegalArgumentException("no filter pattern: " + pattern, e);
            }
        }
    }

    boolean passes(JsonNode event) {
        return patterns.isEmpty() || !patterns.rulesForJSONEvent(event).isEmpty();
    }
}
