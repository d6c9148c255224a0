package org.zhicheng.work.registration;

import static org.zhicheng.ground.rule.NoticeRule.R33;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore.ClaimTaken;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.ground.identity.PersonName;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;

/**
 * Registers the person behind a login; an ID number registers once (R33). Of two at the same moment one wins, the other is told. A name is kept
 * in one form, and one that cannot be printed is told here, with the letter (R32, R51).
 */
@Rule(R33)
public final class RegisterApplicant {

    private final PersonStore people;
    private final Vault vault;
    private final Clock clock;

    public RegisterApplicant(PersonStore people, Vault vault, Clock clock) {
        this.people = people;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * What is filled in.
     *
     * @param language of the mails, {@code zh} or {@code en}; Chinese where it is left out
     */
    public record Registration(String name, String idNumber, String phone, String mail, String language) {
        public Registration {
            name = name == null ? "" : Canonical.name(name);
            idNumber = idNumber == null ? "" : Canonical.code(idNumber);
            Contact contact = new Contact(phone, mail, language);
            phone = contact.phone();
            mail = contact.mail();
            language = contact.language();
        }

        /** Without the ID number, and nothing else that a log must not hold. */
        @Override
        public String toString() {
            return "Registration";
        }

        private Contact contact() {
            return new Contact(phone, mail, language);
        }
    }

    /**
     * Registers, or finds the same registration made before.
     *
     * @throws Failure {@code RULES_BROKEN} with everything that is wrong, {@code ALREADY_REGISTERED} where the number is another login's,
     *     {@code REGISTERED_OTHERWISE} where this login registered other data
     */
    public Person register(Actor actor, Registration registration) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        check(registration);
        IdentityNumber number = IdentityNumber.of(registration.idNumber(), today);
        String hash = vault.hash(number.plain());
        return Attempts.of(() -> {
            // By the number it may be the same login too: registered since the first look.
            Optional<Person> known = people.find(actor.sub()).or(() -> people.findByIdNumberHash(hash));
            if (known.filter(other -> !other.sub().equals(actor.sub())).isPresent()) {
                throw new Failure(ErrorCode.ALREADY_REGISTERED);
            }
            if (known.isPresent()) {
                return same(known.get(), registration, hash);
            }
            Person person = new Person(actor.sub(), registration.name(), number.masked(), vault.encrypt(actor.sub(), number.plain()), hash,
                    registration.phone(), registration.mail(), registration.language(), now).bornIn(number.bornIn(today));
            try {
                people.register(person, new AuditEvent(Subject.person(actor.sub()), now.toEpochMilli(), now, actor.sub(), Role.APPLICANT,
                        "REGISTER", Optional.empty(), Optional.empty(), Channel.API, ""));
                return person;
            } catch (ClaimTaken e) {
                throw new Failure(ErrorCode.ALREADY_REGISTERED);
            }
        });
    }

    /**
     * Looks at what is filled in so far; nothing is kept, and nothing is told of who has registered.
     *
     * @throws Failure {@code RULES_BROKEN} with everything that is wrong
     */
    public void check(Registration registration) {
        List<Violation> violations = violations(registration, LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE));
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
    }

    private static Person same(Person known, Registration registration, String hash) {
        boolean same = known.idNumberHash().equals(hash) && known.name().equals(registration.name())
                && known.phone().equals(registration.phone()) && known.mail().equals(registration.mail())
                && known.language().equals(registration.language());
        if (!same) {
            throw new Failure(ErrorCode.REGISTERED_OTHERWISE);
        }
        return known;
    }

    private static List<Violation> violations(Registration r, LocalDate today) {
        List<Violation> violations = new ArrayList<>();
        PersonName.check(r.name(), "name").ifPresent(violations::add);
        if (r.idNumber().isEmpty()) {
            violations.add(ViolationCode.ID_NUMBER_MISSING.at(IdentityNumber.FIELD));
        } else {
            IdentityNumber.check(r.idNumber(), today).ifPresent(violations::add);
        }
        violations.addAll(r.contact().violations());
        return violations;
    }
}
