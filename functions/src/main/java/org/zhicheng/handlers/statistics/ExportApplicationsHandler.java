package org.zhicheng.handlers.statistics;

import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.sheet.Sheet;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.statistics.ExportApplications;
import org.zhicheng.work.statistics.ExportApplications.Progress;
import org.zhicheng.work.statistics.ExportIntegrityRecords;
import org.zhicheng.work.statistics.Exports;

/**
 * {@code POST /exports} has a list of applications written, {@code GET /exports/{id}} tells how far it is (R37);
 * {@code GET /integrity-records/export} for the credit platform (R47).
 */
public final class ExportApplicationsHandler extends ApiHandler {

    public record Body(Integer cycle, Optional<State> state, Sheet.Format format) {
        public Body {
            if (cycle == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "cycle");
            }
            if (format == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "format");
            }
        }
    }

    public ExportApplicationsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ExportApplicationsHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        ExportApplications exports = new ExportApplications(services.cycles(), services.exports(), services.certificateFiles(),
                services.auditLog(), services.clock(), services.ids());
        return switch (request.routeKey()) {
            case "POST /exports" -> {
                Body body = request.decode(Body.class);
                yield progress(
                        exports.request(actor, new Exports.Wanted(body.cycle(), body.state(), body.format()), request.idempotencyKey()));
            }
            case "GET /exports/{id}" -> progress(exports.find(actor, request.path("id")));
            case "GET /integrity-records/export" -> ApiResponse.redirect(new ExportIntegrityRecords(services.integrity(), services.people(),
                    services.vault(), services.cycles(), services.certificateFiles(), services.auditLog(), services.clock(), services.ids())
                    .export(actor, services.environment().find("CREDIT_PLATFORM_COLUMNS").orElse("")));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private static ApiResponse progress(Progress progress) {
        return progress.stand() == Exports.Stand.UNDER_WAY
                ? ApiResponse.json(202, progress).with("retry-after", "2")
                : ApiResponse.ok(progress);
    }
}
