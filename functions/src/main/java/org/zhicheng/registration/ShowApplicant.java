package org.zhicheng.registration;

import org.zhicheng.failure.ErrorCode;
import org.zhicheng.failure.Failure;
import org.zhicheng.staff.Actor;

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
