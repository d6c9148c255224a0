package org.zhicheng.dossier.integrity;

import java.util.List;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.record.AuditEvent;

/** The integrity records. */
public interface IntegrityStore {

    List<IntegrityRecord> of(String idNumberHash);

    /** Those of everybody. */
    List<IntegrityRecord> all();

    /**
     * Writes a new record with its event, and what is to be told.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the record, or another event of the same moment, is there
     */
    void save(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries);

    /** As above, with nobody to tell. */
    default void save(IntegrityRecord record, AuditEvent event) {
        save(record, event, List.of());
    }

    /**
     * Writes a record's next step.
     *
     * @param record with the step, its last one
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it is not at the step before
     */
    void append(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries);
}
