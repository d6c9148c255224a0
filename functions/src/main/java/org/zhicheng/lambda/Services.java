package org.zhicheng.lambda;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

import org.zhicheng.application.ApplicationStore;
import org.zhicheng.attachment.FileStore;
import org.zhicheng.certificate.CertificateStore;
import org.zhicheng.certificate.Signer;
import org.zhicheng.cycle.CycleStore;
import org.zhicheng.integrity.IntegrityStore;
import org.zhicheng.mail.Mailer;
import org.zhicheng.monitoring.Workload;
import org.zhicheng.outbox.Outbox;
import org.zhicheng.record.AuditLog;
import org.zhicheng.registration.PersonStore;
import org.zhicheng.registration.Vault;
import org.zhicheng.retention.ExpiringRecords;
import org.zhicheng.review.Workflow;
import org.zhicheng.staff.StaffStore;

/** Everything outside that a handler may use. Making it does no I/O, so that a snapshot of the function holds nothing of one start. */
public interface Services {

    ApplicationStore applications();

    PersonStore people();

    StaffStore staff();

    CycleStore cycles();

    CertificateStore certificates();

    IntegrityStore integrity();

    /** The applicants' files. */
    FileStore materials();

    /** The certificates' files. */
    FileStore certificateFiles();

    Vault vault();

    Signer signer();

    Workflow workflow();

    Mailer mailer();

    Outbox outbox();

    AuditLog auditLog();

    ExpiringRecords expiringRecords();

    Workload workload();

    Environment environment();

    Clock clock();

    /** New unguessable ids: 26 characters of {@code a-z 2-7}, 130 bits. */
    default Supplier<String> ids() {
        return () -> {
            byte[] random = new byte[26];
            // not kept in a field: a snapshot restored many times must not give the same numbers
            new SecureRandom().nextBytes(random);
            StringBuilder id = new StringBuilder(26);
            for (byte b : random) {
                id.append("abcdefghijklmnopqrstuvwxyz234567".charAt(b & 31));
            }
            return id.toString();
        };
    }

    /** A harmless read, so that connections and classes are ready before the snapshot. */
    void prime();
}
