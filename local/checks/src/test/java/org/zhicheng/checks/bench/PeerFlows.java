package org.zhicheng.checks.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.checks.faults.Flows;
import org.zhicheng.states.Arns;
import org.zhicheng.states.Reply;
import org.zhicheng.states.StatesService;

/**
 * Five people who decide one after the other: on Flowable's engine ({@code local/checks/peers/flowable}), on the engine of the embedded stack
 * alone, and as the product does it, from the submission to the certificate.
 */
final class PeerFlows {

    private static final int TASKS = 5;
    private static final int SECONDS = 6;
    private static final int AT_ONCE = 8;
    /** Of the product's own flow, which takes much longer. */
    private static final int FLOWS = 10;
    private static final Pattern SAID = Pattern.compile("([0-9.]+) flows a second, ([0-9.]+) ms each");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path project;
    private final Path work;

    PeerFlows(Path project, Path work) {
        this.project = project;
        this.work = work;
    }

    private record Rate(double perSecond, double processorMillis) {

        String told() {
            return String.format(Locale.ROOT, "%.1f (%.1f ms)", perSecond, processorMillis);
        }
    }

    String table() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("| flows of five decisions a second (processor time of one) | one after the other | "
                + AT_ONCE + " at once |\n|---|---|---|\n");
        row(table, "Flowable's engine, H2 in memory", flowable("jdbc:h2:mem:flows;DB_CLOSE_DELAY=-1", 1).told(),
                flowable("jdbc:h2:mem:flows;DB_CLOSE_DELAY=-1", AT_ONCE).told());
        row(table, "Flowable's engine, H2 in a file", flowable("jdbc:h2:" + work.resolve("h2-1"), 1).told(),
                flowable("jdbc:h2:" + work.resolve("h2-8"), AT_ONCE).told());
        row(table, "the embedded stack's engine alone, its journal in files", engine(1).told(), engine(AT_ONCE).told());
        row(table, "this product's flow, DynamoDB Local in a file", flows().told(), "");
        return table.toString();
    }

    private Rate flowable(String database, int atOnce) throws IOException, InterruptedException {
        Path target = project.resolve("local/checks/peers/flowable/target");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*", "peers.flowable.Flows",
                database, Integer.toString(atOnce), Integer.toString(SECONDS)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher matcher = SAID.matcher(said);
        if (process.waitFor() != 0 || !matcher.find()) {
            throw new IOException("Flowable: " + said);
        }
        return new Rate(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    }

    private Rate flows() {
        List<Double> seconds = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        Flows.play(project, work.resolve("peer-flows"), FLOWS, (took, used) -> {
            seconds.add(took.toNanos() / 1e9);
            processor.add(used.toNanos() / 1e6);
        });
        return new Rate(seconds.size() / seconds.stream().mapToDouble(d -> d).sum(),
                processor.stream().mapToDouble(d -> d).average().orElseThrow());
    }

    // ── the engine alone ──

    private Rate engine(int atOnce) throws InterruptedException {
        Map<String, BlockingQueue<String>> tokens = new ConcurrentHashMap<>();
        try (StatesService states = StatesService.open(work.resolve("peer-engine-" + atOnce), Clock.systemUTC(), (name, payload) -> {
            tokens.get(payload.path("flow").asText()).add(payload.path("token").asText());
            return NullNode.getInstance();
        }, Arns.of("aws", "us-east-1"))) {
            states.resume();
            String machine = answered(states, "CreateStateMachine",
                    JSON.createObjectNode().put("name", "review").put("definition", definition())).path("stateMachineArn").asText();
            AtomicInteger names = new AtomicInteger();
            done(states, machine, tokens, names, atOnce);
            double before = processorMillis();
            long begin = System.nanoTime();
            int done = done(states, machine, tokens, names, atOnce);
            return new Rate(done / ((System.nanoTime() - begin) / 1e9), (processorMillis() - before) / done);
        }
    }

    /** Five tasks that wait for a token each, and one that tells of the end. */
    private static String definition() {
        ObjectNode machine = JSON.createObjectNode().put("QueryLanguage", "JSONata").put("StartAt", "Ask1");
        ObjectNode all = machine.putObject("States");
        for (int i = 1; i <= TASKS; i++) {
            ObjectNode ask = all.putObject("Ask" + i).put("Type", "Task").put("Resource", "arn:aws:states:::lambda:invoke.waitForTaskToken")
                    .put("TimeoutSeconds", 86_400);
            ask.putObject("Arguments").put("FunctionName", "ask").putObject("Payload").put("flow", "{% $states.context.Execution.Name %}")
                    .put("token", "{% $states.context.Task.Token %}");
            ask.put("Next", i == TASKS ? "Tell" : "Ask" + (i + 1));
        }
        ObjectNode tell = all.putObject("Tell").put("Type", "Task").put("Resource", "arn:aws:states:::lambda:invoke");
        tell.putObject("Arguments").put("FunctionName", "tell").putObject("Payload").put("flow", "{% $states.context.Execution.Name %}");
        tell.put("End", true);
        return machine.toString();
    }

    private static int done(StatesService states, String machine, Map<String, BlockingQueue<String>> tokens, AtomicInteger names,
            int atOnce) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Future<Integer>> people = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
            for (int i = 0; i < atOnce; i++) {
                people.add(threads.submit(() -> {
                    int flows = 0;
                    while (System.nanoTime() < end) {
                        one(states, machine, tokens, "flow-" + names.incrementAndGet());
                        flows++;
                    }
                    return flows;
                }));
            }
        }
        int done = 0;
        try {
            for (Future<Integer> each : people) {
                done += each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return done;
    }

    private static void one(StatesService states, String machine, Map<String, BlockingQueue<String>> tokens, String name)
            throws InterruptedException {
        BlockingQueue<String> mine = new LinkedBlockingQueue<>();
        tokens.put(name, mine);
        answered(states, "StartExecution", JSON.createObjectNode().put("stateMachineArn", machine).put("name", name).put("input", "{}"));
        for (int i = 0; i < TASKS; i++) {
            answered(states, "SendTaskSuccess",
                    JSON.createObjectNode().put("taskToken", mine.take()).put("output", "{\"outcome\": \"PASS\"}"));
        }
        // the word of the end
        mine.take();
        tokens.remove(name);
    }

    private static JsonNode answered(StatesService states, String operation, ObjectNode request) {
        Reply reply = states.handle(operation, request);
        if (reply.status() != 200) {
            throw new IllegalStateException(operation + ": " + reply.body());
        }
        return reply.body();
    }

    private static double processorMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
