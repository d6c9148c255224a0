package org.zhicheng.handlers.certificate;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /certificates/{number}/queries}: the owner sees who verified the certificate, and when. */
public final class ListQueriesHandler extends ApiHandler {

    private static final int MOST_QUERIES = 200;

    public ListQueriesHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListQueriesHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Certificate certificate = services.certificates().find(request.path("number")).filter(c -> c.applicant().equals(actor.sub()))
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, request.path("number")));
        return ApiResponse.ok(services.certificates().queries(certificate.number(), MOST_QUERIES));
    }
}
