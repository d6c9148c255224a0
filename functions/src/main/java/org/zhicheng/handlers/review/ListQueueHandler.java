package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Recommendation;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.review.ListQueue;

/** {@code GET /reviews?tier=}: the queue of a tier, or with {@code decided} what it has decided, as it is asked for (R20, R24). */
public final class ListQueueHandler extends ApiHandler {

    public ListQueueHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListQueueHandler(Services services) {
        super(services, "tier", "scope", "decided", "kind", "level", "series", "employer", "flagged", "cameBack", "overdue", "free", "step",
                "text", "sort", "size", "cursor");
    }

    @Override
    protected void readAhead(ApiRequest request) {
        Reads.ahead(services.cycles()::calendar);
        useCases().flags().readAhead();
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        State tier = ApiRequest.oneOf(State.class, "tier",
                request.query("tier").orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, "tier")));
        ListQueue.Query query = new ListQueue.Query(request.query("scope"),
                request.query("decided").map(year -> ApiRequest.number("decided", year)),
                request.query("kind").map(name -> ApiRequest.oneOf(Kind.class, "kind", name)),
                request.query("level").map(name -> ApiRequest.oneOf(TitleLevel.class, "level", name)), request.query("series"),
                request.query("employer"), request.asksFor("flagged"), request.asksFor("cameBack"), request.asksFor("overdue"),
                request.asksFor("free"), request.query("step").map(name -> ApiRequest.oneOf(Recommendation.Step.class, "step", name)),
                request.query("text").filter(text -> !text.isBlank()),
                request.query("sort").map(name -> ApiRequest.oneOf(ListQueue.Sort.class, "sort", name)).orElse(ListQueue.Sort.DUE),
                request.query("size").map(size -> ApiRequest.number("size", size)).orElse(ListQueue.USUAL_SIZE), request.query("cursor"));
        return ApiResponse.ok(new ListQueue(services.applications(), services.cycles(), useCases().transitions(), useCases().flags())
                .list(actor, tier, query));
    }
}
