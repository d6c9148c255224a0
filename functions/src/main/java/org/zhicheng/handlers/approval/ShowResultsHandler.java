package org.zhicheng.handlers.approval;

import java.util.Optional;

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
import org.zhicheng.work.paper.ShowResultNotices;
import org.zhicheng.work.paper.ShowResults;

/**
 * {@code GET /results}: the lists of results that are public; {@code GET /results/{list}}: one of them, as a PDF with {@code format};
 * {@code GET /results/notices}: whose results are announced now; for anyone (R19, R28, R45).
 */
public final class ShowResultsHandler extends ApiHandler {

    public ShowResultsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowResultsHandler(Services services) {
        super(services, "format", "cycle", "page");
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
        boolean printed = request.query("format").map(ShowResultsHandler::isPdf).orElse(false);
        if (request.routeKey().equals("GET /results/notices")) {
            return notices(request, printed);
        }
        String list = request.path("list");
        if (!printed) {
            return ApiResponse.ok(results.show(list));
        }
        return ApiResponse.file(Format.PDF.contentType(), PrintLists.Paper.RESULT_LIST.chinese() + "." + Format.PDF.extension(),
                results.print(list));
    }

    private ApiResponse notices(ApiRequest request, boolean printed) {
        ShowResultNotices notices = new ShowResultNotices(services.applications(), services.cycles(), useCases().transitions());
        Optional<Integer> cycle = request.query("cycle").map(year -> ApiRequest.number("cycle", year));
        int page = request.query("page").map(number -> ApiRequest.number("page", number)).orElse(1);
        return printed
                ? ApiResponse.file(Format.PDF.contentType(), ShowResultNotices.PAPER.chinese() + "." + Format.PDF.extension(),
                        notices.print(cycle, page))
                : ApiResponse.ok(notices.show(cycle, page));
    }

    private static boolean isPdf(String format) {
        if (!format.equals(Format.PDF.name())) {
            throw new Failure(ErrorCode.INVALID_VALUE, "format", Format.PDF.name());
        }
        return true;
    }
}
