package org.zhicheng.handlers.objection;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.CallerLimits;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.objection.RaiseResultObjection;

/** {@code POST /results/notices/{notice}/objections}: anybody objects to a result that is announced; no login (R45). */
public final class RaiseResultObjectionHandler extends ApiHandler {

    private final CallerLimits.Salt salt = new CallerLimits.Salt();

    public RaiseResultObjectionHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RaiseResultObjectionHandler(Services services) {
        super(services);
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return Actor.NOBODY;
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        RaiseResultObjection raise = new RaiseResultObjection(services.applications(), useCases().transitions(), services.staff(),
                services.vault(), new CallerLimits(services.callerCounts(), salt, services.clock()));
        return ApiResponse.json(201, raise.raise(request.path("notice"), request.decode(RaiseResultObjection.Entry.class),
                request.sourceIp(), request.receivedAt(services.clock())));
    }
}
