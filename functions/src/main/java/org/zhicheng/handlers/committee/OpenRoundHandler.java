package org.zhicheng.handlers.committee;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.committee.CloseRound;
import org.zhicheng.work.committee.OpenRound;
import org.zhicheng.work.committee.SessionView;

/**
 * {@code POST /sessions/{session}/rounds}: opens a vote, with {@code If-Match}; {@code POST /sessions/{session}/rounds/{number}/count}: ends and
 * counts it. The only function that may have a round's key opened (R45, R49).
 */
public final class OpenRoundHandler extends ApiHandler {

    /** What is put to the vote. */
    public record Body(@AtMost(Session.MOST_APPLICATIONS) List<String> applications) {
    }

    public OpenRoundHandler() {
        this(AwsServices.fromEnvironment());
    }

    public OpenRoundHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(ApiRequest request) {
        request.pathParameter("session").ifPresent(useCases().showSession()::readAhead);
        if (request.routeKey().endsWith("/count")) {
            Reads.ahead(() -> services.sessions().round(request.path("session"), ApiRequest.number("number", request.path("number"))));
        }
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        String id = request.path("session");
        switch (request.routeKey()) {
            case "POST /sessions/{session}/rounds" ->
                new OpenRound(services.sessions(), services.applications(), services.ballots(), useCases().transitions(), services.clock())
                        .open(actor, id, request.ifMatch().orElse(0), request.decode(Body.class).applications());
            case "POST /sessions/{session}/rounds/{number}/count" ->
                new CloseRound(services.sessions(), services.ballots(), services.clock()).close(actor, id,
                        ApiRequest.number("number", request.path("number")));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        }
        SessionView view = useCases().showSession().show(actor, id);
        return ApiResponse.ok(view).withVersion(view.version());
    }
}
