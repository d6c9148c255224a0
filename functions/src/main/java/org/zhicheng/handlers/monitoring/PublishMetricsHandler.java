package org.zhicheng.handlers.monitoring;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Metrics;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.work.monitoring.PublishMetrics.Figures;
import org.zhicheng.work.monitoring.PublishMetrics;

/** Called every few minutes: writes the figures that the alarms and the dashboard of the template read. */
public final class PublishMetricsHandler extends TaskHandler<Map<String, Object>, Map<String, Long>> {

    public PublishMetricsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public PublishMetricsHandler(Services services) {
        super(services);
    }

    @Override
    protected Map<String, Long> perform(Map<String, Object> schedule) {
        Figures figures = new PublishMetrics(services.cycles(), services.workload(), services.outbox(), services.clock()).measure();
        String stack = services.environment().get("STACK_NAME");
        seconds(Metrics.at(figures.at()).of("Stack", stack), "OutboxAge", figures.outboxAge());
        seconds(Metrics.at(figures.at()).of("Stack", stack), "ClosingOverdue", figures.closingOverdue());
        figures.states().forEach((state, waiting) -> seconds(Metrics.at(figures.at()).of("Stack", stack).of("State", state.name())
                .with("Applications", Metrics.Unit.COUNT, waiting.size()), "LongestInState", waiting.longest()));
        return figures.states().entrySet().stream().collect(Collectors.toMap(e -> e.getKey().name(), e -> (long) e.getValue().size()));
    }

    private static void seconds(Metrics metrics, String name, Duration value) {
        metrics.with(name, Metrics.Unit.SECONDS, value.toSeconds()).write();
    }
}
