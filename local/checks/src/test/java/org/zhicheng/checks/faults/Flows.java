package org.zhicheng.checks.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;

/** The straight way from a submission to the certificate, played on the embedded stack one after the other: how long one takes. */
public final class Flows {

    /** Those that pay for what the JVM loads. */
    private static final int FIRST = 3;

    private Flows() {
    }

    /** @param told of each flow but the first ones: how long it took, and the processor time of stack and database */
    public static void play(Path root, Path folder, int flows, BiConsumer<Duration, Duration> told) {
        try (Rig rig = Rig.start(root, folder)) {
            SingleFaults stories = new SingleFaults(rig, System.out);
            for (int flow = 0; flow < FIRST + flows; flow++) {
                // a draft with everything in it, which is not counted
                Person person = stories.begin(Story.STRAIGHT);
                long begin = System.nanoTime();
                Duration processor = processor();
                for (int step = 0; !rig.state(person).equals("CERTIFIED"); step++) {
                    Story.STRAIGHT.play(step, rig, person);
                    rig.settle(person);
                }
                if (flow >= FIRST) {
                    told.accept(Duration.ofNanos(System.nanoTime() - begin), processor().minus(processor));
                }
            }
        }
    }

    private static Duration processor() {
        ProcessHandle self = ProcessHandle.current();
        return self.descendants().map(Flows::of).reduce(of(self), Duration::plus);
    }

    private static Duration of(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
