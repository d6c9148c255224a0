package org.zhicheng.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
    public void save(IntegrityRecord record, AuditEvent event) {
        String pk = Subject.integrity(record.idNumberHash());
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(pk, "R#" + record.id(), record));
        DynamoExpiringRecords.expire(item, Retention.INTEGRITY_RECORDS.endOf(record.date().atStartOfDay(BeijingTime.ZONE).toInstant()));
        Map<String, AttributeValue> line = new LinkedHashMap<>(Items.item(LIST, record.idNumberHash() + "#" + record.id(), record));
        DynamoExpiringRecords.expire(line, Retention.INTEGRITY_RECORDS.endOf(record.date().atStartOfDay(BeijingTime.ZONE).toInstant()));
        table.transact(List.of(table.create(item), table.write(line), table.audit(pk, event)), Map.of());
    }
}
