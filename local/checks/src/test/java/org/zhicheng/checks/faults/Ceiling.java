package org.zhicheng.checks.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import org.zhicheng.stack.Tables;
import org.zhicheng.stack.services.Clients;
import org.zhicheng.stack.template.TableShape;

/** How many transactions like one that was seen DynamoDB Local makes a second, with nothing else to do: in a table like the system's. */
final class Ceiling {

    private static final int AT_ONCE = 8;
    private static final int A_BATCH = 25;
    private static final String NAME = "ceiling";

    private final DynamoDbClient dynamo;
    private final TransactWriteItemsRequest like;
    private final String id;

    /** @param id of the application that the transaction is about */
    Ceiling(Clients clients, TableShape shape, TransactWriteItemsRequest like, String id) {
        this.dynamo = clients.dynamoDb();
        this.like = like;
        this.id = id;
        try (Tables tables = new Tables(clients)) {
            tables.create(new TableShape(shape.logicalId(), NAME, shape.attributes(), shape.keys(), shape.indexes(), shape.streamView(),
                    shape.expiry()));
        }
    }

    /**
     * Makes as many as it can.
     *
     * @param conditions the items that the transaction only looks at, as they are
     */
    double perSecond(Duration time, int most, List<Map<String, AttributeValue>> conditions) {
        fill(most, conditions);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int number = next.getAndIncrement(); number < most && System.nanoTime() < end; number = next.getAndIncrement()) {
                    dynamo.transactWriteItems(of(number));
                    done.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        double perSecond = done.get() / ((System.nanoTime() - begin) / 1e9);
        dynamo.deleteTable(r -> r.tableName(NAME));
        dynamo.close();
        if (done.get() == 0) {
            throw new IllegalStateException("no transaction succeeded");
        }
        return perSecond;
    }

    /** What each transaction finds: the application as it was before, and what is looked at. */
    private void fill(int most, List<Map<String, AttributeValue>> conditions) {
        List<WriteRequest> writes = new ArrayList<>();
        conditions.forEach(item -> writes.add(put(item)));
        for (int number = 0; number < most; number++) {
            for (TransactWriteItem write : of(number).transactItems()) {
                if (write.put() != null && write.put().expressionAttributeValues().containsKey(":before")) {
                    Map<String, AttributeValue> before = new LinkedHashMap<>(write.put().item());
                    before.put("version", write.put().expressionAttributeValues().get(":before"));
                    if (write.put().expressionAttributeValues().containsKey(":state")) {
                        before.put("state", write.put().expressionAttributeValues().get(":state"));
                    }
                    writes.add(put(before));
                }
            }
        }
        for (int from = 0; from < writes.size(); from += A_BATCH) {
            Map<String, List<WriteRequest>> left = Map.of(NAME, writes.subList(from, Math.min(writes.size(), from + A_BATCH)));
            while (!left.isEmpty()) {
                Map<String, List<WriteRequest>> now = left;
                left = dynamo.batchWriteItem(r -> r.requestItems(now)).unprocessedItems();
            }
        }
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder().putRequest(put -> put.item(item)).build();
    }

    /** The same about another application. */
    private TransactWriteItemsRequest of(int number) {
        return TransactWriteItemsRequest.builder().transactItems(like.transactItems().stream().map(item -> of(item, number)).toList())
                .build();
    }

    private TransactWriteItem of(TransactWriteItem item, int number) {
        if (item.put() != null) {
            return item.toBuilder().put(item.put().toBuilder().tableName(NAME).item(renamed(item.put().item(), number)).build()).build();
        }
        if (item.update() != null) {
            return item.toBuilder().update(item.update().toBuilder().tableName(NAME).key(renamed(item.update().key(), number)).build())
                    .build();
        }
        if (item.delete() != null) {
            return item.toBuilder().delete(item.delete().toBuilder().tableName(NAME).key(renamed(item.delete().key(), number)).build())
                    .build();
        }
        return item.toBuilder()
                .conditionCheck(item.conditionCheck().toBuilder().tableName(NAME).key(renamed(item.conditionCheck().key(), number)).build())
                .build();
    }

    private Map<String, AttributeValue> renamed(Map<String, AttributeValue> item, int number) {
        Map<String, AttributeValue> other = new HashMap<>();
        item.forEach((name, value) -> other.put(name,
                value.s() == null ? value : AttributeValue.fromS(value.s().replace(id, id + "-" + number))));
        return other;
    }
}
