package org.zhicheng.work.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PreparedDocument;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.record.AuditEvent;

/** Reads a certificate once as it was a moment ago. */
final class StaleRead implements CertificateStore {

    private final CertificateStore store;
    private Optional<Certificate> before;

    StaleRead(CertificateStore store, Certificate before) {
        this.store = store;
        this.before = Optional.of(before);
    }

    @Override
    public Optional<Certificate> find(String number) {
        Optional<Certificate> once = before;
        before = Optional.empty();
        return once.isPresent() ? once : store.find(number);
    }

    @Override
    public void revoke(Certificate certificate, AuditEvent event, Change change) {
        store.revoke(certificate, event, change);
    }

    @Override
    public void replace(Certificate former, Certificate next, AuditEvent event, Change change) {
        store.replace(former, next, event, change);
    }

    @Override
    public void record(ApprovalDocument document, Map<String, Long> seen, AuditEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void record(ApprovalDocument document, List<Change> approved, AuditEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void prepare(PreparedDocument next, AuditEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unprepare(PreparedDocument document, AuditEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PreparedDocument> prepared() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PreparedDocument> prepared(String number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void applied(ApprovalDocument document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void begin(ApprovalDocument document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void list(ApprovalDocument document, Map<String, Long> seen) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void add(ApprovalDocument after, Map<String, Long> seen, AuditEvent event) {
        store.add(after, seen, event);
    }

    @Override
    public void conclude(ApprovalDocument document, AuditEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean refuse(ApprovalDocument document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(ApprovalDocument document) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ApprovalDocument> documents() {
        return store.documents();
    }

    @Override
    public Optional<ApprovalDocument> findDocument(String number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long number(String sequence, String holder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void settle(String sequence, String holder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void issue(Certificate certificate, Change change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reinstate(Certificate former, Certificate next, AuditEvent event, Change change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Certificate> findByCode(String code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Certificate> ofApplicant(String sub) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PublishedResults> results(String id) {
        return store.results(id);
    }

    @Override
    public List<PublishedResults> published() {
        return store.published();
    }

    @Override
    public void publish(PublishedResults next, AuditEvent event) {
        store.publish(next, event);
    }

    @Override
    public void logQuery(Query query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Query> queries(String number, int limit) {
        throw new UnsupportedOperationException();
    }
}
