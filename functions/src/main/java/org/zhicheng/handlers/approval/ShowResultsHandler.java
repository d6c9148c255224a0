package org.zhicheng.handlers.approval;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.paper.PrintLists;
import org.zhicheng.work.paper.ShowResults;

/** {@code GET /results}: the lists of results that are public; {@code GET /results/{list}}: one of them, as a PDF with {@code format}; for anyone (R19, R28). */
public final class ShowResultsHandler extends ApiHandler {

    public ShowResultsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowResultsHandler(Services services) {
        super(services, "format");
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return Actor.NOBODY;
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        ShowResults results = new ShowResults(services.certificates());
        if (request.routeKey().equals("GET /results")) {
            return ApiResponse.ok(results.all());
        }
        String list = request.path("list");
        if (request.query("format").isEmpty()) {
            return ApiResponse.ok(results.show(list));
        }
        if (!request.query("format").get().equals(Format.PDF.name())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "format", Format.PDF.name());
        }
        return ApiResponse.file(Format.PDF.contentType(), PrintLists.Paper.RESULT_LIST.chinese() + "." + Format.PDF.extension(),
                results.print(list));
    }
}
