package org.zhicheng.handlers.resumption;

import java.util.List;
import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.ground.log.Log;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.resumption.ResumeApplications;

/** Called by a schedule, and by the operator: {@code {"applicationId": "…", "force": true}}, both optional. */
public final class ResumeApplicationsHandler extends TaskHandler<ResumeApplicationsHandler.Input, Map<String, List<String>>> {

    /**
     * @param applicationId one application; all where it is absent
     * @param force also where an execution runs
     */
    public record Input(String applicationId, Boolean force) {
    }

    public ResumeApplicationsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ResumeApplicationsHandler(Services services) {
        super(services);
    }

    @Override
    protected Map<String, List<String>> perform(Input input) {
        Transitions transitions = new Transitions(services.cycles(), services.clock());
        ResumeApplications resume = new ResumeApplications(services.applications(), services.cycles(), services.workflow(), transitions);
        boolean force = Boolean.TRUE.equals(input.force());
        List<String> resumed;
        if (input.applicationId() == null) {
            resumed = resume.resumeAll(force);
        } else {
            resumed = resume.resume(input.applicationId(), force) ? List.of(input.applicationId()) : List.of();
        }
        resumed.forEach(id -> Log.info("RESUMED").with("applicationId", id).write());
        return Map.of("resumed", resumed);
    }
}
