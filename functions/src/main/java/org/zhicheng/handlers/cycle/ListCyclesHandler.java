package org.zhicheng.handlers.cycle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.cycle.CycleView;

/** {@code GET /cycles}: the windows, open or not, the newest first; for anyone (R21). */
public final class ListCyclesHandler extends ApiHandler {

    public ListCyclesHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListCyclesHandler(Services services) {
        super(services);
    }

    /** All cycles, and the server's time, by which windows open and close. */
    public record Body(Instant now, List<CycleView> cycles) {
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return Actor.NOBODY;
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Instant now = services.clock().instant();
        return ApiResponse.ok(new Body(now, services.cycles().all().stream().sorted(Comparator.comparingInt(Cycle::year).reversed())
                .map(cycle -> CycleView.of(cycle, now)).toList()));
    }
}
