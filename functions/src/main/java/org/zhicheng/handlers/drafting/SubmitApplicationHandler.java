package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.drafting.SubmitApplication;

/** {@code POST /applications/{id}/submission} (R21). */
public final class SubmitApplicationHandler extends ApiHandler {

    public SubmitApplicationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SubmitApplicationHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(ApiRequest request) {
        super.readAhead(request);
        // whoever submits is the applicant, mostly
        useCases().checks().readAhead(request.claims().getOrDefault("sub", ""));
    }

    @Override
    protected void readAhead(Application application) {
        useCases().checks().readAhead(application);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = new SubmitApplication(services.applications(), useCases().checks(), useCases().transitions())
                .submit(actor, request.path("id"), request.receivedAt(services.clock()));
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
