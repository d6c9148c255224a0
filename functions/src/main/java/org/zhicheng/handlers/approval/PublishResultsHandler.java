package org.zhicheng.handlers.approval;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.paper.PublishResults;

/** {@code GET /approval-documents/results?number=}: the list of results before it is public; {@code PUT}: published, or withdrawn (R28). */
public final class PublishResultsHandler extends ApiHandler {

    public PublishResultsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public PublishResultsHandler(Services services) {
        super(services, "number");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        PublishResults results = new PublishResults(services.certificates(), services.applications(), useCases().transitions());
        return ApiResponse.ok(request.routeKey().startsWith("PUT ")
                ? results.change(actor, request.decode(PublishResults.Wish.class))
                : results.preview(actor, request.query("number").orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, "number"))));
    }
}
