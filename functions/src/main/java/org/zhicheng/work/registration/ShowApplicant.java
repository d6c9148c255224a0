package org.zhicheng.work.registration;

import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/** Shows someone their own registration, and the integrity records that they may dispute (R41). */
@Rule(R41)
public final class ShowApplicant {

    private final PersonStore people;
    private final IntegrityStore integrity;
    private final Clock clock;

    public ShowApplicant(PersonStore people, IntegrityStore integrity, Clock clock) {
        this.people = people;
        this.integrity = integrity;
        this.clock = clock;
    }

    /** The person, and what is recorded of them and still kept. */
    public record Own(Person person, List<IntegrityRecord> integrityRecords) {
    }

    /** @throws Failure {@code NOT_REGISTERED} */
    public Own show(Actor actor) {
        Person person = people.find(actor.sub()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
        LocalDate today = LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
        return new Own(person, integrity.of(person.idNumberHash()).stream().filter(r -> r.isKept(today)).toList());
    }
}
