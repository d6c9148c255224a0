package org.zhicheng.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.lambda.Json;

/**
 * The one table: keys {@code pk} and {@code sk}, indexes {@code queue}, {@code owner}, {@code cycle} and {@code outbox}. What every
 * transaction has in common stands here: the audit event, the outbox items, unique values.
 */
final class Table {

    /** Partition of the outbox index: everything not yet delivered. */
    static final String PENDING = "PENDING";

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

    DynamoDbClient client() {
        return client.get();
    }

    /** An item; none where the key is empty or longer than any key can be, as one from outside may be. */
    Optional<Map<String, AttributeValue>> get(String pk, String sk) {
        if (pk.isEmpty() || sk.isEmpty() || bytes(pk) > LONGEST_PK || bytes(sk) > LONGEST_SK) {
            return Optional.empty();
        }
        Map<String, AttributeValue> item = client().getItem(r -> r.tableName(name).key(Items.key(pk, sk)).consistentRead(true)).item();
        return item == null || item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    <T> Optional<T> find(String pk, String sk, Class<T> type) {
        return get(pk, sk).map(item -> Items.data(item, type));
    }

    /** All items of a partition whose sort key begins with a prefix, in order; a consistent read. */
    List<Map<String, AttributeValue>> all(String pk, String prefix) {
        return client()
                .queryPaginator(r -> r.tableName(name).consistentRead(true).keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":pk", Items.s(pk), ":prefix", Items.s(prefix))))
                .items().stream().toList();
    }

    /** All items of a partition, in order; a consistent read. */
    List<Map<String, AttributeValue>> all(String pk) {
        return client().queryPaginator(r -> r.tableName(name).consistentRead(true).keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Items.s(pk)))).items().stream().toList();
    }

    /**
     * One page of an index's partition.
     *
     * @throws Failure {@code INVALID_VALUE} for a cursor that is none, or none of this partition
     */
    <T> Page<T> page(QueryRequest.Builder request, Optional<String> cursor, Function<Map<String, AttributeValue>, T> mapping) {
        cursor.ifPresent(c -> request.exclusiveStartKey(decodeCursor(c)));
        QueryResponse response;
        try {
            response = client().query(request.tableName(name).build());
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
        Map<String, AttributeValue> versioned = new LinkedHashMap<>(item);
        versioned.put("version", Items.n(next.version()));
        Put.Builder put = put(versioned);
        return TransactWriteItem.builder()
                .put(next.version() <= 1
                        ? put.conditionExpression("attribute_not_exists(version)").build()
                        : put.conditionExpression("version = :before")
                                .expressionAttributeValues(Map.of(":before", Items.n(next.version() - 1L))).build())
                .build();
    }

    /** The condition that something is still at a revision. */
    TransactWriteItem unchanged(String pk, String sk, Revision revision) {
        ConditionCheck.Builder check = ConditionCheck.builder().tableName(name).key(Items.key(pk, sk));
        return TransactWriteItem.builder()
                .conditionCheck(revision.version() == 0
                        ? check.conditionExpression("attribute_not_exists(version)").build()
                        : check.conditionExpression("version = :version")
                                .expressionAttributeValues(Map.of(":version", Items.n(revision.version()))).build())
                .build();
    }

    /** Deletes something that is still at a revision. */
    TransactWriteItem deleteAt(String pk, String sk, Revision revision) {
        return TransactWriteItem.builder().delete(d -> d.tableName(name).key(Items.key(pk, sk)).conditionExpression("version = :version")
                .expressionAttributeValues(Map.of(":version", Items.n(revision.version())))).build();
    }

    TransactWriteItem delete(String pk, String sk) {
        return TransactWriteItem.builder().delete(d -> d.tableName(name).key(Items.key(pk, sk))).build();
    }

    /** The record is append-only: an event is written once and never again (R35). */
    TransactWriteItem audit(String pk, AuditEvent event) {
        return create(Items.item(pk, "E#%015d#%s".formatted(event.sequence(), event.action()), event));
    }

    List<TransactWriteItem> outbox(String pk, AuditEvent event, List<Delivery> deliveries) {
        return outbox(pk, event.at(), event.sequence(), deliveries);
    }

    List<TransactWriteItem> outbox(String pk, Instant at, long sequence, List<Delivery> deliveries) {
        List<TransactWriteItem> writes = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key(pk, "O#%015d#%02d".formatted(sequence, i)));
            // Through the interface, so that the kind of delivery is written along.
            item.put("data", Items.toAttribute(Json.tree(new DeliveryHolder(deliveries.get(i)))));
            item.put("outbox", Items.s(PENDING));
            item.put("outboxDue", Items.s(at));
            item.put("createdAt", Items.s(at));
            item.put("attempts", Items.n(0));
            writes.add(create(item));
        }
        return writes;
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
            client().transactWriteItems(r -> r.transactItems(writes));
        } catch (TransactionCanceledException e) {
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
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String encodeCursor(Map<String, AttributeValue> key) {
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
