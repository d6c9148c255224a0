package org.zhicheng.handlers.committee;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.committee.PrintSession;
import org.zhicheng.work.committee.SessionView;

/**
 * {@code GET /sessions}: the committee's sessions of a cycle; {@code GET /sessions/{session}}: one of them; {@code GET
 * /sessions/{session}/papers/{paper}}: its minutes or the sheet of its results, once signed (R45).
 */
public final class ListSessionsHandler extends ApiHandler {

    public ListSessionsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListSessionsHandler(Services services) {
        super(services, "year");
    }

    @Override
    protected void readAhead(ApiRequest request) {
        request.pathParameter("session").ifPresent(useCases().showSession()::readAhead);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "GET /sessions" ->
                ApiResponse.ok(useCases().showSession().list(actor, request.query("year").map(year -> ApiRequest.number("year", year))));
            case "GET /sessions/{session}" -> {
                SessionView view = useCases().showSession().show(actor, request.path("session"));
                yield ApiResponse.ok(view).withVersion(view.version());
            }
            case "GET /sessions/{session}/papers/{paper}" -> {
                PrintSession.Printed printed = new PrintSession(services.sessions(), useCases().transitions(), services.clock())
                        .print(actor, request.path("session"), ApiRequest.oneOf(PrintSession.Paper.class, "paper", request.path("paper")));
                yield ApiResponse.file("application/pdf", printed.name(), printed.content());
            }
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }
}
