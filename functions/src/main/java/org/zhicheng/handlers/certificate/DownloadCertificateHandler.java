package org.zhicheng.handlers.certificate;

import java.time.Duration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Services;

/** {@code GET /certificates/{number}/file}: the owner, or the office, is sent to the PDF (R28, R30). */
public final class DownloadCertificateHandler extends ApiHandler {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String PDF = "application/pdf";

    public DownloadCertificateHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DownloadCertificateHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Certificate certificate = services.certificates().find(request.path("number"))
                .filter(c -> c.applicant().equals(actor.sub()) || actor.has(Role.OFFICE) || actor.has(Role.ADMINISTRATOR))
                .filter(c -> services.applications().find(c.applicationId()).filter(c::isOut).isPresent())
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, request.path("number")));
        FileStore files = services.certificateFiles();
        String name = certificate.number() + ".pdf";
        return FileAddress.answer(request, files.download(certificate.key(), name, PDF, VALID),
                new FileAddress(files.view(certificate.key(), name, PDF, VALID), services.clock().instant().plus(VALID)));
    }
}
