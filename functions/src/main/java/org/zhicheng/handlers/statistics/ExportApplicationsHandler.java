package org.zhicheng.handlers.statistics;

import java.net.URI;
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
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.statistics.ExportApplications;
import org.zhicheng.work.statistics.ExportIntegrityRecords;

/** {@code GET /exports/applications.csv} and {@code .xlsx}; {@code GET /integrity-records/export} for the credit platform (R47). */
public final class ExportApplicationsHandler extends ApiHandler {

    public ExportApplicationsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ExportApplicationsHandler(Services services) {
        super(services, "cycle", "state");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        if (request.routeKey().equals("GET /integrity-records/export")) {
            return ApiResponse.redirect(new ExportIntegrityRecords(services.integrity(), services.people(), services.vault(),
                    services.cycles(), services.certificateFiles(), services.auditLog(), services.clock(), services.ids())
                    .export(actor, services.environment().find("CREDIT_PLATFORM_COLUMNS").orElse("")));
        }
        int year = ApiRequest.number("cycle", request.query("cycle").orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, "cycle")));
        Optional<State> state = request.query("state").map(s -> ApiRequest.oneOf(State.class, "state", s));
        Sheet.Format format = request.rawPath().endsWith(".xlsx") ? Sheet.Format.XLSX : Sheet.Format.CSV;
        URI file = new ExportApplications(services.applications(), services.counts(), services.cycles(), useCases().flags(),
                services.certificateFiles(), services.auditLog(), services.clock(), services.ids()).export(actor, year, state, format);
        return FileAddress.answer(request, file, new FileAddress(file, services.clock().instant().plus(ExportApplications.VALID)));
    }
}
