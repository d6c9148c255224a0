package org.zhicheng.review;

import org.zhicheng.application.Application;
import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.outbox.Delivery.StepOutcome;

/** The workflow comes here when a wait has timed out. */
public final class CheckDeadlineHandler extends TaskHandler<StepInput, StepOutcome> {

    public CheckDeadlineHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CheckDeadlineHandler(Services services) {
        super(services);
    }

    @Override
    protected StepOutcome perform(StepInput input) {
        Transitions transitions = new Transitions(services.cycles(), services.clock());
        Application application = new CheckDeadline(services.applications(), transitions).check(input.applicationId(), input.execution(),
                input.step());
        return Transitions.outcome(application, transitions.now());
    }
}
