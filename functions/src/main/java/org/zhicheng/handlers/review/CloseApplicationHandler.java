package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.CloseApplication;

/** {@code POST /applications/{id}/closing}: the bureau ends an application with a reason and without mails (R48). */
public final class CloseApplicationHandler extends ApiHandler {

    public CloseApplicationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CloseApplicationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Reason body = request.decode(Reason.class);
        Application application = new CloseApplication(services.applications(), useCases().transitions()).close(actor, request.path("id"),
                body.attempt(), body.reason());
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
