package org.zhicheng.handlers.cycle;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.cycle.SetCalendar.Calendar;
import org.zhicheng.work.cycle.SetCalendar;

/** {@code GET /calendars/{year}}. */
public final class ShowCalendarHandler extends ApiHandler {

    public ShowCalendarHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowCalendarHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        int year = ApiRequest.number("year", request.path("year"));
        Calendar days = new SetCalendar(services.cycles(), services.clock()).show(year);
        return ApiResponse.ok(days).withVersion(days.version());
    }
}
