package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.ListQueue;

/** {@code GET /reviews?tier=&cursor=}: the queue of a tier, the most urgent first (R20, R24). */
public final class ListQueueHandler extends ApiHandler {

    public ListQueueHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListQueueHandler(Services services) {
        super(services, "tier", "scope", "cursor");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        State tier = ApiRequest.oneOf(State.class, "tier",
                request.query("tier").orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, "tier")));
        return ApiResponse.ok(new ListQueue(services.applications(), useCases().transitions()).list(actor, tier, request.query("scope"),
                request.query("cursor")));
    }
}
