package org.zhicheng.dossier.staff;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.text.Canonical;

/** Members of staff and the employers they may belong to. */
public interface StaffStore {

    /** Each is three items of a transaction, which may have a hundred. */
    int MOST_REGISTERED_AT_ONCE = 33;

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

    /** All of them; tens of thousands take seconds. */
    List<Employer> employers();

    /** A page of the register, by credit code. */
    EmployerPage employers(int limit, Optional<String> cursor);

    /** Writes an employer's next revision, as {@link #saveEmployers}. */
    default void saveEmployer(Employer employer, AuditEvent event) {
        saveEmployers(List.of(new Registered(employer, event, Optional.empty(), List.of())));
    }

    /**
     * Writes the next revisions of employers, all or none.
     *
     * @param registered {@value #MOST_REGISTERED_AT_ONCE} at most, and one alone where it answers a request
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where one has changed since, or its request, or one was made
     */
    void saveEmployers(List<Registered> registered);

    Optional<EmployerRequest> findRequest(String uscc);

    List<EmployerRequest> requests();

    /**
     * Writes a request's next revision, with what must be delivered afterwards.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since, or it is open and its employer is
     *         registered
     */
    void saveRequest(EmployerRequest request, AuditEvent event, List<? extends Delivery> deliveries);

    /**
     * Takes away the request for an employer that is registered as it is, with the answer to who asked.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void answer(EmployerRequest request, AuditEvent event, List<? extends Delivery> deliveries);

    Optional<Invitation> findInvitation(String code);

    List<Invitation> invitations();

    /**
     * Writes an invitation's next revision; it is gone some weeks after it could be accepted, and a year after it was.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has changed since
     */
    void saveInvitation(Invitation invitation, AuditEvent event, List<MailToStaff> mails);

    Optional<EmployerImport> findImport(String id);

    /** @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has begun already */
    void beginImport(EmployerImport begun, AuditEvent event);

    /** @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it has gone on since */
    void continueImport(EmployerImport before, EmployerImport next);

    /** A part of the register, and where the rest begins. */
    record EmployerPage(List<Employer> employers, Optional<String> next) {
    }

    /**
     * An employer to be written with its event.
     *
     * @param answered the request that it answers, which is gone then
     * @param mails to who asked
     */
    record Registered(Employer employer, AuditEvent event, Optional<EmployerRequest> answered, List<? extends Delivery> mails) {
    }

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

        /** What it writes over, in words for the record (R41). */
        public String told(Employer before) {
            return Revision.told(before.items(), items());
        }

        private Map<String, Object> items() {
            return Map.of("name", name, "district", district, "contactPhone", contactPhone);
        }
    }
}
