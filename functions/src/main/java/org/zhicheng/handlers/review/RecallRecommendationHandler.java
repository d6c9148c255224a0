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
import org.zhicheng.work.review.RecallRecommendation;
import org.zhicheng.work.review.UndoPass;

/**
 * {@code POST /applications/{id}/recall}: the employer takes its recommendation back (R48). {@code POST /applications/{id}/undo}: the tier that passed it
 * undoes that within ten minutes (R41).
 */
public final class RecallRecommendationHandler extends ApiHandler {

    /** @param attempt of the step that the pass led to */
    public record Undoing(int attempt) {
    }

    public RecallRecommendationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecallRecommendationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = switch (request.routeKey()) {
            case "POST /applications/{id}/recall" -> {
                Reason body = request.decode(Reason.class);
                yield new RecallRecommendation(services.applications(), useCases().transitions()).recall(actor, request.path("id"),
                        body.attempt(), body.reason());
            }
            case "POST /applications/{id}/undo" -> new UndoPass(services.applications(), useCases().transitions()).undo(actor,
                    request.path("id"), request.decode(Undoing.class).attempt());
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
