package org.zhicheng.work.registration;

import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** Shows someone their own registration. */
public final class ShowApplicant {

    private final PersonStore people;

    public ShowApplicant(PersonStore people) {
        this.people = people;
    }

    /** @throws Failure {@code NOT_REGISTERED} */
    public Person show(Actor actor) {
        return people.find(actor.sub()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
    }
}
