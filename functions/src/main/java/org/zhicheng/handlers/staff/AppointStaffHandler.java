package org.zhicheng.handlers.staff;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.AppointStaff.Vacancy;
import org.zhicheng.work.staff.AppointStaff;

/** {@code PUT /staff/{sub}}; one who is there with {@code If-Match} (R49). */
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

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        StaffMember member = request.decode(Body.class).member(request.path("sub"));
        AppointStaff appoint = new AppointStaff(services.staff(), services.cycles(), services.applications(), services.clock());
        StaffMember appointed = appoint.appoint(actor, member, request.ifMatch().orElse(0));
        int version = appointed.revision().version();
        return ApiResponse.ok(new Answer(appointed.sub(), appointed.name(), appointed.mail(), appointed.appointments(), version,
                appoint.vacancies(appointed))).withVersion(version);
    }
}
