package org.zhicheng.handlers.staff;

import java.time.Instant;
import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.AppointStaff.Vacancy;
import org.zhicheng.work.staff.AppointStaff;
import org.zhicheng.work.staff.InviteStaff;

/**
 * {@code PUT /staff/{sub}}; one who is there with {@code If-Match} (R49). {@code POST /invitations} and {@code /invitations/acceptance}: how it becomes known
 * under which login a colleague comes (R37).
 */
public final class AppointStaffHandler extends ApiHandler {

    public AppointStaffHandler() {
        this(AwsServices.fromEnvironment());
    }

    public AppointStaffHandler(Services services) {
        super(services);
    }

    /** A member of staff; the subject may be left out, as it stands in the path. */
    public record Body(String sub, String name, String mail, List<Appointment> appointments) {

        public Body {
            appointments = appointments == null ? List.of() : List.copyOf(appointments);
        }

        StaffMember member(String pathSub) {
            if (sub != null && !sub.equals(pathSub)) {
                throw new Failure(ErrorCode.INVALID_VALUE, "sub", "/staff/{sub}");
            }
            return new StaffMember(pathSub, name, mail, appointments);
        }
    }

    /** The member, and what nobody is appointed to once these appointments have ended (R48). */
    public record Answer(String sub, String name, String mail, List<Appointment> appointments, int version, List<Vacancy> vacancies) {
    }

    /** Who is invited, as what. */
    public record Inviting(Role role, String scope, String name) {
        public Inviting {
            scope = scope == null ? "" : scope;
            name = name == null ? "" : name;
        }
    }

    /** @param code as who invites passed it on */
    public record Accepting(String code) {
        public Accepting {
            if (code == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "code");
            }
        }
    }

    /** An invitation with its code, for who invites. */
    public record Invited(String code, Role role, String scope, String name, Instant until) {
    }

    /**
     * What somebody has accepted.
     *
     * @param appointed false while an administrator still has to appoint them
     */
    public record AcceptedInvitation(Role role, String scope, String name, boolean appointed) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "PUT /staff/{sub}" -> appoint(request, actor);
            case "POST /invitations" -> {
                Inviting body = request.decode(Inviting.class);
                Invitation i = invite().invite(actor, body.role(), body.scope(), body.name());
                yield ApiResponse.ok(new Invited(i.code(), i.role(), i.scope(), i.name(), i.until()));
            }
            case "POST /invitations/acceptance" -> {
                Invitation i = invite().accept(actor, request.decode(Accepting.class).code());
                yield ApiResponse.ok(new AcceptedInvitation(i.role(), i.scope(), i.name(), invite().isAppointed(i)));
            }
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private InviteStaff invite() {
        return new InviteStaff(services.staff(), services.cycles(), services.clock(), services.ids(),
                services.environment().find("FIRST_ADMINISTRATOR_CODE").filter(hash -> !hash.isEmpty()));
    }

    private ApiResponse appoint(ApiRequest request, Actor actor) {
        StaffMember member = request.decode(Body.class).member(request.path("sub"));
        AppointStaff appoint = new AppointStaff(services.staff(), services.cycles(), services.applications(), services.clock());
        StaffMember appointed = appoint.appoint(actor, member, request.ifMatch().orElse(0));
        int version = appointed.revision().version();
        return ApiResponse.ok(new Answer(appointed.sub(), appointed.name(), appointed.mail(), appointed.appointments(), version,
                appoint.vacancies(appointed))).withVersion(version);
    }
}
