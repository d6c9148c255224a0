package org.zhicheng.handlers.closing;

import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.closing.CloseWindow;

/** A schedule, every few minutes: closes the windows whose time is past, reminds before (R21). */
public final class CloseWindowHandler extends TaskHandler<Map<String, Object>, CloseWindow.Outcome> {

    /** A minute's work or two. */
    private static final int DRAFTS_PER_RUN = 5000;

    public CloseWindowHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CloseWindowHandler(Services services) {
        super(services);
    }

    @Override
    protected CloseWindow.Outcome perform(Map<String, Object> schedule) {
        return new CloseWindow(services.cycles(), services.applications(), services.clock(), DRAFTS_PER_RUN).run();
    }
}
