package org.zhicheng.handlers.registration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.registration.ApplicantView;
import org.zhicheng.work.registration.ShowApplicant;

/** {@code GET /applicants/me}. */
public final class ShowApplicantHandler extends ApiHandler {

    public ShowApplicantHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowApplicantHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(ApplicantView.of(new ShowApplicant(services.people()).show(actor)));
    }
}
