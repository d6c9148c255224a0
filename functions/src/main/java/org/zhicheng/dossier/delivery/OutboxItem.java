package org.zhicheng.dossier.delivery;

import java.time.Instant;

/**
 * A delivery waiting to be made, written in the transaction of the change that caused it.
 *
 * @param subject what it is about, as in the audit event
 * @param id unique within the subject: version and running number, so that a repeated command cannot add a second one
 * @param dueAt not before
 * @param attempts how often it was tried
 */
public record OutboxItem(String subject, String id, Delivery delivery, Instant createdAt, Instant dueAt, int attempts) {
}
