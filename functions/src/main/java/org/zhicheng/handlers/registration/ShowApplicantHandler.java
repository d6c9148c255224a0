package org.zhicheng.handlers.registration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.text.Language;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.registration.ApplicantView;
import org.zhicheng.work.registration.Me;
import org.zhicheng.work.registration.ShowApplicant;

/** {@code GET /applicants/me}: the own registration; {@code GET /me}: who one is, registered or not, and as what one may act. */
public final class ShowApplicantHandler extends ApiHandler {

    public ShowApplicantHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowApplicantHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        if (request.routeKey().equals("GET /me")) {
            return ApiResponse
                    .ok(Me.of(actor, services.people(), services.staff(), Language.of(request.locale()), services.clock().instant()));
        }
        return ApiResponse.ok(ApplicantView.of(new ShowApplicant(services.people(), services.integrity(), services.clock()).show(actor)));
    }
}
