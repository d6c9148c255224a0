package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.DecideReview;

/** {@code POST /applications/{id}/decisions}: pass, return or reject (R22). */
public final class DecideReviewHandler extends ApiHandler {

    public DecideReviewHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DecideReviewHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        decisions().readAhead(application);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = decisions().decide(actor, request.path("id"), request.decode(DecideReview.Decision.class));
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }

    private DecideReview decisions() {
        return new DecideReview(services.applications(), useCases().guard(), useCases().transitions(), useCases().standIn());
    }
}
