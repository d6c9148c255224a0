package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.ShowReview;
import org.zhicheng.work.review.TakeApplication;

/**
 * {@code GET /reviews/{applicationId}}: what a reviewer needs to decide (R13, R20, R22); {@code POST /reviews/{applicationId}/hand}: takes it in hand,
 * or puts it back (R20).
 */
public final class ShowReviewHandler extends ApiHandler {

    /**
     * @param attempt the step's attempt that was seen
     * @param taken whether it is taken in hand, or put back
     */
    public record Taking(int attempt, boolean taken) {
    }

    public ShowReviewHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowReviewHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        useCases().checks().readAheadForDecision(application);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "GET /reviews/{applicationId}" -> review(request, actor);
            case "POST /reviews/{applicationId}/hand" -> hand(request, actor);
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private ApiResponse hand(ApiRequest request, Actor actor) {
        Taking body = request.decode(Taking.class);
        TakeApplication take = new TakeApplication(services.applications(), useCases().transitions());
        String id = request.path("applicationId");
        Application application = body.taken() ? take.take(actor, id, body.attempt()) : take.putBack(actor, id, body.attempt());
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }

    private ApiResponse review(ApiRequest request, Actor actor) {
        return ApiResponse.ok(new ShowReview(useCases().show(request.locale()), useCases().checks(), useCases().transitions(),
                useCases().readings(), services.sessions()).show(actor, request.path("applicationId")));
    }
}
