package org.zhicheng.work.certificate;

import static org.zhicheng.ground.rule.NoticeRule.R30;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateNumber;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
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
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.PrintedText;
import org.zhicheng.rules.checklist.FormChecks;

/**
 * Issues a certificate again under a new number, to which the former one refers for ever: with the name and the number that the registration
 * has by now, after a loss, or in the words that a misprint should have had. Two people ask for the same, the second one's wish carries it out
 * (R30, R41).
 */
@Rule({R30, R41})
public final class ReissueCertificate {

    private static final String PROPOSED = "PROPOSE_REISSUE";
    private static final String PDF = "application/pdf";
    private static final Period VALID = Period.ofDays(30);

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

    /** Why it is issued again. */
    public enum Cause {
        /** The registration was corrected since. */
        CORRECTED_REGISTRATION,
        /** It was lost, or its code came into the wrong hands; it says the same. */
        LOSS,
        /** Series or specialty are worded otherwise than the catalogue has them. */
        MISPRINT
    }

    /**
     * What is asked for.
     *
     * @param cause a corrected registration where it is left out
     * @param series of a misprint, as it should read; as it is where it is left out
     * @param specialty likewise
     */
    public record Wish(String reason, Cause cause, String series, String specialty) {
        public Wish {
            reason = reason == null ? "" : Canonical.lines(reason);
            cause = cause == null ? Cause.CORRECTED_REGISTRATION : cause;
            series = series == null ? "" : Canonical.line(series);
            specialty = specialty == null ? "" : Canonical.line(specialty);
        }
    }

    /** What the new one will say. */
    private record Facts(Person person, Qualification title) {

        private static Facts of(Wish wish, Certificate former, Application application, Person person) {
            Qualification was = application.qualification();
            boolean misprint = wish.cause() == Cause.MISPRINT;
            return new Facts(person,
                    new Qualification(was.kind(), was.level(), misprint && !wish.series().isEmpty() ? wish.series() : former.series(),
                            misprint && !wish.specialty().isEmpty() ? wish.specialty() : former.specialty(), was.district()));
        }

        private boolean correctsTheRegistration(Certificate former) {
            return !person.name().equals(former.name()) || !person.maskedIdNumber().equals(former.maskedIdNumber());
        }

        private boolean rewords(Certificate former) {
            return !title.series().equals(former.series()) || !title.specialty().equals(former.specialty());
        }

        /** What the second person must ask for, too. */
        private String proved(Cause cause) {
            String identity = person.name() + "；" + person.maskedIdNumber();
            return switch (cause) {
                case CORRECTED_REGISTRATION -> identity;
                case LOSS -> identity + "；" + cause;
                case MISPRINT -> identity + "；" + cause + "；" + title.series() + "；" + title.specialty();
            };
        }
    }

    /**
     * Asking again for what was done gives the same certificate, and makes its file where that was cut off.
     *
     * @throws Failure {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code OWN_APPLICATION}, {@code WRONG_STATE} where it is revoked,
     *         {@code RULES_BROKEN} where nothing would be said otherwise, or the words are not the catalogue's or no paper prints them
     */
    public Outcome reissue(Actor actor, String number, Wish wish) {
        Roles.require(actor, Command.REISSUE_CERTIFICATE.chinese(), Role.OFFICE, Role.ADMINISTRATOR);
        Reasons.required(wish.reason());
        PrintedText.require(wish.reason(), "reason", new Text("理由", "the reason"));
        return Attempts.of(() -> {
            Certificate former = certificates.find(number).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
            Application application = applications.find(former.applicationId()).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, number));
            Role role = Permissions.checkRole(actor, Command.REISSUE_CERTIFICATE, application);
            if (former.replacement().isPresent()) {
                return new Outcome(finished(former, certificates.find(former.replacement().get().number()).orElseThrow(), application),
                        false);
            }
            Permissions.check(actor, Command.REISSUE_CERTIFICATE, application);
            Person person = people.find(former.applicant()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
            Facts facts = Facts.of(wish, former, application, person);
            List<Violation> violations = violations(wish.cause(), facts, former);
            if (!violations.isEmpty()) {
                throw Failure.rulesBroken(violations);
            }
            return carryOut(actor, role, application, former, facts, wish);
        });
    }

    private List<Violation> violations(Cause cause, Facts facts, Certificate former) {
        return switch (cause) {
            case CORRECTED_REGISTRATION ->
                facts.correctsTheRegistration(former) ? List.of() : List.of(ViolationCode.NOTHING_TO_REISSUE.at("name"));
            case LOSS -> List.of();
            case MISPRINT -> {
                if (!facts.rewords(former)) {
                    yield List.of(ViolationCode.NOTHING_TO_REWORD.at("specialty"));
                }
                Optional<Catalogue.Series> series = transitions.catalogue().find(facts.title().series());
                if (series.isEmpty()) {
                    yield List.of(ViolationCode.SERIES_UNKNOWN.at("series", facts.title().series()));
                }
                yield series.get().has(facts.title().specialty())
                        ? FormChecks.unprintable(Form.EMPTY, facts.title())
                        : List.of(ViolationCode.SPECIALTY_UNKNOWN.at("specialty", facts.title().specialty(), series.get().name()));
            }
        };
    }

    private Outcome carryOut(Actor actor, Role role, Application application, Certificate former, Facts facts, Wish wish) {
        Instant now = transitions.now();
        String proved = facts.proved(wish.cause());
        List<AuditEvent> proposals = record.events(Subject.certificate(former.number())).stream()
                .filter(e -> e.action().equals(PROPOSED) && e.note().endsWith(proved) && isLive(e, now)).toList();
        Optional<AuditEvent> other = proposals.stream().filter(e -> !e.actor().equals(actor.sub())).findFirst();
        if (other.isEmpty()) {
            if (proposals.isEmpty()) {
                record.append(AuditEvent.of(Subject.certificate(former.number()), now, actor.sub(), role, PROPOSED, Channel.API,
                        wish.reason() + "；" + proved).by(actor.name()));
            }
            return new Outcome(former, true);
        }
        return new Outcome(issue(actor, role, application, former, facts, wish.reason()), false);
    }

    private Certificate issue(Actor actor, Role role, Application application, Certificate former, Facts facts, String reason) {
        Cycle cycle = transitions.cycle(application.cycle());
        String sequence = CertificateNumber.sequence(application.cycle());
        String holder = holder(former);
        byte[] portrait = maker.portrait(application);
        Person person = facts.person();
        while (true) {
            String number = IssueCertificate.number(cycle, former.level(), former.kind(), certificates.number(sequence, holder));
            if (certificates.find(number).isPresent()) {
                // given to someone else, as after a change of the format: the next one
                certificates.settle(sequence, holder);
                continue;
            }
            Certificate next = maker.sign(former.anew(number, ids.get(), person.name(), person.maskedIdNumber(), facts.title().series(),
                    facts.title().specialty(), transitions.now()), portrait);
            // What cannot be made fails before anything is written.
            byte[] pdf = maker.pdf(next, portrait);
            Change change = Commands
                    .change(application,
                            application.edit().identity(person.name(), person.maskedIdNumber()).qualification(facts.title())
                                    .certificateNumber(number).at(next.issuedAt()).done(),
                            actor, role, Command.REISSUE_CERTIFICATE, Channel.API, next.issuedAt(),
                            former.number() + " → " + number + "；" + reason + words(former, facts))
                    .delivering(Mails.toOwner(application, MailTemplate.CERTIFICATE_REISSUED));
            try {
                // Once only, so its event has a fixed number.
                certificates.replace(former.replacedBy(number, reason, next.issuedAt()), next,
                        new AuditEvent(Subject.certificate(former.number()), 2, next.issuedAt(), actor.sub(), role,
                                Command.REISSUE_CERTIFICATE.name(), Optional.empty(), Optional.empty(), Channel.API, number + "；" + reason)
                                .by(actor.name()),
                        change);
            } catch (ClaimTaken e) {
                if (e.claim().type() != Claim.Type.TITLE) {
                    throw e;
                }
                throw Failure.rulesBroken(List.of(ViolationCode.TITLE_CERTIFIED.at("specialty")));
            }
            // Afterwards: who asked at the same moment has the same number, and other facts, another code and signature.
            files.write(next.key(), PDF, pdf);
            certificates.settle(sequence, holder);
            return next;
        }
    }

    /** What was written is brought to its end where that was cut off: its file, and the number that somebody who came second holds. */
    private Certificate finished(Certificate former, Certificate next, Application application) {
        if (next.valid() && files.read(next.key(), 1).isEmpty()) {
            files.write(next.key(), PDF, maker.pdf(next, maker.portrait(application)));
        }
        certificates.settle(CertificateNumber.sequence(application.cycle()), holder(former));
        return next;
    }

    private static String holder(Certificate former) {
        return "REISSUE#" + former.number();
    }

    private static String words(Certificate former, Facts facts) {
        return facts.rewords(former)
                ? "：" + former.series() + " " + former.specialty() + " → " + facts.title().series() + " " + facts.title().specialty()
                : "";
    }

    private static boolean isLive(AuditEvent proposal, Instant now) {
        return now.isBefore(proposal.at().atZone(BeijingTime.ZONE).plus(VALID).toInstant());
    }

}
