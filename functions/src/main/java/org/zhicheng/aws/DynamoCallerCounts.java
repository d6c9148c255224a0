package org.zhicheng.aws;

import java.time.Instant;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import org.zhicheng.inquiry.CallerCounts;

/** Counters {@code CALLER#hash}. They are of no use once their time is over, so the table's own time to live is good enough for them. */
final class DynamoCallerCounts implements CallerCounts {

    private final Table table;

    DynamoCallerCounts(Table table) {
        this.table = table;
    }

    @Override
    public long add(String caller, String what, Instant from, Instant to) {
        Map<String, AttributeValue> key = Items.key("CALLER#" + caller, what + "#" + Items.sortable(from));
        return Long.parseLong(table.writing("CALLER#" + caller,
                client -> client.updateItem(r -> r.tableName(table.name()).key(key).updateExpression("ADD #count :one SET expiresAt = :end")
                        .expressionAttributeNames(Map.of("#count", "count"))
                        .expressionAttributeValues(Map.of(":one", Items.n(1), ":end", Items.n(to.getEpochSecond())))
                        .returnValues(ReturnValue.UPDATED_NEW)))
                .attributes().get("count").n());
    }
}
