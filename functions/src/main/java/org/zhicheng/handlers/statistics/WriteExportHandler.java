package org.zhicheng.handlers.statistics;

import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Services;
import org.zhicheng.lambda.TaskHandler;
import org.zhicheng.lambda.UseCases;
import org.zhicheng.work.statistics.Exports;
import org.zhicheng.work.statistics.WriteExport;

/** Writes a list that somebody asked for (R37). */
public final class WriteExportHandler extends TaskHandler<Exports.Order, Map<String, String>> {

    public WriteExportHandler() {
        this(AwsServices.fromEnvironment());
    }

    public WriteExportHandler(Services services) {
        super(services);
    }

    @Override
    protected Map<String, String> perform(Exports.Order order) {
        new WriteExport(services.applications(), new UseCases(services).flags(), services.certificateFiles(), services.exports(),
                services.staff(), services.sessions(), services.clock()).write(order);
        return Map.of("id", order.id());
    }
}
