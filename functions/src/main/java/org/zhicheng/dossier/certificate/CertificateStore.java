package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;

/** Approval documents, certificates, and who asked about them. */
public interface CertificateStore {

    /**
     * Records a document, with the delivery that applies it to its applications.
     *
     * @return the document of that number as it stands: the given one, or an earlier one
     */
    ApprovalDocument record(ApprovalDocument document, AuditEvent event);

    Optional<ApprovalDocument> findDocument(String number);

    /**
     * The number of a sequence that is held for someone: the next one, and the same again until it is {@link #settle settled}, so that none
     * is used up by a try that failed and none is given twice.
     */
    long number(String sequence, String holder);

    /** Ends the holding of a number: its certificate is written, or something else has the number. */
    void settle(String sequence, String holder);

    /**
     * Writes a certificate together with the application's change, which claims its number, its code and its title (R52).
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.ClaimTaken where the person has a valid certificate of the title
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion as in {@link org.zhicheng.dossier.process.ApplicationStore#commit}
     */
    void issue(Certificate certificate, Change change);

    Optional<Certificate> find(String number);

    Optional<Certificate> findByCode(String code);

    List<Certificate> ofApplicant(String sub);

    /**
     * Writes a certificate's revocation, which gives its title free, with what must be delivered afterwards.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it is revoked already
     */
    void revoke(Certificate certificate, AuditEvent event, List<Delivery> deliveries);

    void logQuery(Query query);

    /** Who queried a certificate, newest first. */
    List<Query> queries(String number, int limit);

    /**
     * One verification.
     *
     * @param network the asking address without its last part
     */
    record Query(String number, Instant at, String network) {
    }
}
