package org.zhicheng.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

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
import org.zhicheng.dossier.record.Subject;

/**
 * Sessions of a year under one partition; a session's rounds, ballots, opinions and outcomes under its own. A ballot's item has its random id,
 * the application and the sealed choice, and nothing else: neither a time nor a member.
 */
final class DynamoSessionStore implements SessionStore {

    private static final String BALLOT = "BALLOT#";

    private final Table table;
    private final DynamoApplicationStore applications;

    DynamoSessionStore(Table table, DynamoApplicationStore applications) {
        this.table = table;
        this.applications = applications;
    }

    @Override
    public Optional<Session> find(String id) {
        int dash = id.indexOf('-');
        return dash < 1 ? Optional.empty() : table.find("SESSIONS#" + id.substring(0, dash), id, Session.class);
    }

    @Override
    public List<Session> ofYear(int year) {
        return table.all("SESSIONS#" + year).stream().map(item -> Items.data(item, Session.class)).toList();
    }

    @Override
    public void save(Session next, AuditEvent event, List<Delivery> deliveries) {
        table.transact(writes(next, event, deliveries), Map.of());
    }

    @Override
    public void save(Session next, AuditEvent event, List<Delivery> deliveries, Change change) {
        applications.commit(change, writes(next, event, deliveries));
    }

    private List<TransactWriteItem> writes(Session next, AuditEvent event, List<Delivery> deliveries) {
        List<TransactWriteItem> writes = new ArrayList<>(List.of(next(next), table.audit(event.subject(), event)));
        writes.addAll(table.outbox(event.subject(), event, deliveries));
        return writes;
    }

    private TransactWriteItem next(Session next) {
        return table.writeNext(Items.item("SESSIONS#" + next.year(), next.id(), next), next.revision());
    }

    @Override
    public Optional<Round> round(String session, int number) {
        return table.find(Subject.session(session), roundKey(number), Round.class);
    }

    @Override
    public List<Round> rounds(String session) {
        return table.all(Subject.session(session), "ROUND#").stream().map(item -> Items.data(item, Round.class)).toList();
    }

    @Override
    public void open(Session next, Round round, AuditEvent event) {
        table.transact(List.of(next(next), table.writeNext(item(round), round.version()), table.audit(event.subject(), event)), Map.of());
    }

    @Override
    public void save(Round next, AuditEvent event) {
        table.transact(
                List.of(table.writeNext(item(next), next.version()), table.audit(event.subject(), event, Integer.toString(next.number()))),
                Map.of());
    }

    @Override
    public void vote(Round open, Voted voted, List<Ballot> ballots, AuditEvent event) {
        String pk = Subject.session(open.session());
        List<TransactWriteItem> writes = new ArrayList<>(List.of(table.unchanged(pk, roundKey(open.number()), open.version()),
                table.create(Items.item(pk, votedKey(open.number(), voted.expert()), voted)),
                table.audit(pk, event, voted.round() + "#" + voted.expert())));
        ballots.forEach(ballot -> writes.add(table.create(ballot(pk, open.number(), ballot))));
        table.transact(writes, Map.of());
    }

    private static Map<String, AttributeValue> ballot(String pk, int round, Ballot ballot) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key(pk, ballotsKey(round) + ballot.id()));
        item.put("applicationId", Items.s(ballot.applicationId()));
        item.put("sealed", Items.s(ballot.sealed()));
        return item;
    }

    @Override
    public Optional<Voted> voted(String session, int round, String expert) {
        return table.find(Subject.session(session), votedKey(round, expert), Voted.class);
    }

    @Override
    public List<Voted> voted(String session, int round) {
        return table.all(Subject.session(session), votedKey(round, "")).stream().map(item -> Items.data(item, Voted.class)).toList();
    }

    @Override
    public List<Ballot> ballots(String session, int round) {
        String prefix = ballotsKey(round);
        return table.all(Subject.session(session), prefix).stream()
                .map(item -> new Ballot(Items.text(item, "sk").substring(prefix.length()), Items.text(item, "applicationId"),
                        Items.text(item, "sealed")))
                .toList();
    }

    @Override
    public void save(Session unchanged, Opinion opinion, AuditEvent event) {
        String pk = Subject.session(unchanged.id());
        table.transact(List.of(table.unchanged("SESSIONS#" + unchanged.year(), unchanged.id(), unchanged.revision()),
                table.write(Items.item(pk, "OPINION#" + opinion.applicationId() + "#" + opinion.expert(), opinion)),
                table.audit(pk, event, opinion.applicationId() + "#" + opinion.expert())), Map.of());
    }

    @Override
    public List<Opinion> opinions(String session) {
        return table.all(Subject.session(session), "OPINION#").stream().map(item -> Items.data(item, Opinion.class)).toList();
    }

    @Override
    public void save(String session, Outcome outcome) {
        table.transact(List.of(table.write(Items.item(Subject.session(session), "OUTCOME#" + outcome.applicationId(), outcome))), Map.of());
    }

    @Override
    public List<Outcome> outcomes(String session) {
        return table.all(Subject.session(session), "OUTCOME#").stream().map(item -> Items.data(item, Outcome.class)).toList();
    }

    @Override
    public boolean hasBallots(String session) {
        return !keys(Subject.session(session), BALLOT, 1).isEmpty();
    }

    @Override
    public int deleteBallots(String session, AuditEvent event) {
        String pk = Subject.session(session);
        List<String> found = keys(pk, BALLOT, MOST_DELETED + 1);
        if (found.isEmpty()) {
            return 0;
        }
        List<TransactWriteItem> writes = new ArrayList<>(found.stream().limit(MOST_DELETED).map(sk -> table.delete(pk, sk)).toList());
        if (found.size() <= MOST_DELETED) {
            writes.add(table.audit(pk, event));
        }
        table.transact(writes, Map.of());
        return Math.min(found.size(), MOST_DELETED);
    }

    @Override
    public int delete(Session session, AuditEvent event) {
        String pk = Subject.session(session.id());
        List<TransactWriteItem> writes = new ArrayList<>();
        for (String prefix : List.of(BALLOT, "OPINION#", "OUTCOME#", "ROUND#", "VOTED#")) {
            if (writes.size() < MOST_DELETED) {
                keys(pk, prefix, MOST_DELETED - writes.size()).forEach(sk -> writes.add(table.delete(pk, sk)));
            }
        }
        if (writes.size() < MOST_DELETED) {
            writes.add(table.deleteAt("SESSIONS#" + session.year(), session.id(), session.revision()));
            writes.add(table.audit(pk, event));
            table.transact(writes, Map.of());
            return writes.size() - 2;
        }
        table.transact(writes, Map.of());
        return writes.size();
    }

    private List<String> keys(String pk, String prefix, int limit) {
        return table.page(QueryRequest.builder().consistentRead(true).keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(Map.of(":pk", Items.s(pk), ":prefix", Items.s(prefix))).projectionExpression("pk, sk")
                .limit(limit), Optional.empty(), item -> Items.text(item, "sk")).items();
    }

    private static Map<String, AttributeValue> item(Round round) {
        return Items.item(Subject.session(round.session()), roundKey(round.number()), round);
    }

    private static String roundKey(int number) {
        return "ROUND#%02d".formatted(number);
    }

    private static String votedKey(int round, String expert) {
        return "VOTED#%02d#%s".formatted(round, expert);
    }

    private static String ballotsKey(int round) {
        return BALLOT + "%02d#".formatted(round);
    }
}
