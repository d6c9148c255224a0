package org.zhicheng.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A process to be killed: one execution waits for its token, and others are started without end. */
final class KilledEngine {

    private KilledEngine() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        StatesFixture states = new StatesFixture(folder).function("open", (name, payload) -> Json.object());
        String waiting = states.start(states.machine("m", DurabilityTest.REVIEW), "waiting", "{\"id\":7}");
        String token = states.token(waiting, 0);
        Path ready = folder.resolve("ready");
        String busy = states.machine("busy",
                """
                {'A': {'Type': 'Map', 'Items': [1, 2, 3], 'ItemProcessor': {'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'Next': 'C'},
                 'C': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'open'}, 'Output': 'ok', 'End': true}}""");
        for (int number = 0;; number++) {
            states.start(busy, "busy-" + number, "{}");
            if (number == 200) {
                Files.writeString(folder.resolve("ready.next"), token);
                Files.move(folder.resolve("ready.next"), ready, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
