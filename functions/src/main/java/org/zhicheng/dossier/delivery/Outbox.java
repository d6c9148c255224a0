package org.zhicheng.dossier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.record.AuditEvent;

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

    /** Puts back for later one that came a part of its way: it did not fail, and is tried as if for the first time. */
    void goOn(OutboxItem item, Instant dueAt);

    /** Gives an item up: it is made no more unless somebody asks for it again within the time that it is kept. */
    void giveUp(OutboxItem item, Instant now);

    /** What waits, due or not, the soonest due first. */
    List<OutboxItem> pending(int limit);

    /** What was given up and is kept, the latest first. */
    List<OutboxItem> givenUp(int limit);

    /**
     * Makes a new item of one that was given up, due at once, with the event that says who asked for it in the same write.
     *
     * @return false where it is not given up: it was asked for before, or is kept no more
     */
    boolean again(String subject, String id, Instant now, AuditEvent event);

    /** When the longest waiting item was written, to be watched. */
    Optional<Instant> oldest();
}
