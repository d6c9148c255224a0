package org.zhicheng.checks.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

import org.zhicheng.demo.samples.Samples;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.template.FunctionShape;

/**
 * One running stack without its background: what streams and schedules would do is done by the tests, one thing after another, so that the
 * same story makes the same calls each time.
 */
final class Rig implements AutoCloseable {

    /** A day in the window on which a notice of five working days has ended already. */
    static final Instant TODAY = LocalDateTime.of(2025, 3, 10, 10, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration QUICK = Duration.ofMillis(900);
    private static final int RECOVERIES = 14;

    final EmbeddedStack stack;
    final Cloud cloud;
    final Invariants invariants;
    final FaultyInvocations workflow;
    final Door door;
    final Samples samples;

    private Rig(EmbeddedStack stack, FaultyInvocations workflow, Samples samples, Path state) {
        this.stack = stack;
        this.workflow = workflow;
        this.samples = samples;
        FunctionShape function = stack.template().function("IssueCertificateFunction").orElseThrow();
        FunctionShape outbox = stack.template().function("DeliverOutboxFunction").orElseThrow();
        Map<String, String> environment = new java.util.HashMap<>(outbox.environment());
        environment.putAll(function.environment());
        this.cloud = new Cloud(stack.backend().endpoint(), environment);
        this.invariants = new Invariants(cloud, new MailFolder(state), environment.get("SIGNING_KEY"));
        this.door = new DirectDoor(stack);
    }

    /** @param root the repository; @param folder an empty one for what is written */
    static Rig start(Path root, Path folder) {
        try {
            // The same template and definitions, but pauses before a retry that nobody has to wait for.
            Files.createDirectories(folder.resolve("statemachine"));
            Files.copy(root.resolve("template.yaml"), folder.resolve("template.yaml"));
            for (String machine : List.of("statemachine/review.asl.json", "statemachine/materials.asl.json",
                    "statemachine/exports.asl.json", "statemachine/closing.asl.json")) {
                Files.writeString(folder.resolve(machine),
                        Files.readString(root.resolve(machine)).replaceAll("\"IntervalSeconds\": *[0-9]+", "\"IntervalSeconds\": 1")
                                .replaceAll("\"MaxDelaySeconds\": *[0-9]+", "\"MaxDelaySeconds\": 2"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Samples samples = Samples.read(root.resolve("samples"));
        EmbeddedStack.Parts parts = Wiring.parts(samples);
        AtomicReference<FaultyInvocations> workflow = new AtomicReference<>();
        Path state = folder.resolve("state");
        EmbeddedStack stack = EmbeddedStack.start(
                Wiring.options(folder.resolve("template.yaml"), state).withFreePorts().withoutBackground().withNow(TODAY),
                new EmbeddedStack.Parts(parts.name(), parts.backend(), (template, states, clock, functions, backend) -> {
                    workflow.set(new FaultyInvocations(functions));
                    return parts.workflows().start(template, states, clock, workflow.get(), backend);
                }, parts.handlers()));
        Rig rig = new Rig(stack, workflow.get(), samples, state);
        Office.open(rig.door, samples);
        return rig;
    }

    // ── what streams and schedules do ──

    FunctionAnswer invoke(String function, JsonNode event) {
        return stack.invoke(function, event.toString().getBytes(StandardCharsets.UTF_8));
    }

    void sweep() {
        invoke("SweepOutboxFunction", JSON.createObjectNode());
    }

    List<String> resume() {
        FunctionAnswer answer = invoke("ResumeApplicationsFunction", JSON.createObjectNode());
        return answer.failed() ? List.of() : List.of(answer.text());
    }

    void closeWindow() {
        invoke("CloseWindowFunction", JSON.createObjectNode());
    }

    /** Counts what the stream would have had counted. */
    void count() {
        FunctionAnswer answer = invoke("CountApplicationsFunction", JSON.createObjectNode().put("cycle", 2025));
        if (answer.failed() || answer.text().contains("\"next\"")) {
            throw new IllegalStateException("not all counted: " + answer.text());
        }
    }

    /** The keys in the outbox of an application, its session and its approval document, as the stream's records. */
    ArrayNode waiting(Person person) {
        return waiting(person.partitions());
    }

    ArrayNode waiting(List<String> partitions) {
        ArrayNode records = JSON.createArrayNode();
        for (String pk : partitions) {
            for (Map<String, AttributeValue> item : cloud.partition(pk, "O#")) {
                ObjectNode record = records.addObject().put("eventID", Integer.toString(records.size())).put("eventName", "INSERT");
                ObjectNode change = record.putObject("dynamodb").put("SequenceNumber", "1" + records.size());
                change.putObject("Keys").putObject("pk").put("S", pk);
                ((ObjectNode) change.path("Keys")).putObject("sk").put("S", Cloud.text(item, "sk"));
            }
        }
        return records;
    }

    FunctionAnswer deliver(ArrayNode records) {
        return invoke("DeliverOutboxFunction", JSON.createObjectNode().set("Records", records));
    }

    /** The stream hands over what was written, until nothing new comes or it does not help. */
    void stream(Person person) {
        for (int round = 0; round < 4; round++) {
            ArrayNode records = waiting(person);
            if (records.isEmpty()) {
                return;
            }
            deliver(records);
        }
    }

    // ── coming to rest ──

    /** The application's state; empty where there is none. */
    String state(Person person) {
        return cloud.get("APP#" + person.id(), "A#HEAD").map(head -> Cloud.text(head, "state")).orElse("");
    }

    /** Where the application stands and whether everything about it is at rest there. */
    boolean rests(Person person) {
        Optional<Map<String, AttributeValue>> head = cloud.get("APP#" + person.id(), "A#HEAD");
        if (head.isEmpty()) {
            return waiting(person).isEmpty();
        }
        State state = State.valueOf(Cloud.text(head.get(), "state"));
        if (state == State.SUBMITTED || state == State.CERTIFICATE) {
            return false;
        }
        if (!waiting(person).isEmpty()) {
            return false;
        }
        int attempt = Cloud.data(head.get()).path("executionAttempt").asInt();
        for (int earlier = 1; earlier < attempt; earlier++) {
            if (isRunning(person.id() + "-" + earlier)) {
                return false;
            }
        }
        boolean running = attempt > 0 && isRunning(person.id() + "-" + attempt);
        if (!state.isUnderWay()) {
            return !running;
        }
        String token = Cloud.text(head.get(), "token");
        return running && !token.isEmpty()
                && cloud.lastTask(person.id() + "-" + attempt).filter(task -> task.path("token").asText().equals(token)).isPresent();
    }

    private boolean isRunning(String execution) {
        return cloud.execution(execution).filter(status -> status == ExecutionStatus.RUNNING).isPresent();
    }

    /** Delivers and waits until everything about the application is at rest; where that does not come by itself, lets time pass. */
    void settle(Person person) {
        stream(person);
        if (await(person, QUICK)) {
            return;
        }
        for (int i = 0; i < RECOVERIES; i++) {
            pass(i < 7 ? Duration.ofSeconds(130) : Duration.ofMinutes(40));
            sweep();
            resume();
            sweep();
            if (await(person, Duration.ofMillis(i < 3 ? 300 : 700))) {
                return;
            }
        }
    }

    void pass(Duration time) {
        stack.clock().set(stack.clock().instant().plus(time));
    }

    private boolean await(Person person, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            if (rests(person)) {
                return true;
            }
            if (!waiting(person).isEmpty()) {
                stream(person);
            }
            pause(8);
        }
        return false;
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static JsonNode none() {
        return MissingNode.getInstance();
    }

    @Override
    public void close() {
        cloud.close();
        stack.close();
    }
}
