package org.zhicheng.handlers.approval;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.approval.ReceiveMaterials;

/** {@code POST /applications/{id}/materials-receipt}: originals received, item by item (R28). */
public final class ReceiveMaterialsHandler extends ApiHandler {

    public ReceiveMaterialsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ReceiveMaterialsHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        useCases().checks().readAheadForDecision(application);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = new ReceiveMaterials(services.applications(), useCases().guard(), useCases().transitions(),
                useCases().standIn()).receive(actor, request.path("id"), request.decode(ReceiveMaterials.Receipt.class));
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
