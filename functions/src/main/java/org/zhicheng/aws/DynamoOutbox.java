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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.rules.retention.Retention;

/** The outbox: items {@code O#…} beside what they are about, found by the sparse index {@code outbox} until they are delivered. */
final class DynamoOutbox implements Outbox {

    /** The partition of the index for what was given up. */
    private static final String GIVEN_UP = "GIVEN_UP";

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
            Map<String, AttributeValue> item = table
                    .writing(subject,
                            client -> client.updateItem(r -> r.tableName(table.name()).key(Items.key(subject, id))
                                    .updateExpression("SET leasedUntil = :until, attempts = attempts + :one")
                                    .conditionExpression(
                                            "begins_with(outbox, :pending) AND (attribute_not_exists(leasedUntil) OR leasedUntil <= :now)")
                                    .expressionAttributeValues(Map.of(":until", Items.s(now.plus(lease)), ":now", Items.s(now), ":one",
                                            Items.n(1), ":pending", Items.s(Table.PENDING.getFirst())))
                                    .returnValues(ReturnValue.ALL_NEW)))
                    .attributes();
            return Optional.of(item(item));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delivered(OutboxItem item) {
        table.writing(item.subject(),
                client -> client.deleteItem(r -> r.tableName(table.name()).key(Items.key(item.subject(), item.id()))));
    }

    @Override
    public void postpone(OutboxItem item, Instant dueAt) {
        putBack(item, "SET outboxDue = :due REMOVE leasedUntil", Map.of(":due", Items.s(dueAt)));
    }

    @Override
    public void goOn(OutboxItem item, Instant dueAt) {
        putBack(item, "SET outboxDue = :due, attempts = :none REMOVE leasedUntil", Map.of(":due", Items.s(dueAt), ":none", Items.n(0)));
    }

    private void putBack(OutboxItem item, String update, Map<String, AttributeValue> values) {
        try {
            table.writing(item.subject(),
                    client -> client.updateItem(r -> r.tableName(table.name()).key(Items.key(item.subject(), item.id()))
                            .updateExpression(update).conditionExpression("attribute_exists(outbox)").expressionAttributeValues(values)));
        } catch (ConditionalCheckFailedException e) {
            // delivered by someone else meanwhile: nothing is left to postpone
        }
    }

    @Override
    public void giveUp(OutboxItem item, Instant now) {
        try {
            table.writing(item.subject(),
                    client -> client.updateItem(r -> r.tableName(table.name()).key(Items.key(item.subject(), item.id()))
                            .updateExpression("SET outbox = :givenUp, outboxDue = :now, expiresAt = :end REMOVE leasedUntil")
                            .conditionExpression("attribute_exists(outbox)").expressionAttributeValues(Map.of(":givenUp", Items.s(GIVEN_UP),
                                    ":now", Items.s(now), ":end", Items.n(Retention.UNDELIVERED_MAILS.endOf(now).getEpochSecond())))));
        } catch (ConditionalCheckFailedException e) {
            // delivered by someone else meanwhile: nothing is left to give up
        }
    }

    @Override
    public List<OutboxItem> pending(int limit) {
        return each(limit, "outbox = :pending", Map.of()).sorted(Comparator.comparing(OutboxItem::dueAt)).limit(limit).toList();
    }

    @Override
    public List<OutboxItem> givenUp(int limit) {
        return table.page(
                QueryRequest.builder().indexName("outbox").keyConditionExpression("outbox = :givenUp")
                        .expressionAttributeValues(Map.of(":givenUp", Items.s(GIVEN_UP))).scanIndexForward(false).limit(limit),
                Optional.empty(), DynamoOutbox::item).items();
    }

    @Override
    public boolean again(String subject, String id, Instant now, AuditEvent event) {
        TransactWriteItem back = TransactWriteItem.builder()
                .update(u -> u.tableName(table.name()).key(Items.key(subject, id))
                        .updateExpression("SET outbox = :pending, outboxDue = :now, createdAt = :now, attempts = :none REMOVE expiresAt")
                        .conditionExpression("outbox = :givenUp").expressionAttributeValues(Map.of(":pending",
                                Items.s(Table.pending(subject)), ":now", Items.s(now), ":none", Items.n(0), ":givenUp", Items.s(GIVEN_UP))))
                .build();
        try {
            table.transact(List.of(back, table.audit(subject, event, id)), Map.of());
            return true;
        } catch (StaleVersion e) {
            return false;
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
