package org.zhicheng.dossier.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.zhicheng.Dossier;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** The published matrix, whole: every state × role × command has exactly one answer. */
class PermissionsTest {

    /** What is allowed; everything else is refused. * is every state, ~ every state but those of a draft or an expired one. */
    private static final String MATRIX = """
            APPLICANT      VIEW                      *
            APPLICANT      SAVE_FORM                 DRAFT CORRECTION
            APPLICANT      CHANGE_QUALIFICATION      DRAFT CORRECTION
            APPLICANT      DELETE_DRAFT              DRAFT
            APPLICANT      ATTACH                    DRAFT CORRECTION EMPLOYER_REVIEW
            APPLICANT      SUBMIT                    DRAFT
            APPLICANT      CORRECT                   CORRECTION
            APPLICANT      WITHDRAW                  SUBMITTED EMPLOYER_REVIEW DISTRICT_REVIEW COMMITTEE_REVIEW RESULT_NOTICE MATERIALS APPROVAL_DOCUMENT CORRECTION
            APPLICANT      REQUEST_RECONSIDERATION   REJECTED REVOKED
            APPLICANT      PRINT_FORM                DRAFT ~
            APPLICANT      PRINT_APPLICATION         *
            APPLICANT      PRINT_RECEIPT             ~
            EMPLOYER       VIEW                      ~
            EMPLOYER       ATTACH                    EMPLOYER_REVIEW
            EMPLOYER       RECORD_PUBLIC_NOTICE      EMPLOYER_REVIEW
            EMPLOYER       RECORD_OBJECTION          EMPLOYER_REVIEW
            EMPLOYER       PASS                      EMPLOYER_REVIEW
            EMPLOYER       RETURN                    EMPLOYER_REVIEW
            EMPLOYER       REJECT                    EMPLOYER_REVIEW
            EMPLOYER       TAKE                      EMPLOYER_REVIEW
            EMPLOYER       PUT_BACK                  EMPLOYER_REVIEW
            EMPLOYER       SHOW_ID_NUMBER            EMPLOYER_REVIEW
            EMPLOYER       RECALL                    DISTRICT_REVIEW COMMITTEE_REVIEW
            EMPLOYER       PRINT_FORM                UNDERWAY CERTIFIED
            EMPLOYER       PRINT_APPLICATION         ~
            DISTRICT       VIEW                      ~
            DISTRICT       TAKE                      DISTRICT_REVIEW
            DISTRICT       PUT_BACK                  DISTRICT_REVIEW
            DISTRICT       SHOW_ID_NUMBER            DISTRICT_REVIEW
            DISTRICT       UNDO_PASS                 COMMITTEE_REVIEW
            DISTRICT       PASS                      DISTRICT_REVIEW
            DISTRICT       RETURN                    DISTRICT_REVIEW
            DISTRICT       REJECT                    DISTRICT_REVIEW
            DISTRICT       PRINT_FORM                UNDERWAY CERTIFIED
            DISTRICT       PRINT_APPLICATION         ~
            COMMITTEE      VIEW                      ~
            COMMITTEE      TAKE                      COMMITTEE_REVIEW
            COMMITTEE      PUT_BACK                  COMMITTEE_REVIEW
            COMMITTEE      SHOW_ID_NUMBER            COMMITTEE_REVIEW
            COMMITTEE      UNDO_PASS                 RESULT_NOTICE MATERIALS
            COMMITTEE      PASS                      COMMITTEE_REVIEW
            COMMITTEE      RETURN                    COMMITTEE_REVIEW
            COMMITTEE      REJECT                    COMMITTEE_REVIEW
            COMMITTEE      PRINT_FORM                UNDERWAY CERTIFIED
            COMMITTEE      PRINT_APPLICATION         ~
            OFFICE         VIEW                      ~
            OFFICE         TAKE                      MATERIALS APPROVAL_DOCUMENT RECONSIDERATION
            OFFICE         PUT_BACK                  MATERIALS APPROVAL_DOCUMENT RECONSIDERATION
            OFFICE         SHOW_ID_NUMBER            MATERIALS APPROVAL_DOCUMENT RECONSIDERATION
            OFFICE         RECEIVE_MATERIALS         MATERIALS
            OFFICE         TAKE_BACK_RECEIPT         MATERIALS APPROVAL_DOCUMENT
            OFFICE         RETURN                    MATERIALS APPROVAL_DOCUMENT
            OFFICE         REJECT                    MATERIALS APPROVAL_DOCUMENT
            OFFICE         RECORD_APPROVAL_DOCUMENT  APPROVAL_DOCUMENT
            OFFICE         RECONSIDER                RECONSIDERATION
            OFFICE         SHOW_RESULT_OBJECTIONS    ~
            OFFICE         ANSWER_RESULT_OBJECTION   RESULT_NOTICE
            OFFICE         CLOSE                     UNDERWAY
            OFFICE         PRINT_FORM                UNDERWAY CERTIFIED
            OFFICE         PRINT_APPLICATION         ~
            OFFICE         PRINT_RECEIPT             ~
            OFFICE         REVOKE_CERTIFICATE        CERTIFIED
            OFFICE         REISSUE_CERTIFICATE       CERTIFIED
            ADMINISTRATOR  REVOKE_CERTIFICATE        CERTIFIED
            ADMINISTRATOR  REISSUE_CERTIFICATE       CERTIFIED
            OFFICE         ATTACH                    CERTIFICATE
            OFFICE         CLEAR_OBSTACLE            CERTIFICATE
            OFFICE         OPEN_ORIGINAL             ~
            ADMINISTRATOR  VIEW                      ~
            ADMINISTRATOR  PASS                      EMPLOYER_REVIEW DISTRICT_REVIEW COMMITTEE_REVIEW
            ADMINISTRATOR  RETURN                    EMPLOYER_REVIEW DISTRICT_REVIEW COMMITTEE_REVIEW MATERIALS APPROVAL_DOCUMENT
            ADMINISTRATOR  REJECT                    EMPLOYER_REVIEW DISTRICT_REVIEW COMMITTEE_REVIEW MATERIALS APPROVAL_DOCUMENT
            ADMINISTRATOR  RECONSIDER                RECONSIDERATION
            ADMINISTRATOR  SHOW_RESULT_OBJECTIONS    ~
            ADMINISTRATOR  ANSWER_RESULT_OBJECTION   RESULT_NOTICE
            ADMINISTRATOR  RECORD_PUBLIC_NOTICE      EMPLOYER_REVIEW
            ADMINISTRATOR  RECORD_OBJECTION          EMPLOYER_REVIEW
            ADMINISTRATOR  ATTACH                    EMPLOYER_REVIEW CERTIFICATE
            ADMINISTRATOR  RECEIVE_MATERIALS         MATERIALS
            ADMINISTRATOR  RECORD_APPROVAL_DOCUMENT  APPROVAL_DOCUMENT
            ADMINISTRATOR  CLEAR_OBSTACLE            CERTIFICATE
            ADMINISTRATOR  PRINT_FORM                UNDERWAY CERTIFIED
            ADMINISTRATOR  PRINT_APPLICATION         ~
            ADMINISTRATOR  PRINT_RECEIPT             ~
            ADMINISTRATOR  CLOSE                     UNDERWAY
            ADMINISTRATOR  EXTEND_DEADLINE           RECONSIDERATION CORRECTION EMPLOYER_REVIEW DISTRICT_REVIEW COMMITTEE_REVIEW RESULT_NOTICE MATERIALS APPROVAL_DOCUMENT
            SYSTEM         VIEW                      *
            SYSTEM         CHECK_ELIGIBILITY         SUBMITTED
            SYSTEM         ISSUE_CERTIFICATE         CERTIFICATE
            SYSTEM         RAISE_RESULT_OBJECTION    RESULT_NOTICE
            SYSTEM         END_RESULT_NOTICE         RESULT_NOTICE
            SYSTEM         ABANDON                   CORRECTION
            SYSTEM         EXPIRE                    DRAFT
            SYSTEM         REVIVE                    EXPIRED
            """;
    private static final Set<State> HIDDEN = EnumSet.of(State.DRAFT, State.EXPIRED);

    @Test
    @DisplayName("R20 每个步骤、角色、操作的权限与公布的表一致")
    void shouldAnswerEveryStateRoleAndCommandAsTheMatrixSays_R20() {
        Map<String, Set<State>> allowed = matrix();
        List<String> differences = new ArrayList<>();
        for (Role role : Role.values()) {
            for (Command command : Command.values()) {
                for (State state : State.values()) {
                    String expected = expected(allowed, role, command, state);
                    String answered = answer(actor(role), command, at(state));
                    if (!expected.equals(answered)) {
                        differences.add(role + " " + command + " " + state + ": expected " + expected + ", answered " + answered);
                    }
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    /** What changes nothing. */
    private static final Set<Command> READS = EnumSet.of(Command.VIEW, Command.OPEN_ORIGINAL, Command.PRINT_FORM, Command.PRINT_APPLICATION,
            Command.PRINT_RECEIPT, Command.SHOW_RESULT_OBJECTIONS);

    /** What leads an application on, or out. */
    private static final Set<Command> MOVES = EnumSet.of(Command.DELETE_DRAFT, Command.SUBMIT, Command.CORRECT, Command.WITHDRAW,
            Command.PASS, Command.RETURN, Command.REJECT, Command.RECALL, Command.CLOSE, Command.RECEIVE_MATERIALS,
            Command.RECORD_APPROVAL_DOCUMENT, Command.CLEAR_OBSTACLE);

    @ParameterizedTest
    @DisplayName("R48 每个步骤都有人能够办理，本环节无人时由管理员办理")
    @EnumSource(State.class)
    void shouldHaveAWayOutOfEveryStateForSomebodyWhoIsNoSystem_R48(State state) {
        List<String> ways = new ArrayList<>();
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.SYSTEM))) {
            MOVES.stream().filter(command -> Permissions.states(role, command).contains(state)).forEach(c -> ways.add(role + " " + c));
        }

        assertThat(ways.isEmpty()).as(state + ": " + ways).isEqualTo(state.isFinal());
        if (state.isUnderWay()) {
            assertThat(ways).as("also where its own people do nothing").contains("OFFICE CLOSE", "ADMINISTRATOR CLOSE");
        }
        // Whatever a tier's own people may do to lead its step on or out, an administrator may where it has nobody; a recommendation is taken
        // back by the firm that gave it only.
        for (Command command : MOVES) {
            if (state.isQueue() && Permissions.states(state.tier().role(), command).contains(state) && command != Command.RECALL) {
                assertThat(Permissions.states(Role.ADMINISTRATOR, command)).as(command.name()).contains(state);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("R20 看不到其他单位、其他区（县）的申报")
    @EnumSource(Command.class)
    void shouldHideTheApplicationsOfOtherEmployersAndDistricts_R20(Command command) {
        for (State state : State.values()) {
            assertThat(answer(staff(of(Role.EMPLOYER, "another")), command, at(state))).isEqualTo("NOT_FOUND");
            assertThat(answer(staff(of(Role.DISTRICT, "沙依巴克区")), command, at(state))).isEqualTo("NOT_FOUND");
            assertThat(answer(staff(), command, at(state))).isEqualTo("NOT_FOUND");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Command.class, names = {"PASS", "RETURN", "REJECT", "RECORD_PUBLIC_NOTICE", "ATTACH"})
    void shouldNotLetOneActForAnotherEmployerBecauseOneSeesAll_R20(Command command) {
        for (Role all : List.of(Role.OFFICE, Role.ADMINISTRATOR)) {
            Actor both = staff(of(all), of(Role.EMPLOYER, "another"));
            // An administrator as such acts where nobody of the tier can (R48), never as the other employer; the office at its own steps (R40).
            java.util.Set<State> own = Permissions.states(all, command);
            assertThat(answer(both, command, at(State.EMPLOYER_REVIEW)))
                    .isEqualTo(own.isEmpty() ? "NOT_ALLOWED" : own.contains(State.EMPLOYER_REVIEW) ? all.name() : "WRONG_STATE");
            assertThat(answer(both, Command.VIEW, at(State.EMPLOYER_REVIEW))).isEqualTo(all.name());
        }
    }

    @Test
    void shouldNotLetOneActForAnotherDistrictBecauseOneSeesAll_R20() {
        Actor both = staff(of(Role.OFFICE), of(Role.DISTRICT, "沙依巴克区"));

        assertThat(answer(both, Command.PASS, at(State.DISTRICT_REVIEW))).isEqualTo("NOT_ALLOWED");
    }

    @Test
    void shouldActInTheCapacityOfTheStep_R20() {
        Actor several = staff(of(Role.EMPLOYER), of(Role.DISTRICT), of(Role.COMMITTEE), of(Role.OFFICE), of(Role.ADMINISTRATOR));

        assertThat(answer(several, Command.PASS, at(State.EMPLOYER_REVIEW))).isEqualTo("EMPLOYER");
        assertThat(answer(several, Command.PASS, at(State.DISTRICT_REVIEW))).isEqualTo("DISTRICT");
        assertThat(answer(several, Command.PASS, at(State.COMMITTEE_REVIEW))).isEqualTo("COMMITTEE");
        assertThat(answer(several, Command.PASS, at(State.MATERIALS))).isEqualTo("WRONG_STATE");
        assertThat(answer(several, Command.RECEIVE_MATERIALS, at(State.MATERIALS))).isEqualTo("OFFICE");
        assertThat(answer(several, Command.EXTEND_DEADLINE, at(State.CORRECTION))).isEqualTo("ADMINISTRATOR");
        assertThat(answer(several, Command.SUBMIT, at(State.SUBMITTED))).isEqualTo("NOT_ALLOWED");
    }

    @ParameterizedTest
    @DisplayName("R29 不得办理本人的申报")
    @EnumSource(value = Command.class, names = {"PASS", "RETURN", "REJECT", "RECORD_PUBLIC_NOTICE", "EXTEND_DEADLINE", "RECEIVE_MATERIALS",
            "RECORD_APPROVAL_DOCUMENT", "RECALL", "CLOSE"})
    void shouldLetNobodyActOnTheirOwnApplication_R29(Command command) {
        Actor owner = new Actor("sub",
                List.of(of(Role.EMPLOYER), of(Role.DISTRICT), of(Role.COMMITTEE), of(Role.OFFICE), of(Role.ADMINISTRATOR)));

        for (State state : State.values()) {
            assertThat(answer(owner, command, at(state))).isEqualTo("OWN_APPLICATION");
        }
        assertThat(answer(new Actor("sub", List.of()), command, at(State.EMPLOYER_REVIEW))).isEqualTo("NOT_ALLOWED");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    @DisplayName("R26 终止的申报任何人都不能再改变")
    void shouldLetNobodyChangeWhatHasEnded_R26(Role role) {
        // R50: only an extension of the window brings a draft back, by the schedule
        assertThat(Permissions.states(role, Command.REVIVE)).isEqualTo(role == Role.SYSTEM ? EnumSet.of(State.EXPIRED) : Set.of());
        // R45: once, and in time, a rejection or a revocation is questioned by whom it concerns
        assertThat(Permissions.states(role, Command.REQUEST_RECONSIDERATION))
                .isEqualTo(role == Role.APPLICANT ? EnumSet.of(State.REJECTED, State.REVOKED) : Set.of());
        assertThat(Command.values()).filteredOn(command -> !READS.contains(command))
                .filteredOn(command -> !Set.of(Command.REVIVE, Command.REQUEST_RECONSIDERATION).contains(command))
                // R34, R41: what was issued is revoked, or issued again; the application itself stays as it is
                .filteredOn(command -> !Set.of(Command.REVOKE_CERTIFICATE, Command.REISSUE_CERTIFICATE).contains(command))
                .allSatisfy(command -> assertThat(Permissions.states(role, command)).noneMatch(State::isFinal));
    }

    private static String expected(Map<String, Set<State>> allowed, Role role, Command command, State state) {
        if (role != Role.APPLICANT && role != Role.SYSTEM && HIDDEN.contains(state)) {
            return "NOT_FOUND";
        }
        Set<State> states = allowed.getOrDefault(role + " " + command, Set.of());
        return states.isEmpty() ? "NOT_ALLOWED" : states.contains(state) ? role.name() : "WRONG_STATE";
    }

    private static String answer(Actor actor, Command command, Application application) {
        try {
            return Permissions.check(actor, command, application).name();
        } catch (Failure failure) {
            assertThat(failure.code()).isIn(ErrorCode.NOT_FOUND, ErrorCode.NOT_ALLOWED, ErrorCode.OWN_APPLICATION, ErrorCode.WRONG_STATE);
            return failure.code().name();
        }
    }

    private static Map<String, Set<State>> matrix() {
        Map<String, Set<State>> allowed = new HashMap<>();
        MATRIX.lines().map(line -> line.strip().split("\\s+", 3)).forEach(columns -> {
            Set<State> states = EnumSet.noneOf(State.class);
            for (String state : columns[2].split(" ")) {
                states.addAll(switch (state) {
                    case "*" -> EnumSet.allOf(State.class);
                    case "~" -> EnumSet.complementOf(EnumSet.copyOf(HIDDEN));
                    case "UNDERWAY" -> EnumSet.copyOf(EnumSet.allOf(State.class).stream().filter(State::isUnderWay).toList());
                    default -> EnumSet.of(State.valueOf(state));
                });
            }
            allowed.put(columns[0] + " " + columns[1], states);
        });
        return allowed;
    }

    private static Actor actor(Role role) {
        return role == Role.SYSTEM ? Actor.SYSTEM : role.isStaff() ? staff(of(role)) : new Actor("sub", List.of());
    }

    private static Actor staff(Appointment... appointments) {
        return new Actor("staff", List.of(appointments));
    }

    private static Appointment of(Role role) {
        return of(role, new Dossier().application().within(role.scope()));
    }

    private static Appointment of(Role role, String scope) {
        return new Appointment(role, scope, LocalDate.EPOCH, Optional.empty());
    }

    private static Application at(State state) {
        return new Dossier().application().edit().enter(state, Dossier.NOW, Optional.empty()).done();
    }
}
