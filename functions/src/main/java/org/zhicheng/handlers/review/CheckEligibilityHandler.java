package org.zhicheng.handlers.review;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.inquiry.CheckApplication;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.lambda.UseCases;
import org.zhicheng.work.review.CheckEligibility;

/** The workflow's first step. */
public final class CheckEligibilityHandler extends TaskHandler<StepInput, StepOutcome> {

    public CheckEligibilityHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CheckEligibilityHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(Application application) {
        new UseCases(services).checks().readAhead(application);
    }

    @Override
    protected StepOutcome perform(StepInput input) {
        Transitions transitions = new Transitions(services.cycles(), services.clock());
        CheckApplication checks = new UseCases(services).checks();
        Application application = new CheckEligibility(services.applications(), checks, transitions).check(input.applicationId(),
                input.execution());
        return Transitions.outcome(application, transitions.now());
    }
}
