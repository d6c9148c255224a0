package org.zhicheng.dossier.record;

import java.util.List;

/** The record of what is no application, and of actions that change nothing, such as an export (R35). */
public interface AuditLog {

    /** Writes an event under its subject, behind another one of the same moment; where the table's answer is lost, perhaps twice. */
    void append(AuditEvent event);

    /** The events of a subject that is no application, oldest first. */
    List<AuditEvent> events(String subject);
}
