package org.zhicheng.dossier.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.lambda.Samples;

class PermissionsDocumentTest {

    @Test
    void shouldNotLendAnAppointmentOfAnotherEmployerToAnOtherwiseAdmittedPerson() {
        // R20: someone of the office, or an administrator, who also reviews for another employer
        for (Role other : List.of(Role.OFFICE, Role.ADMINISTRATOR)) {
            Actor actor = actor(appointment(other, ""), appointment(Role.EMPLOYER, "91990000YANGBEN13H"),
                    appointment(Role.DISTRICT, "沙依巴克区"));
            for (Command command : List.of(Command.PASS, Command.RETURN, Command.REJECT, Command.RECORD_PUBLIC_NOTICE, Command.ATTACH)) {
                // the office returns and rejects at its own steps (R40), not here
                boolean elsewhere = other == Role.OFFICE && (command == Command.RETURN || command == Command.REJECT);
                assertThatThrownBy(() -> Permissions.check(actor, command, at(State.EMPLOYER_REVIEW))).isInstanceOfSatisfying(Failure.class,
                        failure -> assertThat(failure.code()).isEqualTo(elsewhere ? ErrorCode.WRONG_STATE : ErrorCode.NOT_ALLOWED));
            }
            assertThat(Permissions.check(actor, Command.VIEW, at(State.EMPLOYER_REVIEW))).isEqualTo(other);
        }
    }

    @Test
    void shouldLetSomeoneOfTwoOfficesActInTheOneThatMay() {
        Actor actor = actor(appointment(Role.ADMINISTRATOR, ""), appointment(Role.EMPLOYER, Samples.USCC));
        assertThat(Permissions.check(actor, Command.PASS, at(State.EMPLOYER_REVIEW))).isEqualTo(Role.EMPLOYER);
        assertThat(Permissions.check(actor, Command.EXTEND_DEADLINE, at(State.EMPLOYER_REVIEW))).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void shouldNeverLetAnyoneActOnTheirOwnApplication() {
        Actor owner = new Actor("owner", List.of(appointment(Role.EMPLOYER, Samples.USCC), appointment(Role.COMMITTEE, "")));
        for (Command command : List.of(Command.PASS, Command.RETURN, Command.REJECT)) {
            assertThatThrownBy(() -> Permissions.check(owner, command, at(State.EMPLOYER_REVIEW))).isInstanceOfSatisfying(Failure.class,
                    failure -> assertThat(failure.code()).isEqualTo(ErrorCode.OWN_APPLICATION));
        }
    }

    @Test
    void shouldLetEachTierDecideInItsOwnStateOnly() {
        for (Command command : List.of(Command.PASS, Command.RETURN, Command.REJECT)) {
            for (Role role : Role.values()) {
                assertThat(Permissions.states(role, command)).as(role + " " + command).isEqualTo(switch (role) {
                    case EMPLOYER -> java.util.Set.of(State.EMPLOYER_REVIEW);
                    case DISTRICT -> java.util.Set.of(State.DISTRICT_REVIEW);
                    case COMMITTEE -> java.util.Set.of(State.COMMITTEE_REVIEW);
                    case OFFICE ->
                        command == Command.PASS ? java.util.Set.of() : java.util.Set.of(State.MATERIALS, State.APPROVAL_DOCUMENT);
                    case APPLICANT, ADMINISTRATOR, SYSTEM -> java.util.Set.of();
                });
            }
        }
    }

    @Test
    void shouldLetNobodyChangeWhatHasEnded() {
        List<Command> harmless = List.of(Command.VIEW, Command.PRINT_FORM);
        for (Role role : Role.values()) {
            Arrays.stream(Command.values()).filter(command -> !harmless.contains(command))
                    .forEach(command -> assertThat(Permissions.states(role, command)).as(role + " " + command).noneMatch(State::isFinal));
        }
    }

    private Application at(State state) {
        FakeServices fresh = new FakeServices();
        Samples.openCycle(fresh);
        return Samples.move(fresh, Samples.draft(fresh, "a", "owner"), state);
    }

    private static Actor actor(Appointment... appointments) {
        return new Actor("someone", List.of(appointments));
    }

    private static Appointment appointment(Role role, String scope) {
        return new Appointment(role, scope, LocalDate.of(2025, 1, 1), Optional.empty());
    }
}
