package org.zhicheng.dossier.staff;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.text.Canonical;

/** Members of staff and the employers they may belong to. */
public interface StaffStore {

    Optional<StaffMember> find(String sub);

    List<StaffMember> all();

    /**
     * Writes a member's next revision.
     *
     * @param by the administrator who appoints, where that one is on the table: still as read, or of two who end each other's appointment
     *        at the same moment none would be left
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where either has changed since
     */
    void save(StaffMember member, Optional<StaffMember> by, AuditEvent event);

    /**
     * Has a mail sent to a member of staff, once for an event.
     *
     * @return false where it was told already, and nothing was written
     */
    boolean tell(AuditEvent event, MailToStaff mail);

    Optional<Employer> findEmployer(String uscc);

    List<Employer> employers();

    /**
     * Writes an employer's next revision.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void saveEmployer(Employer employer, AuditEvent event);

    /**
     * An enterprise that recommends, known by its unified social credit code.
     *
     * @param district whose bureau reviews its recommendations
     * @param revision counts the changes (R49)
     */
    record Employer(String uscc, String name, String district, String contactPhone, Revision revision) {
        public Employer {
            uscc = uscc == null ? "" : CreditCode.normalise(uscc);
            name = name == null ? "" : Canonical.line(name);
            district = district == null ? "" : Canonical.line(district);
            contactPhone = contactPhone == null ? "" : Canonical.code(contactPhone);
            revision = revision == null ? Revision.NONE : revision;
        }

        public Employer(String uscc, String name, String district, String contactPhone) {
            this(uscc, name, district, contactPhone, Revision.NONE);
        }

        /** As what follows what is there now; the same revision where nothing differs. */
        public Employer over(Optional<Employer> before) {
            return new Employer(uscc, name, district, contactPhone,
                    before.map(Employer::revision).orElse(Revision.NONE).next(before.map(Employer::items).orElse(Map.of()), items()));
        }

        private Map<String, Object> items() {
            return Map.of("name", name, "district", district, "contactPhone", contactPhone);
        }
    }
}
