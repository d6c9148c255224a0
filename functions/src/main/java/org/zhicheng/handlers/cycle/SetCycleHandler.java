package org.zhicheng.handlers.cycle;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.cycle.CycleView;
import org.zhicheng.work.cycle.SetCycle.Window;
import org.zhicheng.work.cycle.SetCycle;

/** {@code PUT /cycles/{year}}; one that is there with {@code If-Match} (R49). */
public final class SetCycleHandler extends ApiHandler {

    public SetCycleHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SetCycleHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        int year = ApiRequest.number("year", request.path("year"));
        Cycle cycle = new SetCycle(services.cycles(), services.clock()).set(actor, year, request.decode(Window.class),
                request.ifMatch().orElse(0));
        return ApiResponse.ok(CycleView.of(cycle, services.clock().instant())).withVersion(cycle.revision().version());
    }
}
