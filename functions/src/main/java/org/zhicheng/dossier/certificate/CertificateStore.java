package org.zhicheng.dossier.certificate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;

/** Approval documents, certificates, and who asked about them. */
public interface CertificateStore {

    /**
     * Writes a final document that claims its applications, few enough for one transaction, with its event and the delivery that moves them
     * on should that be cut off, and not before.
     *
     * What was prepared under its number is gone then.
     *
     * @param seen each application to the version at which it was found to be waiting
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the number is there, one of them changed, or what was prepared
     * @throws org.zhicheng.dossier.process.ApplicationStore.ClaimTaken where another document has one
     */
    void record(ApprovalDocument document, Map<String, Long> seen, AuditEvent event);

    /**
     * Writes a final document together with the changes by which its applications go on, with its event; so few that one transaction takes them.
     * What was prepared under its number is gone then.
     *
     * @param approved each claims its application
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion as in {@link #record(ApprovalDocument, Map, AuditEvent)}
     * @throws org.zhicheng.dossier.process.ApplicationStore.ClaimTaken where another document has one
     */
    void record(ApprovalDocument document, List<Change> approved, AuditEvent event);

    /**
     * Writes a document that claims its applications from now on, with the delivery that brings it to its end should that be cut off, and not before.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the number is there
     */
    void begin(ApprovalDocument document);

    /**
     * Claims applications for a document that is still being recorded; all of them or none.
     *
     * @param seen application to the version at which it was found to be waiting
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where one of them changed, or the document came to its end
     * @throws org.zhicheng.dossier.process.ApplicationStore.ClaimTaken where another document has one
     */
    void list(ApprovalDocument document, Map<String, Long> seen);

    /** The applications of a document were moved on, or it was given up: the deliveries that would see to it are not needed any more. */
    void applied(ApprovalDocument document);

    /** Makes a document final that has all its applications, with its event; one that is final already is left alone. */
    void conclude(ApprovalDocument document, AuditEvent event);

    /**
     * Writes a final document with people added, which claims them, with the delivery that moves them on should that be cut off, and not before.
     *
     * @param after the document with the addition, its last one
     * @param seen each added application to the version at which it was found to be waiting
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where one of them, or the document, changed
     * @throws org.zhicheng.dossier.process.ApplicationStore.ClaimTaken where another document has one
     */
    void add(ApprovalDocument after, Map<String, Long> seen, AuditEvent event);

    /** Marks a document as refused, so that it claims nothing more; false where it has come to its end already. */
    boolean refuse(ApprovalDocument document);

    /** Gives back what a refused document claimed, and then forgets it; cut off, it can be done again. */
    void remove(ApprovalDocument document);

    /**
     * Writes the next version of a document that is prepared, with its event.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it is not the next one, or the number has been recorded
     */
    void prepare(PreparedDocument next, AuditEvent event);

    /**
     * Takes back what was prepared, with its event.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it was changed meanwhile
     */
    void unprepare(PreparedDocument document, AuditEvent event);

    /** What is prepared and not recorded yet. */
    List<PreparedDocument> prepared();

    Optional<PreparedDocument> prepared(String number);

    Optional<ApprovalDocument> findDocument(String number);

    /** All that are final. */
    List<ApprovalDocument> documents();

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

    /**
     * Writes a certificate that is issued in the place of one whose revocation was wrong, as {@link #issue} (R45).
     *
     * @param former as it is from now on
     * @throws org.zhicheng.dossier.process.ApplicationStore.ClaimTaken as in {@link #issue}
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion also where the former is not revoked, or replaced already
     */
    void reinstate(Certificate former, Certificate next, AuditEvent event, Change change);

    Optional<Certificate> find(String number);

    Optional<Certificate> findByCode(String code);

    List<Certificate> ofApplicant(String sub);

    /**
     * Writes a certificate's revocation, which gives its title free, with the application's change.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it is revoked or replaced already, or the application changed
     */
    void revoke(Certificate certificate, AuditEvent event, Change change);

    /**
     * Writes a certificate and that it replaces another one, whose title it takes over, with the application's change (R41).
     *
     * @param former as it is from now on
     * @throws org.zhicheng.dossier.process.ApplicationStore.ClaimTaken where it names another title of which the person has a valid certificate
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where the former is revoked or replaced already, or the application
     *         changed
     */
    void replace(Certificate former, Certificate next, AuditEvent event, Change change);

    /** The list of results at a public address, withdrawn or not. */
    Optional<PublishedResults> results(String id);

    /** The lists of results that are public, without their lines. */
    List<PublishedResults> published();

    /**
     * Writes the next version of a list of results, with its event.
     *
     * @throws org.zhicheng.dossier.process.ApplicationStore.StaleVersion where it is not the next one
     */
    void publish(PublishedResults next, AuditEvent event);

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
