package org.zhicheng.aws;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.zhicheng.retention.ExpiringRecords;

/**
 * Records with an end, found through the index {@code cycle} under the month they end in. Not the table's time to live, because that
 * takes days, leaves no trace and is not everywhere.
 */
final class DynamoExpiringRecords implements ExpiringRecords {

    private final Table table;

    DynamoExpiringRecords(Table table) {
        this.table = table;
    }

    /** Makes an item one that ends. */
    static void expire(Map<String, AttributeValue> item, Instant end) {
        item.put("cycle", partition(YearMonth.from(end.atOffset(ZoneOffset.UTC))));
        item.put("id", Items.s(Items.sortable(end) + "#" + item.get("pk").s() + "#" + item.get("sk").s()));
    }

    @Override
    public int delete(YearMonth month, Instant before, int limit) {
        List<Map<String, AttributeValue>> ended = table.page(QueryRequest.builder().indexName("cycle")
                .keyConditionExpression("#cycle = :month AND id < :before").expressionAttributeNames(Map.of("#cycle", "cycle"))
                .expressionAttributeValues(Map.of(":month", partition(month), ":before", Items.s(Items.sortable(before)))).limit(limit),
                Optional.empty(), item -> item).items();
        ended.forEach(
                item -> table.client().deleteItem(r -> r.tableName(table.name()).key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
        return ended.size();
    }

    private static AttributeValue partition(YearMonth month) {
        return Items.s("ENDS#" + month);
    }
}
