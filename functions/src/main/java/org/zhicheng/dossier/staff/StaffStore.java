package org.zhicheng.dossier.staff;

import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.text.Canonical;

/** Members of staff and the employers they may belong to. */
public interface StaffStore {

    Optional<StaffMember> find(String sub);

    List<StaffMember> all();

    void save(StaffMember member, AuditEvent event);

    /**
     * Has a mail sent to a member of staff, once for an event.
     *
     * @return false where it was told already, and nothing was written
     */
    boolean tell(AuditEvent event, MailToStaff mail);

    Optional<Employer> findEmployer(String uscc);

    List<Employer> employers();

    void saveEmployer(Employer employer, AuditEvent event);

    /**
     * An enterprise that recommends, known by its unified social credit code.
     *
     * @param district whose bureau reviews its recommendations
     */
    record Employer(String uscc, String name, String district, String contactPhone) {
        public Employer {
            uscc = uscc == null ? "" : CreditCode.normalise(uscc);
            name = name == null ? "" : Canonical.line(name);
            district = district == null ? "" : Canonical.line(district);
            contactPhone = contactPhone == null ? "" : Canonical.code(contactPhone);
        }
    }
}
