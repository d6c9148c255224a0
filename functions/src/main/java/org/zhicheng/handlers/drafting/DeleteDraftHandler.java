package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.drafting.DeleteDraft;

/** {@code DELETE /applications/{id}}: deletes an unsubmitted draft. */
public final class DeleteDraftHandler extends ApiHandler {

    public DeleteDraftHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DeleteDraftHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        // the answer tells no deadline; what goes with it is what was submitted, and by what its papers are known
        Reads.ahead(() -> services.applications().submissions(application.id()));
        application.fingerprints().forEach(print -> Reads.ahead(() -> services.applications().holders(print.hash())));
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        new DeleteDraft(services.applications(), services.clock()).delete(actor, request.path("id"));
        return ApiResponse.noContent();
    }
}
