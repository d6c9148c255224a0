package org.zhicheng.certificate;

import java.time.Duration;

import org.zhicheng.application.State;
import org.zhicheng.aws.AwsServices;
import org.zhicheng.failure.ErrorCode;
import org.zhicheng.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.staff.Actor;
import org.zhicheng.staff.Role;

/** {@code GET /certificates/{number}/file}: the owner, or the office, is sent to the PDF (R28, R30). */
public final class DownloadCertificateHandler extends ApiHandler {

    private static final Duration VALID = Duration.ofMinutes(5);

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
                .filter(c -> services.applications().find(c.applicationId()).filter(a -> a.state() == State.CERTIFIED).isPresent())
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, request.path("number")));
        return ApiResponse
                .redirect(services.certificateFiles().download(certificate.key(), certificate.number() + ".pdf", "application/pdf", VALID));
    }
}
