package org.zhicheng.handlers.waiting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.resumption.ResumeApplications;
import org.zhicheng.work.waiting.RetryWaiting;

/** {@code POST /waiting/retries}: a mail that was given up is sent again, a review that stands still goes on (R48). */
public final class RetryWaitingHandler extends ApiHandler {

    public RetryWaitingHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RetryWaitingHandler(Services services) {
        super(services);
    }

    /** @param begun whether it is done again; not where it goes on by itself or has come to its end */
    public record Answer(boolean begun) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        ResumeApplications resumption = new ResumeApplications(services.applications(), services.cycles(), services.workflow(),
                new Transitions(services.cycles(), services.clock()));
        return ApiResponse.ok(new Answer(new RetryWaiting(services.outbox(), services.applications(), resumption::resume, services.clock())
                .retry(actor, request.decode(RetryWaiting.Wish.class))));
    }
}
