package org.zhicheng.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Outcome;
import org.zhicheng.dossier.committee.Round.Ballot;
import org.zhicheng.dossier.committee.Round.Voted;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;

/** Sessions in memory, as JSON, with the conditions of the table; by keys as the table has them, so that a test can look at all of it. */
final class InMemorySessions implements SessionStore {

    private final InMemoryTable table;
    private final InMemoryApplicationStore applications;
    private final TreeMap<String, String> items = new TreeMap<>();

    InMemorySessions(InMemoryTable table, InMemoryApplicationStore applications) {
        this.table = table;
        this.applications = applications;
    }

    /** Everything that is kept, by key. */
    Map<String, String> items() {
        synchronized (table) {
            return new TreeMap<>(items);
        }
    }

    private <T> Optional<T> read(String key, Class<T> type) {
        synchronized (table) {
            return Optional.ofNullable(items.get(key)).map(json -> decode(json, type));
        }
    }

    private <T> List<T> all(String prefix, Class<T> type) {
        synchronized (table) {
            return items.subMap(prefix, prefix + "~").values().stream().map(json -> decode(json, type)).toList();
        }
    }

    private static <T> T decode(String json, Class<T> type) {
        return Json.fromTree(tree(json), type);
    }

    private static com.fasterxml.jackson.databind.JsonNode tree(String json) {
        try {
            return Json.readTree(json);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String key(Session session) {
        return key(session.id());
    }

    private static String key(String session) {
        return "SESSIONS#" + session;
    }

    private static String roundKey(String session, int number) {
        return "SESSION#%s#ROUND#%02d".formatted(session, number);
    }

    private static String votedKey(String session, int round, String expert) {
        return "SESSION#%s#VOTED#%02d#%s".formatted(session, round, expert);
    }

    private static String ballotsKey(String session, int round) {
        return "SESSION#%s#BALLOT#%02d#".formatted(session, round);
    }

    private InMemoryTable.Transaction put(InMemoryTable.Transaction transaction, Session next) {
        return transaction.on(key(next), () -> next.revision().version() - 1 == find(next.id()).map(s -> s.revision().version()).orElse(0),
                () -> items.put(key(next), Json.encode(next)));
    }

    private InMemoryTable.Transaction put(InMemoryTable.Transaction transaction, Round next) {
        return transaction.on(roundKey(next.session(), next.number()),
                () -> next.version() - 1 == round(next).map(Round::version).orElse(0),
                () -> items.put(roundKey(next.session(), next.number()), Json.encode(next)));
    }

    private Optional<Round> round(Round of) {
        return read(roundKey(of.session(), of.number()), Round.class);
    }

    // As the table writes an event of one of several of the same version.
    private static AuditEvent of(AuditEvent event, String of) {
        return new AuditEvent(event.subject(), event.sequence(), event.at(), event.actor(), event.role(),
                event.action() + "#" + event.at() + "#" + of, event.from(), event.to(), event.channel(), event.note(), event.actorName());
    }

    @Override
    public Optional<Session> find(String id) {
        return read(key(id), Session.class);
    }

    @Override
    public List<Session> ofYear(int year) {
        return all("SESSIONS#" + year + "-", Session.class);
    }

    @Override
    public void save(Session next, AuditEvent event, List<Delivery> deliveries) {
        put(table.transaction(), next).audit(event.subject(), event).outbox(event.subject(), event, deliveries).commit();
    }

    @Override
    public void save(Session next, AuditEvent event, List<Delivery> deliveries, Change change) {
        applications.commit(change,
                transaction -> put(transaction, next).audit(event.subject(), event).outbox(event.subject(), event, deliveries));
    }

    @Override
    public Optional<Round> round(String session, int number) {
        return read(roundKey(session, number), Round.class);
    }

    @Override
    public List<Round> rounds(String session) {
        return all("SESSION#" + session + "#ROUND#", Round.class);
    }

    @Override
    public void open(Session next, Round round, AuditEvent event) {
        put(put(table.transaction(), next), round).audit(event.subject(), event).commit();
    }

    @Override
    public void save(Round next, AuditEvent event) {
        put(table.transaction(), next).audit(event.subject(), of(event, Integer.toString(next.number()))).commit();
    }

    @Override
    public void vote(Round open, Voted voted, List<Ballot> ballots, AuditEvent event) {
        String mark = votedKey(voted.session(), voted.round(), voted.expert());
        InMemoryTable.Transaction transaction = table.transaction().on(roundKey(open.session(), open.number()),
                () -> round(open).filter(r -> r.version() == open.version()).isPresent(), () -> {
                }).on(mark, () -> !items.containsKey(mark), () -> items.put(mark, Json.encode(voted)))
                .audit(event.subject(), of(event, voted.round() + "#" + voted.expert()));
        for (Ballot ballot : ballots) {
            String key = ballotsKey(open.session(), open.number()) + ballot.id();
            transaction.on(key, () -> !items.containsKey(key), () -> items.put(key, Json.encode(ballot)));
        }
        transaction.commit();
    }

    @Override
    public Optional<Voted> voted(String session, int round, String expert) {
        return read(votedKey(session, round, expert), Voted.class);
    }

    @Override
    public List<Voted> voted(String session, int round) {
        return all(votedKey(session, round, ""), Voted.class);
    }

    @Override
    public List<Ballot> ballots(String session, int round) {
        return new ArrayList<>(all(ballotsKey(session, round), Ballot.class));
    }

    @Override
    public void save(Session unchanged, Opinion opinion, AuditEvent event) {
        String key = "SESSION#%s#OPINION#%s#%s".formatted(unchanged.id(), opinion.applicationId(), opinion.expert());
        table.transaction().on(key(unchanged),
                () -> find(unchanged.id()).filter(s -> s.revision().version() == unchanged.revision().version()).isPresent(), () -> {
                }).put(key, () -> items.put(key, Json.encode(opinion)))
                .audit(event.subject(), of(event, opinion.applicationId() + "#" + opinion.expert())).commit();
    }

    @Override
    public List<Opinion> opinions(String session) {
        return all("SESSION#" + session + "#OPINION#", Opinion.class);
    }

    @Override
    public void save(String session, Outcome outcome) {
        String key = "SESSION#" + session + "#OUTCOME#" + outcome.applicationId();
        table.transaction().put(key, () -> items.put(key, Json.encode(outcome))).commit();
    }

    @Override
    public List<Outcome> outcomes(String session) {
        return all("SESSION#" + session + "#OUTCOME#", Outcome.class);
    }

    @Override
    public boolean hasBallots(String session) {
        return items.keySet().stream().anyMatch(key -> key.startsWith("SESSION#" + session + "#BALLOT#"));
    }

    @Override
    public int deleteBallots(String session, AuditEvent event) {
        List<String> found = keys("SESSION#" + session + "#BALLOT#");
        if (found.isEmpty()) {
            return 0;
        }
        InMemoryTable.Transaction transaction = table.transaction();
        found.stream().limit(MOST_DELETED).forEach(key -> transaction.put(key, () -> items.remove(key)));
        if (found.size() <= MOST_DELETED) {
            transaction.audit(event.subject(), event);
        }
        transaction.commit();
        return Math.min(found.size(), MOST_DELETED);
    }

    @Override
    public int delete(Session session, AuditEvent event) {
        List<String> found = keys("SESSION#" + session.id() + "#").stream().limit(MOST_DELETED).toList();
        InMemoryTable.Transaction transaction = table.transaction();
        found.forEach(key -> transaction.put(key, () -> items.remove(key)));
        if (found.size() < MOST_DELETED) {
            transaction.on(key(session),
                    () -> find(session.id()).filter(s -> s.revision().version() == session.revision().version()).isPresent(),
                    () -> items.remove(key(session))).audit(event.subject(), event);
        }
        transaction.commit();
        return found.size();
    }

    private List<String> keys(String prefix) {
        synchronized (table) {
            return List.copyOf(items.subMap(prefix, prefix + "~").keySet());
        }
    }
}
