package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.review.CheckDeadline;

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
