package org.zhicheng.integrity;

import java.util.List;

import org.zhicheng.record.AuditEvent;

/** The integrity records. */
public interface IntegrityStore {

    List<IntegrityRecord> of(String idNumberHash);

    void save(IntegrityRecord record, AuditEvent event);
}
