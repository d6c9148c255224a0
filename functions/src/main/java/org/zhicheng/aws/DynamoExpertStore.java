package org.zhicheng.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;

/** The committee's register under one partition, and under another whose each login is. */
final class DynamoExpertStore implements ExpertStore {

    private static final String EXPERTS = "EXPERTS";
    private static final String LOGINS = "EXPERT-LOGINS";
    private static final String SECRET = "EXPERT-SECRET";
    private static final String EXPERT = "expert";

    private final Table table;

    DynamoExpertStore(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Expert> find(String id) {
        return table.find(EXPERTS, id, Expert.class);
    }

    @Override
    public Optional<Expert> findBySub(String sub) {
        return table.get(LOGINS, sub).flatMap(item -> find(Items.text(item, EXPERT)));
    }

    @Override
    public List<Expert> all() {
        return table.all(EXPERTS).stream().map(item -> Items.data(item, Expert.class)).toList();
    }

    @Override
    public void save(List<Recorded> recorded) {
        List<TransactWriteItem> writes = new ArrayList<>();
        recorded.forEach(one -> writes.addAll(writes(one)));
        table.transact(writes, Map.of());
    }

    @Override
    public void bind(Recorded recorded, String login, Optional<String> replaced) {
        String id = recorded.expert().id();
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key(LOGINS, login));
        item.put(EXPERT, Items.s(id));
        List<TransactWriteItem> writes = new ArrayList<>(writes(recorded));
        writes.add(TransactWriteItem.builder()
                .put(table.put(item).conditionExpression("attribute_not_exists(pk) OR expert = :expert OR expert = :replaced")
                        .expressionAttributeValues(Map.of(":expert", Items.s(id), ":replaced", Items.s(replaced.orElse(id)))).build())
                .build());
        table.transact(writes, Map.of());
    }

    private List<TransactWriteItem> writes(Recorded recorded) {
        Expert expert = recorded.expert();
        String subject = Subject.expert(expert.id());
        List<TransactWriteItem> writes = new ArrayList<>(List
                .of(table.writeNext(Items.item(EXPERTS, expert.id(), expert), expert.revision()), table.audit(subject, recorded.event())));
        writes.addAll(table.outbox(subject, recorded.event(), List.copyOf(recorded.mails())));
        return writes;
    }

    @Override
    public void delete(Expert expert, AuditEvent event) {
        List<TransactWriteItem> writes = new ArrayList<>(
                List.of(table.deleteAt(EXPERTS, expert.id(), expert.revision()), table.audit(Subject.expert(expert.id()), event)));
        // a login that has become another entry's stays with that one
        expert.sub().filter(login -> findBySub(login).filter(other -> other.id().equals(expert.id())).isPresent())
                .ifPresent(login -> writes.add(TransactWriteItem
                        .builder().delete(d -> d.tableName(table.name()).key(Items.key(LOGINS, login))
                                .conditionExpression("expert = :expert").expressionAttributeValues(Map.of(":expert", Items.s(expert.id()))))
                        .build()));
        table.transact(writes, Map.of());
    }

    @Override
    public String secret(Supplier<String> fresh) {
        return table.get(SECRET, SECRET).map(item -> Items.text(item, "secret")).orElseGet(() -> {
            String made = fresh.get();
            Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key(SECRET, SECRET));
            item.put("secret", Items.s(made));
            try {
                table.transact(List.of(table.create(item)), Map.of());
                return made;
            } catch (StaleVersion e) {
                // somebody else made it at the same moment
                return table.get(SECRET, SECRET).map(there -> Items.text(there, "secret")).orElseThrow(() -> e);
            }
        });
    }
}
