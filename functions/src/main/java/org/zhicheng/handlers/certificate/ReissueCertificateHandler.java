package org.zhicheng.handlers.certificate;

import org.crac.Context;
import org.crac.Resource;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.typesetting.Fonts;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.CertificateView;
import org.zhicheng.work.certificate.ReissueCertificate;

/** {@code POST /certificates/{number}/reissue}: again under a new number, by two people (R30, R41). */
public final class ReissueCertificateHandler extends ApiHandler {

    /** The certificate that is valid now, and whether a second person has still to ask for the new one. */
    public record Answer(CertificateView certificate, boolean waits) {
    }

    public ReissueCertificateHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ReissueCertificateHandler(Services services) {
        super(services);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        super.beforeCheckpoint(context);
        // Reading the fonts takes a second; the snapshot has them read.
        Fonts.prime();
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        ReissueCertificate.Outcome outcome = new ReissueCertificate(services.applications(), services.people(), services.certificates(),
                services.auditLog(), services.certificateFiles(), useCases().issueCertificate(), useCases().transitions(), services.ids())
                .reissue(actor, request.path("number"), request.decode(ReissueCertificate.Wish.class));
        return ApiResponse.ok(new Answer(CertificateView.of(outcome.certificate()), outcome.waits()));
    }
}
