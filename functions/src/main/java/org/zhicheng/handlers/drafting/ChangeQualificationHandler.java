package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.drafting.ChangeQualification;

/** {@code PUT /applications/{id}/qualification} (R27). */
public final class ChangeQualificationHandler extends ApiHandler {

    public ChangeQualificationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ChangeQualificationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = new ChangeQualification(services.applications(), useCases().checks(), services.clock()).change(actor,
                request.path("id"), request.decode(Qualification.class));
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
