package org.zhicheng.work.registration;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.zhicheng.dossier.flow.Role;
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

/** Corrects how a person is reached: the way out where an address takes no mail (R36, R41). Name and ID number stay. */
public final class CorrectContact {

    private final PersonStore people;
    private final Clock clock;

    public CorrectContact(PersonStore people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** @throws Failure {@code NOT_REGISTERED}, or {@code RULES_BROKEN} with everything that is wrong */
    public Person correct(Actor actor, Contact contact) {
        List<Violation> violations = contact.violations();
        if (!violations.isEmpty()) {
            throw Failure.rulesBroken(violations);
        }
        return Attempts.of(() -> {
            Person person = people.find(actor.sub()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
            Person corrected = person.withContact(contact.phone(), contact.mail(), contact.language());
            if (!corrected.equals(person)) {
                Instant now = clock.instant();
                people.correctContact(corrected,
                        AuditEvent.of(Subject.person(actor.sub()), now, actor.sub(), Role.APPLICANT, "CORRECT_CONTACT", Channel.API, ""));
            }
            return corrected;
        });
    }
}
