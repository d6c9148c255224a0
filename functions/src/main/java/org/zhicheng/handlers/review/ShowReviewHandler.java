package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.ShowReview;

/** {@code GET /reviews/{applicationId}}: what a reviewer needs to decide (R13, R20, R22). */
public final class ShowReviewHandler extends ApiHandler {

    public ShowReviewHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowReviewHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(new ShowReview(useCases().show(), useCases().checks(), useCases().transitions(),
                new Readings(services.auditLog(), services.clock())).show(actor, request.path("applicationId")));
    }
}
