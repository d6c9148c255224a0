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

    /** The next number of a sequence; numbers may be left out, never given twice. */
    long next(String sequence);

    /**
     * Writes a certificate together with the application's change, which claims its number and code.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion as in {@link org.zhicheng.dossier.process.ApplicationStore#commit}
     */
    void issue(Certificate certificate, Change change);

    Optional<Certificate> find(String number);

    Optional<Certificate> findByCode(String code);

    List<Certificate> ofApplicant(String sub);

    /**
     * Writes a certificate's revocation, with what must be delivered afterwards.
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
