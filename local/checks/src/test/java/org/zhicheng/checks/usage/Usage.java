package org.zhicheng.checks.usage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.checks.Endpoint;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.template.TableShape;

/** What functions use of the services while it is written down: each call with its units. One at a time. */
public final class Usage implements AutoCloseable {

    private static final int LOOKING = 12;
    private static volatile Optional<Usage> present = Optional.empty();

    private final TableShape table;
    private final DynamoDbClient dynamo;
    private final ThreadPoolExecutor threads;
    private final List<Call> calls = new ArrayList<>();

    private Usage(EmbeddedStack stack) {
        this.table = stack.template().tables().getFirst();
        this.dynamo = Endpoint.clients(stack.backend().endpoint()).dynamoDb();
        this.threads = new ThreadPoolExecutor(LOOKING, LOOKING, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        // of their own and started here, or they would be taken for the function's and held to its permissions
        threads.prestartAllCoreThreads();
    }

    /**
     * One call of a service.
     *
     * @param from when it began, by {@link System#nanoTime()}, with the looking at what it changes
     * @param to when it had ended, likewise
     * @param looked how many items were read for it, whatever of them was answered
     * @param request as it was sent
     */
    public record Call(Invocation by, String service, String operation, long from, long to, double reads, int looked, List<Write> writes,
            SdkRequest request) {

        public double writeUnits() {
            return writes.stream().mapToDouble(Write::units).sum();
        }
    }

    /**
     * What was written to one place.
     *
     * @param place the table or the index, and the partition's key
     */
    public record Write(String place, double units) {
    }

    /** Begins to write down. */
    public static Usage of(EmbeddedStack stack) {
        Usage usage = new Usage(stack);
        present = Optional.of(usage);
        return usage;
    }

    static Optional<Usage> present() {
        return present;
    }

    TableShape table() {
        return table;
    }

    synchronized void add(Call call) {
        calls.add(call);
    }

    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The items as they are now; the missing ones left out. */
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> look(Collection<Map<String, AttributeValue>> keys) {
        try {
            return threads.submit(() -> {
                Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
                for (Map<String, AttributeValue> key : keys) {
                    Map<String, AttributeValue> item = dynamo.getItem(r -> r.tableName(table.name()).key(key).consistentRead(true)).item();
                    if (!item.isEmpty()) {
                        items.put(key, item);
                    }
                }
                return items;
            }).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Of each function, its invocations. */
    public static Map<String, Map<Invocation, List<Call>>> byFunction(List<Call> calls) {
        return calls.stream().collect(Collectors.groupingBy(call -> call.by().function(), Collectors.groupingBy(Call::by)));
    }

    /** How long at least one of the calls was under way. */
    public static long nanosUnderWay(List<Call> calls) {
        long sum = 0;
        long reached = Long.MIN_VALUE;
        for (Call call : calls.stream().sorted(Comparator.comparingLong(Call::from)).toList()) {
            sum += Math.max(0, call.to() - Math.max(call.from(), reached));
            reached = Math.max(reached, call.to());
        }
        return sum;
    }

    /** What the calls would take if each took what is stated: those that overlap wait together, for the slowest of them. */
    public static double millisWaited(List<Call> calls, Function<Call, Double> stated) {
        double sum = 0;
        double slowest = 0;
        long reached = Long.MIN_VALUE;
        for (Call call : calls.stream().sorted(Comparator.comparingLong(Call::from)).toList()) {
            if (call.from() >= reached) {
                sum += slowest;
                slowest = 0;
            }
            slowest = Math.max(slowest, stated.apply(call));
            reached = Math.max(reached, call.to());
        }
        return sum + slowest;
    }

    @Override
    public void close() {
        present = Optional.empty();
        threads.shutdownNow();
        dynamo.close();
    }
}
