package org.zhicheng.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;

/** The outbox: items {@code O#…} beside what they are about, found by the sparse index {@code outbox} until they are delivered. */
final class DynamoOutbox implements Outbox {

    private final Table table;

    DynamoOutbox(Table table) {
        this.table = table;
    }

    @Override
    public List<OutboxItem> due(Instant now, int limit) {
        return table.page(
                QueryRequest.builder().indexName("outbox").keyConditionExpression("outbox = :pending AND outboxDue <= :now")
                        .expressionAttributeValues(Map.of(":pending", Items.s(Table.PENDING), ":now", Items.s(now))).limit(limit),
                Optional.empty(), DynamoOutbox::item).items();
    }

    @Override
    public Optional<OutboxItem> lease(String subject, String id, Instant now, Duration lease) {
        try {
            Map<String, AttributeValue> item = table.client()
                    .updateItem(
                            r -> r.tableName(table.name()).key(Items.key(subject, id))
                                    .updateExpression("SET leasedUntil = :until, attempts = attempts + :one")
                                    .conditionExpression("outbox = :pending AND (attribute_not_exists(leasedUntil) OR leasedUntil <= :now)")
                                    .expressionAttributeValues(Map.of(":until", Items.s(now.plus(lease)), ":now", Items.s(now), ":one",
                                            Items.n(1), ":pending", Items.s(Table.PENDING)))
                                    .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            return Optional.of(item(item));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delivered(OutboxItem item) {
        table.client().deleteItem(r -> r.tableName(table.name()).key(Items.key(item.subject(), item.id())));
    }

    @Override
    public void postpone(OutboxItem item, Instant dueAt) {
        try {
            table.client()
                    .updateItem(r -> r.tableName(table.name()).key(Items.key(item.subject(), item.id()))
                            .updateExpression("SET outboxDue = :due REMOVE leasedUntil").conditionExpression("outbox = :pending")
                            .expressionAttributeValues(Map.of(":due", Items.s(dueAt), ":pending", Items.s(Table.PENDING))));
        } catch (ConditionalCheckFailedException e) {
            // delivered by someone else meanwhile: nothing is left to postpone
        }
    }

    @Override
    public Optional<Instant> oldest() {
        return table.page(
                QueryRequest.builder().indexName("outbox").keyConditionExpression("outbox = :pending")
                        .expressionAttributeValues(Map.of(":pending", Items.s(Table.PENDING))).limit(100),
                Optional.empty(), DynamoOutbox::item).items().stream().map(OutboxItem::createdAt).min(Instant::compareTo);
    }

    private static OutboxItem item(Map<String, AttributeValue> item) {
        return new OutboxItem(Items.text(item, "pk"), Items.text(item, "sk"), Items.data(item, Table.DeliveryHolder.class).delivery(),
                Instant.parse(Items.text(item, "createdAt")), Instant.parse(Items.text(item, "outboxDue")),
                Integer.parseInt(item.get("attempts").n()));
    }
}
