package org.zhicheng.aws;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;

/** Events on their own, in the partition of their subject. */
final class DynamoAuditLog implements AuditLog {

    private final Table table;

    DynamoAuditLog(Table table) {
        this.table = table;
    }

    @Override
    public void append(AuditEvent event) {
        AtomicLong sequence = new AtomicLong(event.sequence());
        Attempts.of(() -> {
            // Another event of the same moment is not this one: this one comes after it.
            AuditEvent next = event.withSequence(sequence.getAndIncrement());
            table.transact(List.of(table.audit(next.subject(), next)), Map.of());
            return next;
        });
    }

    @Override
    public void appendOnce(String key, AuditEvent event) {
        try {
            table.writing(event.subject(), client -> client.putItem(r -> r.tableName(table.name())
                    .item(Items.item(event.subject(), once(key), event)).conditionExpression("attribute_not_exists(pk)")));
        } catch (ConditionalCheckFailedException e) {
            // written before
        }
    }

    @Override
    public boolean isThere(String subject, String key) {
        return table.get(subject, once(key)).isPresent();
    }

    private static String once(String key) {
        return "E#ONCE#" + key;
    }

    @Override
    public List<AuditEvent> events(String subject) {
        return table.all(subject, "E#").stream().map(item -> Items.data(item, AuditEvent.class)).toList();
    }
}
