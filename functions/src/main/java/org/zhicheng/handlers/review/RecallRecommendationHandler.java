package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.RecallRecommendation;

/** {@code POST /applications/{id}/recall}: the employer takes its recommendation back (R48). */
public final class RecallRecommendationHandler extends ApiHandler {

    public RecallRecommendationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecallRecommendationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Reason body = request.decode(Reason.class);
        Application application = new RecallRecommendation(services.applications(), useCases().transitions()).recall(actor,
                request.path("id"), body.attempt(), body.reason());
        return ApiResponse.ok(useCases().show().view(application));
    }
}
