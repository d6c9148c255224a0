package org.zhicheng.checks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import org.zhicheng.checks.Endpoint;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.ProcessRuntime;
import org.zhicheng.stack.services.DynamoDbProcess;
import org.zhicheng.stack.state.StateFolder;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.Template;

/**
 * A function on this product's ground beside the same function written otherwise ({@code local/checks/peers}): a POST, one conditional write
 * to DynamoDB Local, a line of log and an answer in JSON; each from a zip as it deploys, in a JVM of its own under Lambda's runtime client with the same options.
 */
final class Peers {

    private static final String FUNCTION = "RecordFunction";
    /** Of memory, as the template gives most of its functions, in MB. */
    private static final int MEMORY = 512;
    private static final String TABLE = "records";
    private static final String TEMPLATE = """
            AWSTemplateFormatVersion: "2010-09-09"
            Transform: AWS::Serverless-2016-10-31
            Resources:
              RecordFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: %s
                  Runtime: java25
                  MemorySize: %d
                  Timeout: 20
                  Environment:
                    Variables:
                      TABLE_NAME: records
                      MAIN_CLASS: %s
            """;
    /** Calls before it counts as warm, and those that are counted. */
    private static final int WARMING = 300;
    private static final int WARM = 300;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CLASSES = Pattern.compile("java\\.cls\\.(?:sharedLoadedClasses|loadedClasses)=(\\d+)");

    private final Path project;
    private final Path work;

    Peers(Path project, Path work) {
        this.project = project;
        this.work = work;
    }

    /** One way to write the function, with what was measured of it. */
    private static final class Peer {

        private final String name;
        private final Template template;
        private final Path zip;
        private final Path folder;
        private final Series first = new Series();
        private final Series firstProcessor = new Series();
        private final Series memory = new Series();
        private final Series warm = new Series();
        private double warmProcessor;
        private double classes;

        Peer(String name, Template template, Path zip, Path folder) {
            this.name = name;
            this.template = template;
            this.zip = zip;
            this.folder = folder;
        }

        double megabytes() {
            try {
                return Files.size(zip) / 1e6;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A process that has answered once. */
    private record Started(Peer peer, ProcessRuntime runtime, ProcessHandle process) implements AutoCloseable {

        double processorMillis() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
        }

        @Override
        public void close() {
            runtime.close();
        }
    }

    /** Starts each so often, by turns, then calls them warm, by turns as well; says it as a Markdown table. */
    String table(int runs) throws IOException, InterruptedException {
        try (StateFolder state = StateFolder.open(work.resolve("peers-state")); DynamoDbProcess dynamo = DynamoDbProcess.start(state)) {
            createTable(dynamo.endpoint());
            Map<String, String> environment = new LinkedHashMap<>(Endpoint.clients(dynamo.endpoint()).environment());
            environment.put("AWS_ENDPOINT_URL", dynamo.endpoint().toString());
            List<Peer> peers = peers();
            // The first round reads all files from the disk and is not counted.
            for (int run = 0; run <= runs; run++) {
                for (int i = 0; i < peers.size(); i++) {
                    // each comes first, second … equally often
                    Peer peer = peers.get((i + run) % peers.size());
                    try (Started started = start(peer, environment, run > 0)) {
                        if (run == 0) {
                            peer.classes = classes(started.process());
                        }
                    }
                }
                System.err.printf("peers %d/%d: %s ms%n", run, runs,
                        peers.stream().map(p -> p.name + " " + (p.first.count() == 0 ? "" : "%.0f".formatted(p.first.last())))
                                .collect(Collectors.joining(", ")));
            }
            warm(peers, environment);
            return told(peers);
        }
    }

    private void warm(List<Peer> peers, Map<String, String> environment) throws IOException {
        List<Started> all = new ArrayList<>();
        try {
            for (Peer peer : peers) {
                all.add(start(peer, environment, false));
            }
            double[] before = new double[all.size()];
            for (int call = 0; call < WARMING + WARM; call++) {
                for (int i = 0; i < all.size(); i++) {
                    Started started = all.get(i);
                    if (call == WARMING) {
                        before[i] = started.processorMillis();
                    }
                    double millis = call(started.runtime(), started.peer());
                    if (call >= WARMING) {
                        started.peer().warm.add(millis);
                    }
                }
            }
            for (int i = 0; i < all.size(); i++) {
                all.get(i).peer().warmProcessor = (all.get(i).processorMillis() - before[i]) / WARM;
            }
        } finally {
            all.forEach(Started::close);
        }
    }

    private Started start(Peer peer, Map<String, String> environment, boolean counts) throws IOException {
        ProcessRuntime runtime = ProcessRuntime.of(peer.template, peer.zip, peer.folder, environment);
        try {
            Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
            double millis = call(runtime, peer);
            ProcessHandle process = ProcessHandle.current().children().filter(child -> !others.contains(child)).findFirst()
                    .orElseThrow(() -> new IOException(peer.name + " has no process"));
            Started started = new Started(peer, runtime, process);
            if (counts) {
                peer.first.add(millis);
                peer.firstProcessor.add(started.processorMillis());
                peer.memory.add(new ProcessTree(process).residentMegabytes());
            }
            return started;
        } catch (IOException | RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /** One request that has to write a line; how long its answer took. */
    private static double call(ProcessRuntime runtime, Peer peer) throws IOException {
        String id = UUID.randomUUID().toString();
        byte[] event = event(id);
        long start = System.nanoTime();
        FunctionAnswer answer = runtime.invoke(FUNCTION, event);
        double millis = (System.nanoTime() - start) / 1e6;
        JsonNode response = JSON.readTree(answer.payload());
        if (answer.failed() || response.path("statusCode").asInt() != 201
                || !JSON.readTree(response.path("body").asText()).path("id").asText().equals(id)) {
            throw new IOException(peer.name + " answered " + answer.text());
        }
        return millis;
    }

    private static byte[] event(String id) throws IOException {
        ObjectNode body = JSON.createObjectNode().put("id", id).put("subject", "SUBJECT#" + id).put("action", "CALLED").put("note",
                "a line of the record");
        ObjectNode event = JSON.createObjectNode().put("version", "2.0").put("routeKey", "POST /lines").put("rawPath", "/lines")
                .put("rawQueryString", "").put("body", body.toString()).put("isBase64Encoded", false);
        event.putObject("headers").put("accept", "application/json").put("accept-language", "zh-CN,zh;q=0.9")
                .put("content-type", "application/json").put("host", "sample.invalid").put("x-forwarded-for", "203.0.113.7");
        ObjectNode context = event.putObject("requestContext").put("accountId", "123456789012").put("apiId", "sampleapi")
                .put("domainName", "sample.invalid").put("domainPrefix", "sample").put("requestId", id).put("routeKey", "POST /lines")
                .put("stage", "$default").put("time", "03/Mar/2025:04:00:00 +0000").put("timeEpoch", System.currentTimeMillis());
        context.putObject("http").put("method", "POST").put("path", "/lines").put("protocol", "HTTP/1.1").put("sourceIp", "203.0.113.7")
                .put("userAgent", "sample");
        return JSON.writeValueAsBytes(event);
    }

    private static void createTable(URI endpoint) {
        try (DynamoDbClient dynamo = Endpoint.clients(endpoint).dynamoDb()) {
            dynamo.createTable(r -> r.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST).attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private List<Peer> peers() throws IOException {
        List<Peer> peers = List.of(peer("this product", RecordHandler.class.getName(), "", ours()),
                peer("by hand", "peers.plain.RecordHandler", "", zip("plain")),
                peer("Spring Cloud Function " + version(zip("spring"), "spring-cloud-function-context"),
                        "org.springframework.cloud.function.adapter.aws.FunctionInvoker::handleRequest", "peers.spring.RecordApplication",
                        zip("spring")),
                peer("Quarkus " + version(zip("quarkus"), "quarkus-core"),
                        "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest", "", zip("quarkus")),
                peer("Micronaut " + version(zip("micronaut"), "micronaut-inject"), "peers.micronaut.RecordHandler", "", zip("micronaut")));
        Set<String> clients = new TreeSet<>();
        for (Peer peer : peers) {
            clients.add(version(peer.zip, "dynamodb"));
        }
        if (clients.size() != 1) {
            throw new IOException("not the same SDK in all of them: " + clients);
        }
        return peers;
    }

    /** Of a library in a zip, by the name of its jar. */
    private static String version(Path zip, String library) throws IOException {
        Pattern jar = Pattern.compile("lib/(?:[a-z.]+\\.)?" + library + "-([0-9.]+)\\.jar");
        try (ZipFile content = new ZipFile(zip.toFile())) {
            return content.stream().map(entry -> jar.matcher(entry.getName())).filter(Matcher::matches).map(m -> m.group(1)).findFirst()
                    .orElseThrow(() -> new IOException("no " + library + " in " + zip));
        }
    }

    private Peer peer(String name, String handler, String main, Path zip) throws IOException {
        Path folder = Files.createDirectories(work.resolve("peer-" + name.toLowerCase(Locale.ROOT).replace(' ', '-')));
        Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE.formatted(handler, MEMORY, main));
        return new Peer(name, Template.load(template, Settings.local()), zip, folder);
    }

    private Path zip(String name) {
        return project.resolve("local/checks/peers").resolve(name).resolve("target/function.zip");
    }

    /** What the product deploys, all its functions, and the handler to be measured beside them. */
    private Path ours() throws IOException {
        Path zip = Files.copy(Wiring.options(project.resolve("template.yaml"), work).deployedZip(), work.resolve("ours.zip"));
        try (FileSystem content = FileSystems.newFileSystem(zip)) {
            for (Class<?> type : List.of(RecordHandler.class, RecordHandler.Line.class, RecordHandler.Answer.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                Path file = content.getPath("/" + name);
                Files.createDirectories(file.getParent());
                Files.write(file, type.getClassLoader().getResourceAsStream(name).readAllBytes());
            }
        }
        return zip;
    }

    private static double classes(ProcessHandle process) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid()),
                "PerfCounter.print").redirectErrorStream(true).start();
        String counters = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException("jcmd: " + counters);
        }
        return CLASSES.matcher(counters).results().mapToDouble(m -> Double.parseDouble(m.group(1))).sum();
    }

    private static String told(List<Peer> peers) {
        StringBuilder table = new StringBuilder();
        Peer ours = peers.getFirst();
        row(table, "", peers, p -> p.name, "goal");
        row(table, "---", peers, p -> "---", "---");
        row(table, "first answer, from the start of the process, median of " + ours.first.count(), peers, p -> millis(p.first.median()),
                "the least");
        row(table, "… least – most", peers, p -> "%.0f – %.0f".formatted(p.first.least(), p.first.most()), "");
        row(table, "… this product's to it, median of the pairs", peers,
                p -> p == ours ? "" : "%.2f×".formatted(ours.first.over(p.first).median()), "≤ 1×");
        row(table, "processor time until then", peers, p -> millis(p.firstProcessor.median()), "the least");
        row(table, "… this product's to it, median of the pairs", peers,
                p -> p == ours ? "" : "%.2f×".formatted(ours.firstProcessor.over(p.firstProcessor).median()), "≤ 1×");
        row(table, "a warm answer, median of " + ours.warm.count(), peers, p -> "%.2f ms".formatted(p.warm.median()), "the least");
        row(table, "… this product's to it, median of the pairs", peers,
                p -> p == ours ? "" : "%.2f×".formatted(ours.warm.over(p.warm).median()), "≤ 1×");
        row(table, "processor time of a warm answer", peers, p -> "%.2f ms".formatted(p.warmProcessor), "");
        row(table, "memory at the first answer", peers, number("%.0f MB", p -> p.memory.median()), "");
        row(table, "zip", peers, number("%.1f MB", Peer::megabytes), "");
        row(table, "classes loaded by the first answer", peers, number("%,.0f", p -> p.classes), "");
        return table.toString();
    }

    private static Function<Peer, String> number(String format, ToDoubleFunction<Peer> value) {
        return peer -> String.format(Locale.ROOT, format, value.applyAsDouble(peer));
    }

    private static String millis(double value) {
        return "%.0f ms".formatted(value);
    }

    private static void row(StringBuilder table, String what, List<Peer> peers, Function<Peer, String> cell, String goal) {
        table.append("| ").append(what).append(" | ").append(peers.stream().map(cell).collect(Collectors.joining(" | "))).append(" | ")
                .append(goal).append(" |\n");
    }
}
