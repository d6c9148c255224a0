package org.zhicheng.handlers.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Invitation.Accepted;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.InviteStaff;
import org.zhicheng.work.staff.ListStaff;

/** {@code GET /staff}. */
public final class ListStaffHandler extends ApiHandler {

    public ListStaffHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListStaffHandler(Services services) {
        super(services);
    }

    /** All members, and who is invited or has come and is not appointed yet. */
    public record Body(List<StaffMember.View> staff, List<Waiting> invitations) {
    }

    /** An invitation, without its code. */
    public record Waiting(Role role, String scope, String name, String invitedBy, Instant until, Optional<Accepted> accepted) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(new Body(new ListStaff(services.staff()).list(actor).stream().map(StaffMember::view).toList(),
                new InviteStaff(services.staff(), services.cycles(), services.clock(), services.ids()).waiting(actor).stream()
                        .map(i -> new Waiting(i.role(), i.scope(), i.name(), i.byName(), i.until(), i.accepted())).toList()));
    }
}
