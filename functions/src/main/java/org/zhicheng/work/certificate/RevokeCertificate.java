package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R34;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** Revokes a certificate with a reason, and tells its holder (R34). */
@Rule(R34)
public final class RevokeCertificate {

    private static final int LONGEST_REASON = 1_000;

    private final CertificateStore certificates;
    private final Clock clock;

    public RevokeCertificate(CertificateStore certificates, Clock clock) {
        this.certificates = certificates;
        this.clock = clock;
    }

    /** Revoking twice keeps the first reason. */
    public Certificate revoke(Actor actor, String number, String reason) {
        if (!actor.has(Role.OFFICE) && !actor.has(Role.ADMINISTRATOR)) {
            throw new Failure(ErrorCode.NOT_ALLOWED, "撤销证书");
        }
        if (reason == null || reason.isBlank()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "reason");
        }
        if (Length.of(reason) > LONGEST_REASON) {
            throw new Failure(ErrorCode.INVALID_VALUE, "reason", "≤ " + LONGEST_REASON);
        }
        PrintedText.check(Canonical.lines(reason), "reason", new Text("理由", "the reason")).ifPresent(unprintable -> {
            throw Failure.rulesBroken(List.of(unprintable));
        });
        Certificate c = certificates.find(number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
        if (c.applicant().equals(actor.sub())) {
            throw new Failure(ErrorCode.OWN_APPLICATION);
        }
        if (c.revocation().isPresent()) {
            return c;
        }
        Instant now = clock.instant();
        Certificate revoked = new Certificate(c.number(), c.code(), c.applicationId(), c.applicant(), c.name(), c.maskedIdNumber(),
                c.series(), c.specialty(), c.level(), c.kind(), c.date(), c.approvalDocument(), c.issuingAuthority(), c.signature(),
                c.issuedAt(), Optional.of(new Certificate.Revocation(Canonical.lines(reason), now)));
        Role role = actor.has(Role.OFFICE) ? Role.OFFICE : Role.ADMINISTRATOR;
        SendMail mail = new SendMail(c.applicant(), MailTemplate.CERTIFICATE_REVOKED,
                Map.of("applicationId", c.applicationId(), "year", Integer.toString(c.date().getYear())));
        try {
            // A certificate is revoked once, so its event has a fixed number: of two at the same moment the second one fails.
            certificates.revoke(revoked, new AuditEvent(Subject.certificate(number), 1, now, actor.sub(), role, "REVOKE", Optional.empty(),
                    Optional.empty(), AuditEvent.Channel.API, Canonical.lines(reason)).by(actor.name()), List.of(mail));
            return revoked;
        } catch (StaleVersion e) {
            return certificates.find(number).orElseThrow(() -> e);
        }
    }
}
