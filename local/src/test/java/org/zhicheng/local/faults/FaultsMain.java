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

    public static void main(String[] arguments) {
        int status;
        try {
            status = run(arguments, System.out);
        } catch (IOException | RuntimeException | AssertionError e) {
            e.printStackTrace();
            status = 2;
        }
        System.exit(status);
    }

    private static int run(String[] arguments, PrintStream out) throws IOException {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
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
            SingleFaults.Result result = faults.run(trials, seed, all ? System.nanoTime() + Long.MAX_VALUE / 2 : System.nanoTime() + seconds * 1_000_000_000L);
            out.println(result.told(seed));
            Repeats repeats = new Repeats(rig, seed);
            List<String> wrong = new java.util.ArrayList<>();
            stories.forEach(story -> wrong.addAll(repeats.everythingTwice(story)));
            wrong.addAll(repeats.twoReviewersAtOnce());
            wrong.addAll(repeats.decisionBeforeTheToken());
            wrong.addAll(repeats.tokenOfAnEarlierTry());
            wrong.addAll(repeats.closingDuringSubmissions(8));
            out.println("repeats: " + (wrong.isEmpty() ? "all hold" : wrong));
            List<String> broken = rig.invariants.ofAll();
            broken.forEach(out::println);
            return broken.isEmpty() && result.failures().isEmpty() ? 0 : 1;
        }
    }
}
