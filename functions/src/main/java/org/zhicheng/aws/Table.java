package org.zhicheng.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.lambda.Json;

/**
 * The one table: keys {@code pk} and {@code sk}, indexes {@code queue}, {@code owner}, {@code cycle} and {@code outbox}. What every
 * transaction has in common stands here: the audit event, the outbox items, unique values.
 */
final class Table {

    /** Partitions of the outbox index: everything not yet delivered, spread, as one takes a thousand writes a second. */
    static final List<String> PENDING = List.of("PENDING", "PENDING#1", "PENDING#2", "PENDING#3", "PENDING#4", "PENDING#5", "PENDING#6",
            "PENDING#7");

    private static final String OWNER = "owner";
    private static final int LONGEST_PK = 2048;
    private static final int LONGEST_SK = 1024;

    private final Supplier<DynamoDbClient> client;
    private final String name;

    Table(Supplier<DynamoDbClient> client, String name) {
        this.client = client;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** For what a request reads once at most. */
    DynamoDbClient reader() {
        return client.get();
    }

    /**
     * Makes a write that no transaction makes, and that changes nothing of what is owned. What was read of its partition before it ended, well or
     * not, is read anew.
     */
    <T> T writing(String pk, Function<DynamoDbClient, T> write) {
        try {
            return write.apply(client.get());
        } finally {
            Reads.forget(Set.of(pk));
        }
    }

    /** An item; none where the key is empty or longer than any key can be, as one from outside may be. */
    Optional<Map<String, AttributeValue>> get(String pk, String sk) {
        if (pk.isEmpty() || sk.isEmpty() || bytes(pk) > LONGEST_PK || bytes(sk) > LONGEST_SK) {
            return Optional.empty();
        }
        return Reads.once(pk, sk, () -> {
            Map<String, AttributeValue> item = client.get().getItem(r -> r.tableName(name).key(Items.key(pk, sk)).consistentRead(true))
                    .item();
            return item == null || item.isEmpty() ? Optional.<Map<String, AttributeValue>>empty() : Optional.of(item);
        });
    }

    <T> Optional<T> find(String pk, String sk, Class<T> type) {
        return get(pk, sk).map(item -> Items.data(item, type));
    }

    /** All items of a partition whose sort key begins with a prefix, in order; a consistent read. */
    List<Map<String, AttributeValue>> all(String pk, String prefix) {
        return Reads
                .once(pk, prefix + "*",
                        () -> client.get()
                                .queryPaginator(r -> r.tableName(name).consistentRead(true)
                                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                                        .expressionAttributeValues(Map.of(":pk", Items.s(pk), ":prefix", Items.s(prefix))))
                                .items().stream().toList());
    }

    /** All items of a partition, in order; a consistent read. */
    List<Map<String, AttributeValue>> all(String pk) {
        return Reads.once(pk, "*", () -> client.get().queryPaginator(r -> r.tableName(name).consistentRead(true)
                .keyConditionExpression("pk = :pk").expressionAttributeValues(Map.of(":pk", Items.s(pk)))).items().stream().toList());
    }

    /** Everything that somebody owns, by the index, the newest first. */
    List<Map<String, AttributeValue>> ofOwner(String owner) {
        return Reads.once(OWNER, owner, () -> client.get()
                .queryPaginator(r -> r.tableName(name).indexName(OWNER).scanIndexForward(false).keyConditionExpression("#owner = :owner")
                        .expressionAttributeNames(Map.of("#owner", "owner")).expressionAttributeValues(Map.of(":owner", Items.s(owner))))
                .items().stream().toList());
    }

    /**
     * One page of an index's partition; it is not kept, as there may be many of them.
     *
     * @throws Failure {@code INVALID_VALUE} for a cursor that is none, or none of this partition
     */
    <T> Page<T> page(QueryRequest.Builder request, Optional<String> cursor, Function<Map<String, AttributeValue>, T> mapping) {
        cursor.ifPresent(c -> request.exclusiveStartKey(decodeCursor(c)));
        QueryResponse response;
        try {
            response = client.get().query(request.tableName(name).build());
        } catch (DynamoDbException e) {
            if (cursor.isPresent() && "ValidationException".equals(e.awsErrorDetails().errorCode())) {
                throw new Failure(ErrorCode.INVALID_VALUE, "cursor", "cursor");
            }
            throw e;
        }
        Optional<String> next = response.hasLastEvaluatedKey() ? Optional.of(encodeCursor(response.lastEvaluatedKey())) : Optional.empty();
        return new Page<>(response.items().stream().map(mapping).toList(), next);
    }

    Put.Builder put(Map<String, AttributeValue> item) {
        return Put.builder().tableName(name).item(item);
    }

    TransactWriteItem write(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(put(item).build()).build();
    }

    /** Writes an item that must not be there yet. */
    TransactWriteItem create(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(put(item).conditionExpression("attribute_not_exists(pk)").build()).build();
    }

    /** Writes the next revision of something: only over the one before it (R49). What was stored before there were any counts as none. */
    TransactWriteItem writeNext(Map<String, AttributeValue> item, Revision next) {
        return writeNext(item, next.version());
    }

    /** The same by the number alone. */
    TransactWriteItem writeNext(Map<String, AttributeValue> item, int version) {
        Map<String, AttributeValue> versioned = new LinkedHashMap<>(item);
        versioned.put("version", Items.n(version));
        Put.Builder put = put(versioned);
        return TransactWriteItem.builder().put(version <= 1
                ? put.conditionExpression("attribute_not_exists(version)").build()
                : put.conditionExpression("version = :before").expressionAttributeValues(Map.of(":before", Items.n(version - 1L))).build())
                .build();
    }

    /** The condition that something is still at a revision. */
    TransactWriteItem unchanged(String pk, String sk, Revision revision) {
        return unchanged(pk, sk, revision.version());
    }

    /** The same by the number alone. */
    TransactWriteItem unchanged(String pk, String sk, int version) {
        ConditionCheck.Builder check = ConditionCheck.builder().tableName(name).key(Items.key(pk, sk));
        return TransactWriteItem.builder().conditionCheck(version == 0
                ? check.conditionExpression("attribute_not_exists(version)").build()
                : check.conditionExpression("version = :version").expressionAttributeValues(Map.of(":version", Items.n(version))).build())
                .build();
    }

    /** The condition that something is not there. */
    TransactWriteItem absent(String pk, String sk) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(name).key(Items.key(pk, sk)).conditionExpression("attribute_not_exists(pk)")).build();
    }

    /** Deletes something that is still at a revision. */
    TransactWriteItem deleteAt(String pk, String sk, Revision revision) {
        return deleteAt(pk, sk, revision.version());
    }

    /** The same by the number alone. */
    TransactWriteItem deleteAt(String pk, String sk, int version) {
        return TransactWriteItem.builder().delete(d -> d.tableName(name).key(Items.key(pk, sk)).conditionExpression("version = :version")
                .expressionAttributeValues(Map.of(":version", Items.n(version)))).build();
    }

    TransactWriteItem delete(String pk, String sk) {
        return TransactWriteItem.builder().delete(d -> d.tableName(name).key(Items.key(pk, sk))).build();
    }

    /** The record is append-only: an event is written once and never again (R35). */
    TransactWriteItem audit(String pk, AuditEvent event) {
        return create(Items.item(pk, "E#%015d#%s".formatted(event.sequence(), event.action()), event));
    }

    /** An event about one of several things of a partition, beside which others of the same version may stand. */
    TransactWriteItem audit(String pk, AuditEvent event, String of) {
        return create(Items.item(pk, "E#%015d#%s#%s#%s".formatted(event.sequence(), event.action(), event.at(), of), event));
    }

    List<TransactWriteItem> outbox(String pk, AuditEvent event, List<Delivery> deliveries) {
        return outbox(pk, event.at(), event.sequence(), deliveries);
    }

    List<TransactWriteItem> outbox(String pk, Instant at, long sequence, List<Delivery> deliveries) {
        List<TransactWriteItem> writes = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            writes.add(create(waiting(pk, at, outboxKey(sequence, i), deliveries.get(i))));
        }
        return writes;
    }

    /** A delivery that whoever writes it makes itself; it is made only where that did not come to its end in time. */
    TransactWriteItem held(String pk, Instant at, long sequence, Delivery delivery, Duration time) {
        Map<String, AttributeValue> item = waiting(pk, at, outboxKey(sequence, 0), delivery);
        item.put("leasedUntil", Items.s(at.plus(time)));
        return create(item);
    }

    static String outboxKey(long sequence, int running) {
        return "O#%015d#%02d".formatted(sequence, running);
    }

    private static Map<String, AttributeValue> waiting(String pk, Instant at, String sk, Delivery delivery) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key(pk, sk));
        // Through the interface, so that the kind of delivery is written along.
        item.put("data", Items.toAttribute(Json.tree(new DeliveryHolder(delivery))));
        item.put("outbox", Items.s(pending(pk)));
        item.put("outboxDue", Items.s(at));
        item.put("createdAt", Items.s(at));
        item.put("attempts", Items.n(0));
        return item;
    }

    /** The partition of the outbox index in which what is about something waits. */
    static String pending(String pk) {
        return PENDING.get(share(pk, PENDING.size()));
    }

    record DeliveryHolder(Delivery delivery) {
    }

    TransactWriteItem claim(Claim claim) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(claimKey(claim.type(), claim.value()));
        item.put("owner", Items.s(claim.owner()));
        return TransactWriteItem.builder().put(put(item).conditionExpression("attribute_not_exists(pk) OR #owner = :owner")
                .expressionAttributeNames(Map.of("#owner", "owner")).expressionAttributeValues(Map.of(":owner", item.get("owner"))).build())
                .build();
    }

    TransactWriteItem release(Claim claim) {
        return TransactWriteItem.builder().delete(d -> d.tableName(name).key(claimKey(claim.type(), claim.value()))
                .conditionExpression("attribute_not_exists(pk) OR #owner = :owner").expressionAttributeNames(Map.of("#owner", "owner"))
                .expressionAttributeValues(Map.of(":owner", Items.s(claim.owner())))).build();
    }

    /** Hands a claim over from its owner to another. */
    TransactWriteItem transfer(Claim claim, String next) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(claimKey(claim.type(), claim.value()));
        item.put("owner", Items.s(next));
        return TransactWriteItem.builder()
                .put(put(item).conditionExpression("attribute_not_exists(pk) OR #owner = :owner")
                        .expressionAttributeNames(Map.of("#owner", "owner"))
                        .expressionAttributeValues(Map.of(":owner", Items.s(claim.owner()))).build())
                .build();
    }

    static Map<String, AttributeValue> claimKey(Claim.Type type, String value) {
        return Items.key("UNIQUE#" + type + "#" + value, "UNIQUE");
    }

    /**
     * Writes all or nothing.
     *
     * @param claims the claims among the writes, by the place of each in the list
     * @throws StaleVersion where any other condition failed, or another transaction was under way
     * @throws ClaimTaken where a unique value is taken
     */
    void transact(List<TransactWriteItem> writes, Map<Integer, Claim> claims) {
        try {
            client.get().transactWriteItems(r -> r.transactItems(writes));
            Reads.forget(written(writes));
        } catch (TransactionCanceledException e) {
            Reads.forgetAll();
            List<CancellationReason> reasons = e.cancellationReasons();
            boolean conditionFailed = false;
            for (int i = 0; i < reasons.size(); i++) {
                if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                    conditionFailed = true;
                    if (!claims.containsKey(i)) {
                        throw new StaleVersion();
                    }
                }
            }
            for (Map.Entry<Integer, Claim> claim : claims.entrySet()) {
                if ("ConditionalCheckFailed".equals(reasons.get(claim.getKey()).code())) {
                    throw new ClaimTaken(claim.getValue());
                }
            }
            if (conditionFailed || reasons.stream().anyMatch(r -> "TransactionConflict".equals(r.code()))) {
                throw new StaleVersion();
            }
            throw e;
        } catch (RuntimeException e) {
            // it may have been written all the same
            Reads.forgetAll();
            throw e;
        }
    }

    /** The partitions that a transaction wrote to, and the index that lists what is owned. */
    private static Set<String> written(List<TransactWriteItem> writes) {
        Set<String> places = new HashSet<>(Set.of(OWNER));
        for (TransactWriteItem write : writes) {
            Map<String, AttributeValue> at = write.put() != null
                    ? write.put().item()
                    : write.update() != null ? write.update().key() : write.delete() != null ? write.delete().key() : Map.of();
            Optional.ofNullable(at.get("pk")).map(AttributeValue::s).ifPresent(places::add);
        }
        return places;
    }

    /** Which of several shares something has: the same each time, and each share about the same number. */
    static int share(String of, int shares) {
        return Math.floorMod(of.hashCode(), shares);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    static String encodeCursor(Map<String, AttributeValue> key) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(Json.encode(Items.toJson(AttributeValue.fromM(key))).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, AttributeValue> decodeCursor(String cursor) {
        try {
            JsonNode key = Json.decode(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8), JsonNode.class);
            return Items.toAttribute(key).m();
        } catch (IllegalArgumentException | Failure e) {
            throw new Failure(ErrorCode.INVALID_VALUE, "cursor", "cursor");
        }
    }
}
