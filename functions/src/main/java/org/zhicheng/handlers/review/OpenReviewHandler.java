package org.zhicheng.handlers.review;

import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.review.OpenReview;

/** Each wait of the workflow begins here. */
public final class OpenReviewHandler extends TaskHandler<StepInput, Map<String, String>> {

    public OpenReviewHandler() {
        this(AwsServices.fromEnvironment());
    }

    public OpenReviewHandler(Services services) {
        super(services);
    }

    @Override
    protected Map<String, String> perform(StepInput input) {
        new OpenReview(services.applications(), new Transitions(services.cycles(), services.clock())).open(input.applicationId(),
                input.execution(), input.step(), input.token(), input.waiting());
        return Map.of("applicationId", input.applicationId());
    }
}
