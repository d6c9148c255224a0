package org.zhicheng.handlers.materials;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.text.Language;
import org.zhicheng.inquiry.OpenItems;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.materials.CompleteUpload.Completion;
import org.zhicheng.work.materials.CompleteUpload;
import org.zhicheng.work.materials.RequestUpload;

/** {@code POST /applications/{id}/attachments/{attachmentId}/completion}: has what was sent rendered, and counts it (R15, R46). */
public final class CompleteUploadHandler extends ApiHandler {

    public CompleteUploadHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CompleteUploadHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        // the answer tells no deadline
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        RequestUpload uploads = new RequestUpload(services.applications(), new OpenItems(useCases().checks(), services.clock()),
                useCases().standIn(), services.materials(), services.clock(), services.ids());
        CompleteUpload completions = new CompleteUpload(services.applications(), uploads, services.materials(), services.renderings(),
                services.clock());
        return switch (completions.complete(actor, request.path("id"), request.path("attachmentId"))) {
            case Completion.Completed completed -> ApiResponse.ok(completed.attachment()
                    .view(useCases().show().find(actor, request.path("id")).applicant(), Language.of(request.locale())));
            case Completion.BeingRead reading -> MaterialPages.beingRead(reading.done(), reading.of());
        };
    }
}
