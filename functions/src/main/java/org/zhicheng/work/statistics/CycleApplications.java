package org.zhicheng.work.statistics;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
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
        if (roles().isEmpty()) {
            throw new Failure(ErrorCode.NOT_ALLOWED, action);
        }
    }

    /** The capacity in which the list is seen: the one that sees most. */
    public Role role() {
        return roles().getLast();
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
        applications.allInState(cycle, state, PAGE).filter(this::sees).forEach(each);
    }

    private boolean seesAll() {
        return role().scope() == Scope.ALL;
    }

    private boolean sees(ApplicationSummary application) {
        return actor.appointments().stream().anyMatch(a -> a.role() != Role.COMMITTEE && a.covers(application));
    }

    /** The committee decides on applications and has no list of them. */
    private List<Role> roles() {
        return Stream.of(Role.values()).filter(role -> role != Role.COMMITTEE && role.isStaff() && actor.has(role)).toList();
    }
}
