package org.zhicheng.handlers.staff;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.committee.Expert.Standing;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Invitation.Accepted;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.sheet.Sheet;
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
        super(services, "name", "series", "specialty", "standing", "cursor", "format");
    }

    /**
     * All members, and who is invited or has come and is not appointed yet.
     *
     * @param employers the names of those employers that they are appointed or invited for, by credit code
     */
    public record Body(List<StaffMember.View> staff, List<Waiting> invitations, Map<String, String> employers) {
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
            case "GET /experts" -> experts(request, actor);
            case "GET /experts/own" ->
                ApiResponse.ok(new OwnEntry(new ConsentExpert(services.experts(), services.clock()).own(actor).map(ExpertView.Own::of)));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private ApiResponse experts(ApiRequest request, Actor actor) {
        ListExperts register = new ListExperts(services.experts(), services.staff(), services.clock());
        ListExperts.Filter filter = new ListExperts.Filter(request.query("name"), request.query("series"), request.query("specialty"),
                request.query("standing").map(standing -> ApiRequest.oneOf(Standing.class, "standing", standing)));
        Optional<Sheet.Format> format = request.query("format").map(wanted -> ApiRequest.oneOf(Sheet.Format.class, "format", wanted));
        return format.map(table -> ApiResponse.file(table.contentType(), "评委库." + table.extension(), register.table(actor, filter, table)))
                .orElseGet(() -> ApiResponse.ok(register.list(actor, filter, request.query("cursor"))));
    }

    private ApiResponse staff(Actor actor) {
        ListStaff list = new ListStaff(services.staff());
        List<StaffMember> members = list.list(actor);
        List<Invitation> invited = new InviteStaff(services.staff(), services.cycles(), services.clock(), services.ids(), Optional.empty())
                .waiting(actor);
        return ApiResponse.ok(new Body(members.stream().map(StaffMember::view).toList(),
                invited.stream().map(i -> new Waiting(i.role(), i.scope(), i.name(), i.byName(), i.until(), i.accepted())).toList(),
                list.employers(members, invited)));
    }
}
