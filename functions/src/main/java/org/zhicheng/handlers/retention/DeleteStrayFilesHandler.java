package org.zhicheng.handlers.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.retention.DeleteStrayFiles;

/** A schedule, every hour: compares a part of the bucket with the table, another one each time, so that it has been everywhere after 32. */
public final class DeleteStrayFilesHandler extends TaskHandler<Map<String, Object>, DeleteStrayFiles.Outcome> {

    /** What an application's id may begin with. */
    private static final String PARTS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Duration TIME = Duration.ofSeconds(240);

    public DeleteStrayFilesHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DeleteStrayFilesHandler(Services services) {
        super(services);
    }

    @Override
    protected DeleteStrayFiles.Outcome perform(Map<String, Object> schedule) {
        long hour = Duration.between(Instant.EPOCH, services.clock().instant()).toHours();
        String part = Character.toString(PARTS.charAt((int) (hour % PARTS.length())));
        return new DeleteStrayFiles(services.applications(), services.materials()).run(part, hasTime(TIME));
    }
}
