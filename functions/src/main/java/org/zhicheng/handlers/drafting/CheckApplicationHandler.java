package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /applications/{id}/checks}: eligibility, checklist and every defect at once (R13, R16). */
public final class CheckApplicationHandler extends ApiHandler {

    public CheckApplicationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CheckApplicationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = useCases().show().find(actor, request.path("id"));
        return ApiResponse.ok(useCases().checks().checkWithRemarks(application, services.clock().instant()));
    }
}
