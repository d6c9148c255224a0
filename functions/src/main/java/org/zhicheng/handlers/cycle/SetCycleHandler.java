package org.zhicheng.handlers.cycle;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.closing.ForeseeDrafts;
import org.zhicheng.work.cycle.CycleView;
import org.zhicheng.work.cycle.SetCycle.Window;
import org.zhicheng.work.cycle.SetCycle;

/**
 * {@code PUT /cycles/{year}}; one that is there with {@code If-Match} (R49). With {@code preview} nothing is set: told is what becomes of drafts
 * (R50).
 */
public final class SetCycleHandler extends ApiHandler {

    public SetCycleHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SetCycleHandler(Services services) {
        super(services, "preview");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        int year = ApiRequest.number("year", request.path("year"));
        int seen = request.ifMatch().orElse(0);
        SetCycle cycles = new SetCycle(services.cycles(), services.clock());
        if (request.asksFor("preview")) {
            SetCycle.Planned planned = cycles.tried(actor, year, request.decode(Window.class), seen);
            // of a cycle that is not there yet nobody has anything
            Cycle before = planned.before().orElse(planned.after());
            return ApiResponse
                    .ok(new ForeseeDrafts(services.cycles(), services.applications(), services.clock()).foresee(before, planned.after()))
                    .withVersion(before.revision().version());
        }
        Cycle cycle = cycles.set(actor, year, request.decode(Window.class), seen);
        return ApiResponse.ok(CycleView.of(cycle, services.clock().instant())).withVersion(cycle.revision().version());
    }
}
