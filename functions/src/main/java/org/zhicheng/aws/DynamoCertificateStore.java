package org.zhicheng.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.certificate.ApprovalDocument.Preparation;
import org.zhicheng.dossier.certificate.ApprovalDocument.Stage;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PreparedDocument;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.rules.retention.Retention;

/** Approval documents {@code APPROVAL#number}, their lists of results {@code RESULTS#id}, certificates {@code CERT#number}, and the queries of each. */
final class DynamoCertificateStore implements CertificateStore {

    private static final String DOCUMENT = "DOCUMENT";
    /** The partition that lists the numbers. */
    private static final String DOCUMENTS = "APPROVALS";
    /** The partition of what is prepared, by the numbers. */
    private static final String PREPARED = "PREPARED";
    /** The partition that tells how the lists of results stand; each has one of its own besides, with its lines. */
    private static final String RESULTS = "RESULTS";
    /** Longer than the command lives that applies the document itself. */
    private static final Duration TO_APPLY = Duration.ofSeconds(60);
    private static final String AT_STAGE = "#data.stage = :stage AND #data.recordedAt = :at";

    private final Table table;
    private final DynamoApplicationStore applications;

    DynamoCertificateStore(Table table, DynamoApplicationStore applications) {
        this.table = table;
        this.applications = applications;
    }

    @Override
    public void record(ApprovalDocument document, Map<String, Long> seen, AuditEvent event) {
        List<TransactWriteItem> writes = new ArrayList<>(begun(document));
        writes.addAll(recorded(document, event));
        table.transact(writes, listed(document, seen, writes));
    }

    @Override
    public void record(ApprovalDocument document, List<Change> approved, AuditEvent event) {
        List<TransactWriteItem> writes = new ArrayList<>(List.of(table.create(item(document))));
        writes.addAll(recorded(document, event));
        applications.commit(approved, writes);
    }

    private List<TransactWriteItem> recorded(ApprovalDocument document, AuditEvent event) {
        return List.of(asPrepared(document), table.audit(pk(document), event), table.write(Items.key(DOCUMENTS, document.number())));
    }

    @Override
    public void begin(ApprovalDocument document) {
        List<TransactWriteItem> writes = new ArrayList<>(begun(document));
        writes.add(table.unchanged(PREPARED, document.number(), document.prepared().map(Preparation::version).orElse(0)));
        table.transact(writes, Map.of());
    }

    /** What was prepared is as it was confirmed, and goes; where nothing was, that is so still. */
    private TransactWriteItem asPrepared(ApprovalDocument document) {
        return document.prepared().map(confirmed -> table.deleteAt(PREPARED, document.number(), confirmed.version()))
                .orElseGet(() -> table.unchanged(PREPARED, document.number(), 0));
    }

    @Override
    public void prepare(PreparedDocument next, AuditEvent event) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(PREPARED, next.number(), next));
        DynamoExpiringRecords.expire(item, Retention.PREPARED_DOCUMENTS.endOf(next.at()));
        table.transact(List.of(table.writeNext(item, next.version()), table.audit(event.subject(), event),
                TransactWriteItem.builder().conditionCheck(c -> c.tableName(table.name())
                        .key(Items.key(Subject.approvalDocument(next.number()), DOCUMENT)).conditionExpression("attribute_not_exists(pk)"))
                        .build()),
                Map.of());
    }

    @Override
    public void unprepare(PreparedDocument document, AuditEvent event) {
        table.transact(List.of(table.deleteAt(PREPARED, document.number(), document.version()), table.audit(event.subject(), event)),
                Map.of());
    }

    @Override
    public List<PreparedDocument> prepared() {
        return table.all(PREPARED).stream().map(item -> Items.data(item, PreparedDocument.class)).toList();
    }

    @Override
    public Optional<PreparedDocument> prepared(String number) {
        return table.find(PREPARED, number, PreparedDocument.class);
    }

    private List<TransactWriteItem> begun(ApprovalDocument document) {
        return List.of(table.create(item(document)), table.held(pk(document), document.recordedAt(), document.recordedAt().toEpochMilli(),
                new ApplyApprovalDocument(document.number()), TO_APPLY));
    }

    @Override
    public void list(ApprovalDocument document, Map<String, Long> seen) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(isAt(document, Stage.RECORDING));
        table.transact(writes, listed(document, seen, writes));
    }

    @Override
    public void add(ApprovalDocument after, Map<String, Long> seen, AuditEvent event) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<String, AttributeValue> values = new HashMap<>(at(after, Stage.FINAL));
        values.put(":before", Items.n(after.applications().size() - after.additions().getLast().applications().size()));
        writes.add(TransactWriteItem.builder()
                .put(table.put(item(after)).conditionExpression(AT_STAGE + " AND size(#data.applications) = :before")
                        .expressionAttributeNames(Map.of("#data", "data")).expressionAttributeValues(values).build())
                .build());
        writes.add(table.audit(pk(after), event));
        writes.add(table.held(pk(after), event.at(), event.sequence(), new ApplyApprovalDocument(after.number()), TO_APPLY));
        table.transact(writes, listed(after, seen, writes));
    }

    /** Adds the claim of each application, while it is as it was seen. */
    private Map<Integer, Claim> listed(ApprovalDocument document, Map<String, Long> seen, List<TransactWriteItem> writes) {
        Map<Integer, Claim> claims = new HashMap<>();
        seen.forEach((id, version) -> {
            writes.add(applications.unchanged(id, version));
            Claim claim = Claim.listed(id, document.number());
            claims.put(writes.size(), claim);
            writes.add(table.claim(claim));
        });
        return claims;
    }

    @Override
    public void applied(ApprovalDocument document) {
        List<Long> sequences = new ArrayList<>(List.of(document.recordedAt().toEpochMilli()));
        LongStream.rangeClosed(1, document.additions().size()).forEach(sequences::add);
        table.transact(sequences.stream().map(sequence -> table.delete(pk(document), Table.outboxKey(sequence, 0))).toList(), Map.of());
    }

    @Override
    public void conclude(ApprovalDocument document, AuditEvent event) {
        try {
            table.transact(List.of(moved(document, Stage.FINAL), table.audit(pk(document), event),
                    table.write(Items.key(DOCUMENTS, document.number())), table.delete(PREPARED, document.number())), Map.of());
        } catch (StaleVersion e) {
            if (findDocument(document.number()).filter(there -> there.stage() == Stage.FINAL).isEmpty()) {
                throw e;
            }
        }
    }

    @Override
    public boolean refuse(ApprovalDocument document) {
        try {
            table.transact(List.of(moved(document, Stage.REFUSED)), Map.of());
            return true;
        } catch (StaleVersion e) {
            return false;
        }
    }

    @Override
    public void remove(ApprovalDocument document) {
        try {
            for (String id : document.applications()) {
                Claim claim = Claim.listed(id, document.number());
                if (applications.ownerOf(claim.type(), claim.value()).filter(claim.owner()::equals).isPresent()) {
                    table.transact(List.of(isAt(document, Stage.REFUSED), table.release(claim)), Map.of());
                }
            }
            table.transact(List.of(TransactWriteItem.builder()
                    .delete(d -> d.tableName(table.name()).key(Items.key(pk(document), DOCUMENT)).conditionExpression(AT_STAGE)
                            .expressionAttributeNames(Map.of("#data", "data")).expressionAttributeValues(at(document, Stage.REFUSED)))
                    .build()), Map.of());
        } catch (StaleVersion e) {
            if (findDocument(document.number()).filter(there -> there.recordedAt().equals(document.recordedAt())).isPresent()) {
                throw e;
            }
            // someone else has removed it, and the number may be in use again
        }
    }

    private TransactWriteItem moved(ApprovalDocument document, Stage next) {
        return TransactWriteItem
                .builder().put(table.put(item(document.at(next))).conditionExpression(AT_STAGE)
                        .expressionAttributeNames(Map.of("#data", "data")).expressionAttributeValues(at(document, Stage.RECORDING)).build())
                .build();
    }

    private TransactWriteItem isAt(ApprovalDocument document, Stage stage) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(table.name()).key(Items.key(pk(document), DOCUMENT)).conditionExpression(AT_STAGE)
                        .expressionAttributeNames(Map.of("#data", "data")).expressionAttributeValues(at(document, stage)))
                .build();
    }

    // The same number may be recorded anew after it was refused: the moment tells them apart.
    private static Map<String, AttributeValue> at(ApprovalDocument document, Stage stage) {
        return Map.of(":stage", Items.s(stage.name()), ":at", item(document).get("data").m().get("recordedAt"));
    }

    private static Map<String, AttributeValue> item(ApprovalDocument document) {
        return Items.item(pk(document), DOCUMENT, document);
    }

    private static String pk(ApprovalDocument document) {
        return Subject.approvalDocument(document.number());
    }

    @Override
    public Optional<ApprovalDocument> findDocument(String number) {
        return table.find(Subject.approvalDocument(number), "DOCUMENT", ApprovalDocument.class);
    }

    @Override
    public List<ApprovalDocument> documents() {
        return table.all(DOCUMENTS).stream().map(item -> findDocument(Items.text(item, "sk"))).flatMap(Optional::stream).toList();
    }

    // One item counts and holds, so that one write does both, and nobody waits for anybody.
    @Override
    public long number(String sequence, String holder) {
        Map<String, AttributeValue> key = Items.key("SEQUENCE", sequence);
        try {
            return next(key, holder);
        } catch (ConditionalCheckFailedException e) {
            // held since an earlier try
            return table.get("SEQUENCE", sequence).map(item -> item.get("held").m().get(holder)).map(n -> Long.parseLong(n.n()))
                    .orElseThrow(StaleVersion::new);
        } catch (DynamoDbException e) {
            if (!"ValidationException".equals(e.awsErrorDetails().errorCode())) {
                throw e;
            }
            // the first of a sequence that was not begun with its cycle: there is nothing yet to hold it in
            table.writing("SEQUENCE",
                    client -> client.updateItem(r -> r.tableName(table.name()).key(key)
                            .updateExpression("SET #held = if_not_exists(#held, :none)").expressionAttributeNames(Map.of("#held", "held"))
                            .expressionAttributeValues(Map.of(":none", AttributeValue.fromM(Map.of())))));
            return number(sequence, holder);
        }
    }

    /** A sequence of which no number is given and none is held. */
    static Map<String, AttributeValue> sequence(String sequence) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.key("SEQUENCE", sequence));
        item.put("held", AttributeValue.fromM(Map.of()));
        return item;
    }

    private long next(Map<String, AttributeValue> key, String holder) {
        return Long.parseLong(table
                .writing("SEQUENCE",
                        client -> client.updateItem(r -> r.tableName(table.name()).key(key).updateExpression(
                                "SET #last = if_not_exists(#last, :zero) + :one, #held.#holder = if_not_exists(#last, :zero) + :one")
                                .conditionExpression("attribute_not_exists(#held.#holder)")
                                .expressionAttributeNames(Map.of("#last", "last", "#held", "held", "#holder", holder))
                                .expressionAttributeValues(Map.of(":zero", Items.n(0), ":one", Items.n(1)))
                                .returnValues(ReturnValue.UPDATED_NEW)))
                .attributes().get("last").n());
    }

    @Override
    public void settle(String sequence, String holder) {
        table.writing("SEQUENCE",
                client -> client.updateItem(r -> r.tableName(table.name()).key(Items.key("SEQUENCE", sequence))
                        .updateExpression("REMOVE #held.#holder").conditionExpression("attribute_exists(#held)")
                        .expressionAttributeNames(Map.of("#held", "held", "#holder", holder))));
    }

    @Override
    public void issue(Certificate certificate, Change change) {
        applications.commit(claiming(certificate, change), List.of(table.create(item(certificate))));
    }

    @Override
    public void reinstate(Certificate former, Certificate next, AuditEvent event, Change change) {
        applications.commit(claiming(next, change),
                List.of(was(former, "attribute_exists(#data.revocation) AND attribute_not_exists(#data.replacement)"),
                        table.create(item(next)), table.audit(Subject.certificate(former.number()), event)));
    }

    private static Change claiming(Certificate certificate, Change change) {
        return change.claiming(certificate.title())
                .claiming(new Claim(Claim.Type.CERTIFICATE_NUMBER, certificate.number(), certificate.applicationId()))
                .claiming(new Claim(Claim.Type.VERIFICATION_CODE, certificate.code(), certificate.number()));
    }

    private static Map<String, AttributeValue> item(Certificate certificate) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(
                Items.item(Subject.certificate(certificate.number()), "CERTIFICATE", certificate));
        item.put("owner", Items.s(owner(certificate.applicant())));
        item.put("createdAt", Items.s(certificate.issuedAt()));
        return item;
    }

    @Override
    public Optional<Certificate> find(String number) {
        return table.find(Subject.certificate(number), "CERTIFICATE", Certificate.class);
    }

    @Override
    public Optional<Certificate> findByCode(String code) {
        return applications.ownerOf(Claim.Type.VERIFICATION_CODE, code).flatMap(this::find);
    }

    @Override
    public List<Certificate> ofApplicant(String sub) {
        List<String> numbers = table.ofOwner(owner(sub)).stream().map(item -> Items.text(item, "pk").substring("CERT#".length())).toList();
        return Reads.each(numbers, this::find).stream().flatMap(Optional::stream).toList();
    }

    @Override
    public void revoke(Certificate certificate, AuditEvent event, Change change) {
        applications.commit(change, List.of(wasValid(certificate), table.audit(Subject.certificate(certificate.number()), event),
                table.release(certificate.title())));
    }

    @Override
    public void replace(Certificate former, Certificate next, AuditEvent event, Change change) {
        boolean sameTitle = former.title().value().equals(next.title().value());
        Change claiming = sameTitle ? change : change.claiming(next.title()).releasing(former.title());
        List<TransactWriteItem> writes = new ArrayList<>(
                List.of(wasValid(former), table.create(item(next)), table.audit(Subject.certificate(former.number()), event)));
        if (sameTitle) {
            writes.add(table.transfer(former.title(), next.number()));
        }
        applications.commit(claiming.claiming(new Claim(Claim.Type.CERTIFICATE_NUMBER, next.number(), next.applicationId()))
                .claiming(new Claim(Claim.Type.VERIFICATION_CODE, next.code(), next.number())), writes);
    }

    /** The certificate as it is from now on, where it was neither revoked nor replaced. */
    private TransactWriteItem wasValid(Certificate certificate) {
        return was(certificate, "attribute_not_exists(#data.revocation) AND attribute_not_exists(#data.replacement)");
    }

    private TransactWriteItem was(Certificate certificate, String condition) {
        return TransactWriteItem.builder()
                .put(table.put(item(certificate)).conditionExpression(condition).expressionAttributeNames(Map.of("#data", "data")).build())
                .build();
    }

    @Override
    public Optional<PublishedResults> results(String id) {
        return table.find(RESULTS + "#" + id, RESULTS, PublishedResults.class);
    }

    @Override
    public List<PublishedResults> published() {
        return table.all(RESULTS).stream().map(item -> Items.data(item, PublishedResults.class))
                .filter(results -> results.withdrawal().isEmpty()).toList();
    }

    @Override
    public void publish(PublishedResults next, AuditEvent event) {
        String id = PublishedResults.id(next.number());
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(table.writeNext(ending(Items.item(RESULTS + "#" + id, RESULTS, next), next), next.version()));
        writes.add(table.write(ending(Items.item(RESULTS, id, next.withoutLines()), next)));
        writes.add(table.audit(event.subject(), event));
        table.transact(writes, Map.of());
    }

    private static Map<String, AttributeValue> ending(Map<String, AttributeValue> item, PublishedResults results) {
        Map<String, AttributeValue> ending = new LinkedHashMap<>(item);
        DynamoExpiringRecords.expire(ending, Retention.PUBLISHED_RESULTS.endOf(results.published().at()));
        return ending;
    }

    @Override
    public void logQuery(Query query) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(Subject.certificate(query.number()),
                "Q#" + Items.sortable(query.at()) + "#" + Long.toHexString(System.nanoTime()), query));
        DynamoExpiringRecords.expire(item, Retention.CERTIFICATE_QUERIES.endOf(query.at()));
        table.writing(Subject.certificate(query.number()), client -> client.putItem(r -> r.tableName(table.name()).item(item)));
    }

    @Override
    public List<Query> queries(String number, int limit) {
        return table.page(QueryRequest.builder().keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)").scanIndexForward(false)
                .expressionAttributeValues(Map.of(":pk", Items.s(Subject.certificate(number)), ":prefix", Items.s("Q#"))).limit(limit),
                Optional.empty(), item -> Items.data(item, Query.class)).items();
    }

    /** Apart from the owner's applications, which the same index lists. */
    private static String owner(String sub) {
        return "CERT#" + sub;
    }
}
