package org.zhicheng.aws;

import java.util.List;
import java.util.Map;

import org.zhicheng.integrity.IntegrityRecord;
import org.zhicheng.integrity.IntegrityStore;
import org.zhicheng.record.AuditEvent;

/** Integrity records, by the keyed hash of the ID number. */
final class DynamoIntegrityStore implements IntegrityStore {

    private final Table table;

    DynamoIntegrityStore(Table table) {
        this.table = table;
    }

    @Override
    public List<IntegrityRecord> of(String idNumberHash) {
        return table.all("INTEGRITY#" + idNumberHash, "R#").stream().map(item -> Items.data(item, IntegrityRecord.class)).toList();
    }

    @Override
    public void save(IntegrityRecord record, AuditEvent event) {
        String pk = "INTEGRITY#" + record.idNumberHash();
        table.transact(List.of(table.write(Items.item(pk, "R#" + record.id(), record)), table.audit(pk, event)), Map.of());
    }
}
