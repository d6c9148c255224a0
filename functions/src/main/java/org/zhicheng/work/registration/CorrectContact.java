package org.zhicheng.work.registration;

import static org.zhicheng.ground.rule.NoticeRule.R36;
import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.zhicheng.dossier.delivery.Delivery.MailCode;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.people.Person.NewMail;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Violation;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.inquiry.CallerLimits;

/**
 * Corrects how a person is reached: the way out where an address takes no mail (R36, R41). Telephone and language hold at once, another
 * mail address once its code was entered, so that no slip of a letter sends a person's mails to somebody else.
 */
@Rule({R36, R41})
public final class CorrectContact {

    private static final Duration VALID = Duration.ofMinutes(30);
    /** From then on the same address, saved again, has the code sent once more: the mail may be lost. */
    private static final Duration AGAIN = Duration.ofMinutes(2);
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST_CODES = 10;
    private static final int MOST_ATTEMPTS = 5;

    private final PersonStore people;
    private final CallerLimits limits;
    private final Clock clock;
    private final Supplier<String> codes;

    /** @param codes six digits that cannot be guessed */
    public CorrectContact(PersonStore people, CallerLimits limits, Clock clock, Supplier<String> codes) {
        this.people = people;
        this.limits = limits;
        this.clock = clock;
        this.codes = codes;
    }

    /**
     * How a person is reached from now on.
     *
     * @param code the code that was sent to the new address; absent to have one sent
     */
    public record Entry(String phone, String mail, String language, String code) {
        public Entry {
            code = code == null ? "" : Canonical.code(code);
        }

        /** Without the code. */
        @Override
        public String toString() {
            return "Entry";
        }
    }

    /**
     * @return the registration, whose address is the former one until the new one is confirmed
     * @throws Failure {@code NOT_REGISTERED}, {@code RULES_BROKEN} with everything that is wrong, or
     *         {@link org.zhicheng.inquiry.TooManyQueries} where too many codes were asked for within an hour
     */
    public Person correct(Actor actor, Entry entry) {
        Contact contact = new Contact(entry.phone(), entry.mail(), entry.language());
        List<Violation> violations = contact.violations();
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> {
            Person person = people.find(actor.sub()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
            Instant now = clock.instant();
            boolean other = !contact.mail().equals(person.mail());
            if (other && !entry.code().isEmpty()) {
                return confirm(person, contact, entry.code(), now);
            }
            Person corrected = person.withContact(contact.phone(), person.mail(), contact.language());
            List<Delivery> deliveries = new ArrayList<>();
            Optional<NewMail> there = waiting(person, contact, now);
            if (other && there.filter(a -> now.isBefore(a.until().minus(VALID).plus(AGAIN))).isEmpty()) {
                limits.count(actor, "MAIL_CODE", MOST_CODES, WINDOW);
                // the same code, so that it makes no difference which of two mails is read
                corrected = corrected.awaiting(Optional.of(there.map(a -> new NewMail(a.mail(), a.code(), now.plus(VALID), a.attempts()))
                        .orElseGet(() -> new NewMail(contact.mail(), codes.get(), now.plus(VALID), 0))));
                deliveries.add(new MailCode(person.sub()));
            } else if (!other) {
                corrected = corrected.awaiting(Optional.empty());
            }
            if (!corrected.equals(person)) {
                people.correctContact(person, corrected, event(person, now), deliveries);
            }
            return corrected;
        });
    }

    private Person confirm(Person person, Contact contact, String code, Instant now) {
        Optional<NewMail> waiting = waiting(person, contact, now);
        if (waiting.isEmpty()) {
            throw Failure.rulesBroken(List.of(ViolationCode.MAIL_CODE_PASSED.at("code")));
        }
        if (!waiting.get().code().equals(code)) {
            NewMail tried = waiting.get();
            people.correctContact(person,
                    person.awaiting(Optional.of(new NewMail(tried.mail(), tried.code(), tried.until(), tried.attempts() + 1))),
                    event(person, now), List.of());
            throw Failure.rulesBroken(List.of(ViolationCode.MAIL_CODE_WRONG.at("code", MOST_ATTEMPTS - tried.attempts() - 1)));
        }
        Person confirmed = person.withContact(contact.phone(), contact.mail(), contact.language()).awaiting(Optional.empty());
        people.correctContact(person, confirmed, event(person, now), List.of());
        return confirmed;
    }

    /** What was sent to the address and can still be entered; one that was tried too often is as none. */
    private static Optional<NewMail> waiting(Person person, Contact contact, Instant now) {
        return person.newMail().filter(a -> a.mail().equals(contact.mail()) && now.isBefore(a.until()) && a.attempts() < MOST_ATTEMPTS);
    }

    private static AuditEvent event(Person person, Instant now) {
        return AuditEvent.of(Subject.person(person.sub()), now, person.sub(), Role.APPLICANT, "CORRECT_CONTACT", Channel.API, "");
    }
}
