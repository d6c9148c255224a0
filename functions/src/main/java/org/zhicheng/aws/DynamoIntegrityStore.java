package org.zhicheng.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.rules.retention.Retention;

/** Integrity records, by the keyed hash of the ID number. */
final class DynamoIntegrityStore implements IntegrityStore {

    /** The partition that lists everybody's. */
    private static final String LIST = "INTEGRITY-RECORDS";

    private final Table table;

    DynamoIntegrityStore(Table table) {
        this.table = table;
    }

    @Override
    public List<IntegrityRecord> of(String idNumberHash) {
        return table.all(Subject.integrity(idNumberHash), "R#").stream().map(item -> Items.data(item, IntegrityRecord.class)).toList();
    }

    @Override
    public List<IntegrityRecord> all() {
        return table.all(LIST).stream().map(item -> Items.data(item, IntegrityRecord.class)).toList();
    }

    @Override
    public void save(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries) {
        write(table.create(item(record)), record, event, deliveries);
    }

    @Override
    public void append(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries) {
        int last = record.steps().size() - 1;
        String follows = "attribute_not_exists(#data.steps[" + last + "])"
                + (last == 0 ? " AND attribute_exists(pk)" : " AND attribute_exists(#data.steps[" + (last - 1) + "])");
        write(TransactWriteItem.builder()
                .put(table.put(item(record)).conditionExpression(follows).expressionAttributeNames(Map.of("#data", "data")).build())
                .build(), record, event, deliveries);
    }

    private void write(TransactWriteItem first, IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries) {
        String pk = Subject.integrity(record.idNumberHash());
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(first);
        writes.add(table.write(kept(Items.item(LIST, record.idNumberHash() + "#" + record.id(), record), record)));
        writes.add(table.audit(pk, event));
        writes.addAll(table.outbox(pk, event, List.copyOf(deliveries)));
        table.transact(writes, Map.of());
    }

    private static Map<String, AttributeValue> item(IntegrityRecord record) {
        return kept(Items.item(Subject.integrity(record.idNumberHash()), "R#" + record.id(), record), record);
    }

    private static Map<String, AttributeValue> kept(Map<String, AttributeValue> item, IntegrityRecord record) {
        DynamoExpiringRecords.expire(item, Retention.INTEGRITY_RECORDS.endOf(record.date().atStartOfDay(BeijingTime.ZONE).toInstant()));
        return item;
    }
}
