package org.zhicheng.checks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.stack.EmbeddedStack;

/**
 * What people wait for and what is read for it, by how many applications a cycle has: each of a true one's items under another id, person and
 * employer, all in one district and at one step.
 */
public final class Growth {

    private static final int A_BATCH = 25;
    private static final int AN_EMPLOYER = 50;
    private static final int RUNS = 7;
    private static final Duration PATIENCE = Duration.ofHours(2);

    private final TestStack stack;
    private final Api api;
    private final Application like;
    private final List<Map<String, AttributeValue>> items;
    private final DynamoDbClient table;
    private final Counter counter;

    /** Counts what functions call and look at while something is done. */
    public interface Counter {
        Counted during(Runnable work, Set<String> functions);
    }

    /** Calls of services, and items that were read. */
    public record Counted(int calls, int looked) {
    }

    /** What is done, and by which functions. */
    private record Operation(Set<String> functions, Runnable work) {
        static Operation of(Supplier<Api.Reply> request, String... functions) {
            return new Operation(Set.of(functions), () -> request.get().expect(200));
        }
    }

    private Growth(TestStack stack, Counter counter) {
        this.stack = stack;
        this.counter = counter;
        this.api = stack.api();
        this.like = EveryState.on(stack).another(State.DISTRICT_REVIEW);
        this.table = stack.services().clients().dynamoDb();
        this.items = table.queryPaginator(r -> r.tableName(stack.table()).keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("APP#" + like.id()), ":sk", AttributeValue.fromS("A#"))))
                .items().stream().filter(item -> List.of("A#HEAD", "A#FORM").contains(item.get("sk").s())).toList();
    }

    /** Fills a cycle up to each size and says it as a Markdown table, a column a size. */
    public static String table(List<Integer> sizes, Function<EmbeddedStack, Counter> counting) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (TestStack stack = TestStack.start(options -> options.withParameter("RequestsPerSecond", "10000"))) {
            stack.prepare();
            stack.setClock(TestStack.TODAY);
            Growth growth = new Growth(stack, counting.apply(stack.stack()));
            Map<String, Operation> operations = growth.operations();
            int filled = 0;
            for (int size : sizes) {
                double behind = growth.fill(filled, size);
                filled = size;
                operations.forEach((what, operation) -> rows.computeIfAbsent(what, _ -> new ArrayList<>()).add(growth.measured(operation)));
                rows.computeIfAbsent("counted behind the last of them", _ -> new ArrayList<>()).add(seconds(behind));
            }
        }
        StringBuilder text = new StringBuilder("| calls of services; items looked at; median time. Applications of the cycle: |");
        sizes.forEach(size -> text.append(String.format(Locale.ROOT, " %,d |", size)));
        text.append("\n|---|").append("---|".repeat(sizes.size())).append('\n');
        rows.forEach((what, cells) -> text.append("| ").append(what).append(" | ").append(String.join(" | ", cells)).append(" |\n"));
        return text.toString();
    }

    private Map<String, Operation> operations() {
        String administrator = stack.token(Journey.ADMINISTRATOR);
        String office = stack.appointed("OFFICE", "", "");
        String district = stack.appointed("DISTRICT", like.qualification().district(), "");
        String employer = stack.appointed("EMPLOYER", like.form().employer().uscc(), "");
        String applicant = stack.token(like.applicant());
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (String tier : List.of("EMPLOYER_REVIEW", "DISTRICT_REVIEW")) {
            boolean bureau = tier.startsWith("DISTRICT");
            String who = bureau ? district : employer;
            String whose = bureau ? "a bureau's, with all of them" : "an employer of " + AN_EMPLOYER;
            operations.put("queue, " + whose, Operation.of(() -> api.get(who, "/reviews?tier=" + tier), "ListQueueFunction"));
            operations.put("what was decided, " + whose,
                    Operation.of(() -> api.get(who, "/reviews?tier=" + tier + "&decided=2025"), "ListQueueFunction"));
        }
        operations.put("queue, a bureau's, filtered by text",
                Operation.of(() -> api.get(district, "/reviews?tier=DISTRICT_REVIEW&text=" + id(7)), "ListQueueFunction"));
        operations.put("search of everything, by id",
                Operation.of(() -> api.get(administrator, "/waiting?text=" + id(7)), "ListWaitingFunction"));
        operations.put("search of everything, by what nothing has",
                Operation.of(() -> api.get(administrator, "/waiting?text=zz-none"), "ListWaitingFunction"));
        operations.put("own applications", Operation.of(() -> api.get(applicant, "/applications"), "ListOwnApplicationsFunction"));
        operations.put("an application shown to its bureau",
                Operation.of(() -> api.get(district, "/reviews/" + like.id()), "ShowReviewFunction"));
        operations.put("statistics, administrator",
                Operation.of(() -> api.get(administrator, "/statistics?cycle=2025"), "ShowStatisticsFunction"));
        operations.put("statistics, a bureau's", Operation.of(() -> api.get(district, "/statistics?cycle=2025"), "ShowStatisticsFunction"));
        operations.put("statistics, an employer of " + AN_EMPLOYER,
                Operation.of(() -> api.get(employer, "/statistics?cycle=2025"), "ShowStatisticsFunction"));
        operations.put("figures of alarms and dashboard", new Operation(Set.of("PublishMetricsFunction"),
                () -> stack.stack().invoke("PublishMetricsFunction", "{}".getBytes(StandardCharsets.UTF_8))));
        operations.put("list as CSV, an employer of " + AN_EMPLOYER, Operation.of(() -> api.list(employer, "CSV"), "WriteExportFunction"));
        operations.put("list as CSV, office", Operation.of(() -> api.list(office, "CSV"), "WriteExportFunction"));
        operations.put("list as XLSX, office", Operation.of(() -> api.list(office, "XLSX"), "WriteExportFunction"));
        return operations;
    }

    /** @return how many seconds after the last was written all were counted */
    private double fill(int from, int to) {
        List<Callable<Void>> batches = new ArrayList<>();
        for (int first = from; first < to; first += A_BATCH / items.size()) {
            int begin = first;
            int end = Math.min(to, first + A_BATCH / items.size());
            batches.add(() -> {
                List<WriteRequest> writes = IntStream.range(begin, end).boxed().flatMap(this::another).toList();
                Map<String, List<WriteRequest>> left = Map.of(stack.table(), writes);
                while (!left.isEmpty()) {
                    Map<String, List<WriteRequest>> now = left;
                    left = table.batchWriteItem(r -> r.requestItems(now)).unprocessedItems();
                }
                return null;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Void> written : pool.invokeAll(batches)) {
                written.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        long written = System.nanoTime();
        while (counted() < to) {
            if (System.nanoTime() - written > PATIENCE.toNanos()) {
                throw new IllegalStateException("counted " + counted() + " of " + to);
            }
            pause();
        }
        return (System.nanoTime() - written) / 1e9;
    }

    private int counted() {
        return api.get(stack.token(Journey.ADMINISTRATOR), "/statistics?cycle=2025").expect(200).json().path("byState")
                .path(State.DISTRICT_REVIEW.name()).asInt();
    }

    private Stream<WriteRequest> another(int number) {
        Map<String, String> others = Map.of(like.id(), id(number), like.applicant(), "growth-" + number, like.form().employer().uscc(),
                employer(number));
        return items.stream().map(item -> renamed(AttributeValue.fromM(item), others).m())
                .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build());
    }

    private static AttributeValue renamed(AttributeValue value, Map<String, String> others) {
        return switch (value.type()) {
            case S -> {
                String text = value.s();
                for (Map.Entry<String, String> other : others.entrySet()) {
                    text = text.replace(other.getKey(), other.getValue());
                }
                yield AttributeValue.fromS(text);
            }
            case M -> {
                Map<String, AttributeValue> map = new LinkedHashMap<>();
                value.m().forEach((name, part) -> map.put(name, renamed(part, others)));
                yield AttributeValue.fromM(map);
            }
            case L -> AttributeValue.fromL(value.l().stream().map(part -> renamed(part, others)).toList());
            default -> value;
        };
    }

    private static String id(int number) {
        String digits = Integer.toString(number, 32);
        StringBuilder id = new StringBuilder("growth").append("a".repeat(20 - digits.length()));
        digits.chars().mapToObj(c -> "abcdefghijklmnopqrstuvwxyz234567".charAt(Character.digit(c, 32))).forEach(id::append);
        return id.toString();
    }

    private String employer(int number) {
        // the first has staff, and only registered employers have
        return number < AN_EMPLOYER ? like.form().employer().uscc() : "GROWTH%012d".formatted(number / AN_EMPLOYER);
    }

    private String measured(Operation operation) {
        double[] seconds = new double[RUNS];
        for (int run = -1; run < RUNS; run++) {
            long begin = System.nanoTime();
            operation.work().run();
            if (run >= 0) {
                seconds[run] = (System.nanoTime() - begin) / 1e9;
            }
        }
        Arrays.sort(seconds);
        Counted counted = counter.during(operation.work(), operation.functions());
        return String.format(Locale.ROOT, "%,d; %,d; %s", counted.calls(), counted.looked(), seconds(seconds[RUNS / 2]));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.3f s" : "%.0f s", seconds);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
