package org.zhicheng.handlers.certificate;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.inquiry.CallerLimits;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Problems;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.VerificationLimits;
import org.zhicheng.work.certificate.VerifyCertificate;

/**
 * {@code GET /verifications/{code}}: a page for browsers, JSON for programs; no login (R31); {@code POST /verifications} by name and number. What a phone makes of the address in a QR code
 * is the same question: {@code HEAD}, a sign behind it, parameters that a messenger adds.
 */
public final class VerifyCertificateHandler extends ApiHandler {

    private final CallerLimits.Salt salt = new CallerLimits.Salt();

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

    /** What a holder says of a certificate. */
    public record Body(String name, String number) {
    }

    @Override
    protected boolean passesOverOtherParameters(ApiRequest request) {
        return !request.routeKey().startsWith("POST ");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        boolean page = request.wantsPage();
        ApiResponse response;
        try {
            VerificationLimits limits = new VerificationLimits(new CallerLimits(services.callerCounts(), salt, services.clock()));
            VerifyCertificate verify = new VerifyCertificate(services.certificates(), limits, services.vault(), services.clock());
            VerifyCertificate.Verification verification = request.routeKey().startsWith("POST ")
                    ? named(verify, request)
                    : verify.verify(request.path("code"), request.sourceIp());
            response = page ? ApiResponse.html(VerificationPage.of(verification)) : ApiResponse.ok(verification);
        } catch (Failure refusal) {
            if (!page) {
                throw refusal;
            }
            response = Problems.retryAfter(refusal, ApiResponse.html(Problems.status(refusal.code()), VerificationPage.of(refusal)));
        }
        return request.isHead() ? response.withoutBody() : response;
    }

    private static VerifyCertificate.Verification named(VerifyCertificate verify, ApiRequest request) {
        Body body = request.decode(Body.class);
        return verify.verify(body.name(), body.number(), request.sourceIp());
    }
}
