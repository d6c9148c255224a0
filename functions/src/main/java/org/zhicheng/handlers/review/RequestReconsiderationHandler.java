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
import org.zhicheng.work.review.Reconsider;
import org.zhicheng.work.review.RequestReconsideration;

/**
 * {@code POST /applications/{id}/reconsideration}: whoever was rejected asks that it be looked at again. {@code POST
 * /applications/{id}/reconsideration/decision}: the office upholds the rejection or sends the application back (R45).
 */
public final class RequestReconsiderationHandler extends ApiHandler {

    /** What the applicant holds against the rejection that was seen. */
    public record Request(Integer attempt, String reason) {
        public Request {
            if (attempt == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "attempt");
            }
        }
    }

    public RequestReconsiderationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RequestReconsiderationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = switch (request.routeKey()) {
            case "POST /applications/{id}/reconsideration" -> {
                Request body = request.decode(Request.class);
                yield new RequestReconsideration(services.applications(), useCases().transitions()).request(actor, request.path("id"),
                        body.attempt(), body.reason(), request.receivedAt(services.clock()));
            }
            case "POST /applications/{id}/reconsideration/decision" ->
                new Reconsider(services.applications(), useCases().transitions(), useCases().standIn()).decide(actor, request.path("id"),
                        request.decode(Reconsider.Finding.class));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
