package org.zhicheng.handlers.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.ground.log.Log;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;

/** Called every minute: delivers what the stream left behind, and tells how long the longest has been waiting. */
public final class SweepOutboxHandler extends TaskHandler<Map<String, Object>, Map<String, Integer>> {

    private static final Duration TIME = Duration.ofSeconds(40);
    private static final int BATCH = 50;

    public SweepOutboxHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SweepOutboxHandler(Services services) {
        super(services);
    }

    @Override
    protected Map<String, Integer> perform(Map<String, Object> schedule) {
        int delivered = DeliverOutboxHandler.deliverOutbox(services).sweep(Instant.now().plus(TIME), BATCH);
        long age = services.outbox().oldest().map(at -> Duration.between(at, services.clock().instant()).toSeconds()).orElse(0L);
        Log.info("OUTBOX").with("delivered", delivered).with("oldestSeconds", age).write();
        return Map.of("delivered", delivered);
    }
}
