package org.zhicheng.handlers.staff;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.RegisterEmployer;

/** {@code PUT /employers/{uscc}}. */
public final class RegisterEmployerHandler extends ApiHandler {

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
        return ApiResponse.ok(new RegisterEmployer(services.staff(), services.cycles(), services.clock()).register(actor, employer));
    }
}
