package org.zhicheng.checks.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./run} as people do, on ports and a state folder of its own, and looks at the clock and at the memory. */
final class StackRuns {

    private static final List<String> FREE_PORTS = List.of("--api-port", "0", "--aws-port", "0", "--issuer-port", "0");

    private final Path project;
    private final Path work;

    StackRuns(Path project, Path work) {
        this.project = project;
        this.work = work;
    }

    /** From the command to the line that says ready, over an empty folder and over the one it left, by turns. */
    void measureStart(int runs, Report report) throws IOException, InterruptedException {
        Series fresh = new Series();
        Series existing = new Series();
        Series memory = new Series();
        Path state = work.resolve("state");
        for (int run = 1; run <= runs; run++) {
            fresh.add(start(state, "--fresh", memory));
            existing.add(start(state, "", memory));
            System.err.printf("starts %d/%d%n", run, runs);
        }
        report.seconds("start to ready, fresh state", fresh, "≤ 5 s");
        report.seconds("start to ready, existing state", existing, "≤ 5 s");
        report.megabytes("memory of all processes, ready", memory);
    }

    /**
     * All samples played, in this build and in a copy of the sources that is built first, dependencies at hand.
     *
     * @param runs of the built one; building is done once
     */
    void measureOnce(int runs, Report report) throws IOException, InterruptedException {
        Series built = new Series();
        Series memory = new Series();
        for (int run = 1; run <= runs; run++) {
            if (!once(project, work.resolve("once"), built, memory)) {
                report.note("`./run --once --fresh`", "failed, skipped");
                return;
            }
        }
        Series building = new Series();
        boolean done = once(copyOfSources(), work.resolve("once-built"), building, new Series());
        report.seconds("`./run --once --fresh`, built", built, "≤ 60 s");
        if (done) {
            report.seconds("`./run --once --fresh`, building first", building, "≤ 60 s");
        } else {
            report.note("`./run --once --fresh`, building first", "failed, skipped");
        }
        report.megabytes("memory of all processes, highest while playing", memory);
    }

    private double start(Path state, String option, Series memory) throws IOException, InterruptedException {
        List<String> command = command(project, state);
        if (!option.isEmpty()) {
            command.add(option);
        }
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true).start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("ready in")) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    memory.add(new ProcessTree(process.toHandle()).residentMegabytes());
                    return seconds;
                }
                said.append(line).append('\n');
            }
            throw new IOException("./run did not get ready:\n" + said);
        } finally {
            end(process);
        }
    }

    private boolean once(Path folder, Path state, Series seconds, Series memory) throws IOException, InterruptedException {
        List<String> command = command(folder, state);
        command.addAll(List.of("--once", "--fresh"));
        Path log = work.resolve("once.log");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile())
                .start();
        double highest = 0;
        while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
            highest = Math.max(highest, new ProcessTree(process.toHandle()).residentMegabytes());
        }
        if (process.exitValue() != 0) {
            System.err.println("./run --once: " + Files.readString(log).lines().reduce((first, last) -> last).orElse("no output"));
            return false;
        }
        seconds.add((System.nanoTime() - start) / 1e9);
        memory.add(highest);
        return true;
    }

    /** What git knows, as it is on the disk: nothing built. */
    private Path copyOfSources() throws IOException, InterruptedException {
        Path copy = work.resolve("sources");
        Process git = new ProcessBuilder("git", "ls-files", "-z").directory(project.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new IOException("git ls-files failed");
        }
        for (String name : names.split("\0")) {
            if (Files.isRegularFile(project.resolve(name))) {
                Files.createDirectories(copy.resolve(name).getParent());
                Files.copy(project.resolve(name), copy.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return copy;
    }

    private static List<String> command(Path folder, Path state) {
        List<String> command = new ArrayList<>(List.of(folder.resolve("run").toString(), "--state", state.toString()));
        command.addAll(FREE_PORTS);
        return command;
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
