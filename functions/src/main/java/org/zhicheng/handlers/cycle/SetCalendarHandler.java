package org.zhicheng.handlers.cycle;

import java.util.Map;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.cycle.SetCalendar.Calendar;
import org.zhicheng.work.cycle.SetCalendar.Days;
import org.zhicheng.work.cycle.SetCalendar;
import org.zhicheng.work.review.MoveDeadlines;

/**
 * {@code PUT /calendars/{year}}; one that was set before with {@code If-Match} (R49). With {@code preview} nothing is set: told is what would
 * move (R50).
 */
public final class SetCalendarHandler extends ApiHandler {

    public SetCalendarHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SetCalendarHandler(Services services) {
        super(services, "preview");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        int year = ApiRequest.number("year", request.path("year"));
        int seen = request.ifMatch().orElse(0);
        SetCalendar calendar = new SetCalendar(services.cycles(), services.clock());
        if (request.asksFor("preview")) {
            Map<Integer, WorkingDays.Year> tried = calendar.tried(actor, year, request.decode(Days.class), seen);
            return ApiResponse.ok(new MoveDeadlines(services.applications(), services.cycles(), useCases().transitions()).foresee(tried))
                    .withVersion(calendar.show(year).version());
        }
        Calendar days = calendar.set(actor, year, request.decode(Days.class), seen);
        return ApiResponse.ok(days).withVersion(days.version());
    }
}
