package org.zhicheng.handlers.registration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.registration.CorrectRegistration;

/** {@code POST /registration-corrections}: name or ID number of a registration, on proof (R33, R41). */
public final class CorrectRegistrationHandler extends ApiHandler {

    public CorrectRegistrationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CorrectRegistrationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(new CorrectRegistration(services.people(), services.applications(), services.certificates(), services.vault(),
                useCases().transitions()).correct(actor, request.decode(CorrectRegistration.Correction.class)));
    }
}
