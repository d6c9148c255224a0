package org.zhicheng.handlers.waiting;

import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.waiting.FindWaiting;
import org.zhicheng.work.waiting.TellStaff;

/** A schedule, each morning: tells staff what waits for them, and administrators what waits for nobody (R43, R48). */
public final class TellStaffHandler extends TaskHandler<Map<String, Object>, TellStaff.Outcome> {

    public TellStaffHandler() {
        this(AwsServices.fromEnvironment());
    }

    public TellStaffHandler(Services services) {
        super(services);
    }

    @Override
    protected TellStaff.Outcome perform(Map<String, Object> schedule) {
        return new TellStaff(findWaiting(services), services.staff(), services.cycles(), services.sessions(), services.clock()).run();
    }

    static FindWaiting findWaiting(Services services) {
        return new FindWaiting(services.applications(), services.cycles(), services.staff(), services.workflow(), services.clock());
    }
}
