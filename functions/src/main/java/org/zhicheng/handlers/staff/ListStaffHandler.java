package org.zhicheng.handlers.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.committee.Expert.Standing;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Invitation.Accepted;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.committee.ConsentExpert;
import org.zhicheng.work.committee.ExpertView;
import org.zhicheng.work.committee.ListExperts;
import org.zhicheng.work.staff.InviteStaff;
import org.zhicheng.work.staff.ListStaff;

/** {@code GET /staff}; the committee's register (R45): {@code GET /experts}, and {@code GET /experts/own}, the own entry. */
public final class ListStaffHandler extends ApiHandler {

    public ListStaffHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListStaffHandler(Services services) {
        super(services, "name", "series", "specialty", "standing", "cursor");
    }

    /** All members, and who is invited or has come and is not appointed yet. */
    public record Body(List<StaffMember.View> staff, List<Waiting> invitations) {
    }

    /** An invitation, without its code. */
    public record Waiting(Role role, String scope, String name, String invitedBy, Instant until, Optional<Accepted> accepted) {
    }

    /** The own entry, for who is on the register. */
    public record OwnEntry(Optional<ExpertView.Own> expert) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "GET /staff" -> staff(actor);
            case "GET /experts" -> ApiResponse.ok(new ListExperts(services.experts(), services.staff(), services.clock()).list(actor,
                    new ListExperts.Filter(request.query("name"), request.query("series"), request.query("specialty"),
                            request.query("standing").map(standing -> ApiRequest.oneOf(Standing.class, "standing", standing))),
                    request.query("cursor")));
            case "GET /experts/own" ->
                ApiResponse.ok(new OwnEntry(new ConsentExpert(services.experts(), services.clock()).own(actor).map(ExpertView.Own::of)));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private ApiResponse staff(Actor actor) {
        return ApiResponse.ok(new Body(new ListStaff(services.staff()).list(actor).stream().map(StaffMember::view).toList(),
                new InviteStaff(services.staff(), services.cycles(), services.clock(), services.ids(), Optional.empty()).waiting(actor)
                        .stream().map(i -> new Waiting(i.role(), i.scope(), i.name(), i.byName(), i.until(), i.accepted())).toList()));
    }
}
