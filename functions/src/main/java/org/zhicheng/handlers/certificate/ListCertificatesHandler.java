package org.zhicheng.handlers.certificate;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.CertificateView;

/** {@code GET /certificates}: the owner's certificates, once issued (R28). */
public final class ListCertificatesHandler extends ApiHandler {

    public ListCertificatesHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListCertificatesHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse
                .ok(services.certificates().ofApplicant(actor.sub()).stream().filter(this::isIssued).map(CertificateView::of).toList());
    }

    private boolean isIssued(Certificate certificate) {
        return services.applications().find(certificate.applicationId()).filter(a -> a.state().hasCertificate()).isPresent();
    }
}
