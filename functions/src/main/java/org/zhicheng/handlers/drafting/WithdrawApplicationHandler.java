package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.drafting.WithdrawApplication;

/** {@code POST /applications/{id}/withdrawal} (R26). */
public final class WithdrawApplicationHandler extends ApiHandler {

    /** Why, if the owner wants to say so. */
    public record Body(String reason) {
        public Body {
            reason = Reasons.optional(reason, Reasons.USUAL);
        }
    }

    public WithdrawApplicationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public WithdrawApplicationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        Application application = new WithdrawApplication(services.applications(), useCases().transitions()).withdraw(actor,
                request.path("id"), body.reason());
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
