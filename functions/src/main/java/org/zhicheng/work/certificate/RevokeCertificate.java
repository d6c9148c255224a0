package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R34;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/** Revokes a certificate with a reason, and tells its holder, whose application ends revoked (R34) unless that is questioned (R45). */
@Rule(R34)
public final class RevokeCertificate {

    private static final int LONGEST_REASON = 1_000;

    private final ApplicationStore applications;
    private final CertificateStore certificates;
    private final Transitions transitions;

    public RevokeCertificate(ApplicationStore applications, CertificateStore certificates, Transitions transitions) {
        this.applications = applications;
        this.certificates = certificates;
        this.transitions = transitions;
    }

    /**
     * Revoking twice keeps the first reason.
     *
     * @throws Failure {@code CERTIFICATE_REPLACED} naming the certificate that is valid, {@code OWN_APPLICATION}, {@code STALE_VERSION}
     */
    public Certificate revoke(Actor actor, String number, String reason) {
        Roles.require(actor, Command.REVOKE_CERTIFICATE.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        String why = Reasons.required(reason, LONGEST_REASON);
        PrintedText.require(why, "reason", new Text("理由", "the reason"));
        Certificate c = certificates.find(number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
        Application application = applications.find(c.applicationId()).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
        Role role = Permissions.checkRole(actor, Command.REVOKE_CERTIFICATE, application);
        // Also one that was revoked, where that was wrong and another one was issued in its place.
        c.replacement().ifPresent(replacement -> {
            throw new Failure(ErrorCode.CERTIFICATE_REPLACED, replacement.number());
        });
        if (c.revocation().isPresent()) {
            return c;
        }
        Instant now = transitions.now();
        Certificate revoked = c.revoked(why, now);
        // What was not at its end yet goes on to it; what was ends revoked, and its holder may apply anew (R26).
        Application.Edit edit = application.state() == State.CERTIFIED
                ? application.edit()
                        .reconsideration(transitions.deadlines(application.cycle()).reconsideration(State.CERTIFICATE, now)
                                .map(right -> right.of(actor.sub())))
                        .enter(State.REVOKED, now, Optional.empty())
                : application.edit().at(now);
        Change change = Commands.change(application, edit.done(), actor, role, Command.REVOKE_CERTIFICATE, Channel.API, now, why)
                .delivering(Mails.toOwner(application, MailTemplate.CERTIFICATE_REVOKED));
        try {
            // A certificate is revoked once, so its event has a fixed number: of two at the same moment the second one fails.
            certificates.revoke(revoked, new AuditEvent(Subject.certificate(number), 1, now, actor.sub(), role, "REVOKE", Optional.empty(),
                    Optional.empty(), Channel.API, why).by(actor.name()), change.releasing(Claim.live(application)));
            return revoked;
        } catch (StaleVersion e) {
            return certificates.find(number).filter(Certificate::wasRevoked).orElseThrow(() -> e);
        }
    }
}
