package org.zhicheng.handlers.staff;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.ListStaff;

/** {@code GET /staff}. */
public final class ListStaffHandler extends ApiHandler {

    public ListStaffHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListStaffHandler(Services services) {
        super(services);
    }

    /** All members. */
    public record Body(List<StaffMember.View> staff) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(new Body(new ListStaff(services.staff()).list(actor).stream().map(StaffMember::view).toList()));
    }
}
