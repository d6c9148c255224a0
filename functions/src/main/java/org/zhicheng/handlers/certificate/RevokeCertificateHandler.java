package org.zhicheng.handlers.certificate;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.CertificateView;
import org.zhicheng.work.certificate.RevokeCertificate;

/** {@code POST /certificates/{number}/revocation} (R34). */
public final class RevokeCertificateHandler extends ApiHandler {

    /** Why. */
    public record Body(String reason) {
    }

    public RevokeCertificateHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RevokeCertificateHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Certificate certificate = new RevokeCertificate(services.applications(), services.certificates(), useCases().transitions())
                .revoke(actor, request.path("number"), request.decode(Body.class).reason());
        return ApiResponse.ok(CertificateView.of(certificate));
    }
}
