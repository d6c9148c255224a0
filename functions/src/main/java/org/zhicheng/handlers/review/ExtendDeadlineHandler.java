package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.ExtendDeadline;

/** {@code POST /applications/{id}/deadline}: more working days for the present step (R24). */
public final class ExtendDeadlineHandler extends ApiHandler {

    /** The step's attempt that was seen, and working days from today. */
    public record Body(int attempt, int workingDays) {
    }

    public ExtendDeadlineHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ExtendDeadlineHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        Application application = new ExtendDeadline(services.applications(), useCases().transitions()).extend(actor, request.path("id"),
                body.attempt(), body.workingDays());
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
