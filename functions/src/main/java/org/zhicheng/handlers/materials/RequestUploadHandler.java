package org.zhicheng.handlers.materials;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.OpenItems;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.materials.RequestUpload;

/** {@code POST /applications/{id}/attachments}: where to send a file to (R15). */
public final class RequestUploadHandler extends ApiHandler {

    public RequestUploadHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RequestUploadHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        // the answer tells no deadline
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        RequestUpload.Ticket ticket = new RequestUpload(services.applications(), new OpenItems(useCases().checks(), services.clock()),
                useCases().standIn(), services.materials(), services.clock(), services.ids())
                .request(actor, request.path("id"), request.decode(RequestUpload.Announcement.class), request.idempotencyKey());
        return ApiResponse.created("/applications/" + request.path("id") + "/attachments/" + ticket.attachmentId(), ticket);
    }
}
