package org.zhicheng.handlers.materials;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.materials.BindPages;
import org.zhicheng.work.materials.FileRejected;
import org.zhicheng.work.materials.FindRendering;
import org.zhicheng.work.materials.OpenOriginal;

/**
 * {@code GET /applications/{id}/attachments/{attachmentId}/file}: sends the browser to the pages of a material as one PDF, or tells where
 * each is, for minutes (R20, R46). {@code POST …/original}: hands the office the file itself, with a reason that is recorded.
 */
public final class ReadAttachmentHandler extends ApiHandler {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String PDF = "application/pdf";
    private static final String JPEG = "image/jpeg";

    public ReadAttachmentHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ReadAttachmentHandler(Services services) {
        super(services, "whole");
    }

    @Override
    protected void readAhead(Application application) {
        // the answer tells no deadline
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "POST /applications/{id}/attachments/{attachmentId}/original" -> ApiResponse.ok(original(request, actor));
            case "GET /applications/{id}/attachments/{attachmentId}/file" -> pages(request, actor);
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private FileAddress original(ApiRequest request, Actor actor) {
        OpenOriginal.Original original = new OpenOriginal(services.applications(), services.materials(), services.auditLog(),
                services.clock())
                .open(actor, request.path("id"), request.path("attachmentId"), request.decode(OriginalReason.class).reason());
        return new FileAddress(original.uri(), original.validUntil());
    }

    private ApiResponse pages(ApiRequest request, Actor actor) {
        Application application = useCases().show().find(actor, request.path("id"));
        Attachment attachment = application.attachment(request.path("attachmentId"))
                .filter(a -> a.readable() || wasHandedIn(application, a))
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, request.path("attachmentId")));
        Manifest manifest = new FindRendering(services.renderings()).find(application.id(), attachment);
        manifest.rejection().ifPresent(rejection -> {
            throw new FileRejected(attachment.fileName(), rejection, attachment.material());
        });
        return manifest.ended()
                ? pages(request, application, attachment, manifest)
                : MaterialPages.beingRead(manifest.done(), manifest.of());
    }

    private ApiResponse pages(ApiRequest request, Application application, Attachment attachment, Manifest manifest) {
        boolean whole = request.asksFor("whole");
        Optional<String> pdf = whole || !request.wantsJson()
                ? Optional.of(new BindPages(services.materials()).bind(application.id(), attachment.id(), manifest))
                : Optional.empty();
        String name = application.nameOf(attachment).replaceAll("\\.[^.]{1,5}$", "") + ".pdf";
        if (!request.wantsJson()) {
            return ApiResponse.redirect(services.materials().download(pdf.orElseThrow(), name, PDF, VALID)).with("vary", "accept");
        }
        List<MaterialPages.Page> pages = new ArrayList<>();
        for (Manifest.Page page : manifest.pages()) {
            String key = FileKeys.pageKey(application.id(), attachment.id(), pages.size() + 1);
            String small = FileKeys.previewKey(application.id(), attachment.id(), pages.size() + 1);
            pages.add(new MaterialPages.Page(services.materials().view(key, "page", page.contentType(), VALID), page.width(), page.height(),
                    page.preview().map(_ -> services.materials().view(small, "page", JPEG, VALID))));
        }
        return ApiResponse.ok(new MaterialPages(pdf.map(key -> services.materials().view(key, name, PDF, VALID)),
                services.clock().instant().plus(VALID), pages)).with("vary", "accept");
    }

    /** Taken away in a correction, but seen by the reviewers before: it stays readable for the record (R22). */
    private boolean wasHandedIn(Application application, Attachment attachment) {
        return services.applications().submissions(application.id()).stream().anyMatch(s -> s.files().contains(attachment.id()));
    }
}
