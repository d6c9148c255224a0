package org.zhicheng.handlers.committee;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.committee.Round;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.committee.CastVote;

/** {@code POST /sessions/{session}/rounds/{number}/ballots}: a member votes on all of a round, once (R45). */
public final class CastVoteHandler extends ApiHandler {

    /** One choice for each application of the round on which the member may vote. */
    public record Body(@AtMost(Round.MOST_APPLICATIONS) List<CastVote.Line> choices) {
    }

    public CastVoteHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CastVoteHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(ApiRequest request) {
        Reads.ahead(() -> services.sessions().find(request.path("session")),
                () -> services.sessions().round(request.path("session"), ApiRequest.number("number", request.path("number"))));
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(new CastVote(services.sessions(), services.ballots(), services.clock()).cast(actor, request.path("session"),
                ApiRequest.number("number", request.path("number")), request.decode(Body.class).choices(), request.idempotencyKey()));
    }
}
