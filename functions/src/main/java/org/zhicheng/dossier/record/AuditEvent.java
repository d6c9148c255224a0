package org.zhicheng.dossier.record;

import static org.zhicheng.ground.rule.NoticeRule.R35;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.rule.Rule;

/**
 * One line of the record: who, when, what, from which state to which, via which channel (R35). Written in the transaction of the change
 * itself and never changed.
 *
 * @param subject what it is about: an application's id, or a {@link Subject}
 * @param sequence the version that the subject has after it; for things without versions the time in milliseconds
 * @param actor subject of the person; shown to administrators only
 * @param actorName the name that a member of staff had on that day, shown as the subject is; empty for applicants, whose name is deleted with
 *     their registration (R38), and for the system
 * @param note what people may read: a reason, a comment, a number; never an ID number
 */
@Rule(R35)
public record AuditEvent(String subject, long sequence, Instant at, String actor, Role role, String action, Optional<State> from,
        Optional<State> to, Channel channel, String note, String actorName) {

    public AuditEvent {
        actorName = actorName == null ? "" : actorName;
    }

    public AuditEvent(String subject, long sequence, Instant at, String actor, Role role, String action, Optional<State> from,
            Optional<State> to, Channel channel, String note) {
        this(subject, sequence, at, actor, role, action, from, to, channel, note, "");
    }

    /** The same event with the name that its actor has now. */
    public AuditEvent by(String name) {
        return new AuditEvent(subject, sequence, at, actor, role, action, from, to, channel, note, name);
    }

    /** An event of what has no versions: it stands in the order of time. */
    public static AuditEvent of(String subject, Instant at, String actor, Role role, String action, Channel channel, String note) {
        return new AuditEvent(subject, at.toEpochMilli(), at, actor, role, action, Optional.empty(), Optional.empty(), channel, note);
    }

    /** The same event at another place in the order. */
    public AuditEvent withSequence(long other) {
        return new AuditEvent(subject, other, at, actor, role, action, from, to, channel, note, actorName);
    }

    /** How a command came in. */
    public enum Channel {
        API,
        WORKFLOW,
        SCHEDULE,
        OPERATOR
    }
}
