package org.zhicheng.attachment;

import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.staff.Actor;

/** {@code POST /applications/{id}/attachments/{attachmentId}/completion}: inspects what was sent (R15). */
public final class CompleteUploadHandler extends ApiHandler {

    public CompleteUploadHandler() {
        this(Services.fromEnvironment());
    }

    public CompleteUploadHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Attachment attachment = new CompleteUpload(services.applications(), services.materials(), services.clock()).complete(actor,
                request.path("id"), request.path("attachmentId"));
        return ApiResponse.ok(attachment.view());
    }
}
