package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** The long form, from the command line. */
public final class FaultsMain {

    private static final String USAGE = """
            usage: scripts/faults [options]
              --all            every call of every story failing in every way, and everything twice (an hour or so)
              --seconds N      some of them, for so long (60)
              --seed N         chooses which, and repeats a run
              --story NAME     of one story only
              --kills N        instead: kill a busy stack so many times; with --story, while that is played
            """;
    /** Kills of one stack, before a fresh one. */
    private static final int KILLS_A_ROUND = 10;

    private FaultsMain() {
    }

    public static void main(String[] arguments) {
        int status;
        try {
            status = run(arguments, System.out);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + USAGE);
            status = 2;
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
        int seconds = 60;
        int kills = 0;
        List<Story> stories = List.of(Story.values());
        while (!left.isEmpty()) {
            String option = left.poll();
            switch (option) {
                case "--all" -> all = true;
                case "--seed" -> seed = Long.parseLong(left.remove());
                case "--seconds" -> seconds = Integer.parseInt(left.remove());
                case "--kills" -> kills = Integer.parseInt(left.remove());
                case "--story" -> stories = List.of(Story.valueOf(left.remove()));
                default -> throw new IllegalArgumentException("unknown: " + option);
            }
        }
        // The functions log every call.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        Path folder = Files.createTempDirectory("zhicheng-faults");
        Path root = Path.of("").toAbsolutePath();
        return kills > 0
                ? kill(stories.size() == 1 ? stories : Kills.USUAL, root, folder, kills, seed, out)
                : fail(root, folder, stories, seed, all ? Integer.MAX_VALUE : seconds, out);
    }

    private static int fail(Path root, Path folder, List<Story> stories, long seed, int seconds, PrintStream out) {
        try (Rig rig = Rig.start(root, folder)) {
            SingleFaults faults = new SingleFaults(rig, out);
            SingleFaults.Result result = faults.run(faults.all(stories), seed, System.nanoTime() + seconds * 1_000_000_000L);
            out.println(result.told(seed));
            List<String> broken = new ArrayList<>(result.failures());
            List<String> repeats = new Repeats(rig, seed).all(stories);
            out.println("repeats: " + (repeats.isEmpty() ? "all hold" : String.join("\n    ", repeats)));
            broken.addAll(repeats);
            rig.count();
            List<String> together = rig.invariants.ofAll();
            out.println("all together: " + (together.isEmpty() ? "nothing is left over" : String.join("\n    ", together)));
            broken.addAll(together);
            return broken.isEmpty() ? 0 : 1;
        }
    }

    private static int kill(List<Story> stories, Path root, Path folder, int kills, long seed, PrintStream out) {
        int done = 0;
        int people = 0;
        int broken = 0;
        for (int round = 0; done < kills; round++) {
            Kills.Result result = new Kills(stories, root, folder.resolve("round-" + round), seed + round)
                    .run(Math.min(KILLS_A_ROUND, kills - done));
            done += result.kills();
            people += result.people();
            broken += result.broken().size();
            result.broken().forEach(out::println);
            out.println("seed " + (seed + round) + ": " + done + " kills so far, " + people + " applications, " + broken + " broken");
        }
        return broken == 0 ? 0 : 1;
    }
}
