package org.zhicheng.handlers.certificate;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.VerifyCertificate;

/** {@code GET /verifications/{code}}: a page for browsers, JSON for programs; no login (R31). */
public final class VerifyCertificateHandler extends ApiHandler {

    public VerifyCertificateHandler() {
        this(AwsServices.fromEnvironment());
    }

    public VerifyCertificateHandler(Services services) {
        super(services);
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return Actor.NOBODY;
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        VerifyCertificate.Verification verification = new VerifyCertificate(services.certificates(), services.clock())
                .verify(request.path("code"), request.sourceIp());
        return request.header("accept").filter(accept -> accept.contains("text/html")).isPresent()
                ? ApiResponse.html(VerificationPage.of(verification))
                : ApiResponse.ok(verification);
    }
}
