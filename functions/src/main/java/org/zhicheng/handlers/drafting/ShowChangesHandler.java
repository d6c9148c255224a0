package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /applications/{id}/changes}: what changed since it was returned (R22). */
public final class ShowChangesHandler extends ApiHandler {

    public ShowChangesHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowChangesHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(useCases().show(request.locale()).changes(actor, request.path("id")));
    }
}
