package org.zhicheng.lambda;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.Renderings;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.inquiry.CallerCounts;
import org.zhicheng.work.certificate.Signer;
import org.zhicheng.work.closing.Sweeps;
import org.zhicheng.work.monitoring.Workload;
import org.zhicheng.work.outbox.Mailer;
import org.zhicheng.work.retention.ExpiringRecords;
import org.zhicheng.work.statistics.Counts;
import org.zhicheng.work.statistics.Exports;

/** Everything outside that a handler may use. Making it does no I/O, so that a snapshot of the function holds nothing of one start. */
public interface Services {

    ApplicationStore applications();

    PersonStore people();

    StaffStore staff();

    /** The committee's register (R45). */
    ExpertStore experts();

    CycleStore cycles();

    CertificateStore certificates();

    IntegrityStore integrity();

    /** The committee's sessions (R45). */
    SessionStore sessions();

    /** Seals and opens what is voted in them. */
    BallotBox ballots();

    /** The applicants' files. */
    FileStore materials();

    /** What people see of these files (R46). */
    Renderings renderings();

    /** The certificates' files. */
    FileStore certificateFiles();

    Vault vault();

    Signer signer();

    Workflow workflow();

    Mailer mailer();

    Outbox outbox();

    AuditLog auditLog();

    ExpiringRecords expiringRecords();

    /** The kept numbers of the cycles (R37). */
    Counts counts();

    /** Lists of applications as files (R37). */
    Exports exports();

    /** What is done to more drafts than one call can do (R21). */
    Sweeps sweeps();

    Workload workload();

    CallerCounts callerCounts();

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

    /** New unguessable codes of six digits, to be typed. */
    default Supplier<String> codes() {
        return () -> "%06d".formatted(new SecureRandom().nextInt(1_000_000));
    }

    /** A harmless read, so that connections and classes are ready before the snapshot. */
    void prime();
}
