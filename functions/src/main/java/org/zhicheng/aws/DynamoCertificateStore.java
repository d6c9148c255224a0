package org.zhicheng.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.certificate.ApprovalDocument.Stage;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.rules.retention.Retention;

/** Approval documents {@code APPROVAL#number}, certificates {@code CERT#number}, and the queries of each. */
final class DynamoCertificateStore implements CertificateStore {

    private static final String DOCUMENT = "DOCUMENT";
    /** The partition that lists the numbers. */
    private static final String DOCUMENTS = "APPROVALS";
    private static final String AT_STAGE = "#data.stage = :stage AND #data.recordedAt = :at";

    private final Table table;
    private final DynamoApplicationStore applications;

    DynamoCertificateStore(Table table, DynamoApplicationStore applications) {
        this.table = table;
        this.applications = applications;
    }

    @Override
    public void begin(ApprovalDocument document) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(table.create(item(document)));
        writes.addAll(table.outbox(pk(document), document.recordedAt(), document.recordedAt().toEpochMilli(),
                List.of(new ApplyApprovalDocument(document.number()))));
        table.transact(writes, Map.of());
    }

    @Override
    public void list(ApprovalDocument document, Map<String, Long> seen) {
        List<TransactWriteItem> writes = new ArrayList<>();
        Map<Integer, Claim> claims = new HashMap<>();
        writes.add(isAt(document, Stage.RECORDING));
        seen.forEach((id, version) -> {
            writes.add(applications.unchanged(id, version));
            Claim claim = Claim.listed(id, document.number());
            claims.put(writes.size(), claim);
            writes.add(table.claim(claim));
        });
        table.transact(writes, claims);
    }

    @Override
    public void conclude(ApprovalDocument document, AuditEvent event) {
        try {
            table.transact(List.of(moved(document, Stage.FINAL), table.audit(pk(document), event),
                    table.write(Items.key(DOCUMENTS, document.number()))), Map.of());
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
        Map<String, String> names = Map.of("#last", "last", "#held", "held", "#holder", holder);
        table.client()
                .updateItem(r -> r.tableName(table.name()).key(key).updateExpression("SET #held = if_not_exists(#held, :none)")
                        .expressionAttributeNames(Map.of("#held", "held"))
                        .expressionAttributeValues(Map.of(":none", AttributeValue.fromM(Map.of()))));
        try {
            table.client().updateItem(r -> r.tableName(table.name()).key(key)
                    .updateExpression("SET #last = if_not_exists(#last, :zero) + :one, #held.#holder = if_not_exists(#last, :zero) + :one")
                    .conditionExpression("attribute_not_exists(#held.#holder)").expressionAttributeNames(names)
                    .expressionAttributeValues(Map.of(":zero", Items.n(0), ":one", Items.n(1))));
        } catch (ConditionalCheckFailedException e) {
            // held since an earlier try
        }
        return table.get("SEQUENCE", sequence).map(item -> item.get("held").m().get(holder)).map(n -> Long.parseLong(n.n()))
                .orElseThrow(StaleVersion::new);
    }

    @Override
    public void settle(String sequence, String holder) {
        table.client()
                .updateItem(r -> r.tableName(table.name()).key(Items.key("SEQUENCE", sequence)).updateExpression("REMOVE #held.#holder")
                        .conditionExpression("attribute_exists(#held)")
                        .expressionAttributeNames(Map.of("#held", "held", "#holder", holder)));
    }

    @Override
    public void issue(Certificate certificate, Change change) {
        applications.commit(
                change.claiming(certificate.title())
                        .claiming(new Claim(Claim.Type.CERTIFICATE_NUMBER, certificate.number(), certificate.applicationId()))
                        .claiming(new Claim(Claim.Type.VERIFICATION_CODE, certificate.code(), certificate.number())),
                List.of(table.create(item(certificate))));
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
        return table.client()
                .queryPaginator(r -> r.tableName(table.name()).indexName("owner").scanIndexForward(false)
                        .keyConditionExpression("#owner = :owner").expressionAttributeNames(Map.of("#owner", "owner"))
                        .expressionAttributeValues(Map.of(":owner", Items.s(owner(sub)))))
                .items().stream().map(item -> find(Items.text(item, "pk").substring("CERT#".length()))).flatMap(Optional::stream).toList();
    }

    @Override
    public void revoke(Certificate certificate, AuditEvent event, Change change) {
        applications.commit(change, List.of(wasValid(certificate), table.audit(Subject.certificate(certificate.number()), event),
                table.release(certificate.title())));
    }

    @Override
    public void replace(Certificate former, Certificate next, AuditEvent event, Change change) {
        applications.commit(
                change.claiming(new Claim(Claim.Type.CERTIFICATE_NUMBER, next.number(), next.applicationId()))
                        .claiming(new Claim(Claim.Type.VERIFICATION_CODE, next.code(), next.number())),
                List.of(wasValid(former), table.create(item(next)), table.transfer(former.title(), next.number()),
                        table.audit(Subject.certificate(former.number()), event)));
    }

    /** The certificate as it is from now on, where it was neither revoked nor replaced. */
    private TransactWriteItem wasValid(Certificate certificate) {
        return TransactWriteItem.builder()
                .put(table.put(item(certificate))
                        .conditionExpression("attribute_not_exists(#data.revocation) AND attribute_not_exists(#data.replacement)")
                        .expressionAttributeNames(Map.of("#data", "data")).build())
                .build();
    }

    @Override
    public void logQuery(Query query) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(Subject.certificate(query.number()),
                "Q#" + Items.sortable(query.at()) + "#" + Long.toHexString(System.nanoTime()), query));
        DynamoExpiringRecords.expire(item, Retention.CERTIFICATE_QUERIES.endOf(query.at()));
        table.client().putItem(r -> r.tableName(table.name()).item(item));
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
