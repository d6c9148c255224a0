package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R31;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore.Query;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.Masking;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;

/** Anyone with a certificate's unguessable code can verify it (R31); each query is logged. */
@Rule(R31)
public final class VerifyCertificate {

    private static final Text NO_SUCH_CODE = new Text("此验证码的证书", "a certificate of this code");
    private static final Text NO_SUCH_NAME_AND_NUMBER = new Text("此姓名和编号的证书", "a certificate of this name and number");
    /** What people copy along with an address: the end of a sentence, a bracket, a slash. */
    private static final Pattern TRAILING = Pattern.compile("[^A-Za-z0-9]+$");

    private final CertificateStore certificates;
    private final VerificationLimits limits;
    private final Vault vault;
    private final Clock clock;

    public VerifyCertificate(CertificateStore certificates, VerificationLimits limits, Vault vault, Clock clock) {
        this.certificates = certificates;
        this.limits = limits;
        this.vault = vault;
        this.clock = clock;
    }

    /** Whether a certificate holds. */
    public enum Status {
        VALID("有效"),
        REVOKED("已撤销"),
        REPLACED("已换发，此证书作废");

        private final String chinese;

        Status(String chinese) {
            this.chinese = chinese;
        }

        public String chinese() {
            return chinese;
        }

        static Status of(Certificate c) {
            return c.wasRevoked() ? REVOKED : c.replacement().isPresent() ? REPLACED : VALID;
        }
    }

    /** What the public may see of a certificate. */
    public record Verification(String number, String maskedName, String series, String specialty, TitleLevel level, String levelName,
            Kind kind, String kindName, LocalDate date, String issuingAuthority, Status status, Optional<LocalDate> revokedOn,
            Optional<String> replacedBy, String signature) {
    }

    /**
     * @param sourceIp logged without its last part
     * @throws Failure {@code NOT_FOUND}, or {@link TooManyQueries}
     */
    public Verification verify(String code, String sourceIp) {
        Optional<Certificate> found = certificates.findByCode(TRAILING.matcher(Canonical.code(code)).replaceFirst(""));
        return told(found, NO_SUCH_CODE, sourceIp);
    }

    /**
     * By the number on the certificate and its holder's name, for who has the paper only; with the same limits and the same answer (R31).
     *
     * @throws Failure {@code MISSING_FIELD}, {@code NOT_FOUND} whichever of the two is wrong, or {@link TooManyQueries}
     */
    public Verification verify(String name, String number, String sourceIp) {
        if (name == null || name.isBlank() || number == null || number.isBlank()) {
            throw new Failure(ErrorCode.MISSING_FIELD, name == null || name.isBlank() ? "name" : "number");
        }
        String typed = Canonical.code(number);
        // A telephone's keyboard writes small letters; numbers are mostly printed in capitals.
        Optional<Certificate> found = certificates.find(typed).or(() -> certificates.find(typed.toUpperCase(Locale.ROOT)));
        return told(found.filter(c -> Spelling.same(c.name(), name)), NO_SUCH_NAME_AND_NUMBER, sourceIp);
    }

    private Verification told(Optional<Certificate> found, Text asked, String sourceIp) {
        limits.count(sourceIp, found.isPresent(), vault);
        Certificate c = found.orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, asked));
        certificates.logQuery(new Query(c.number(), clock.instant(), network(sourceIp)));
        return new Verification(c.number(), Masking.name(c.name()), c.series(), c.specialty(), c.level(), c.level().chinese(), c.kind(),
                c.kind().chinese(), c.date(), c.issuingAuthority(), Status.of(c),
                c.revocation().filter(_ -> c.wasRevoked()).map(r -> LocalDate.ofInstant(r.at(), BeijingTime.ZONE)),
                c.replacement().map(Certificate.Replacement::number), c.signature());
    }

    private static String network(String ip) {
        int last = Math.max(ip.lastIndexOf('.'), ip.lastIndexOf(':'));
        return last < 0 ? "" : ip.substring(0, last + 1) + "*";
    }
}
