package org.zhicheng.demo.play;

import java.util.function.BiConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The settings of the samples' cycle, which an administrator changes for a story that needs others. */
record CycleSettings(Roster roster, int year) {

    /** @param change from the settings as they are to those that are to be other ones */
    void change(BiConsumer<JsonNode, ObjectNode> change) {
        Caller administrator = roster.administrator();
        for (JsonNode cycle : administrator.get("/cycles").expect(200).json().path("cycles")) {
            if (cycle.path("year").asInt() == year) {
                ObjectNode window = Bodies.empty().put("opens", cycle.path("opens").asText()).put("closes", cycle.path("closes").asText());
                change.accept(cycle.path("settings"), window.putObject("settings"));
                administrator.put("/cycles/" + year, window, cycle.path("version").asInt()).expect(200);
                return;
            }
        }
        throw new Unexpected("没有 there is no cycle of " + year);
    }
}
