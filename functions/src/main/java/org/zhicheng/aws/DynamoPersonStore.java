package org.zhicheng.aws;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.lambda.Json;
import org.zhicheng.rules.retention.Retention;

/** Registered applicants: {@code PERSON#sub}, and a unique item by the keyed hash of the ID number. */
final class DynamoPersonStore implements PersonStore {

    /** Kind of what ends: who has an application is kept all the same. */
    private static final String REGISTRATIONS = "REGISTRATIONS";

    private final Table table;

    DynamoPersonStore(Table table) {
        this.table = table;
    }

    @Override
    public Optional<Person> find(String sub) {
        return table.find(Subject.person(sub), "PERSON", Person.class);
    }

    @Override
    public Optional<Person> findByIdNumberHash(String hash) {
        return table.get(Table.claimKey(Claim.Type.ID_NUMBER, hash).get("pk").s(), "UNIQUE")
                .flatMap(item -> find(Items.text(item, "owner")));
    }

    @Override
    public void register(Person person, AuditEvent event) {
        String pk = Subject.person(person.sub());
        Claim claim = new Claim(Claim.Type.ID_NUMBER, person.idNumberHash(), person.sub());
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(table.claim(claim));
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(pk, "PERSON", person));
        Instant end = Retention.REGISTRATION_WITHOUT_APPLICATION.endOf(person.registeredAt());
        item.putAll(DynamoExpiringRecords.end(REGISTRATIONS, item, end));
        writes.add(table.create(item));
        writes.add(table.audit(pk, event));
        table.transact(writes, Map.of(0, claim));
    }

    @Override
    public void correctContact(Person before, Person person, AuditEvent event, List<Delivery> deliveries) {
        Map<String, AttributeValue> values = new LinkedHashMap<>(
                Map.of(":phone", Items.s(person.phone()), ":mail", Items.s(person.mail()), ":language", Items.s(person.language())));
        person.newMail().ifPresent(address -> values.put(":new", Items.toAttribute(Json.tree(address))));
        String expression = "SET #data.phone = :phone, #data.mail = :mail, #data.#language = :language"
                + (person.newMail().isPresent() ? ", #data.newMail = :new" : " REMOVE #data.newMail");
        Map<String, String> names = new LinkedHashMap<>(Map.of("#language", "language"));
        String condition = "attribute_not_exists(#data.newMail)";
        if (before.newMail().isPresent()) {
            condition = "#data.newMail.#code = :code AND #data.newMail.#until = :until AND #data.newMail.#attempts = :attempts";
            Map<String, AttributeValue> was = Items.toAttribute(Json.tree(before.newMail().get())).m();
            for (String part : List.of("code", "until", "attempts")) {
                names.put("#" + part, part);
                values.put(":" + part, was.get(part));
            }
        }
        List<TransactWriteItem> writes = new ArrayList<>(
                update(person, expression, "attribute_exists(pk) AND " + condition, names, values, event));
        writes.addAll(table.outbox(Subject.person(person.sub()), event, deliveries));
        table.transact(writes, Map.of());
    }

    @Override
    public void correctIdentity(Person before, Person after, AuditEvent event, List<Delivery> deliveries) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<Integer, Claim> claims = new LinkedHashMap<>();
        if (!before.idNumberHash().equals(after.idNumberHash())) {
            Claim claim = new Claim(Claim.Type.ID_NUMBER, after.idNumberHash(), after.sub());
            claims.put(writes.size(), claim);
            writes.add(table.claim(claim));
            writes.add(table.release(new Claim(Claim.Type.ID_NUMBER, before.idNumberHash(), before.sub())));
        }
        String pk = Subject.person(after.sub());
        Map<String, AttributeValue> values = new LinkedHashMap<>(Map.of(":name", Items.s(after.name()), ":masked",
                Items.s(after.maskedIdNumber()), ":encrypted", Items.s(after.encryptedIdNumber()), ":hash", Items.s(after.idNumberHash()),
                ":before", Items.s(before.name()), ":hashBefore", Items.s(before.idNumberHash())));
        after.bornIn().ifPresent(year -> values.put(":born", Items.n(year)));
        writes.add(TransactWriteItem.builder().update(u -> u.tableName(table.name()).key(Items.key(pk, "PERSON"))
                .updateExpression("SET #data.#name = :name, #data.maskedIdNumber = :masked, #data.encryptedIdNumber = :encrypted, "
                        + "#data.idNumberHash = :hash" + (after.bornIn().isPresent() ? ", #data.bornIn = :born" : " REMOVE #data.bornIn"))
                .conditionExpression("#data.#name = :before AND #data.idNumberHash = :hashBefore")
                .expressionAttributeNames(Map.of("#data", "data", "#name", "name")).expressionAttributeValues(values)).build());
        writes.add(table.audit(pk, event));
        writes.addAll(table.outbox(pk, event, deliveries));
        table.transact(writes, claims);
    }

    @Override
    public void mailRefused(Person person, Instant at, AuditEvent event) {
        table.transact(update(person, "SET #data.mailRefusal = :refusal", "attribute_exists(pk)", Map.of(),
                Map.of(":refusal", Items.toAttribute(Json.tree(new Person.MailRefusal(person.mail(), at)))), event), Map.of());
    }

    // Parts of it, so that what is written at the same moment does not undo the other.
    private List<TransactWriteItem> update(Person person, String expression, String condition, Map<String, String> names,
            Map<String, AttributeValue> values, AuditEvent event) {
        String pk = Subject.person(person.sub());
        Map<String, String> all = new LinkedHashMap<>(names);
        all.put("#data", "data");
        return List.of(
                TransactWriteItem.builder()
                        .update(u -> u.tableName(table.name()).key(Items.key(pk, "PERSON")).updateExpression(expression)
                                .conditionExpression(condition).expressionAttributeNames(all).expressionAttributeValues(values))
                        .build(),
                table.audit(pk, event));
    }

    @Override
    public List<Person> ending(YearMonth month, Instant before, int limit) {
        return DynamoExpiringRecords.ended(table, REGISTRATIONS, month, before, limit).stream()
                .flatMap(item -> table.find(Items.text(item, "pk"), "PERSON", Person.class).stream()).toList();
    }

    @Override
    public void keep(Person person, Instant until) {
        Map<String, AttributeValue> key = Items.key(Subject.person(person.sub()), "PERSON");
        Map<String, AttributeValue> end = DynamoExpiringRecords.end(REGISTRATIONS, key, until);
        table.writing(Subject.person(person.sub()),
                client -> client.updateItem(r -> r.tableName(table.name()).key(key).updateExpression("SET #cycle = :cycle, id = :id")
                        .conditionExpression("attribute_exists(pk)").expressionAttributeNames(Map.of("#cycle", "cycle"))
                        .expressionAttributeValues(Map.of(":cycle", end.get("cycle"), ":id", end.get("id")))));
    }

    @Override
    public void delete(Person person, AuditEvent event) {
        String pk = Subject.person(person.sub());
        table.transact(List.of(table.release(new Claim(Claim.Type.ID_NUMBER, person.idNumberHash(), person.sub())),
                table.delete(pk, "PERSON"), table.audit(pk, event)), Map.of());
    }
}
