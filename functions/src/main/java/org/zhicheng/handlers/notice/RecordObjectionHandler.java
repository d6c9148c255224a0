package org.zhicheng.handlers.notice;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.notice.RecordObjection;

/** {@code POST /applications/{id}/public-notice/objections}: an objection raised, or settled (R18, R41). */
public final class RecordObjectionHandler extends ApiHandler {

    public RecordObjectionHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecordObjectionHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = new RecordObjection(services.applications(), useCases().transitions(), useCases().standIn()).record(actor,
                request.path("id"), request.decode(RecordObjection.Entry.class));
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
