package org.zhicheng.states;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * All executions of one state folder. Each has a journal, under {@code running/} or {@code finished/}; the definitions they were started with lie beside
 * them by their hash, and {@code finished.jsonl} holds a line for each that ended. Histories stay on disk.
 */
final class Executions {

    /** As the service does, an ended execution is kept and its name not given again for so long. */
    private static final Duration RETENTION = Duration.ofDays(90);

    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

    private final Path folder;
    private final Surroundings surroundings;
    private final int mostFinished;
    private final Journal finishedIndex;
    private final TreeMap<Long, ExecutionSummary> finished = new TreeMap<>();
    private final TreeMap<Long, Execution> running = new TreeMap<>();
    private final Map<String, Long> byArn = new HashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<Runnable> toResume = new ArrayList<>();
    private int indexLines;
    private long lastSequence;
    private boolean closed;

    private Executions(Path folder, Surroundings surroundings, int mostFinished, Journal finishedIndex) {
        this.folder = folder;
        this.surroundings = surroundings;
        this.mostFinished = mostFinished;
        this.finishedIndex = finishedIndex;
    }

    /** Reads what earlier processes left; callbacks to running executions are accepted from now on, and {@link #resume} sets them going. */
    static Executions open(Path folder, Surroundings surroundings, int mostFinished) {
        try {
            for (String part : List.of("running", "finished", "definitions")) {
                Files.createDirectories(folder.resolve(part));
            }
            Executions executions = new Executions(folder, surroundings, mostFinished, Journal.recover(folder.resolve("finished.jsonl")));
            executions.loadFinished();
            executions.loadRunning();
            executions.prune();
            return executions;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** What to start: name, machine and input, all checked before. */
    record Order(String name, String arn, String stateMachineArn, Optional<String> versionArn, Optional<String> aliasArn, String definition,
            String roleArn, String input, Optional<String> mapRunArn) {
    }

    /** The new execution, or the one of the same name; empty when the name is taken by another. */
    synchronized Optional<ExecutionSummary> start(Order order) {
        prune();
        Long known = byArn.get(order.arn());
        if (known != null) {
            Execution same = running.get(known);
            boolean repeated = same != null && Json.trusted(same.inputText()).equals(Json.trusted(order.input()));
            return repeated ? Optional.of(same.summary()) : Optional.empty();
        }
        return Optional.of(begin(order).summary());
    }

    /** The last line of the order's execution, once it has ended; it is started unless that was done before. */
    synchronized CompletableFuture<JsonNode> startOnce(Order order, Cancellation scope) {
        if (closed || scope.isCancelled()) {
            throw new Cancelled();
        }
        Optional<ExecutionSummary> known = find(order.arn());
        Execution execution = known.isPresent() ? running.get(known.get().sequence()) : begin(order);
        return execution != null ? execution.lastLine() : CompletableFuture.completedFuture(lines(known.get()).getLast());
    }

    /** Ends those children of a Map run that it ended without; a closing engine leaves them to the next. */
    void abandon(String mapRunArn) {
        List<Execution> children;
        synchronized (this) {
            children = closed ? List.of() : running.values().stream().filter(execution -> isOf(execution, mapRunArn)).toList();
        }
        children.forEach(Executions::abandon);
    }

    private static boolean isOf(Execution execution, String mapRunArn) {
        return execution.summary().mapRunArn().filter(mapRunArn::equals).isPresent();
    }

    private static void abandon(Execution child) {
        child.abort(new StatesError(Optional.empty(), Optional.of("The Map run is over")));
    }

    private Execution begin(Order order) {
        long sequence = ++lastSequence;
        Instant now = Instant.ofEpochMilli(surroundings.clock().millis());
        ExecutionSummary summary = new ExecutionSummary(sequence, order.arn(), order.name(), order.stateMachineArn(), order.versionArn(),
                order.aliasArn(), ExecutionStatus.RUNNING, now, Optional.empty(), order.mapRunArn());
        ObjectNode start = Json.object().put("input", order.input()).put("roleArn", order.roleArn()).put("definition",
                keep(order.definition()));
        Execution execution = new Execution(summary, start, StateMachineDefinition.accepted(order.definition()),
                Journal.at(file("running", sequence)), 0, surroundings.clock(), this::retire);
        execution.begin();
        running.put(sequence, execution);
        byArn.put(order.arn(), sequence);
        drive(execution, Optional.empty(), Optional.empty());
        return execution;
    }

    /** Sets the executions going that were running when an earlier process ended. */
    void resume() {
        List<Runnable> work;
        synchronized (this) {
            work = List.copyOf(toResume);
            toResume.clear();
        }
        work.forEach(Runnable::run);
    }

    /** Lets go of every execution without ending it; what is being written is written when this returns. */
    void close() {
        List<Execution> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(running.values());
        }
        left.forEach(execution -> execution.cancellation().cancel());
        try {
            for (Thread thread : threads) {
                thread.join(LONGEST_CLOSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized Optional<ExecutionSummary> find(String arn) {
        return Optional.ofNullable(byArn.get(arn)).flatMap(this::find);
    }

    synchronized Optional<ExecutionSummary> find(long sequence) {
        Execution execution = running.get(sequence);
        return execution != null ? Optional.of(execution.summary()) : Optional.ofNullable(finished.get(sequence));
    }

    synchronized Optional<Execution> findRunning(String arn) {
        return Optional.ofNullable(byArn.get(arn)).map(running::get);
    }

    /** All that are known, the latest first. */
    synchronized List<ExecutionSummary> latestFirst() {
        TreeMap<Long, ExecutionSummary> all = new TreeMap<>(finished);
        running.forEach((sequence, execution) -> all.put(sequence, execution.summary()));
        return List.copyOf(all.descendingMap().values());
    }

    /** The journal of an execution, whichever folder it is in by now. */
    synchronized List<JsonNode> lines(ExecutionSummary summary) {
        Execution execution = running.get(summary.sequence());
        return (execution != null ? execution.journal() : Journal.at(file("finished", summary.sequence()))).lines();
    }

    String definitionOf(JsonNode firstLine) {
        try {
            return Files.readString(folder.resolve("definitions").resolve(firstLine.get("start").get("definition").textValue() + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException("a definition is lost", e);
        }
    }

    private void drive(Execution execution, Optional<Resumption> resumption, Optional<PendingCallback> callback) {
        run("execution-" + execution.summary().name(), execution, () -> walk(execution, resumption, callback));
        execution.deadline()
                .ifPresent(deadline -> run("timeout-" + execution.summary().name(), execution, () -> watch(execution, deadline)));
    }

    private void run(String name, Execution execution, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                execution.cancellation().run(work);
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    private void walk(Execution execution, Optional<Resumption> resumption, Optional<PendingCallback> callback) {
        Branch branch = Branch.top(execution, this, surroundings);
        try {
            if (execution.deadline().filter(deadline -> !surroundings.clock().instant().isBefore(deadline)).isPresent()) {
                execution.timeOut();
                return;
            }
            JsonNode output = resumption.isPresent()
                    ? branch.resume(resumption.get(), callback)
                    : branch.run(Json.trusted(execution.inputText()));
            execution.succeed(output, branch.previous());
        } catch (StatesError e) {
            execution.fail(e, branch.previous());
        } catch (Cancelled e) {
            // Ended by someone else, or let go of by a closing engine.
        } catch (RuntimeException e) {
            execution.fail(StatesError.runtime(String.valueOf(e)), branch.previous());
        }
    }

    private void watch(Execution execution, Instant deadline) {
        try {
            surroundings.waits().until(deadline);
            execution.timeOut();
        } catch (Cancelled e) {
            // The execution ended in time.
        }
    }

    private synchronized void retire(Execution execution) {
        ExecutionSummary summary = execution.summary();
        execution.journal().moveTo(file("finished", summary.sequence()));
        running.remove(summary.sequence());
        finished.put(summary.sequence(), summary);
        finishedIndex.append(summary.toLine());
        indexLines++;
        prune();
    }

    private void prune() {
        Instant oldest = surroundings.clock().instant().minus(RETENTION);
        List<ExecutionSummary> old = finished.values().stream()
                .filter(summary -> summary.stopDate().filter(stop -> stop.isBefore(oldest)).isPresent()).toList();
        List<ExecutionSummary> surplus = finished.values().stream().limit(Math.max(0, finished.size() - mostFinished)).toList();
        for (ExecutionSummary gone : Stream.concat(old.stream(), surplus.stream()).distinct().toList()) {
            finished.remove(gone.sequence());
            Journal.at(file("finished", gone.sequence())).delete();
            byArn.remove(gone.arn(), gone.sequence());
        }
        if (indexLines > 2 * mostFinished) {
            finishedIndex.rewrite(finished.values().stream().map(ExecutionSummary::toLine).toList());
            indexLines = finished.size();
        }
    }

    private void loadFinished() throws IOException {
        Map<Long, ExecutionSummary> indexed = new HashMap<>();
        finishedIndex.lines().forEach(line -> indexed.put(line.get("sequence").longValue(), ExecutionSummary.of(line)));
        for (Path file : files("finished")) {
            long sequence = sequenceOf(file);
            // Without a line in the index when the process ended between the two steps of retiring.
            ExecutionSummary summary = indexed.containsKey(sequence)
                    ? indexed.get(sequence)
                    : ExecutionSummary.of(Journal.recover(file).lines().getLast().get("summary"));
            finished.put(sequence, summary);
            byArn.put(summary.arn(), sequence);
            lastSequence = Math.max(lastSequence, sequence);
        }
        finishedIndex.rewrite(finished.values().stream().map(ExecutionSummary::toLine).toList());
        indexLines = finished.size();
    }

    private void loadRunning() throws IOException {
        Set<String> mapRuns = new HashSet<>();
        for (Path file : files("running")) {
            long sequence = sequenceOf(file);
            lastSequence = Math.max(lastSequence, sequence);
            Journal journal = Journal.recover(file);
            List<JsonNode> lines = journal.lines();
            if (lines.isEmpty()) {
                // Torn in its first line: whoever started it was never told so.
                journal.delete();
                continue;
            }
            JsonNode last = lines.getLast();
            ExecutionSummary summary = ExecutionSummary.of(last.has("end") ? last.get("summary") : lines.getFirst().get("summary"));
            byArn.put(summary.arn(), sequence);
            StateMachineDefinition definition = StateMachineDefinition.accepted(definitionOf(lines.getFirst()));
            Resumption resumption = Resumption.of(lines, definition.flow().get("StartAt").textValue());
            Execution execution = new Execution(summary, (ObjectNode) lines.getFirst().get("start"), definition, journal,
                    resumption.lastEventId(), surroundings.clock(), this::retire);
            if (last.has("end")) {
                retire(execution);
                continue;
            }
            running.put(sequence, execution);
            Optional<PendingCallback> callback = resumption.entered().flatMap(entered -> entered.pendingCallback(execution));
            callback.ifPresent(surroundings.tokens()::add);
            resumption.entered().flatMap(Resumption.Entered::mapRun).ifPresent(mapRun -> mapRuns.add(mapRun.arn()));
            toResume.add(() -> {
                // A child whose Map run ended without it, in a process that was killed at that moment.
                if (summary.mapRunArn().filter(mapRun -> !mapRuns.contains(mapRun)).isPresent()) {
                    abandon(execution);
                } else {
                    drive(execution, Optional.of(resumption), callback);
                }
            });
        }
    }

    /** Definitions are kept once, however many executions run them. */
    private String keep(String definition) {
        byte[] text = definition.getBytes(StandardCharsets.UTF_8);
        try {
            String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
            Path file = folder.resolve("definitions").resolve(hash + ".json");
            if (!Files.exists(file)) {
                Path next = file.resolveSibling(hash + ".next");
                Files.write(next, text);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return hash;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a definition", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path file(String part, long sequence) {
        return folder.resolve(part).resolve(String.format("%012d.jsonl", sequence));
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(part))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
    }

    private static long sequenceOf(Path file) {
        return Long.parseLong(file.getFileName().toString().replace(".jsonl", ""));
    }
}
