package org.zhicheng.handlers.closing;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.closing.CloseWindow;
import org.zhicheng.work.closing.Sweeps.Sweep;

/** A schedule, every few minutes: closes the windows whose time is past, reminds before (R21); and each step of the workflow that it starts. */
public final class CloseWindowHandler extends TaskHandler<CloseWindowHandler.Input, CloseWindow.Outcome> {

    /** Two batches: some seconds. */
    private static final int FEW = 200;

    /**
     * @param sweep what the workflow is at; absent from the schedule
     * @param ids of the drafts it is done to; absent where it was done to all, and is finished
     */
    public record Input(Sweep sweep, List<String> ids) {

        public static Input ofSchedule() {
            return new Input(null, null);
        }
    }

    public CloseWindowHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CloseWindowHandler(Services services) {
        super(services);
    }

    @Override
    protected CloseWindow.Outcome perform(Input input) {
        CloseWindow closing = new CloseWindow(services.cycles(), services.applications(), services.sweeps(), services.clock(), FEW);
        if (input.sweep() == null) {
            return closing.run();
        }
        return input.ids() == null ? closing.finish(input.sweep()) : closing.sweep(input.sweep(), input.ids());
    }
}
