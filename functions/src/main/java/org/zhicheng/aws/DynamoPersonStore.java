package org.zhicheng.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.application.Claim;
import org.zhicheng.record.AuditEvent;
import org.zhicheng.registration.Person;
import org.zhicheng.registration.PersonStore;

/** Registered applicants: {@code PERSON#sub}, and a unique item by the keyed hash of the ID number. */
final class DynamoPersonStore implements PersonStore {

    private final Table table;

    DynamoPersonStore(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Person> find(String sub) {
        return table.find("PERSON#" + sub, "PERSON", Person.class);
    }

    @Override
    public Optional<Person> findByIdNumberHash(String hash) {
        return table.get(Table.claimKey(Claim.Type.ID_NUMBER, hash).get("pk").s(), "UNIQUE")
                .flatMap(item -> find(Items.text(item, "owner")));
    }

    @Override
    public void register(Person person, AuditEvent event) {
        String pk = "PERSON#" + person.sub();
        Claim claim = new Claim(Claim.Type.ID_NUMBER, person.idNumberHash(), person.sub());
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(table.claim(claim));
        writes.add(table.create(Items.item(pk, "PERSON", person)));
        writes.add(table.audit(pk, event));
        table.transact(writes, Map.of(0, claim));
    }
}
