package org.zhicheng.work.statistics;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/**
 * The applications of a cycle that someone may list: the office and administrators all of them, a district bureau its own, an employer its
 * own staff's (R20).
 */
final class CycleApplications {

    private static final int PAGE = 500;

    private final ApplicationStore applications;
    private final Actor actor;

    CycleApplications(ApplicationStore applications, Actor actor) {
        this.applications = applications;
        this.actor = actor;
    }

    /**
     * The capacity in which someone counts or lists: the one that sees most. The committee decides on applications and has no list of them.
     *
     * @throws Failure {@code NOT_ALLOWED} for whom there is none
     */
    static Role role(Actor actor, String action) {
        return Stream.of(Role.values()).filter(role -> role != Role.COMMITTEE && role.isStaff() && actor.has(role))
                .reduce((one, more) -> more).orElseThrow(() -> new Failure(ErrorCode.NOT_ALLOWED, action));
    }

    /**
     * Those that were submitted, page by page, each once and as it is found. Some move on while the states are read one after the other: what
     * moved forward is passed over the second time, and what was sent back meanwhile is found when the states are read again.
     */
    void submitted(int cycle, Optional<State> state, Consumer<ApplicationSummary> each) {
        Set<State> states = state.<Set<State>>map(EnumSet::of).orElseGet(() -> EnumSet.allOf(State.class));
        states.removeIf(s -> !s.wasSubmitted());
        if (seen().allMatch(appointment -> appointment.role() == Role.EMPLOYER)) {
            // An employer has few of very many.
            ofEmployers(cycle).filter(application -> states.contains(application.state())).forEach(each);
        } else {
            Set<String> found = new HashSet<>();
            for (int walk = 0; walk < Math.min(2, states.size()); walk++) {
                states.forEach(
                        s -> applications.allInState(cycle, s, PAGE).filter(this::sees).filter(a -> found.add(a.id())).forEach(each));
            }
        }
    }

    private Stream<ApplicationSummary> ofEmployers(int cycle) {
        return seen().map(Appointment::scope).distinct().flatMap(uscc -> applications.ofEmployer(cycle, uscc).stream()).filter(this::sees);
    }

    private boolean sees(ApplicationSummary application) {
        return seen().anyMatch(appointment -> appointment.covers(application));
    }

    private Stream<Appointment> seen() {
        return actor.appointments().stream().filter(appointment -> appointment.role() != Role.COMMITTEE);
    }
}
