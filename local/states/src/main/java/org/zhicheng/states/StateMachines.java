package org.zhicheng.states;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/** The state machines of one state folder, in a journal of which the last line of each counts. */
final class StateMachines {

    private final Journal journal;
    private final Map<String, StateMachine> machines = new TreeMap<>();

    private StateMachines(Journal journal) {
        this.journal = journal;
    }

    static StateMachines open(Path folder) {
        StateMachines opened = new StateMachines(Journal.recover(folder.resolve("state-machines.jsonl")));
        for (JsonNode line : opened.journal.lines()) {
            if (line.has("deleted")) {
                opened.machines.remove(line.get("deleted").textValue());
            } else {
                StateMachine machine = new StateMachine(line.get("machine").deepCopy());
                opened.machines.put(machine.arn(), machine);
            }
        }
        opened.journal.rewrite(opened.machines.values().stream().map(StateMachines::line).toList());
        return opened;
    }

    synchronized Optional<StateMachine> find(String arn) {
        return Optional.ofNullable(machines.get(arn));
    }

    synchronized List<StateMachine> latestFirst() {
        return machines
                .values().stream().sorted(Comparator
                        .<StateMachine, BigDecimal>comparing(machine -> machine.document().get("creationDate").decimalValue()).reversed())
                .toList();
    }

    synchronized void put(StateMachine machine) {
        journal.append(line(machine));
        machines.put(machine.arn(), machine);
    }

    synchronized void remove(StateMachine machine) {
        journal.append(Json.object().put("deleted", machine.arn()));
        machines.remove(machine.arn());
    }

    private static JsonNode line(StateMachine machine) {
        return Json.object().set("machine", machine.document());
    }
}
