package org.zhicheng.checks.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.checks.OwnPorts;
import org.zhicheng.demo.play.SignIn;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.Wiring;

/**
 * A stack in a process of its own, busy with several people, killed with SIGKILL at random moments and started again on what it left;
 * sometimes its database is killed with it. The people go on as people do.
 */
final class Kills {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** What is played where nothing else is asked for. */
    static final List<Story> USUAL = List.of(Story.STRAIGHT, Story.CORRECTION, Story.STRAIGHT, Story.WITHDRAWAL, Story.STRAIGHT,
            Story.SECOND_THOUGHTS);
    private static final int MOST_PEOPLE = 16;
    private static final int AT_ONCE = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration STEP = Duration.ofSeconds(100);

    private final List<Story> stories;
    private final Path root;
    private final Path state;
    private final Random random;
    private final int[] ports = {OwnPorts.next(), OwnPorts.next(), OwnPorts.next()};
    private final Object lock = new Object();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private Process process;
    private boolean up;
    private Instant clock = Rig.TODAY;
    private Map<String, String> environment = Map.of();
    private HttpDoor door;
    private Cloud cloud;

    /** One person and what is played. */
    private record Play(Person person, Story story) {
    }

    /**
     * What came of it.
     *
     * @param kills how often the stack was killed
     * @param people how many applications were played to their ends
     */
    record Result(int kills, int people, List<String> broken) {
    }

    /** @param stories in turn; a session decides for all of them or for none */
    Kills(List<Story> stories, Path root, Path folder, long seed) {
        this.stories = stories;
        this.root = root;
        this.state = folder.resolve("state");
        this.random = new Random(seed);
    }

    /** Kills so many times, or fewer where everybody came to the end before. */
    Result run(int kills) {
        start();
        Samples samples = Samples.read(root.resolve("samples"));
        door = new HttpDoor(URI.create(environment.get("API")), SignIn.directGrant(URI.create(environment.get("ISSUER")), Wiring.CLIENT),
                this::awaitUp);
        cloud = new Cloud(URI.create(environment.get("ENDPOINT")), environment);
        List<Play> played = new CopyOnWriteArrayList<>();
        int done = 0;
        try {
            patiently("the office", () -> {
                Office.open(door, samples);
                Office.decides(door, stories.getFirst());
                return true;
            });
            Queue<Integer> left = new ConcurrentLinkedQueue<>();
            for (int i = 1; i <= Math.min(MOST_PEOPLE, AT_ONCE + 2 * kills); i++) {
                left.add(i);
            }
            Phaser people = new Phaser(1);
            for (int i = 0; i < AT_ONCE; i++) {
                people.register();
                Thread.ofVirtual().name("person-" + i).start(() -> {
                    try {
                        for (Integer number = left.poll(); number != null; number = left.poll()) {
                            Person person = new Person(door, samples, "applicant-%02d".formatted(number), number);
                            Story story = stories.get(number % stories.size());
                            played.add(new Play(person, story));
                            play(person, story);
                        }
                    } catch (RuntimeException | AssertionError e) {
                        broken.add("a person gave up: " + e);
                    } finally {
                        people.arriveAndDeregister();
                    }
                });
            }
            Thread time = Thread.ofVirtual().name("time").start(this::passTime);
            while (done < kills && people.getRegisteredParties() > 1) {
                Rig.pause(200 + random.nextInt(2500));
                kill();
                done++;
                start();
            }
            people.arriveAndAwaitAdvance();
            rest(played);
            over.set(true);
            time.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            over.set(true);
            cloud.close();
            kill();
        }
        return new Result(done, played.size(), List.copyOf(broken));
    }

    private void play(Person person, Story story) {
        patiently("prepare", () -> {
            person.prepare(cloud);
            return true;
        });
        for (int step = 0; step < story.length(); step++) {
            int at = step;
            // A person may find it done already: the answer came from a stack that was killed right after.
            story.play(at, null, person);
            patiently(story + " " + person.id() + " to " + story.after(at), () -> person.state().equals(story.after(at)));
        }
    }

    /** When all is quiet, what does not hold for long is broken. */
    private void rest(List<Play> played) {
        Invariants invariants = new Invariants(cloud, new MailFolder(state), environment.get("SIGNING_KEY"));
        broken.addAll(Invariants.atRest(PATIENCE, () -> {
            List<String> found = new ArrayList<>();
            for (Play play : played) {
                Person p = play.person();
                if (!p.id().isEmpty()) {
                    invariants.of(p.id(), p.sub, p.mail(), p.submitted(), p.deleted())
                            .forEach(w -> found.add(play.story() + " " + p.id() + ": " + w));
                    p.session().ifPresent(session -> found.addAll(invariants.ofSession(session)));
                }
            }
            found.addAll(invariants.ofAll());
            return found;
        }));
    }

    private void patiently(String what, java.util.function.BooleanSupplier done) {
        Instant deadline = Instant.now().plus(STEP).plus(PATIENCE);
        RuntimeException last = null;
        while (Instant.now().isBefore(deadline)) {
            try {
                if (done.getAsBoolean()) {
                    return;
                }
            } catch (RuntimeException e) {
                last = e;
                awaitUp();
            }
            Rig.pause(120);
        }
        throw new IllegalStateException(what + " did not come", last);
    }

    /** Sweepers and the like come by the stack's clock, which goes faster here. */
    private void passTime() {
        while (!over.get()) {
            Rig.pause(2000);
            boolean now;
            synchronized (lock) {
                now = up;
                clock = clock.plusSeconds(75);
            }
            if (now) {
                door.clock(clock);
            }
        }
    }

    // ── the process ──

    private void start() {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dsun.net.httpserver.nodelay=true",
                        "-Djdk.httpclient.allowRestrictedHeaders=host", "-cp", System.getProperty("java.class.path"),
                        StackChild.class.getName(), root.toString(), state.toString()));
        for (int port : ports) {
            command.add(Integer.toString(port));
        }
        Path log = state.resolveSibling("stack.log");
        try {
            Files.createDirectories(state.getParent());
            Process started = new ProcessBuilder(command).directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            BufferedReader reader = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            if (line == null) {
                throw new IllegalStateException("the stack did not start; the end of its log:\n" + endOf(log));
            }
            JsonNode told = JSON.readTree(line);
            Map<String, String> next = new HashMap<>();
            told.properties().forEach(field -> next.put(field.getKey(), field.getValue().asText()));
            synchronized (lock) {
                environment = next;
                process = started;
                up = true;
                lock.notifyAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String endOf(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    private void kill() {
        Process victim;
        synchronized (lock) {
            up = false;
            victim = process;
        }
        List<ProcessHandle> children = victim.descendants().toList();
        boolean all = random.nextInt(3) == 0;
        victim.destroyForcibly();
        if (all) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        try {
            victim.waitFor();
            for (ProcessHandle child : children) {
                // It ends by itself when it finds itself alone.
                Optional.of(child).filter(ProcessHandle::isAlive)
                        .ifPresent(c -> c.onExit().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).exceptionally(e -> {
                            broken.add("the database outlived its stack");
                            c.destroyForcibly();
                            return c;
                        }).join());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitUp() {
        synchronized (lock) {
            while (!up && !over.get()) {
                try {
                    lock.wait(200);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
