package org.zhicheng.handlers.integrity;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.integrity.IntegrityView;
import org.zhicheng.work.integrity.RecordIntegrity.Finding;
import org.zhicheng.work.integrity.RecordIntegrity;

/** {@code POST /integrity-records}. */
public final class RecordIntegrityHandler extends ApiHandler {

    public RecordIntegrityHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecordIntegrityHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        IntegrityRecord record = new RecordIntegrity(services.integrity(), services.vault(), services.auditLog(), services.clock())
                .record(actor, request.decode(Finding.class));
        return ApiResponse.json(201, IntegrityView.of(record));
    }
}
