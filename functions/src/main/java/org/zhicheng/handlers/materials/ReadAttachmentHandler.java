package org.zhicheng.handlers.materials;

import java.time.Duration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Services;

/** {@code GET /applications/{id}/attachments/{attachmentId}/file}: sends the browser to the file, or tells a page where it is, for minutes (R20). */
public final class ReadAttachmentHandler extends ApiHandler {

    private static final Duration VALID = Duration.ofMinutes(5);

    public ReadAttachmentHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ReadAttachmentHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = useCases().show().find(actor, request.path("id"));
        Attachment attachment = application.attachment(request.path("attachmentId"))
                .filter(a -> a.readable() || wasHandedIn(application, a))
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, request.path("attachmentId")));
        String key = FileKeys.key(application.id(), attachment.id());
        String name = application.nameOf(attachment);
        return FileAddress.answer(request, services.materials().download(key, name, attachment.contentType(), VALID), new FileAddress(
                services.materials().view(key, name, attachment.contentType(), VALID), services.clock().instant().plus(VALID)));
    }

    /** Taken away in a correction, but seen by the reviewers before: it stays readable for the record (R22). */
    private boolean wasHandedIn(Application application, Attachment attachment) {
        return services.applications().submissions(application.id()).stream().anyMatch(s -> s.files().contains(attachment.id()));
    }
}
