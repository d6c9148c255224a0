package org.zhicheng.checks.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.zhicheng.checks.Growth;
import org.zhicheng.checks.PortalFigures;
import org.zhicheng.checks.faults.Approvals;
import org.zhicheng.checks.faults.Operations;
import org.zhicheng.checks.faults.Rush;
import org.zhicheng.checks.usage.Usage;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.state.StateFolder;

/** Measures start, memory, the play of all samples, first answers of functions, what they call, and the portal; {@code scripts/bench} starts it. */
public final class Bench {

    private static final String USAGE = "scripts/bench [--runs 7] [start] [once] [first] [calls] [approvals] [portal] [growth [SIZE,...]] [cost [SAMPLE]] [session [FILES,SEATS]] [rush [--seed 7] [--minutes 2] [--people 200]] [peers]";

    private static final List<String> PARTS = List.of("start", "once", "first", "calls", "approvals", "portal", "growth", "cost", "session",
            "rush", "peers");

    private Bench() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int runs = 7;
        String sample = "03-bachelor";
        Map<String, Integer> rush = new LinkedHashMap<>(Map.of("--seed", 7, "--minutes", 2, "--people", 200));
        List<Integer> sizes = List.of(1_000, 10_000, 100_000);
        List<Integer> session = List.of(300, 25);
        Set<String> parts = new LinkedHashSet<>();
        Deque<String> rest = new ArrayDeque<>(List.of(arguments));
        while (!rest.isEmpty()) {
            String argument = rest.poll();
            if (argument.equals("--runs") && !rest.isEmpty()) {
                runs = Integer.parseInt(rest.poll());
            } else if (rush.containsKey(argument) && !rest.isEmpty()) {
                rush.put(argument, Integer.parseInt(rest.poll()));
            } else if (PARTS.contains(argument)) {
                parts.add(argument);
            } else if (parts.contains("growth") && argument.matches("[0-9]+(,[0-9]+)*")) {
                sizes = Stream.of(argument.split(",")).map(Integer::valueOf).toList();
            } else if (parts.contains("session") && argument.matches("[0-9]+,[0-9]+")) {
                session = Stream.of(argument.split(",")).map(Integer::valueOf).toList();
            } else if (parts.contains("cost") && argument.matches("[0-9]{2}-[a-z-]+")) {
                sample = argument;
            } else {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
        if (parts.isEmpty()) {
            parts.addAll(PARTS);
            // they want a browser, a network, an hour, or are about something else than this machine: they are asked for by name
            parts.removeAll(Set.of("portal", "growth", "cost", "session", "rush", "peers"));
        }
        Path work = Files.createTempDirectory("zhicheng-bench-");
        Report report = new Report();
        StringBuilder counted = new StringBuilder();
        PrintStream console = System.out;
        try {
            // the functions log every call
            System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            measure(parts, runs, work, report);
            if (parts.contains("calls")) {
                counted.append('\n').append(Operations.table(Path.of("").toAbsolutePath(), work.resolve("calls")));
            }
            if (parts.contains("approvals")) {
                counted.append('\n').append(Approvals.table(Path.of("").toAbsolutePath(), work.resolve("approvals")));
            }
            if (parts.contains("growth")) {
                counted.append('\n').append(Growth.table(sizes, Bench::counting));
            }
            if (parts.contains("cost")) {
                counted.append('\n').append(new Cost(Path.of("").toAbsolutePath(), work, sample).table());
            }
            if (parts.contains("session")) {
                counted.append('\n').append(Sessions.table(session.getFirst(), session.getLast()));
            }
            if (parts.contains("rush")) {
                counted.append('\n').append(Rush.table(Path.of("").toAbsolutePath(), work.resolve("rush"), rush.get("--seed"),
                        rush.get("--minutes"), rush.get("--people")));
            }
            if (parts.contains("peers")) {
                counted.append('\n').append(new Peers(Path.of("").toAbsolutePath(), work).table(runs)).append('\n')
                        .append(new PeerFlows(Path.of("").toAbsolutePath(), work).table());
            }
        } finally {
            System.setOut(console);
            StateFolder.delete(work);
        }
        System.out.print(report);
        System.out.print(counted);
        System.out.flush();
        System.exit(0);
    }

    private static Growth.Counter counting(EmbeddedStack stack) {
        return (work, functions) -> {
            try (Usage usage = Usage.of(stack)) {
                work.run();
                List<Usage.Call> calls = usage.calls().stream().filter(call -> functions.contains(call.by().function())).toList();
                return new Growth.Counted(calls.size(), calls.stream().mapToInt(Usage.Call::looked).sum());
            }
        };
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
        if (parts.contains("portal")) {
            portal(project, work, Math.min(runs, 3), report);
        }
    }

    private static void portal(Path project, Path work, int runs, Report report) {
        Map<String, Series> measured = new LinkedHashMap<>();
        Map<String, PortalFigures.Figure> figures = new LinkedHashMap<>();
        for (int run = 0; run < runs; run++) {
            for (PortalFigures.Figure figure : PortalFigures.measure(project, work.resolve("portal-" + run))) {
                figures.put(figure.what(), figure);
                measured.computeIfAbsent(figure.what(), what -> new Series()).add(figure.value());
            }
        }
        figures.forEach((what, figure) -> report.figure(what, measured.get(what), figure.unit(), figure.goal()));
    }
}
