package org.zhicheng.local.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The long form, from the command line. */
public final class FaultsMain {

    private FaultsMain() {
    }

    public static void main(String[] arguments) throws IOException {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        PrintStream out = System.out;
        boolean all = false;
        long seed = System.nanoTime();
        int seconds = 120;
        List<Story> stories = List.of(Story.values());
        while (!left.isEmpty()) {
            String option = left.poll();
            switch (option) {
                case "--all" -> all = true;
                case "--seed" -> seed = Long.parseLong(left.poll());
                case "--seconds" -> seconds = Integer.parseInt(left.poll());
                case "--story" -> stories = List.of(Story.valueOf(left.poll()));
                default -> throw new IllegalArgumentException("unknown: " + option);
            }
        }
        // The functions log every call.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Path folder = Files.createTempDirectory("zhicheng-faults");
        long start = System.nanoTime();
        try (Rig rig = Rig.start(Path.of("").toAbsolutePath(), folder)) {
            out.printf("ready after %.1f s%n", (System.nanoTime() - start) / 1e9);
            SingleFaults faults = new SingleFaults(rig, out);
            List<SingleFaults.Trial> trials = faults.all(stories);
            out.printf("recorded after %.1f s%n", (System.nanoTime() - start) / 1e9);
            SingleFaults.Result result = all ? faults.run(trials, Long.MAX_VALUE)
                    : faults.some(trials, seed, seconds * 1_000_000_000L);
            out.println("seed " + seed + ": " + result.fired() + " faults, " + result.missed() + " not reached, "
                    + (result.fired() + result.missed() - result.failures().size()) + " survived, " + result.failures().size() + " failed");
            rig.invariants.ofAll().forEach(out::println);
        }
        out.flush();
        System.exit(0);
    }
}
