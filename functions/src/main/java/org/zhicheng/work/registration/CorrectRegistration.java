package org.zhicheng.work.registration;

import static org.zhicheng.ground.rule.NoticeRule.R33;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.delivery.Delivery.SendMail;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Length;
import org.zhicheng.work.registration.ApplyRegistration.Effect;

/**
 * The office corrects a registration on proof: the name, the ID number, or a number that somebody registered whose it is not (R33, R41). The
 * reason and the proof are recorded, the person is told, and applications that are under way go on under what was proved.
 */
@Rule({R33, R41})
public final class CorrectRegistration {

    private static final int LONGEST = 500;

    private final PersonStore people;
    private final ApplicationStore applications;
    private final CertificateStore certificates;
    private final Vault vault;
    private final Transitions transitions;

    public CorrectRegistration(PersonStore people, ApplicationStore applications, CertificateStore certificates, Vault vault,
            Transitions transitions) {
        this.people = people;
        this.applications = applications;
        this.certificates = certificates;
        this.vault = vault;
        this.transitions = transitions;
    }

    /**
     * Whose registration is corrected, and how.
     *
     * @param applicationId an application of the person; or else
     * @param idNumber the number as it is registered now
     * @param name the name as it is proved; absent where it is right
     * @param correctIdNumber the number as it is proved; absent where it is right
     * @param releases true where the number is not this person's: the registration ends, and the number's owner can register it
     * @param reason why
     * @param proof the paper that proves it
     */
    public record Correction(String applicationId, String idNumber, String name, String correctIdNumber, Boolean releases, String reason,
            String proof) {
        public Correction {
            applicationId = applicationId == null ? "" : applicationId;
            idNumber = idNumber == null ? "" : Canonical.code(idNumber);
            name = name == null ? "" : Canonical.name(name);
            correctIdNumber = correctIdNumber == null ? "" : Canonical.code(correctIdNumber);
            releases = Boolean.TRUE.equals(releases);
            reason = reason == null ? "" : Canonical.lines(reason);
            proof = proof == null ? "" : Canonical.lines(proof);
        }

        /** Without the ID numbers. */
        @Override
        public String toString() {
            return "Correction";
        }
    }

    /** The registration as it is now, the number masked, and what the correction touches. */
    public record Corrected(String name, String maskedIdNumber, boolean released, Effect effect) {
    }

    /**
     * Correcting the same again changes nothing.
     *
     * @throws Failure {@code NOT_FOUND}, {@code ALREADY_REGISTERED} where the proved number is another registration's,
     *         {@code OWN_APPLICATION}, {@code RULES_BROKEN} with everything that is wrong, such as applications and certificates under a number that is
     *         to be released
     */
    public Corrected correct(Actor actor, Correction correction) {
        Role role = Roles.require(actor, "更正注册信息", Role.OFFICE, Role.ADMINISTRATOR);
        LocalDate today = transitions.today();
        List<Violation> violations = violations(correction, today);
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> {
            Person person = find(actor, correction, today);
            if (person.sub().equals(actor.sub())) {
                throw new Failure(ErrorCode.OWN_APPLICATION);
            }
            return correction.releases() ? release(actor, role, person, correction) : correct(actor, role, person, correction, today);
        });
    }

    private Corrected correct(Actor actor, Role role, Person person, Correction correction, LocalDate today) {
        Optional<IdentityNumber> number = Optional.of(correction.correctIdNumber()).filter(n -> !n.isEmpty())
                .map(n -> IdentityNumber.of(n, today));
        String hash = number.map(n -> vault.hash(n.plain())).orElse(person.idNumberHash());
        Person proved = person.proved(correction.name().isEmpty() ? person.name() : correction.name(), person.maskedIdNumber(),
                person.encryptedIdNumber(), person.idNumberHash());
        if (!hash.equals(person.idNumberHash())) {
            proved = proved.proved(proved.name(), number.get().masked(), vault.encrypt(person.sub(), number.get().plain()), hash)
                    .bornIn(number.get().bornIn(today));
        }
        if (!proved.equals(person)) {
            // the name as it was, not only as it is; of a number the record may say no more than that it changed
            String note = (proved.name().equals(person.name()) ? "" : person.name() + " → " + proved.name() + "；")
                    + (hash.equals(person.idNumberHash()) ? "" : person.maskedIdNumber() + " → " + proved.maskedIdNumber() + "；")
                    + correction.reason() + "；" + correction.proof();
            try {
                people.correctIdentity(person, proved, event(actor, role, person, note),
                        List.of(new Delivery.ApplyRegistration(person.sub()), told(person)));
            } catch (ClaimTaken e) {
                throw new Failure(ErrorCode.ALREADY_REGISTERED);
            }
        }
        Effect effect = new ApplyRegistration(people, applications, certificates, transitions).apply(person.sub());
        return new Corrected(proved.name(), proved.maskedIdNumber(), false, effect);
    }

    private Corrected release(Actor actor, Role role, Person person, Correction correction) {
        List<Violation> held = new ArrayList<>();
        // a draft is nobody's but its owner's, and takes over the next registration when it is submitted
        applications.ofApplicant(person.sub()).stream().filter(a -> a.state().isUnderWay())
                .forEach(a -> held.add(ViolationCode.REGISTRATION_HAS_APPLICATION.at(a.id(), a.state())));
        certificates.ofApplicant(person.sub()).stream().filter(Certificate::valid)
                .forEach(c -> held.add(ViolationCode.REGISTRATION_HAS_CERTIFICATE.at(c.number(), c.number())));
        if (!held.isEmpty()) {
            throw Failure.rulesBroken(held);
        }
        people.delete(person, event(actor, role, person, person.maskedIdNumber() + "；" + correction.reason() + "；" + correction.proof()));
        return new Corrected(person.name(), person.maskedIdNumber(), true, new Effect(List.of(), List.of()));
    }

    private Person find(Actor actor, Correction correction, LocalDate today) {
        if (correction.applicationId().isEmpty()) {
            return people.findByIdNumberHash(vault.hash(IdentityNumber.of(correction.idNumber(), today).plain()))
                    .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, IdentityNumber.FIELD));
        }
        Application application = applications.find(correction.applicationId()).filter(a -> !actor.rolesTowards(a).isEmpty())
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, correction.applicationId()));
        return people.find(application.applicant()).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, correction.applicationId()));
    }

    private AuditEvent event(Actor actor, Role role, Person person, String note) {
        Instant now = transitions.now();
        return AuditEvent.of(Subject.person(person.sub()), now, actor.sub(), role, "CORRECT_REGISTRATION", Channel.API, note)
                .by(actor.name());
    }

    private static SendMail told(Person person) {
        return new SendMail(person.sub(), MailTemplate.REGISTRATION_CORRECTED, Map.of());
    }

    private static List<Violation> violations(Correction c, LocalDate today) {
        List<Violation> violations = new ArrayList<>();
        if (c.applicationId().isEmpty() == c.idNumber().isEmpty()) {
            violations.add(ViolationCode.REGISTRATION_NOT_NAMED.at("idNumber"));
        } else if (c.applicationId().isEmpty()) {
            IdentityNumber.check(c.idNumber(), today).ifPresent(violations::add);
        }
        boolean corrects = !c.name().isEmpty() || !c.correctIdNumber().isEmpty();
        if (corrects == c.releases()) {
            violations.add(ViolationCode.NOTHING_TO_CORRECT.at("name"));
        }
        if (!c.name().isEmpty()) {
            PersonName.check(c.name(), "name").ifPresent(violations::add);
        }
        if (!c.correctIdNumber().isEmpty()) {
            IdentityNumber.check(c.correctIdNumber(), today).ifPresent(v -> violations.add(ViolationCode.at("correctIdNumber", v)));
        }
        told(c.reason(), "reason", violations);
        told(c.proof(), "proof", violations);
        return violations;
    }

    private static void told(String text, String field, List<Violation> violations) {
        if (text.isBlank()) {
            violations.add(ViolationCode.CORRECTION_UNREASONED.at(field));
        } else if (Length.of(text) > LONGEST) {
            violations.add(ViolationCode.TEXT_TOO_LONG.of("R41", field, LONGEST));
        }
    }
}
