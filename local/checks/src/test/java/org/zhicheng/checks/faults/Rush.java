package org.zhicheng.checks.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.checks.Checksums;
import org.zhicheng.checks.faults.Crowd.Visitor;
import org.zhicheng.checks.usage.Served;
import org.zhicheng.checks.usage.Usage;
import org.zhicheng.demo.play.SignIn;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.services.LoginPerson;

/**
 * The last hour before the window closes, on the embedded stack over HTTP, with all its background: people with complete drafts come, most of
 * them in the last minutes; then everything must be true that is true of any application.
 */
public final class Rush {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant CLOSES = LocalDateTime.of(2025, 3, 18, 0, 0).atZone(ZONE).toInstant();
    private static final Instant PREPARED = CLOSES.minus(Duration.ofHours(4));
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);
    private static final double GOAL = 0.6;
    private static final int OUTBOXES = 8;
    private static final int QUIET = 5;
    private static final int PREPARING = 4;
    private static final int BUSIEST_SECONDS = 10;
    private static final int MOST_TRIES = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PATIENCE_OF_THE_SLOW = Duration.ofSeconds(6);
    private static final Duration CEILING = Duration.ofSeconds(8);
    private static final int MOST_OF_THE_CEILING = 1000;
    private static final Duration REST = Duration.ofMinutes(2);

    private final EmbeddedStack stack;
    private final Cloud cloud;
    private final Samples samples;
    private final Path state;
    private final long seed;
    private final int minutes;
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Double> waits = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final Map<String, Instant> firstSent = new ConcurrentHashMap<>();
    private final Set<String> submitted = ConcurrentHashMap.newKeySet();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10))
            .build();
    private Door fast;
    private Door slow;

    private Rush(EmbeddedStack stack, Samples samples, Path state, long seed, int minutes) {
        this.stack = stack;
        this.samples = samples;
        this.state = state;
        this.seed = seed;
        this.minutes = minutes;
        Map<String, String> environment = new TreeMap<>(stack.template().function("DeliverOutboxFunction").orElseThrow().environment());
        environment.putAll(stack.template().function("IssueCertificateFunction").orElseThrow().environment());
        this.cloud = new Cloud(stack.backend().endpoint(), environment);
    }

    /**
     * Plays the hour and tells it as Markdown.
     *
     * @param minutes how long it takes here
     */
    public static String table(Path root, Path folder, long seed, int minutes, int people) {
        Samples samples = Samples.read(root.resolve("samples"));
        List<LoginPerson> logins = new ArrayList<>(Wiring.people(samples));
        for (int number = 1; number <= people + QUIET; number++) {
            logins.add(LoginPerson.withPassword("rush-" + number, "申报人", "", ""));
        }
        Path state = folder.resolve("state");
        // The machine is the limit, not the throttle that the template sets by default.
        try (EmbeddedStack stack = EmbeddedStack.start(Wiring.options(root.resolve("template.yaml"), state).withFreePorts()
                .withParameter("RequestsPerSecond", "10000").withParameter("RequestsAtOnce", "5000").withNow(PREPARED),
                Wiring.parts(logins))) {
            Rush rush = new Rush(stack, samples, state, seed, minutes);
            try {
                return rush.play(people);
            } finally {
                rush.cloud.close();
            }
        }
    }

    private String play(int people) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Door direct = new DirectDoor(stack);
        Office.open(direct, samples);
        SignIn signIn = SignIn.directGrant(stack.backend().issuer(), Wiring.CLIENT);
        fast = new HttpDoor(stack.api(), signIn, () -> {
        }, PATIENCE);
        slow = new HttpDoor(stack.api(), signIn, () -> {
        }, PATIENCE_OF_THE_SLOW);
        // Drafts are reminded of the end a day before it, not in the last hour: it is done while there is none.
        stack.invoke("CloseWindowFunction", NOTHING);
        progress("preparing %d drafts", people);
        List<Person> persons = prepare(direct, people + QUIET);
        progress("some in the quiet, to be counted");
        Surge surge = count(persons.subList(people, people + QUIET));
        double ceiling = surge.ceiling().perSecond(CEILING, MOST_OF_THE_CEILING, conditions(surge));
        progress("ceiling of DynamoDB Local: %.1f transactions a second", ceiling);
        rested();
        hour(Crowd.of(seed, people), persons);
        progress("the hour is over; everything comes to rest");
        Instant began = Instant.now();
        close();
        List<String> wrong = invariants(persons);
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1e3;
        return tell(people, load, ceiling, surge.writing(), wrong, seconds) + "\n" + surge.table();
    }

    // ── before ──

    private List<Person> prepare(Door door, int number) {
        List<Person> persons = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            persons.add(new Person(door, samples, "rush-" + i, i));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(PREPARING)) {
            for (Future<?> done : persons.stream().map(person -> pool.submit(() -> person.prepare(cloud))).toList()) {
                done.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return persons;
    }

    /** Visits one after the other, each followed to its rest, for what one takes of the services. The first two are for the JVM. */
    private Surge count(List<Person> persons) {
        for (Person person : persons.subList(0, 2)) {
            visit(new Visitor(0, 0, true, false, false, false), person);
        }
        rested();
        List<Person> counted = persons.subList(2, persons.size());
        try (Usage usage = Usage.of(stack)) {
            String log = Served.during(() -> {
                counted.forEach(person -> visit(new Visitor(0, 0, true, false, false, false), person));
                rested();
            });
            clear();
            return new Surge(stack, new Served(stack.template(), log), usage.calls(), counted.size(), counted.getLast().id());
        }
    }

    /** What the hour itself is not. */
    private void clear() {
        acknowledged.clear();
        waits.clear();
        refusals.clear();
        requests.set(0);
        tries.set(0);
    }

    private List<Map<String, AttributeValue>> conditions(Surge surge) {
        return surge.submission().transactItems().stream().filter(item -> item.conditionCheck() != null)
                .map(item -> item.conditionCheck().key()).flatMap(key -> cloud.get(key.get("pk").s(), key.get("sk").s()).stream()).toList();
    }

    /** Waits until nothing is left to deliver and nobody is on the way to the employer. */
    private void rested() {
        long until = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() < until) {
            boolean busy = cloud.isAny("cycle", "2025#SUBMITTED")
                    || IntStream.range(0, OUTBOXES).anyMatch(share -> cloud.isAny("outbox", share == 0 ? "PENDING" : "PENDING#" + share));
            if (!busy) {
                return;
            }
            Rig.pause(500);
        }
    }

    // ── the hour ──

    private void hour(List<Visitor> crowd, List<Person> persons) {
        stack.clock().set(CLOSES.minus(Duration.ofMinutes(minutes)));
        long begin = System.nanoTime();
        double minute = Duration.ofMinutes(minutes).toNanos() / Crowd.HOUR;
        CountDownLatch left = new CountDownLatch(crowd.size());
        for (Visitor visitor : crowd) {
            Thread.ofVirtual().name("visitor-" + visitor.number()).start(() -> {
                try {
                    long at = begin + (long) (visitor.minute() * minute);
                    Thread.sleep(Duration.ofNanos(Math.max(0, at - System.nanoTime())));
                    visit(visitor, persons.get(visitor.number() - 1));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    broken.add("visitor " + visitor.number() + ": " + e);
                } finally {
                    left.countDown();
                }
            });
        }
        try {
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void visit(Visitor visitor, Person person) {
        Random random = new Random(seed * 31 + person.sub.hashCode());
        Door door = visitor.slow() ? slow : fast;
        String path = "/applications/" + person.id();
        send(door, person, "GET", "/applications", Rig.none(), Map.of());
        Door.Reply view = send(door, person, "GET", path, Rig.none(), Map.of());
        if (visitor.edits() && view.succeeded()) {
            send(door, person, "PUT", path, person.form("补充"), Map.of("if-match", "\"" + view.body().path("formRevision").asInt() + "\""));
        }
        if (visitor.attaches()) {
            attach(door, visitor, person);
        }
        send(door, person, "GET", path + "/checks", Rig.none(), Map.of());
        submit(door, visitor, person, random);
        send(door, person, "GET", path, Rig.none(), Map.of());
    }

    private void submit(Door door, Visitor visitor, Person person, Random random) {
        String path = "/applications/" + person.id() + "/submission";
        firstSent.put(person.id(), stack.clock().instant());
        Thread second = visitor.clicksTwice() ? Thread.ofVirtual().start(() -> {
            Rig.pause(60);
            noted(person, send(door, person, "POST", path, JSON.createObjectNode(), Map.of()));
        }) : Thread.ofVirtual().start(() -> {
        });
        long begin = System.nanoTime();
        for (int attempt = 1; attempt <= MOST_TRIES; attempt++) {
            tries.incrementAndGet();
            Door.Reply reply = send(door, person, "POST", path, JSON.createObjectNode(), Map.of());
            if (noted(person, reply)) {
                acknowledged.add(System.nanoTime());
                waits.add((System.nanoTime() - begin) / 1e6);
                break;
            }
            if (!reply.isWorthRepeating()) {
                break;
            }
            Rig.pause((long) (attempt * (300 + 400 * random.nextDouble())));
        }
        try {
            second.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean noted(Person person, Door.Reply reply) {
        if (reply.succeeded()) {
            submitted.add(person.id());
        }
        return reply.succeeded();
    }

    /** Another portrait, in the place of the one that is there; on a slow line it comes in pieces. */
    private void attach(Door door, Visitor visitor, Person person) {
        byte[] picture = Photographs.ofItsOwn(person.file("A3.jpg"), person.sub);
        ObjectNode announcement = JSON.createObjectNode().put("material", "A3").put("fileName", "A3.jpg").put("contentType", "image/jpeg")
                .put("size", picture.length).put("sha256", Checksums.sha256(picture)).put("replaces", "file-A3");
        String path = "/applications/" + person.id() + "/attachments";
        Door.Reply ticket = send(door, person, "POST", path, announcement, Map.of("idempotency-key", person.id() + "A3"));
        if (!ticket.succeeded()) {
            return;
        }
        if (visitor.slow()) {
            Rig.pause(1500);
        }
        put(ticket.body().path("upload"), picture);
        Door.Reply reply;
        do {
            reply = send(door, person, "POST", path + "/" + ticket.body().path("attachmentId").asText() + "/completion",
                    JSON.createObjectNode(), Map.of());
            Rig.pause(200);
        } while (reply.status() == 202);
    }

    private void put(JsonNode upload, byte[] content) {
        try {
            http.send(Story.sending(upload, content).timeout(PATIENCE).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            refused("upload: no answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Door.Reply send(Door door, Person person, String method, String path, JsonNode body, Map<String, String> headers) {
        requests.incrementAndGet();
        Door.Reply reply = door.send(person.sub, false, method, path, body, headers);
        if (!reply.succeeded()) {
            refused(reply.status() == 599 ? "no answer in time" : reply.status() + " " + reply.code());
        }
        return reply;
    }

    private void refused(String why) {
        refusals.computeIfAbsent(why, _ -> new AtomicInteger()).incrementAndGet();
    }

    // ── afterwards ──

    /** What the schedule does when the window has closed; it takes some thousands a run. */
    private void close() {
        rested();
        if (stack.clock().instant().isBefore(CLOSES)) {
            stack.clock().set(CLOSES.plusSeconds(1));
        }
        stack.invoke("CloseWindowFunction", NOTHING);
        rested();
    }

    private List<String> invariants(List<Person> persons) {
        Invariants invariants = new Invariants(cloud, new MailFolder(state),
                stack.template().function("IssueCertificateFunction").orElseThrow().environment().get("SIGNING_KEY"));
        List<String> wrong = new ArrayList<>(broken);
        wrong.addAll(Invariants.atRest(REST, () -> {
            List<String> found = new ArrayList<>();
            for (Person person : persons) {
                invariants.of(person.id(), person.sub, person.mail(), submitted.contains(person.id()), false)
                        .forEach(w -> found.add(person.id() + ": " + w));
                found.addAll(submissions(person));
            }
            found.addAll(invariants.ofAll());
            return found;
        }));
        return wrong;
    }

    /** One submission for whom it was acknowledged, and none after the window had closed. */
    private List<String> submissions(Person person) {
        List<String> wrong = new ArrayList<>();
        List<JsonNode> submissions = cloud.partition("APP#" + person.id(), "E#").stream().map(Cloud::data)
                .filter(event -> event.path("action").asText().equals("SUBMIT")).toList();
        if (submissions.size() > 1) {
            wrong.add(person.id() + ": submitted " + submissions.size() + " times");
        }
        // The record says when it was written; what decides is when it came (R53).
        cloud.get("APP#" + person.id(), "A#HEAD").map(Cloud::data).map(head -> head.path("submittedAt").asText(""))
                .filter(at -> !at.isEmpty() && !Instant.parse(at).isBefore(CLOSES))
                .ifPresent(at -> wrong.add(person.id() + ": taken at " + at));
        Instant sent = firstSent.getOrDefault(person.id(), Instant.MIN);
        if (submitted.contains(person.id()) && !sent.isBefore(CLOSES)) {
            wrong.add(person.id() + ": first sent at " + sent + " and taken");
        }
        return wrong;
    }

    private String tell(int people, double load, double ceiling, double writing, List<String> wrong, double seconds) {
        double[] sorted = waits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double busiest = busiest();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "%d people, an hour in %d minutes, seed %d; %d cores, load %.1f before.%n%n| the hour before the window closes | measured | goal |%n|---|---|---|%n",
                people, minutes, seed, Runtime.getRuntime().availableProcessors(), load));
        row(text, "submissions acknowledged; requests in all", "%d; %d".formatted(acknowledged.size(), requests.get()), "");
        row(text, "submissions a second, in the busiest " + BUSIEST_SECONDS + " s", "%.1f".formatted(busiest), "");
        row(text, "the same transactions a second on DynamoDB Local with nothing else", "%.1f".formatted(ceiling), "");
        row(text, "share of that ceiling", "%.0f %%".formatted(100 * busiest / ceiling), "%.0f %%".formatted(100 * GOAL));
        row(text, "transactions and other writes that a visit and what follows of it make, the submission among them",
                "%.0f".formatted(writing), "");
        row(text, "from the click to the answer, repeats included: half of them within; 99 of 100",
                sorted.length == 0 ? "" : "%.0f ms; %.0f ms".formatted(at(sorted, 0.5), at(sorted, 0.99)), "");
        row(text, "submissions sent, second clicks aside; refusals and what had no answer", tries.get() + "; "
                + new TreeMap<>(refusals).entrySet().stream().map(e -> e.getValue() + " × " + e.getKey()).collect(Collectors.joining(", ")),
                "");
        row(text, "at rest after the last visitor, drafts closed and everything looked at", "%.0f s".formatted(seconds), "");
        row(text, "lost, doubled, taken too late, or otherwise untrue", wrong.isEmpty() ? "nothing" : wrong.size() + " times", "nothing");
        wrong.stream().limit(20).forEach(w -> text.append("- ").append(w).append('\n'));
        return text.toString();
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    private double busiest() {
        long[] times = acknowledged.stream().mapToLong(Long::longValue).sorted().toArray();
        int most = 0;
        for (int from = 0, to = 0; to < times.length; to++) {
            while (times[to] - times[from] > BUSIEST_SECONDS * 1_000_000_000L) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return (double) most / BUSIEST_SECONDS;
    }

    private static void progress(String what, Object... arguments) {
        System.err.println(LocalTime.now().withNano(0) + " " + String.format(Locale.ROOT, what, arguments));
    }
}
