package org.zhicheng.handlers.statistics;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.statistics.ShowStatistics;

/** {@code GET /statistics?cycle=}. */
public final class ShowStatisticsHandler extends ApiHandler {

    public ShowStatisticsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowStatisticsHandler(Services services) {
        super(services, "cycle");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        String cycle = request.query("cycle").orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, "cycle"));
        return ApiResponse.ok(
                new ShowStatistics(services.counts(), services.cycles(), services.clock()).show(actor, ApiRequest.number("cycle", cycle)));
    }
}
