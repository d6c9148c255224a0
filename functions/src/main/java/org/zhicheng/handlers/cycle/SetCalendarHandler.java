package org.zhicheng.handlers.cycle;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.cycle.SetCalendar.Calendar;
import org.zhicheng.work.cycle.SetCalendar.Days;
import org.zhicheng.work.cycle.SetCalendar;

/** {@code PUT /calendars/{year}}; one that was set before with {@code If-Match} (R49). */
public final class SetCalendarHandler extends ApiHandler {

    public SetCalendarHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SetCalendarHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        int year = ApiRequest.number("year", request.path("year"));
        Calendar days = new SetCalendar(services.cycles(), services.clock()).set(actor, year, request.decode(Days.class),
                request.ifMatch().orElse(0));
        return ApiResponse.ok(days).withVersion(days.version());
    }
}
