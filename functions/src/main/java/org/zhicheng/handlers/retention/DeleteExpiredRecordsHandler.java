package org.zhicheng.handlers.retention;

import java.time.Duration;
import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.retention.DeleteExpiredRecords;

/** A schedule, every night: deletes what has been kept long enough (R38). */
public final class DeleteExpiredRecordsHandler extends TaskHandler<Map<String, Object>, DeleteExpiredRecords.Outcome> {

    /** About a minute's work each; what is left is for the next night. */
    private static final int PER_RUN = 2000;
    private static final Duration TIME = Duration.ofSeconds(240);

    public DeleteExpiredRecordsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DeleteExpiredRecordsHandler(Services services) {
        super(services);
    }

    @Override
    protected DeleteExpiredRecords.Outcome perform(Map<String, Object> schedule) {
        return new DeleteExpiredRecords(services.applications(), services.cycles(), services.materials(), services.expiringRecords(),
                services.people(), services.experts(), services.sessions(), services.clock(), PER_RUN).run(hasTime(TIME));
    }
}
