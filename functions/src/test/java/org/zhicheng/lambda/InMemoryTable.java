package org.zhicheng.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;

/**
 * What the table does for every store: transactions of all or nothing, the append-only record, unique values, the outbox. It refuses what
 * DynamoDB refuses, so that a test in memory does not pass where the table would not.
 */
final class InMemoryTable implements Outbox {

    private static final int TRANSACTION_LIMIT = 100;

    /** Subject's partition to its events, in order. */
    private final Map<String, TreeMap<String, AuditEvent>> events = new ConcurrentHashMap<>();
    private final Map<String, String> claims = new HashMap<>();
    private final Map<String, Waiting> outbox = new LinkedHashMap<>();

    private final Map<String, OutboxItem> givenUp = new LinkedHashMap<>();

    private record Waiting(OutboxItem item, Instant leasedUntil) {
    }

    /** One transaction: conditions are looked at first, writes happen only where all hold. */
    final class Transaction {

        private final List<Supplier<Boolean>> conditions = new ArrayList<>();
        private final Map<Claim, Supplier<Boolean>> claimed = new LinkedHashMap<>();
        private final List<Runnable> writes = new ArrayList<>();
        private final Set<String> items = new HashSet<>();

        Transaction on(String item, Supplier<Boolean> condition, Runnable write) {
            if (!items.add(item)) {
                throw new IllegalArgumentException("a transaction may touch an item once: " + item);
            }
            conditions.add(condition);
            writes.add(write);
            return this;
        }

        Transaction put(String item, Runnable write) {
            return on(item, () -> true, write);
        }

        Transaction audit(String pk, AuditEvent event) {
            String key = "E#%015d#%s".formatted(event.sequence(), event.action());
            TreeMap<String, AuditEvent> record = events.computeIfAbsent(pk, k -> new TreeMap<>());
            return on(pk + key, () -> !record.containsKey(key), () -> record.put(key, event));
        }

        Transaction outbox(String pk, AuditEvent event, List<Delivery> deliveries) {
            for (int i = 0; i < deliveries.size(); i++) {
                waiting(pk, i, event, deliveries.get(i), Instant.MIN);
            }
            return this;
        }

        Transaction held(String pk, AuditEvent event, Delivery delivery, Duration time) {
            return waiting(pk, 0, event, delivery, event.at().plus(time));
        }

        private Transaction waiting(String pk, int running, AuditEvent event, Delivery delivery, Instant leasedUntil) {
            String id = "O#%015d#%02d".formatted(event.sequence(), running);
            OutboxItem item = new OutboxItem(pk, id, delivery, millis(event.at()), millis(event.at()), 0);
            return on(pk + id, () -> !outbox.containsKey(pk + id), () -> outbox.put(pk + id, new Waiting(item, leasedUntil)));
        }

        Transaction claim(Claim claim) {
            String key = key(claim.type(), claim.value());
            on(key, () -> true, () -> claims.put(key, claim.owner()));
            claimed.put(claim, () -> claims.getOrDefault(key, claim.owner()).equals(claim.owner()));
            return this;
        }

        Transaction transfer(Claim claim, String next) {
            String key = key(claim.type(), claim.value());
            return on(key, () -> claims.getOrDefault(key, claim.owner()).equals(claim.owner()), () -> claims.put(key, next));
        }

        Transaction release(Claim claim) {
            String key = key(claim.type(), claim.value());
            return on(key, () -> claims.getOrDefault(key, claim.owner()).equals(claim.owner()), () -> claims.remove(key));
        }

        void commit() {
            synchronized (InMemoryTable.this) {
                if (items.size() > TRANSACTION_LIMIT) {
                    throw new IllegalArgumentException("a transaction may touch 100 items, not " + items.size());
                }
                if (!conditions.stream().allMatch(Supplier::get)) {
                    throw new StaleVersion();
                }
                claimed.forEach((claim, holds) -> {
                    if (!holds.get()) {
                        throw new ClaimTaken(claim);
                    }
                });
                writes.forEach(Runnable::run);
            }
        }
    }

    Transaction transaction() {
        return new Transaction();
    }

    synchronized Optional<String> ownerOf(Claim.Type type, String value) {
        return Optional.ofNullable(claims.get(key(type, value)));
    }

    synchronized List<AuditEvent> events(String pk) {
        return List.copyOf(events.getOrDefault(pk, new TreeMap<>()).values());
    }

    synchronized void once(String pk, String key, AuditEvent event) {
        events.computeIfAbsent(pk, k -> new TreeMap<>()).putIfAbsent("E#ONCE#" + key, event);
    }

    synchronized boolean isThere(String pk, String key) {
        return events.getOrDefault(pk, new TreeMap<>()).containsKey("E#ONCE#" + key);
    }

    synchronized List<OutboxItem> waiting() {
        return outbox.values().stream().map(Waiting::item).toList();
    }

    @Override
    public synchronized List<OutboxItem> due(Instant now, int limit) {
        return byDueTime().filter(item -> !item.dueAt().isAfter(now)).limit(limit).toList();
    }

    private java.util.stream.Stream<OutboxItem> byDueTime() {
        return outbox.values().stream().map(Waiting::item).sorted(Comparator.comparing(OutboxItem::dueAt));
    }

    @Override
    public synchronized Optional<OutboxItem> lease(String subject, String id, Instant now, Duration lease) {
        Waiting waiting = outbox.get(subject + id);
        if (waiting == null || waiting.leasedUntil().isAfter(now)) {
            return Optional.empty();
        }
        OutboxItem i = waiting.item();
        OutboxItem tried = new OutboxItem(i.subject(), i.id(), i.delivery(), i.createdAt(), i.dueAt(), i.attempts() + 1);
        outbox.put(subject + id, new Waiting(tried, millis(now.plus(lease))));
        return Optional.of(tried);
    }

    @Override
    public synchronized void delivered(OutboxItem item) {
        outbox.remove(item.subject() + item.id());
    }

    @Override
    public synchronized void postpone(OutboxItem item, Instant dueAt) {
        putBack(item, dueAt, OutboxItem::attempts);
    }

    @Override
    public synchronized void goOn(OutboxItem item, Instant dueAt) {
        putBack(item, dueAt, _ -> 0);
    }

    private void putBack(OutboxItem item, Instant dueAt, ToIntFunction<OutboxItem> attempts) {
        outbox.computeIfPresent(item.subject() + item.id(), (key, waiting) -> {
            OutboxItem i = waiting.item();
            return new Waiting(new OutboxItem(i.subject(), i.id(), i.delivery(), i.createdAt(), millis(dueAt), attempts.applyAsInt(i)),
                    Instant.MIN);
        });
    }

    @Override
    public synchronized List<OutboxItem> pending(int limit) {
        return byDueTime().limit(limit).toList();
    }

    @Override
    public synchronized void giveUp(OutboxItem item, Instant now) {
        Waiting waiting = outbox.remove(item.subject() + item.id());
        if (waiting != null) {
            OutboxItem i = waiting.item();
            givenUp.put(i.subject() + i.id(), new OutboxItem(i.subject(), i.id(), i.delivery(), i.createdAt(), millis(now), i.attempts()));
        }
    }

    @Override
    public synchronized List<OutboxItem> givenUp(int limit) {
        return givenUp.values().stream().sorted(Comparator.comparing(OutboxItem::dueAt).reversed()).limit(limit).toList();
    }

    @Override
    public synchronized boolean again(String subject, String id, Instant now, AuditEvent event) {
        OutboxItem i = givenUp.remove(subject + id);
        if (i == null) {
            return false;
        }
        outbox.put(subject + id, new Waiting(new OutboxItem(subject, id, i.delivery(), millis(now), millis(now), 0), Instant.MIN));
        events.computeIfAbsent(subject, k -> new TreeMap<>())
                .put("E#%015d#%s#%s#%s".formatted(event.sequence(), event.action(), event.at(), id), event);
        return true;
    }

    @Override
    public synchronized Optional<Instant> oldest() {
        return byDueTime().limit(100).map(OutboxItem::createdAt).min(Comparator.naturalOrder());
    }

    private static String key(Claim.Type type, String value) {
        return "UNIQUE#" + type + "#" + value;
    }

    // The table keeps these as sortable text with milliseconds.
    static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }
}
