package org.zhicheng.dossier.integrity;

import java.util.List;

import org.zhicheng.dossier.record.AuditEvent;

/** The integrity records. */
public interface IntegrityStore {

    List<IntegrityRecord> of(String idNumberHash);

    /** Those of everybody. */
    List<IntegrityRecord> all();

    /**
     * Writes a new record with its event.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the record, or another event of the same moment, is there
     */
    void save(IntegrityRecord record, AuditEvent event);
}
