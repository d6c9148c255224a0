package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.ShowApplication;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /applications/{id}}: the application as its owner and the tiers see it. */
public final class ShowApplicationHandler extends ApiHandler {

    public ShowApplicationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowApplicationHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        ShowApplication show = useCases().show(request.locale());
        Application application = show.find(actor, request.path("id"));
        useCases().readings().record(actor, application);
        return ApiResponse.ok(show.view(actor, application)).withVersion(application.formRevision());
    }
}
