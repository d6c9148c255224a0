package org.zhicheng.handlers.approval;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.approval.ReceiveMaterials;

/** {@code POST /applications/{id}/materials-receipt}: originals received, item by item (R28). */
public final class ReceiveMaterialsHandler extends ApiHandler {

    /** What came in now. */
    public record Body(List<Material> received) {
        public Body {
            if (received == null || received.isEmpty() || received.contains(null)) {
                throw new Failure(ErrorCode.MISSING_FIELD, "received");
            }
        }
    }

    public ReceiveMaterialsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ReceiveMaterialsHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        Application application = new ReceiveMaterials(services.applications(), useCases().transitions()).receive(actor, request.path("id"),
                body.received());
        return ApiResponse.ok(useCases().show().view(application));
    }
}
