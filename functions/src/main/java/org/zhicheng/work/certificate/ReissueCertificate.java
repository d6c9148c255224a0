package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R30;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Permissions;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;

/**
 * Issues a certificate again with the name and the number that the registration has by now: a new number, to which the former one refers for
 * ever. Two people ask for it, the second one's wish carries it out (R30, R41).
 */
@Rule({R30, R41})
public final class ReissueCertificate {

    private static final String PROPOSED = "PROPOSE_REISSUE";
    private static final Period VALID = Period.ofDays(30);
    private static final int LONGEST_REASON = 500;

    private final ApplicationStore applications;
    private final PersonStore people;
    private final CertificateStore certificates;
    private final AuditLog record;
    private final FileStore files;
    private final IssueCertificate maker;
    private final Transitions transitions;
    private final Supplier<String> ids;

    public ReissueCertificate(ApplicationStore applications, PersonStore people, CertificateStore certificates, AuditLog record,
            FileStore files, IssueCertificate maker, Transitions transitions, Supplier<String> ids) {
        this.applications = applications;
        this.people = people;
        this.certificates = certificates;
        this.record = record;
        this.files = files;
        this.maker = maker;
        this.transitions = transitions;
        this.ids = ids;
    }

    /**
     * What became of the wish.
     *
     * @param certificate the one that is valid now
     * @param waits true until a second person asks for the same
     */
    public record Outcome(Certificate certificate, boolean waits) {
    }

    /**
     * Asking again for what was done gives the same certificate.
     *
     * @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code WRONG_STATE} where it is revoked,
     *         {@code RULES_BROKEN} where it says what the registration says
     */
    public Outcome reissue(Actor actor, String number, String given) {
        Roles.require(actor, Command.REISSUE_CERTIFICATE.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        String reason = checked(given);
        return Attempts.of(() -> {
            Certificate former = certificates.find(number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
            Application application = applications.find(former.applicationId()).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
            Role role = Permissions.checkRole(actor, Command.REISSUE_CERTIFICATE, application);
            if (former.replacement().isPresent()) {
                return new Outcome(certificates.find(former.replacement().get().number()).orElseThrow(), false);
            }
            Permissions.check(actor, Command.REISSUE_CERTIFICATE, application);
            Person person = people.find(former.applicant()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
            if (person.name().equals(former.name()) && person.maskedIdNumber().equals(former.maskedIdNumber())) {
                throw Failure.rulesBroken(List.of(ViolationCode.NOTHING_TO_REISSUE.at("name")));
            }
            return carryOut(actor, role, application, former, person, reason);
        });
    }

    private Outcome carryOut(Actor actor, Role role, Application application, Certificate former, Person person, String reason) {
        Instant now = transitions.now();
        String proved = person.name() + "；" + person.maskedIdNumber();
        List<AuditEvent> proposals = record.events(Subject.certificate(former.number())).stream()
                .filter(e -> e.action().equals(PROPOSED) && e.note().endsWith(proved) && isLive(e, now)).toList();
        Optional<AuditEvent> other = proposals.stream().filter(e -> !e.actor().equals(actor.sub())).findFirst();
        if (other.isEmpty()) {
            if (proposals.isEmpty()) {
                record.append(AuditEvent
                        .of(Subject.certificate(former.number()), now, actor.sub(), role, PROPOSED, Channel.API, reason + "；" + proved)
                        .by(actor.name()));
            }
            return new Outcome(former, true);
        }
        return new Outcome(issue(actor, role, application, former, person, reason), false);
    }

    private Certificate issue(Actor actor, Role role, Application application, Certificate former, Person person, String reason) {
        Cycle cycle = transitions.cycle(application.cycle());
        String sequence = IssueCertificate.sequence(application);
        String holder = "REISSUE#" + former.number();
        byte[] portrait = maker.portrait(application);
        while (true) {
            String number = IssueCertificate.number(cycle, former.level(), former.kind(), certificates.number(sequence, holder));
            if (certificates.find(number).isPresent()) {
                // given to someone else, as after a change of the format: the next one
                certificates.settle(sequence, holder);
                continue;
            }
            Certificate next = maker.sign(former.anew(number, ids.get(), person.name(), person.maskedIdNumber(), transitions.now()),
                    portrait);
            // before it is valid, so that nobody meets a certificate without its file
            files.write(next.key(), "application/pdf", maker.pdf(next, portrait));
            Change change = Commands
                    .change(application,
                            application.edit().identity(person.name(), person.maskedIdNumber()).certificateNumber(number)
                                    .at(next.issuedAt()).done(),
                            actor, role, Command.REISSUE_CERTIFICATE, Channel.API, next.issuedAt(),
                            former.number() + " → " + number + "；" + reason)
                    .delivering(Mails.toOwner(application, MailTemplate.CERTIFICATE_REISSUED));
            // Once only, so its event has a fixed number.
            certificates.replace(former.replacedBy(number, reason, next.issuedAt()), next,
                    new AuditEvent(Subject.certificate(former.number()), 2, next.issuedAt(), actor.sub(), role,
                            Command.REISSUE_CERTIFICATE.name(), Optional.empty(), Optional.empty(), Channel.API, number + "；" + reason)
                            .by(actor.name()),
                    change);
            certificates.settle(sequence, holder);
            return next;
        }
    }

    private static boolean isLive(AuditEvent proposal, Instant now) {
        return now.isBefore(proposal.at().atZone(BeijingTime.ZONE).plus(VALID).toInstant());
    }

    private static String checked(String given) {
        String reason = given == null ? "" : Canonical.lines(given);
        if (reason.isBlank()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "reason");
        }
        if (Length.of(reason) > LONGEST_REASON) {
            throw new Failure(ErrorCode.INVALID_VALUE, "reason", "1–" + LONGEST_REASON);
        }
        PrintedText.require(reason, "reason", new Text("理由", "the reason"));
        return reason;
    }
}
