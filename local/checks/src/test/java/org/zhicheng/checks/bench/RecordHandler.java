package org.zhicheng.checks.bench;

import java.time.Instant;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** The least that a handler on the product's own ground can be whose request writes: one line of the record, by one conditional write. */
public final class RecordHandler extends ApiHandler {

    public RecordHandler() {
        this(AwsServices.fromEnvironment());
    }

    RecordHandler(Services services) {
        super(services);
    }

    public record Line(String id, String subject, String action, String note) {
    }

    public record Answer(String id, Instant at) {
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return Actor.NOBODY;
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Line line = request.decode(Line.class);
        Instant at = services.clock().instant();
        services.auditLog().appendOnce(line.id(),
                AuditEvent.of(line.subject(), at, "nobody", Role.APPLICANT, line.action(), AuditEvent.Channel.API, line.note()));
        return ApiResponse.created("/lines/" + line.id(), new Answer(line.id(), at));
    }
}
