package org.zhicheng.dossier.record;

import java.util.List;

/** The record of what is no application, and of actions that change nothing, such as an export (R35). */
public interface AuditLog {

    /** Writes an event under its subject, behind another one of the same moment; where the table's answer is lost, perhaps twice. */
    void append(AuditEvent event);

    /** Writes an event under its subject unless there is one of the same key: one conditional write, however often it is called. */
    void appendOnce(String key, AuditEvent event);

    /** Whether an event of that key was written under a subject. */
    boolean isThere(String subject, String key);

    /** The events of a subject that is no application, oldest first; those of a key behind the others. */
    List<AuditEvent> events(String subject);
}
