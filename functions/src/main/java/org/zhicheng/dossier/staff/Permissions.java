package org.zhicheng.dossier.staff;

import static org.zhicheng.dossier.flow.State.APPROVAL_DOCUMENT;
import static org.zhicheng.dossier.flow.State.CERTIFICATE;
import static org.zhicheng.dossier.flow.State.COMMITTEE_REVIEW;
import static org.zhicheng.dossier.flow.State.CORRECTION;
import static org.zhicheng.dossier.flow.State.DISTRICT_REVIEW;
import static org.zhicheng.dossier.flow.State.DRAFT;
import static org.zhicheng.dossier.flow.State.EMPLOYER_REVIEW;
import static org.zhicheng.dossier.flow.State.MATERIALS;
import static org.zhicheng.dossier.flow.State.RESULT_NOTICE;
import static org.zhicheng.dossier.flow.State.SUBMITTED;
import static org.zhicheng.ground.rule.NoticeRule.R20;
import static org.zhicheng.ground.rule.NoticeRule.R29;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.flow.Command;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;

/**
 * The one matrix of state × role × command. Everything not listed is refused: with 404 to whom the application is not to be seen, with 403
 * to a wrong role, with 409 in a wrong state.
 */
@Rule(R20)
public final class Permissions {

    private Permissions() {
    }

    /** The states in which someone of the role may give the command; empty where the role never may. */
    public static Set<State> states(Role role, Command command) {
        return switch (role) {
            case APPLICANT -> switch (command) {
                case VIEW -> EnumSet.allOf(State.class);
                // R27: only while unsubmitted; R22, R23: in a correction what was returned, which may be the qualification.
                case SAVE_FORM, CHANGE_QUALIFICATION -> EnumSet.of(DRAFT, CORRECTION);
                case DELETE_DRAFT, SUBMIT -> EnumSet.of(DRAFT);
                case ATTACH -> EnumSet.of(DRAFT, CORRECTION, EMPLOYER_REVIEW);
                case CORRECT -> EnumSet.of(CORRECTION);
                // R26, R40: until the approval document is final
                case WITHDRAW -> states(state -> state.isUnderWay() && state != State.CERTIFICATE && state != State.RECONSIDERATION);
                // R45: within the days that the cycle gives for it
                case REQUEST_RECONSIDERATION -> EnumSet.of(State.REJECTED, State.REVOKED);
                case PRINT_FORM -> EnumSet.complementOf(EnumSet.of(State.EXPIRED));
                case PRINT_APPLICATION -> EnumSet.allOf(State.class);
                case PRINT_RECEIPT -> submitted();
                case OPEN_ORIGINAL, RECORD_PUBLIC_NOTICE, RECORD_OBJECTION, TAKE, PUT_BACK, SHOW_ID_NUMBER, PASS, RETURN, REJECT, UNDO_PASS,
                        RECONSIDER, RAISE_RESULT_OBJECTION, SHOW_RESULT_OBJECTIONS, ANSWER_RESULT_OBJECTION, END_RESULT_NOTICE, RECALL,
                        CLOSE, EXTEND_DEADLINE, RECEIVE_MATERIALS, TAKE_BACK_RECEIPT, RECORD_APPROVAL_DOCUMENT, REVOKE_CERTIFICATE,
                        REISSUE_CERTIFICATE, CLEAR_OBSTACLE, CHECK_ELIGIBILITY, ISSUE_CERTIFICATE, ABANDON, EXPIRE, REVIVE ->
                    none();
            };
            case EMPLOYER -> switch (command) {
                case ATTACH, RECORD_PUBLIC_NOTICE, RECORD_OBJECTION -> EnumSet.of(EMPLOYER_REVIEW);
                // R48: until the committee has decided.
                case RECALL -> EnumSet.of(DISTRICT_REVIEW, COMMITTEE_REVIEW);
                default -> reviewer(role, command);
            };
            case OFFICE -> switch (command) {
                case RECEIVE_MATERIALS -> EnumSet.of(MATERIALS);
                // R41: also after the last one, until a document lists it
                case TAKE_BACK_RECEIPT -> EnumSet.of(MATERIALS, APPROVAL_DOCUMENT);
                // R40: forged or missing originals are found here
                case RETURN, REJECT -> EnumSet.of(MATERIALS, APPROVAL_DOCUMENT);
                case RECORD_APPROVAL_DOCUMENT -> EnumSet.of(APPROVAL_DOCUMENT);
                case RECONSIDER -> EnumSet.of(State.RECONSIDERATION);
                // R45: what somebody has against a result, also once it was answered
                case SHOW_RESULT_OBJECTIONS -> submitted();
                case ANSWER_RESULT_OBJECTION -> EnumSet.of(RESULT_NOTICE);
                case REVOKE_CERTIFICATE, REISSUE_CERTIFICATE -> EnumSet.of(State.CERTIFIED);
                case CLOSE -> states(State::isUnderWay);
                // R48: what keeps an approved person's certificate from being made; a portrait, where it is that.
                case CLEAR_OBSTACLE, ATTACH -> EnumSet.of(CERTIFICATE);
                // R46: evidence, where the pages leave a doubt
                case PRINT_RECEIPT, OPEN_ORIGINAL -> submitted();
                default -> reviewer(role, command);
            };
            case ADMINISTRATOR -> switch (command) {
                case VIEW -> submitted();
                // R48: whatever was submitted and has not ended
                case CLOSE -> states(State::isUnderWay);
                // R48: for a tier in which nobody can act, and only then.
                case RECORD_PUBLIC_NOTICE, RECORD_OBJECTION -> EnumSet.of(EMPLOYER_REVIEW);
                case ATTACH -> EnumSet.of(EMPLOYER_REVIEW, CERTIFICATE);
                case PASS -> states(State::isReview);
                case RETURN, REJECT -> states(state -> state.isQueue() && state != State.RECONSIDERATION);
                case RECONSIDER -> EnumSet.of(State.RECONSIDERATION);
                case SHOW_RESULT_OBJECTIONS -> submitted();
                case ANSWER_RESULT_OBJECTION -> EnumSet.of(RESULT_NOTICE);
                case RECEIVE_MATERIALS -> EnumSet.of(MATERIALS);
                case RECORD_APPROVAL_DOCUMENT -> EnumSet.of(APPROVAL_DOCUMENT);
                case PRINT_FORM, PRINT_APPLICATION -> reviewer(role, command);
                case PRINT_RECEIPT -> submitted();
                case CLEAR_OBSTACLE -> EnumSet.of(CERTIFICATE);
                case EXTEND_DEADLINE -> states(State::isWait);
                case REVOKE_CERTIFICATE, REISSUE_CERTIFICATE -> EnumSet.of(State.CERTIFIED);
                default -> none();
            };
            case SYSTEM -> switch (command) {
                case VIEW -> EnumSet.allOf(State.class);
                case CHECK_ELIGIBILITY -> EnumSet.of(SUBMITTED);
                case ISSUE_CERTIFICATE -> EnumSet.of(CERTIFICATE);
                case ABANDON -> EnumSet.of(CORRECTION);
                case EXPIRE -> EnumSet.of(DRAFT);
                case REVIVE -> EnumSet.of(State.EXPIRED);
                // R45: by anybody, without an account
                case RAISE_RESULT_OBJECTION, END_RESULT_NOTICE -> EnumSet.of(RESULT_NOTICE);
                default -> none();
            };
            // a pass is undone while the next tier has done nothing
            case DISTRICT -> command == Command.UNDO_PASS ? EnumSet.of(COMMITTEE_REVIEW) : reviewer(role, command);
            case COMMITTEE -> command == Command.UNDO_PASS ? EnumSet.of(RESULT_NOTICE, MATERIALS) : reviewer(role, command);
        };
    }

    /**
     * Nobody acts at two tiers of an application.
     *
     * @throws Failure {@code DECIDED_AT_OTHER_TIER} for whoever has acted on it elsewhere than where it is; {@code DECIDED_BEFORE} for whoever
     *         has decided about what is to be looked at again (R45)
     */
    public static void checkOneTier(Actor actor, Application application) {
        if (application.wasDecidedBefore(actor.sub())) {
            throw new Failure(ErrorCode.DECIDED_BEFORE);
        }
        if (application.actedElsewhere(actor.sub(), application.state().tier())) {
            throw new Failure(ErrorCode.DECIDED_AT_OTHER_TIER);
        }
    }

    /**
     * Lets a command through or refuses it.
     *
     * @return the capacity in which the actor acts
     * @throws Failure {@code NOT_FOUND}, {@code OWN_APPLICATION}, {@code NOT_ALLOWED} or {@code WRONG_STATE}
     */
    public static Role check(Actor actor, Command command, Application application) {
        Role role = checkRole(actor, command, application);
        if (!states(role, command).contains(application.state())) {
            throw new Failure(ErrorCode.WRONG_STATE, application.state());
        }
        return role;
    }

    /**
     * As {@link #check(Actor, Command, Application)}, given for one stay at a step: what was meant for an earlier one is refused.
     *
     * @throws Failure also {@code STALE_VERSION}
     */
    public static Role check(Actor actor, Command command, Application application, int attempt) {
        Role role = check(actor, command, application);
        if (application.stay().attempt() != attempt) {
            throw new Failure(ErrorCode.STALE_VERSION);
        }
        return role;
    }

    /**
     * As {@link #check(Actor, Command, Application)}, for whom and what, but not in which state: for commands that may be repeated. An
     * appointment for another employer or district gives no capacity here, whatever else the actor is (R20).
     */
    @Rule(R29)
    public static Role checkRole(Actor actor, Command command, Application application) {
        List<Role> roles = actor.rolesTowards(application);
        if (roles.isEmpty()) {
            throw new Failure(ErrorCode.NOT_FOUND, application.id());
        }
        return roles.stream().filter(role -> states(role, command).contains(application.state())).findFirst()
                .or(() -> roles.stream().filter(role -> !states(role, command).isEmpty()).findFirst())
                .orElseThrow(() -> refused(actor, command, application));
    }

    private static Failure refused(Actor actor, Command command, Application application) {
        boolean asStaff = actor.appointments().stream().anyMatch(a -> !states(a.role(), command).isEmpty());
        return actor.owns(application) && asStaff
                ? new Failure(ErrorCode.OWN_APPLICATION)
                : new Failure(ErrorCode.NOT_ALLOWED, command.chinese());
    }

    /** What the reviewers of every tier may do (R22): decide in the states that their office holds. */
    private static Set<State> reviewer(Role role, Command command) {
        return switch (command) {
            case VIEW, PRINT_APPLICATION -> submitted();
            case TAKE, PUT_BACK, SHOW_ID_NUMBER -> states(state -> state.isQueue() && state.tier().role() == role);
            case PASS, RETURN, REJECT -> states(state -> state.isReview() && state.tier().role() == role);
            case PRINT_FORM -> states(state -> state.isUnderWay() || state == State.CERTIFIED);
            default -> none();
        };
    }

    private static Set<State> submitted() {
        return states(State::wasSubmitted);
    }

    private static Set<State> none() {
        return EnumSet.noneOf(State.class);
    }

    private static Set<State> states(Predicate<State> condition) {
        return Stream.of(State.values()).filter(condition).collect(Collectors.toCollection(() -> EnumSet.noneOf(State.class)));
    }
}
