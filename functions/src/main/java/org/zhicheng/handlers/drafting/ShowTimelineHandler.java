package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /applications/{id}/timeline}: present step, steps to come, who holds it, what happened (R25). */
public final class ShowTimelineHandler extends ApiHandler {

    public ShowTimelineHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowTimelineHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(useCases().show(request.locale()).timeline(actor, request.path("id")));
    }
}
