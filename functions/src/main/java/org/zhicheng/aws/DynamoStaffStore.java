package org.zhicheng.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.EmployerImport;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.rules.retention.Retention;

/** Staff, employers, requests to register one and imports of them, each kind under a partition of its own. */
final class DynamoStaffStore implements StaffStore {

    private static final String REQUESTS = "EMPLOYER-REQUESTS";
    private static final String INVITATIONS = "INVITATIONS";
    private static final String IMPORTS = "EMPLOYER-IMPORTS";

    private final Table table;

    DynamoStaffStore(Table table) {
        this.table = table;
    }

    @Override
    public Optional<StaffMember> find(String sub) {
        return table.find("STAFF", sub, StaffMember.class);
    }

    @Override
    public List<StaffMember> all() {
        return table.all("STAFF").stream().map(item -> Items.data(item, StaffMember.class)).toList();
    }

    @Override
    public void save(StaffMember member, Optional<StaffMember> by, AuditEvent event) {
        List<TransactWriteItem> writes = new ArrayList<>(
                List.of(table.writeNext(Items.item("STAFF", member.sub(), member), member.revision()),
                        table.audit(Subject.staff(member.sub()), event)));
        by.filter(other -> !other.sub().equals(member.sub()))
                .ifPresent(other -> writes.add(table.unchanged("STAFF", other.sub(), other.revision())));
        table.transact(writes, Map.of());
    }

    @Override
    public boolean tell(AuditEvent event, MailToStaff mail) {
        List<TransactWriteItem> writes = new ArrayList<>(List.of(table.audit(event.subject(), event)));
        writes.addAll(table.outbox(event.subject(), event, List.of(mail)));
        try {
            table.transact(writes, Map.of());
            return true;
        } catch (StaleVersion e) {
            return false;
        }
    }

    @Override
    public Optional<Employer> findEmployer(String uscc) {
        return table.find("EMPLOYER", uscc, Employer.class);
    }

    @Override
    public List<Employer> employers() {
        return table.all("EMPLOYER").stream().map(item -> Items.data(item, Employer.class)).toList();
    }

    @Override
    public EmployerPage employers(int limit, Optional<String> cursor) {
        Page<Employer> page = table.page(QueryRequest.builder().keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", Items.s("EMPLOYER"))).limit(limit), cursor,
                item -> Items.data(item, Employer.class));
        return new EmployerPage(page.items(), page.next());
    }

    @Override
    public void saveEmployers(List<Registered> registered) {
        List<TransactWriteItem> writes = new ArrayList<>();
        for (Registered one : registered) {
            Employer employer = one.employer();
            writes.add(table.writeNext(Items.item("EMPLOYER", employer.uscc(), employer), employer.revision()));
            writes.add(table.audit(Subject.employer(employer.uscc()), one.event()));
            // A request that is written at the same moment would stay for ever.
            writes.add(one.answered().map(request -> table.deleteAt(REQUESTS, employer.uscc(), request.revision()))
                    .orElseGet(() -> table.absent(REQUESTS, employer.uscc())));
            writes.addAll(table.outbox(Subject.employer(employer.uscc()), one.event(), List.copyOf(one.mails())));
        }
        table.transact(writes, Map.of());
    }

    @Override
    public Optional<EmployerRequest> findRequest(String uscc) {
        return table.find(REQUESTS, uscc, EmployerRequest.class);
    }

    @Override
    public List<EmployerRequest> requests() {
        return table.all(REQUESTS).stream().map(item -> Items.data(item, EmployerRequest.class)).toList();
    }

    @Override
    public void saveRequest(EmployerRequest request, AuditEvent event, List<? extends Delivery> deliveries) {
        String uscc = request.employer().uscc();
        List<TransactWriteItem> writes = new ArrayList<>(List.of(table.writeNext(Items.item(REQUESTS, uscc, request), request.revision()),
                table.audit(Subject.employer(uscc), event)));
        if (request.isOpen()) {
            writes.add(table.absent("EMPLOYER", uscc));
        }
        writes.addAll(table.outbox(Subject.employer(uscc), event, List.copyOf(deliveries)));
        table.transact(writes, Map.of());
    }

    @Override
    public void answer(EmployerRequest request, AuditEvent event, List<? extends Delivery> deliveries) {
        String uscc = request.employer().uscc();
        List<TransactWriteItem> writes = new ArrayList<>(
                List.of(table.deleteAt(REQUESTS, uscc, request.revision()), table.audit(Subject.employer(uscc), event)));
        writes.addAll(table.outbox(Subject.employer(uscc), event, List.copyOf(deliveries)));
        table.transact(writes, Map.of());
    }

    @Override
    public Optional<Invitation> findInvitation(String code) {
        return table.find(INVITATIONS, code, Invitation.class);
    }

    @Override
    public List<Invitation> invitations() {
        return table.all(INVITATIONS).stream().map(item -> Items.data(item, Invitation.class)).toList();
    }

    @Override
    public void saveInvitation(Invitation invitation, AuditEvent event, List<MailToStaff> mails) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(INVITATIONS, invitation.code(), invitation));
        item.put("expiresAt", Items.n(end(invitation).getEpochSecond()));
        List<TransactWriteItem> writes = new ArrayList<>(
                List.of(table.writeNext(item, invitation.revision()), table.audit(event.subject(), event)));
        writes.addAll(table.outbox(event.subject(), event, List.copyOf(mails)));
        table.transact(writes, Map.of());
    }

    /** When it is gone: of who has come not before somebody had a year to appoint them (R48). */
    static Instant end(Invitation invitation) {
        return invitation.accepted().map(accepted -> Retention.ACCEPTED_INVITATIONS.endOf(accepted.at()))
                .orElseGet(() -> Retention.INVITATIONS.endOf(invitation.until()));
    }

    @Override
    public Optional<EmployerImport> findImport(String id) {
        return table.find(IMPORTS, id, EmployerImport.class);
    }

    @Override
    public void beginImport(EmployerImport begun, AuditEvent event) {
        table.transact(List.of(table.create(item(begun)), table.audit(event.subject(), event)), Map.of());
    }

    @Override
    public void continueImport(EmployerImport before, EmployerImport next) {
        table.transact(List.of(TransactWriteItem.builder().put(table.put(item(next)).conditionExpression("done = :before")
                .expressionAttributeValues(Map.of(":before", Items.n(before.done()))).build()).build()), Map.of());
    }

    private static Map<String, AttributeValue> item(EmployerImport state) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(Items.item(IMPORTS, state.id(), state));
        // Beside the record, because the next slice's condition reads it.
        item.put("done", Items.n(state.done()));
        return item;
    }
}
