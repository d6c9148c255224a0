package org.zhicheng.aws;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.zhicheng.work.retention.ExpiringRecords;

/**
 * Records with an end, found through the index {@code cycle} under the month they end in. Not the table's time to live, because that
 * takes days, leaves no trace and is not everywhere.
 */
final class DynamoExpiringRecords implements ExpiringRecords {

    /** Of what the end alone decides about. */
    private static final String KIND = "ENDS";

    private final Table table;

    DynamoExpiringRecords(Table table) {
        this.table = table;
    }

    /** Makes an item one that ends. */
    static void expire(Map<String, AttributeValue> item, Instant end) {
        item.putAll(end(KIND, item, end));
    }

    /** The attributes by which the index finds an item when it ends, among those of its kind. */
    static Map<String, AttributeValue> end(String kind, Map<String, AttributeValue> key, Instant end) {
        return Map.of("cycle", partition(kind, YearMonth.from(end.atOffset(ZoneOffset.UTC))), "id",
                Items.s(Items.sortable(end) + "#" + key.get("pk").s() + "#" + key.get("sk").s()));
    }

    /** The items of a kind, as the index has them, that ended in a month, before an instant. */
    static List<Map<String, AttributeValue>> ended(Table table, String kind, YearMonth month, Instant before, int limit) {
        return table.page(QueryRequest.builder().indexName("cycle").keyConditionExpression("#cycle = :month AND id < :before")
                .expressionAttributeNames(Map.of("#cycle", "cycle"))
                .expressionAttributeValues(Map.of(":month", partition(kind, month), ":before", Items.s(Items.sortable(before))))
                .limit(limit), Optional.empty(), item -> item).items();
    }

    @Override
    public int delete(YearMonth month, Instant before, int limit) {
        List<Map<String, AttributeValue>> ended = ended(table, KIND, month, before, limit);
        ended.forEach(item -> table.writing(item.get("pk").s(),
                client -> client.deleteItem(r -> r.tableName(table.name()).key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))))));
        return ended.size();
    }

    private static AttributeValue partition(String kind, YearMonth month) {
        return Items.s(kind + "#" + month);
    }
}
