package org.zhicheng.work.statistics;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/**
 * The applications of a cycle that someone may count or list: the office and administrators all of them, a district bureau its own, an
 * employer its own staff's (R20).
 */
public final class CycleApplications {

    private static final int PAGE = 500;
    /** Never handed in: seen by their owners only. */
    private static final Set<State> UNSUBMITTED = EnumSet.of(State.DRAFT, State.EXPIRED);

    private final ApplicationStore applications;
    private final Actor actor;

    /** @throws Failure {@code NOT_ALLOWED} */
    public CycleApplications(ApplicationStore applications, Actor actor, String action) {
        this.applications = applications;
        this.actor = actor;
        if (!seesAll() && !actor.has(Role.DISTRICT) && !actor.has(Role.EMPLOYER)) {
            throw new Failure(ErrorCode.NOT_ALLOWED, action);
        }
    }

    /** The capacity in which the list is seen. */
    public Role role() {
        return Stream.of(Role.ADMINISTRATOR, Role.OFFICE, Role.DISTRICT, Role.EMPLOYER).filter(actor::has).findFirst().orElseThrow();
    }

    /** Those that were submitted, page by page. */
    public void submitted(int cycle, Optional<State> state, Consumer<ApplicationSummary> each) {
        Set<State> states = state.<Set<State>>map(EnumSet::of).orElseGet(() -> EnumSet.allOf(State.class));
        states.removeAll(UNSUBMITTED);
        states.forEach(s -> in(cycle, s, each));
    }

    /** Those never submitted, to be counted only; none for a district or an employer. */
    public void unsubmitted(int cycle, Consumer<ApplicationSummary> each) {
        if (seesAll()) {
            UNSUBMITTED.forEach(s -> in(cycle, s, each));
        }
    }

    private void in(int cycle, State state, Consumer<ApplicationSummary> each) {
        Optional<String> cursor = Optional.empty();
        do {
            Page<ApplicationSummary> page = applications.inState(cycle, state, PAGE, cursor);
            page.items().stream().filter(this::sees).forEach(each);
            cursor = page.next();
        } while (cursor.isPresent());
    }

    private boolean seesAll() {
        return actor.has(Role.ADMINISTRATOR) || actor.has(Role.OFFICE);
    }

    private boolean sees(ApplicationSummary a) {
        return seesAll() || actor.has(Role.DISTRICT, a.district()) || actor.has(Role.EMPLOYER, a.employerUscc());
    }
}
