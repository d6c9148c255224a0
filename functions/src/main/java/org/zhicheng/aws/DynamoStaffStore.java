package org.zhicheng.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;

/** Staff and employers: {@code STAFF#sub} and {@code EMPLOYER#uscc}, each listed under a partition of its kind. */
final class DynamoStaffStore implements StaffStore {

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
    public void saveEmployer(Employer employer, AuditEvent event) {
        table.transact(List.of(table.writeNext(Items.item("EMPLOYER", employer.uscc(), employer), employer.revision()),
                table.audit(Subject.employer(employer.uscc()), event)), Map.of());
    }
}
