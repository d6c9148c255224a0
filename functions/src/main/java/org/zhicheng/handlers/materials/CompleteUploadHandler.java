package org.zhicheng.handlers.materials;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.OpenItems;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.materials.CompleteUpload;
import org.zhicheng.work.materials.RequestUpload;

/** {@code POST /applications/{id}/attachments/{attachmentId}/completion}: inspects what was sent (R15). */
public final class CompleteUploadHandler extends ApiHandler {

    public CompleteUploadHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CompleteUploadHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        RequestUpload uploads = new RequestUpload(services.applications(), new OpenItems(useCases().checks(), services.clock()),
                useCases().standIn(), services.materials(), services.clock(), services.ids());
        Attachment attachment = new CompleteUpload(services.applications(), uploads, services.materials(), services.clock()).complete(actor,
                request.path("id"), request.path("attachmentId"));
        return ApiResponse.ok(attachment.view(useCases().show().find(actor, request.path("id")).applicant()));
    }
}
