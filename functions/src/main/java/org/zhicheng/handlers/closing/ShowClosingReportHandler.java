package org.zhicheng.handlers.closing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.cycle.CycleStore.ClosingReport;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Text;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /cycles/{year}/closing-report}: what closing the window came to (R21). */
public final class ShowClosingReportHandler extends ApiHandler {

    /** The last report, and those of the window's earlier ends. */
    public record Body(int year, Instant closes, Instant started, int expired, Map<String, Integer> submittedByDistrict,
            Optional<Instant> finished, List<ClosingReport> earlier) {
    }

    public ShowClosingReportHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowClosingReportHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Roles.require(actor, "查看截止报告", Role.ADMINISTRATOR, Role.OFFICE);
        int year = ApiRequest.number("year", request.path("year"));
        List<ClosingReport> reports = services.cycles().closings(year);
        if (reports.isEmpty()) {
            throw new Failure(ErrorCode.NOT_FOUND,
                    new Text(year + " 年度的截止报告，窗口关闭后生成", "the closing report of " + year + ", written once the window has closed"));
        }
        ClosingReport last = reports.getLast();
        return ApiResponse.ok(new Body(last.year(), last.closes(), last.started(), last.expired(), last.submittedByDistrict(),
                last.finished(), reports.subList(0, reports.size() - 1)));
    }
}
