package org.zhicheng.aws;

import java.util.List;
import java.util.Map;

import org.zhicheng.application.ApplicationStore.StaleVersion;
import org.zhicheng.record.AuditEvent;
import org.zhicheng.record.AuditLog;

/** Events on their own, in the partition of their subject. */
final class DynamoAuditLog implements AuditLog {

    private final Table table;

    DynamoAuditLog(Table table) {
        this.table = table;
    }

    @Override
    public void append(AuditEvent event) {
        try {
            table.transact(List.of(table.audit(event.subject(), event)), Map.of());
        } catch (StaleVersion e) {
            // there already: the command is a repeat within the same millisecond
        }
    }

    @Override
    public List<AuditEvent> events(String subject) {
        return table.all(subject, "E#").stream().map(item -> Items.data(item, AuditEvent.class)).toList();
    }
}
