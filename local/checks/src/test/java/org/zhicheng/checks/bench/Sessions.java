package org.zhicheng.checks.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.zhicheng.checks.Sitting;
import org.zhicheng.checks.usage.Usage;
import org.zhicheng.stack.EmbeddedStack;

/** What a session of the committee takes: its calls and units are counted, its time is this machine's. */
final class Sessions {

    /** One kind of step, all of the times that it was taken. */
    private static final class Taken {
        private int times;
        private int calls;
        private double reads;
        private double writes;
        private double seconds;
    }

    private final Map<String, Taken> steps = new LinkedHashMap<>();
    private int counted;

    private Sessions() {
    }

    /** Plays one and says it as a Markdown table. */
    static String table(int applications, int seats) {
        Sessions sessions = new Sessions();
        Sitting.play(applications, seats, sessions::counting);
        return sessions.tell(applications, seats);
    }

    /** Counts as long as it is open. */
    private Sitting.Observer counting(EmbeddedStack stack) {
        Usage usage = Usage.of(stack);
        return new Sitting.Observer() {
            @Override
            public void step(String what, int times, Runnable work) {
                long begin = System.nanoTime();
                work.run();
                Taken taken = steps.computeIfAbsent(what, _ -> new Taken());
                taken.seconds += (System.nanoTime() - begin) / 1e9;
                taken.times += times;
                List<Usage.Call> calls = usage.calls();
                List<Usage.Call> made = calls.subList(counted, calls.size());
                counted = calls.size();
                taken.calls += made.size();
                taken.reads += made.stream().mapToDouble(Usage.Call::reads).sum();
                taken.writes += made.stream().mapToDouble(Usage.Call::writeUnits).sum();
            }

            @Override
            public void close() {
                usage.close();
            }
        };
    }

    private String tell(int applications, int seats) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "A session of %d applications and %d experts; calls and units with what follows by stream and workflow meanwhile.%n%n",
                applications, seats));
        text.append("| step | times | calls in all | read units | write units | seconds here |\n|---|---|---|---|---|---|\n");
        Taken together = new Taken();
        steps.forEach((what, taken) -> {
            text.append(line(what, taken));
            together.times += taken.times;
            together.calls += taken.calls;
            together.reads += taken.reads;
            together.writes += taken.writes;
            together.seconds += taken.seconds;
        });
        text.append(line("together", together));
        double dollars = Prices.READ.of(together.reads) + Prices.WRITE.of(together.writes);
        return text.append(
                String.format(Locale.ROOT, "%nThe table takes $%.3f of it, $%.5f an application.%n", dollars, dollars / applications))
                .toString();
    }

    private static String line(String what, Taken taken) {
        return String.format(Locale.ROOT, "| %s | %,d | %,d | %,.0f | %,.0f | %.1f |%n", what, taken.times, taken.calls, taken.reads,
                taken.writes, taken.seconds);
    }
}
