package org.zhicheng.checks.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

import org.zhicheng.checks.Endpoint;
import org.zhicheng.checks.usage.Capacity;
import org.zhicheng.checks.usage.Served;
import org.zhicheng.checks.usage.Usage;
import org.zhicheng.checks.usage.Work;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.EmbeddedPlayer;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.services.Clients;
import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.ScheduleShape;
import org.zhicheng.stack.template.StateMachineShape;

/** What one application costs by list prices: a sample played on the embedded stack from the registration to the certificate, and counted. */
final class Cost {

    private static final double GOAL = 0.0010;
    private static final double MB = 1e-3;
    private static final double DAYS_A_MONTH = 365.0 / 12;

    // ── what is stated, as it cannot be counted here ──

    /** What people send is bigger than the samples' drawings: a file, and its pages and previews beside it. */
    private static final double FILE_MB = 1.0;
    private static final double PAGES_TO_FILE = 0.4;
    private static final int TIMES_SEEN = 3;
    /** Lambda's own lines about an invocation. */
    private static final int LAMBDAS_LINES = 600;
    /** What the administrator and the office do once for a whole cycle. */
    private static final Set<String> OF_THE_CYCLE = Set.of("SetCycle", "ListCycles", "SetCatalogue", "SetCalendar", "RegisterEmployer",
            "ListEmployers", "AppointStaff", "ListStaff", "ExportApplications", "WriteExport", "ShowStatistics", "ShowClosingReport",
            "DownloadPersonalData");

    private final Path project;
    private final Path work;
    private final String sample;

    private EmbeddedStack stack;
    private Served served;
    private List<Usage.Call> calls = List.of();
    private Map<String, Work> functions = Map.of();

    Cost(Path project, Path work, String sample) {
        this.project = project;
        this.work = work;
        this.sample = sample;
    }

    /** Plays it twice, as the first pays for what the JVM loads, and says the second as Markdown. */
    String table() throws IOException {
        Samples all = Samples.read(project.resolve("samples"));
        Samples one = new Samples(all.folder(), all.cycle(), all.employers(), all.people(), List.of(all.dossier(sample)));
        play(one, work.resolve("cost-first"), _ -> {
        });
        StringBuilder text = new StringBuilder();
        play(one, work.resolve("cost"), kept -> text.append(tell(kept)));
        return text.toString();
    }

    private void play(Samples one, Path folder, Consumer<Kept> then) throws IOException {
        try (EmbeddedStack started = EmbeddedStack.start(Wiring.options(project.resolve("template.yaml"), folder).withFreePorts(),
                Wiring.parts(one)); PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            stack = started;
            EmbeddedPlayer player = new EmbeddedPlayer(stack, one, folder.resolve("certificates"));
            player.prepare();
            double before = tableBytes();
            try (Usage usage = Usage.of(stack)) {
                String log = Served.during(() -> {
                    if (!player.play(nowhere)) {
                        throw new IllegalStateException(sample + " was not played to its end");
                    }
                    pause(Duration.ofSeconds(3));
                });
                calls = usage.calls();
                served = new Served(stack.template(), log);
            }
            functions = Work.of(stack.template(), served, calls);
            then.accept(kept(tableBytes() - before));
        }
    }

    // ── counting ──

    /** What is left of it on the table and in the buckets, and how many transitions its workflows made. */
    private record Kept(double tableBytes, int objects, double objectBytes, int pages, Map<String, Integer> transitions,
            Map<String, Integer> executions) {
    }

    private Kept kept(double tableBytes) {
        Clients clients = Endpoint.clients(stack.backend().endpoint());
        int[] counts = new int[2];
        double[] bytes = new double[1];
        Map<String, Integer> transitions = new TreeMap<>();
        Map<String, Integer> executions = new TreeMap<>();
        try (S3Client files = clients.s3(); SfnClient states = clients.sfn()) {
            for (String bucket : stack.template().buckets()) {
                files.listObjectsV2Paginator(r -> r.bucket(bucket)).contents().forEach(object -> {
                    counts[0]++;
                    counts[1] += object.key().matches("materials/[^/]+/[^/]+") ? 0 : 1;
                    bytes[0] += object.size();
                });
            }
            for (StateMachineShape machine : stack.template().stateMachines()) {
                states.listExecutionsPaginator(r -> r.stateMachineArn(machine.arn())).executions().forEach(execution -> {
                    List<HistoryEvent> events = states
                            .getExecutionHistoryPaginator(r -> r.executionArn(execution.executionArn()).includeExecutionData(false))
                            .events().stream().toList();
                    executions.merge(machine.logicalId(), 1, Integer::sum);
                    transitions.merge(machine.logicalId(), transitions(events), Integer::sum);
                });
            }
        }
        return new Kept(tableBytes, counts[0], bytes[0], counts[1], transitions, executions);
    }

    /** Each state that was entered, and each time that a task was tried again. */
    private static int transitions(List<HistoryEvent> events) {
        int entered = 0;
        int again = 0;
        for (HistoryEvent event : events) {
            entered += event.typeAsString().endsWith("StateEntered") ? 1 : 0;
            again += event.type() == HistoryEventType.TASK_SCHEDULED ? 1 : 0;
            again -= event.type() == HistoryEventType.TASK_STATE_ENTERED ? 1 : 0;
        }
        return entered + Math.max(0, again);
    }

    private double tableBytes() {
        try (DynamoDbClient table = Endpoint.clients(stack.backend().endpoint()).dynamoDb()) {
            return table.scanPaginator(r -> r.tableName(stack.template().tables().getFirst().name())).items().stream()
                    .mapToDouble(Capacity::bytes).sum();
        }
    }

    private static boolean isOfTheApplication(FunctionShape function) {
        return function.schedules().isEmpty() && !OF_THE_CYCLE.contains(function.logicalId().replaceFirst("Function$", ""));
    }

    private boolean isOfTheApplication(Usage.Call call) {
        return isOfTheApplication(stack.template().function(call.by().function()).orElseThrow());
    }

    private double sum(ToDoubleFunction<Work> part) {
        return functions.values().stream().filter(f -> isOfTheApplication(f.shape())).mapToDouble(part).sum();
    }

    private long count(String service, Predicate<String> operation) {
        return calls.stream().filter(this::isOfTheApplication).filter(c -> c.service().equals(service) && operation.test(c.operation()))
                .count();
    }

    // ── telling ──

    private String tell(Kept kept) {
        List<Served.Line> lines = served.lines().stream()
                .filter(line -> isOfTheApplication(stack.template().function(line.function()).orElseThrow())).toList();
        int requests = (int) lines.stream().filter(Served.Line::ofTheApi).count();
        int files = (int) lines.stream().filter(line -> line.function().equals("RequestUploadFunction") && line.succeeded()).count();
        Bill bill = new Bill("an application");
        kept.transitions().keySet().removeIf(machine -> machine.startsWith("Export"));
        kept.transitions().forEach((machine, count) -> bill.add("Step Functions, `" + machine + "`",
                number(count) + " transitions in " + number(kept.executions().get(machine)), Prices.TRANSITION, count));
        double rendering = compute(work("RenderMaterialFunction")) + compute(work("CompleteUploadFunction"));
        bill.add("Lambda, requests", number(sum(Work::count)), Prices.INVOCATION, sum(Work::count));
        bill.add("Lambda, compute", "%.2f GB-seconds".formatted(sum(Work::gigabyteSeconds)), Prices.COMPUTE, sum(Work::gigabyteSeconds));
        bill.add("DynamoDB, writes", number(sum(Work::writes)) + " units, " + number(count("dynamodb", Cost::isWrite)) + " calls",
                Prices.WRITE, sum(Work::writes));
        bill.add("DynamoDB, reads", number(sum(Work::reads)) + " units", Prices.READ, sum(Work::reads));
        bill.add("DynamoDB, its stream", "by " + number(streamed()) + " invocations", Prices.STREAM_READ_BY_A_FUNCTION, 0);
        double core = bill.sum("workflow, compute and table", "goal %.4f".formatted(GOAL));
        bill.add("HTTP API", number(requests) + " calls", Prices.API_CALL, requests);
        long signatures = count("kms", "Sign"::equals);
        long keyUses = count("kms", _ -> true) - signatures;
        bill.add("KMS", "%d requests, %d signatures".formatted(keyUses, signatures),
                Prices.KEY_USE.listed() + ", " + Prices.SIGNATURE.listed(), Prices.KEY_USE.of(keyUses) + Prices.SIGNATURE.of(signatures));
        double puts = files + count("s3", Cost::isDear);
        double gets = count("s3", o -> !isDear(o) && !o.startsWith("Delete")) + (double) TIMES_SEEN * kept.pages();
        bill.add("S3, requests", number(puts) + " PUT, " + number(gets) + " GET", Prices.PUT.listed() + ", " + Prices.GET.listed(),
                Prices.PUT.of(puts) + Prices.GET.of(gets));
        double log = lines.stream().mapToDouble(Served.Line::bytes).sum() + sum(Work::count) * LAMBDAS_LINES;
        bill.add("logs", "%.0f KB".formatted(log / 1e3), Prices.LOG.listed() + "/GB", Prices.LOG.of(log / 1e9));
        bill.sum("around it", "");
        long mails = count("sesv2", _ -> true);
        bill.add("mails by SES", number(mails), Prices.MAIL, mails);
        bill.add("malware scanning (`ScanUploads`)", "%d files of %.0f MB".formatted(files, FILE_MB),
                Prices.SCANNED_FILE.listed() + ", " + Prices.SCANNED_BYTES.listed() + "/GB",
                Prices.SCANNED_FILE.of(files) + Prices.SCANNED_BYTES.of(files * FILE_MB * MB));
        double seen = files * FILE_MB * PAGES_TO_FILE * TIMES_SEEN;
        bill.add("egress", "%.0f MB".formatted(seen), Prices.EGRESS.listed() + "/GB", Prices.EGRESS.of(seen * MB));
        bill.sum("mails, scanning, egress", "");
        bill.together("together");
        double stored = files * FILE_MB * (1 + PAGES_TO_FILE);
        bill.add("kept a year",
                "%.0f MB in %d objects (the sample's own: %.1f MB); %.0f KB on the table".formatted(stored, kept.objects(),
                        kept.objectBytes() / 1e6, kept.tableBytes() / 1e3),
                "12 × (%s, %s + %s)/GB".formatted(Prices.FILES_KEPT.listed(), Prices.TABLE_KEPT.listed(), Prices.TABLE_RESTORABLE.listed()),
                12 * (Prices.FILES_KEPT.of(stored * MB)
                        + (Prices.TABLE_KEPT.of(kept.tableBytes()) + Prices.TABLE_RESTORABLE.of(kept.tableBytes())) / 1e9));
        return "Sample `" + sample + "`, list prices of us-east-1.\n\n" + bill + "\n" + functions(core, rendering, kept) + "\n"
                + standing();
    }

    private Work work(String function) {
        return functions.getOrDefault(function, Work.none(stack.template().function(function).orElseThrow()));
    }

    private static double compute(Work work) {
        return Prices.INVOCATION.of(work.count()) + Prices.COMPUTE.of(work.gigabyteSeconds());
    }

    private double streamed() {
        return sum(f -> f.shape().streams().isEmpty() ? 0 : f.count());
    }

    private static boolean isWrite(String operation) {
        return operation.startsWith("Transact") || List.of("PutItem", "UpdateItem", "DeleteItem").contains(operation);
    }

    private static boolean isDear(String operation) {
        return operation.startsWith("Put") || operation.startsWith("Copy") || operation.startsWith("List") || operation.startsWith("Create")
                || operation.startsWith("Upload") || operation.startsWith("Complete");
    }

    /** Where the goal is lost. */
    private String functions(double core, double rendering, Kept kept) {
        StringBuilder text = new StringBuilder(
                "| the dearest functions | invocations | MB | ms each | write, read units | $ |\n|---|---|---|---|---|---|\n");
        functions.values().stream().filter(f -> isOfTheApplication(f.shape())).sorted(Comparator.comparingDouble((Work f) -> -whole(f)))
                .limit(10)
                .forEach(f -> text.append(String.format(Locale.ROOT, "| `%s` | %d | %d | %.0f | %.0f, %.0f | %.5f |%n",
                        f.shape().logicalId().replaceFirst("Function$", ""), f.count(), f.shape().memoryMegabytes(), f.millis(), f.writes(),
                        f.reads(), whole(f))));
        double workflow = kept.transitions().values().stream().mapToDouble(Prices.TRANSITION::of).sum();
        double table = sum(f -> whole(f) - compute(f));
        double renderings = Prices.TRANSITION.of(kept.transitions().getOrDefault("MaterialsStateMachine", 0)) + rendering;
        text.append(String.format(Locale.ROOT,
                "%nThe goal of $%.4f for workflow, compute and table is %s: the workflows' transitions are $%.5f, compute $%.5f, the table $%.5f. Making pages of files, with its workflow, is $%.5f of it.%n",
                GOAL, core <= GOAL ? "met" : "missed", workflow, core - workflow - table, table, renderings));
        return text.toString();
    }

    private static double whole(Work f) {
        return compute(f) + Prices.WRITE.of(f.writes()) + Prices.READ.of(f.reads());
    }

    private String standing() {
        Bill bill = new Bill("a month, standing");
        int keys = stack.template().keys().size();
        bill.add("keys", number(keys), Prices.KEY, keys);
        bill.add("figures of one's own", number(served.figures()), Prices.FIGURE, served.figures());
        int watched = watched();
        bill.add("alarms", number(watched) + " figures watched", Prices.ALARM, watched);
        double invocations = 0;
        double dollars = 0;
        for (FunctionShape shape : stack.template().functions()) {
            for (ScheduleShape schedule : shape.schedules()) {
                double count = times(schedule);
                Work measured = work(shape.logicalId());
                invocations += count;
                dollars += Prices.SCHEDULED.of(count)
                        + (measured.count() == 0 ? Prices.INVOCATION.of(count) : count / measured.count() * whole(measured));
            }
        }
        bill.add("schedules", number(invocations) + " invocations of "
                + stack.template().functions().stream().filter(f -> !f.schedules().isEmpty()).count() + " functions, with what they read",
                "%s and Lambda's, the table's".formatted(Prices.SCHEDULED.listed()), dollars);
        bill.add("dashboard", "1 (three are free)", Prices.DASHBOARD, 0);
        bill.add("secret (SMTP only)", "1", Prices.SECRET, 1);
        bill.together("together");
        return bill.toString();
    }

    private static double times(ScheduleShape schedule) {
        String expression = schedule.expression();
        if (!expression.startsWith("rate(")) {
            // once a day, as all of the template's
            return DAYS_A_MONTH;
        }
        String[] rate = expression.replaceAll("rate\\(|\\)", "").split(" ");
        double aDay = switch (rate[1].replaceFirst("s$", "")) {
            case "minute" -> 24 * 60;
            case "hour" -> 24;
            default -> throw new IllegalStateException(expression);
        };
        return DAYS_A_MONTH * aDay / Integer.parseInt(rate[0]);
    }

    /** The figures that alarms of the template name. */
    private int watched() {
        try {
            return Arrays.stream(Files.readString(project.resolve("template.yaml")).split("\n(?=  [A-Z]\\w*:\n)"))
                    .filter(resource -> resource.contains("Type: AWS::CloudWatch::Alarm"))
                    .mapToInt(resource -> resource.split("MetricName:", -1).length - 1).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String number(double count) {
        return String.format(Locale.ROOT, "%,.0f", count);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
