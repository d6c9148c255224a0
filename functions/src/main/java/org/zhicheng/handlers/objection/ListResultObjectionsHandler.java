package org.zhicheng.handlers.objection;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.objection.AnswerResultObjection;
import org.zhicheng.work.objection.ListResultObjections;

/**
 * {@code GET /result-objections}: the results with objections that wait for the office; {@code GET /applications/{id}/result-objections}: what
 * is said against one; {@code POST /applications/{id}/result-objections/{objection}/answer}: the office's answer (R45).
 */
public final class ListResultObjectionsHandler extends ApiHandler {

    public ListResultObjectionsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListResultObjectionsHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        ListResultObjections list = new ListResultObjections(services.applications(), services.cycles(), services.vault(),
                useCases().readings());
        return switch (request.routeKey()) {
            case "GET /result-objections" -> ApiResponse.ok(list.all(actor));
            case "GET /applications/{id}/result-objections" -> ApiResponse.ok(list.of(actor, request.path("id")));
            case "POST /applications/{id}/result-objections/{objection}/answer" ->
                ApiResponse.ok(useCases().show(request.locale()).view(actor,
                        new AnswerResultObjection(services.applications(), useCases().transitions(), useCases().standIn()).answer(actor,
                                request.path("id"), request.path("objection"), request.decode(AnswerResultObjection.Finding.class))));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }
}
