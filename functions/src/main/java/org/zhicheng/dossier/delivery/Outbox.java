package org.zhicheng.dossier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The deliveries not yet made. */
public interface Outbox {

    /** Items due at the instant, the longest waiting first. */
    List<OutboxItem> due(Instant now, int limit);

    /**
     * Takes an item for a while, so that stream and sweeper do not deliver it at the same time.
     *
     * @return empty where it was delivered meanwhile or someone else has it
     */
    Optional<OutboxItem> lease(String subject, String id, Instant now, Duration lease);

    /** Marks an item delivered; it is gone from the outbox. */
    void delivered(OutboxItem item);

    /** Puts an item back for later. */
    void postpone(OutboxItem item, Instant dueAt);

    /** When the longest waiting item was written, to be watched. */
    Optional<Instant> oldest();
}
