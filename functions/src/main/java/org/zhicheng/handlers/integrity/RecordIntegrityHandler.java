package org.zhicheng.handlers.integrity;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.integrity.IntegrityView;
import org.zhicheng.work.integrity.RecordIntegrity.Finding;
import org.zhicheng.work.integrity.RecordIntegrity;
import org.zhicheng.work.integrity.SettleIntegrity;

/**
 * {@code POST /integrity-records} (R34); {@code POST /integrity-records/{id}/dispute} by the person concerned, {@code POST
 * /integrity-records/{id}/settlement} by the bureau (R41).
 */
public final class RecordIntegrityHandler extends ApiHandler {

    /** What the person concerned says against it. */
    public record Dispute(String reason) {
    }

    /** What the bureau finds, and why. */
    public record Settlement(SettleIntegrity.Finding finding, String reason) {
    }

    public RecordIntegrityHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecordIntegrityHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "POST /integrity-records" -> ApiResponse.json(201, IntegrityView.of(
                    new RecordIntegrity(services.integrity(), services.people(), services.vault(), services.auditLog(), services.clock())
                            .record(actor, request.decode(Finding.class))));
            case "POST /integrity-records/{id}/dispute" ->
                ApiResponse.ok(IntegrityView.of(settle().dispute(actor, request.path("id"), request.decode(Dispute.class).reason())));
            case "POST /integrity-records/{id}/settlement" -> {
                Settlement settlement = request.decode(Settlement.class);
                yield ApiResponse
                        .ok(IntegrityView.of(settle().settle(actor, request.path("id"), settlement.finding(), settlement.reason())));
            }
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private SettleIntegrity settle() {
        return new SettleIntegrity(services.integrity(), services.people(), services.staff(), services.clock());
    }
}
