package org.zhicheng.handlers.drafting;

import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.drafting.SubmitCorrection;

/** {@code POST /applications/{id}/correction} (R22, R23). */
public final class SubmitCorrectionHandler extends ApiHandler {

    /** Answers to returned items that need no change, by item. */
    public record Body(Map<String, String> answers) {
        public Body {
            answers = answers == null ? Map.of() : Map.copyOf(answers);
        }
    }

    public SubmitCorrectionHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SubmitCorrectionHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        useCases().checks().readAhead(application);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        Application application = new SubmitCorrection(services.applications(), useCases().checks(), useCases().transitions()).submit(actor,
                request.path("id"), body.answers(), request.receivedAt(services.clock()));
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
