package org.zhicheng.checks.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.zhicheng.stack.state.StateFolder;

/** Measures start, memory, the play of all samples, and first answers of functions; {@code scripts/bench} starts it. */
public final class Bench {

    private static final String USAGE = "scripts/bench [--runs 7] [start] [once] [first]";

    private Bench() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int runs = 7;
        Set<String> parts = new LinkedHashSet<>();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String argument = rest.poll();
            if (argument.equals("--runs") && !rest.isEmpty()) {
                runs = Integer.parseInt(rest.poll());
            } else if (List.of("start", "once", "first").contains(argument)) {
                parts.add(argument);
            } else {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
        if (parts.isEmpty()) {
            parts.addAll(List.of("start", "once", "first"));
        }
        Path work = Files.createTempDirectory("zhicheng-bench-");
        Report report = new Report();
        try {
            measure(parts, runs, work, report);
        } finally {
            StateFolder.delete(work);
        }
        System.out.print(report);
        System.out.flush();
        System.exit(0);
    }

    private static void measure(Set<String> parts, int runs, Path work, Report report) throws IOException, InterruptedException {
        Path project = Path.of("").toAbsolutePath();
        report.note("machine",
                "%d cores, %s, JDK %s, load %.1f before".formatted(Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"), Runtime.version(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        StackRuns stack = new StackRuns(project, work);
        if (parts.contains("start")) {
            stack.measureStart(runs, report);
        }
        if (parts.contains("once")) {
            stack.measureOnce(Math.min(runs, 3), report);
        }
        if (parts.contains("first")) {
            new FirstAnswers(project, work).measure(runs, report);
        }
    }
}
