package org.zhicheng.aws;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.work.monitoring.Workload;

/**
 * Counts on the index {@code cycle}. The time of entry is read along with the count: a query costs what it looks at, not what it hands over.
 */
final class DynamoWorkload implements Workload {

    private final Table table;

    DynamoWorkload(Table table) {
        this.table = table;
    }

    @Override
    public Backlog in(int cycle, State state) {
        return table.client()
                .queryPaginator(r -> r.tableName(table.name()).indexName("cycle").keyConditionExpression("#cycle = :cycle")
                        .projectionExpression("#summary.enteredAt")
                        .expressionAttributeNames(Map.of("#cycle", "cycle", "#summary", "summary"))
                        .expressionAttributeValues(Map.of(":cycle", Items.s(cycle + "#" + state))))
                .items().stream().map(DynamoWorkload::one).reduce(Backlog.NONE, Backlog::and);
    }

    private static Backlog one(Map<String, AttributeValue> item) {
        return new Backlog(1, Optional.ofNullable(item.get("summary")).map(summary -> summary.m().get("enteredAt")).map(AttributeValue::s)
                .map(Instant::parse));
    }
}
