package org.zhicheng.checks.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How long an approval document takes by the length of its list: from the request until each application has moved on. */
public final class Approvals {

    private static final List<Integer> LENGTHS = List.of(1, 10, 100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Approvals() {
    }

    /** Brings as many applications as are needed to their approval, and says the times as a Markdown table. */
    public static String table(Path root, Path folder) {
        StringBuilder table = new StringBuilder("| approval document of | answered after | goal |\n|---|---|---|\n");
        try (Rig rig = Rig.start(root, folder)) {
            SingleFaults stories = new SingleFaults(rig, System.out);
            // the first of all pays for what is loaded then
            measure(rig, waiting(rig, stories, 1), 0);
            for (int length : LENGTHS) {
                double seconds = measure(rig, waiting(rig, stories, length), length);
                table.append(String.format(Locale.ROOT, "| %d | %.2f s | %s |%n", length, seconds, length == 100 ? "1 s" : ""));
            }
        }
        return table.toString();
    }

    private static List<Person> waiting(Rig rig, SingleFaults stories, int length) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            Person person = stories.begin(Story.STRAIGHT);
            for (int step = 0; !rig.state(person).equals("APPROVAL_DOCUMENT"); step++) {
                Story.STRAIGHT.play(step, rig, person);
                rig.settle(person);
            }
            people.add(person);
        }
        return people;
    }

    private static double measure(Rig rig, List<Person> people, int number) {
        ObjectNode body = JSON.createObjectNode().put("number", "测批〔2025〕" + number + "号").put("date", "2025-03-10");
        people.forEach(person -> body.withArray("applications").addObject().put("applicationId", person.id()).put("contentVersion",
                person.view().path("contentVersion").asInt()));
        long begin = System.nanoTime();
        Door.Reply reply = rig.door.send(Office.OFFICE, true, "POST", "/approval-documents", body, Map.of());
        double seconds = (System.nanoTime() - begin) / 1e9;
        long approved = reply.body().path("applications").valueStream().filter(line -> line.path("approved").asBoolean()).count();
        if (approved != people.size()) {
            throw new IllegalStateException(reply.toString());
        }
        return seconds;
    }
}
