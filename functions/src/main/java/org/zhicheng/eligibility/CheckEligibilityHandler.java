package org.zhicheng.eligibility;

import org.zhicheng.application.Application;
import org.zhicheng.application.CheckApplication;
import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.outbox.Delivery.StepOutcome;
import org.zhicheng.review.StepInput;
import org.zhicheng.review.Transitions;

/** The workflow's first step. */
public final class CheckEligibilityHandler extends TaskHandler<StepInput, StepOutcome> {

    public CheckEligibilityHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CheckEligibilityHandler(Services services) {
        super(services);
    }

    @Override
    protected StepOutcome perform(StepInput input) {
        Transitions transitions = new Transitions(services.cycles(), services.clock());
        CheckApplication checks = new CheckApplication(services.people(), services.cycles(), services.integrity(), services.certificates());
        Application application = new CheckEligibility(services.applications(), checks, transitions).check(input.applicationId(),
                input.execution());
        return Transitions.outcome(application, transitions.now());
    }
}
