package org.zhicheng.handlers.certificate;

import org.crac.Context;
import org.crac.Resource;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.process.StepInput;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.ground.typesetting.Fonts;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.lambda.UseCases;

/** The workflow's last step (R30). */
public final class IssueCertificateHandler extends TaskHandler<StepInput, StepOutcome> {

    public IssueCertificateHandler() {
        this(AwsServices.fromEnvironment());
    }

    public IssueCertificateHandler(Services services) {
        super(services);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        super.beforeCheckpoint(context);
        // Reading the fonts takes a second; the snapshot has them read.
        Fonts.prime();
    }

    @Override
    protected void readAhead(Application application) {
        new UseCases(services).issueCertificate().readAhead(application);
    }

    @Override
    protected StepOutcome perform(StepInput input) {
        UseCases useCases = new UseCases(services);
        Application application = useCases.issueCertificate().issue(input.applicationId(), input.execution());
        return Transitions.outcome(application, useCases.transitions().now());
    }
}
