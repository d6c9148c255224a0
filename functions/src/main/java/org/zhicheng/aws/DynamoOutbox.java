package org.zhicheng.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.ground.reading.Reads;

/** The outbox: items {@code O#…} beside what they are about, found by the sparse index {@code outbox} until they are delivered. */
final class DynamoOutbox implements Outbox {

    private final Table table;

    DynamoOutbox(Table table) {
        this.table = table;
    }

    @Override
    public List<OutboxItem> due(Instant now, int limit) {
        return each(limit, "outbox = :pending AND outboxDue <= :now", Map.of(":now", Items.s(now)))
                .sorted(Comparator.comparing(OutboxItem::dueAt)).limit(limit).toList();
    }

    @Override
    public Optional<OutboxItem> lease(String subject, String id, Instant now, Duration lease) {
        try {
            Map<String, AttributeValue> item = table.writer(subject)
                    .updateItem(r -> r.tableName(table.name()).key(Items.key(subject, id))
                            .updateExpression("SET leasedUntil = :until, attempts = attempts + :one")
                            .conditionExpression("attribute_exists(outbox) AND (attribute_not_exists(leasedUntil) OR leasedUntil <= :now)")
                            .expressionAttributeValues(Map.of(":until", Items.s(now.plus(lease)), ":now", Items.s(now), ":one", Items.n(1)))
                            .returnValues(ReturnValue.ALL_NEW))
                    .attributes();
            return Optional.of(item(item));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delivered(OutboxItem item) {
        table.writer(item.subject()).deleteItem(r -> r.tableName(table.name()).key(Items.key(item.subject(), item.id())));
    }

    @Override
    public void postpone(OutboxItem item, Instant dueAt) {
        try {
            table.writer(item.subject())
                    .updateItem(r -> r.tableName(table.name()).key(Items.key(item.subject(), item.id()))
                            .updateExpression("SET outboxDue = :due REMOVE leasedUntil").conditionExpression("attribute_exists(outbox)")
                            .expressionAttributeValues(Map.of(":due", Items.s(dueAt))));
        } catch (ConditionalCheckFailedException e) {
            // delivered by someone else meanwhile: nothing is left to postpone
        }
    }

    @Override
    public Optional<Instant> oldest() {
        return each(100, "outbox = :pending", Map.of()).map(OutboxItem::createdAt).min(Instant::compareTo);
    }

    /** The first of each partition of the index. */
    private Stream<OutboxItem> each(int limit, String condition, Map<String, AttributeValue> values) {
        return Reads.each(Table.PENDING, partition -> {
            Map<String, AttributeValue> all = new LinkedHashMap<>(values);
            all.put(":pending", Items.s(partition));
            return table.page(QueryRequest.builder().indexName("outbox").keyConditionExpression(condition).expressionAttributeValues(all)
                    .limit(limit), Optional.empty(), DynamoOutbox::item).items();
        }).stream().flatMap(List::stream);
    }

    private static OutboxItem item(Map<String, AttributeValue> item) {
        return new OutboxItem(Items.text(item, "pk"), Items.text(item, "sk"), Items.data(item, Table.DeliveryHolder.class).delivery(),
                Instant.parse(Items.text(item, "createdAt")), Instant.parse(Items.text(item, "outboxDue")),
                Integer.parseInt(item.get("attempts").n()));
    }
}
