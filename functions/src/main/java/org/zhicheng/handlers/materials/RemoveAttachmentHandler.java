package org.zhicheng.handlers.materials;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.OpenItems;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.materials.RemoveAttachment;
import org.zhicheng.work.materials.RequestUpload;

/** {@code DELETE /applications/{id}/attachments/{attachmentId}}. */
public final class RemoveAttachmentHandler extends ApiHandler {

    public RemoveAttachmentHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RemoveAttachmentHandler(Services services) {
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
        new RemoveAttachment(services.applications(), uploads, services.clock()).remove(actor, request.path("id"),
                request.path("attachmentId"));
        return ApiResponse.noContent();
    }
}
