package org.zhicheng.stack.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.template.StreamShape;

/**
 * Reads a table's stream and invokes a function with what its filters let through: in order within a shard, parents first,
 * each record at least once. A failing batch is tried again with growing pauses, and holds up its shard meanwhile.
 */
public final class StreamPoller implements AutoCloseable {

    private static final Duration ACTIVE_PAUSE = Duration.ofMillis(100);
    private static final Duration IDLE_PAUSE = Duration.ofMillis(500);
    private static final Duration ACTIVE_FOR = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    /** For the function that has its records, on closing. */
    private static final Duration TO_END = Duration.ofSeconds(5);
    private static final int DESCRIBE_EVERY = 50;
    /** Records read at once; most of a busy table are not for this function, and are passed over here. */
    private static final int PAGE = 1000;

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final String region;
    private final StreamShape shape;
    private final String function;
    private final FunctionInvoker functions;
    private final Checkpoints checkpoints;
    private final ObjectMapper json = new ObjectMapper();
    private final EventFilter filter;
    private final Map<String, String> iterators = new HashMap<>();
    private final Thread thread;
    private List<Shard> shards = List.of();
    private int rounds;
    private boolean nudged;
    private long activeUntil;
    private volatile boolean closed;

    /**
     * A poller, not started yet.
     *
     * @param function   the name of the function
     * @param streamArn  the stream as DynamoDB names it now
     * @param checkpoint the file that remembers how far it came; of another stream's shards it does not matter
     */
    public StreamPoller(DynamoDbStreamsClient streams, String streamArn, String region, StreamShape shape, String function,
            FunctionInvoker functions, Path checkpoint) {
        this.streams = streams;
        this.streamArn = streamArn;
        this.region = region;
        this.shape = shape;
        this.function = function;
        this.functions = functions;
        this.checkpoints = new Checkpoints(checkpoint);
        this.filter = new EventFilter(shape.filters());
        this.thread = Thread.ofVirtual().name("stream-" + shape.name()).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Something was probably written: look now. */
    public synchronized void nudge() {
        nudged = true;
        notifyAll();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        // what it was about to write is written when this returns
        try {
            if (thread.isAlive()) {
                thread.join(TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                boolean found;
                try {
                    found = poll();
                } catch (RuntimeException e) {
                    // Also what only one record brings about: a poller that dies takes every later record with it.
                    if (closed) {
                        return;
                    }
                    System.err.println("the stream of " + shape.table() + " cannot be read: " + e);
                    iterators.clear();
                    found = false;
                }
                await(found);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads each open shard once; answers whether there was anything. */
    boolean poll() throws InterruptedException {
        if (rounds++ % DESCRIBE_EVERY == 0) {
            shards = describe();
        }
        boolean found = false;
        Set<String> known = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
        for (Shard shard : shards) {
            boolean parentOpen = known.contains(shard.parentShardId()) && !checkpoints.done(shard.parentShardId());
            if (!checkpoints.done(shard.shardId()) && !parentOpen) {
                found |= read(shard.shardId());
            }
        }
        return found;
    }

    private synchronized void await(boolean found) throws InterruptedException {
        long now = System.nanoTime();
        if (found || nudged) {
            activeUntil = now + ACTIVE_FOR.toNanos();
        }
        if (!found && !nudged) {
            wait((activeUntil - now > 0 ? ACTIVE_PAUSE : IDLE_PAUSE).toMillis());
        }
        nudged = false;
    }

    private List<Shard> describe() {
        List<Shard> all = new ArrayList<>();
        Optional<String> last = Optional.empty();
        do {
            String from = last.orElse(null);
            StreamDescription page = streams.describeStream(request -> request.streamArn(streamArn).exclusiveStartShardId(from))
                    .streamDescription();
            all.addAll(page.shards());
            last = Optional.ofNullable(page.lastEvaluatedShardId());
        } while (last.isPresent());
        return all;
    }

    private boolean read(String shard) throws InterruptedException {
        GetRecordsResponse page;
        try {
            String iterator = iterators.computeIfAbsent(shard, this::iterator);
            page = streams.getRecords(request -> request.shardIterator(iterator).limit(PAGE));
        } catch (ExpiredIteratorException e) {
            iterators.remove(shard);
            return true;
        } catch (TrimmedDataAccessException e) {
            iterators.remove(shard);
            checkpoints.forget(shard);
            return true;
        }
        List<Record> records = page.records();
        if (!records.isEmpty()) {
            deliver(shard, records);
        }
        if (page.nextShardIterator() == null) {
            iterators.remove(shard);
            checkpoints.finished(shard);
            rounds = 0;
        } else {
            iterators.put(shard, page.nextShardIterator());
        }
        return !records.isEmpty();
    }

    private String iterator(String shard) {
        Optional<String> position = checkpoints.position(shard);
        return streams.getShardIterator(request -> request.streamArn(streamArn).shardId(shard)
                .shardIteratorType(position.isPresent() ? ShardIteratorType.AFTER_SEQUENCE_NUMBER : ShardIteratorType.TRIM_HORIZON)
                .sequenceNumber(position.orElse(null))).shardIterator();
    }

    /** Hands records over until all are done or given up; each success is remembered at once. */
    private void deliver(String shard, List<Record> records) throws InterruptedException {
        List<ObjectNode> left = new ArrayList<>(
                records.stream().map(record -> StreamRecords.json(record, streamArn, region)).filter(filter::passes).toList());
        Duration backoff = ACTIVE_PAUSE;
        int attempts = 0;
        while (!left.isEmpty()) {
            int handled = invoke(left.subList(0, Math.min(left.size(), shape.batchSize())));
            if (handled > 0) {
                checkpoints.reached(shard, sequence(left.get(handled - 1)));
                left.subList(0, handled).clear();
                backoff = ACTIVE_PAUSE;
                attempts = 0;
                continue;
            }
            attempts++;
            if (shape.retries().isPresent() && attempts > shape.retries().getAsInt()) {
                System.err.println("stream " + shape.name() + " gives up " + left.size() + " records after " + attempts + " attempts");
                break;
            }
            pause(backoff);
            backoff = backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) < 0 ? backoff.multipliedBy(2) : LONGEST_BACKOFF;
        }
        checkpoints.reached(shard, records.getLast().dynamodb().sequenceNumber());
    }

    /** A nudge does not shorten it: the failing function would be called at every request. */
    private static void pause(Duration pause) throws InterruptedException {
        Thread.sleep(pause);
    }

    /** How many of the records, from the first, the function has handled. */
    private int invoke(List<ObjectNode> records) {
        ArrayNode batch = json.createArrayNode().addAll(records);
        try {
            FunctionAnswer answer = functions.invoke(function, json.writeValueAsBytes(json.createObjectNode().set("Records", batch)));
            if (answer.failed()) {
                if (!closed) {
                    System.err.println("stream " + shape.name() + ": " + answer.text());
                }
                return 0;
            }
            return shape.reportsItemFailures() ? handled(records, json.readTree(answer.payload())) : records.size();
        } catch (IOException | RuntimeException e) {
            System.err.println("stream " + shape.name() + ": " + e);
            return 0;
        }
    }

    /** Up to the first failed record, as Lambda does; an unknown or empty identifier fails the whole batch. */
    private static int handled(List<ObjectNode> records, JsonNode answer) {
        JsonNode failures = answer.path("batchItemFailures");
        if (!failures.isArray() || failures.isEmpty()) {
            return records.size();
        }
        List<String> sequences = records.stream().map(StreamPoller::sequence).toList();
        TreeSet<Integer> failed = failures.valueStream().map(failure -> sequences.indexOf(failure.path("itemIdentifier").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
        return Math.max(0, failed.first());
    }

    private static String sequence(ObjectNode record) {
        return record.path("dynamodb").path("SequenceNumber").asText();
    }
}
