package org.zhicheng.handlers.staff;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.RegisterEmployer;

/** {@code PUT /employers/{uscc}}; one that is there with {@code If-Match} (R49). */
public final class RegisterEmployerHandler extends ApiHandler {

    /** The employer as it stands, with the version to name when it is changed. */
    public record Answer(String uscc, String name, String district, String contactPhone, int version) {
    }

    public RegisterEmployerHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RegisterEmployerHandler(Services services) {
        super(services);
    }

    /** The employer; its credit code stands in the path. */
    public record Body(String name, String district, String contactPhone) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        Employer employer = new Employer(request.path("uscc"), body.name(), body.district(), body.contactPhone());
        Employer registered = new RegisterEmployer(services.staff(), services.cycles(), services.clock()).register(actor, employer,
                request.ifMatch().orElse(0));
        int version = registered.revision().version();
        return ApiResponse.ok(new Answer(registered.uscc(), registered.name(), registered.district(), registered.contactPhone(), version))
                .withVersion(version);
    }
}
