package org.zhicheng.handlers.notice;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.notice.RecordPublicNotice;

/** {@code PUT /applications/{id}/public-notice} (R17, R18). */
public final class RecordPublicNoticeHandler extends ApiHandler {

    public RecordPublicNoticeHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecordPublicNoticeHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = new RecordPublicNotice(services.applications(), useCases().transitions(), useCases().standIn())
                .record(actor, request.path("id"), request.decode(RecordPublicNotice.Entry.class));
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
