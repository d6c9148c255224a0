package org.zhicheng.handlers.integrity;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.integrity.IntegrityView;
import org.zhicheng.work.integrity.RecordIntegrity;
import org.zhicheng.work.integrity.SettleIntegrity;

/** {@code POST /integrity-records/search}: a POST, because an ID number must not stand in an address, which is logged (R33). */
public final class SearchIntegrityHandler extends ApiHandler {

    public SearchIntegrityHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SearchIntegrityHandler(Services services) {
        super(services);
    }

    /** Whose records; or those that wait for the bureau, whosesoever they are. */
    public record Search(String idNumber, Boolean disputed) {
        /** Without the ID number. */
        @Override
        public String toString() {
            return "Search";
        }
    }

    /** What was found. */
    public record Body(List<IntegrityView> records) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Search search = request.decode(Search.class);
        List<IntegrityRecord> records = Boolean.TRUE.equals(search.disputed())
                ? new SettleIntegrity(services.integrity(), services.people(), services.staff(), services.clock()).disputed(actor)
                : new RecordIntegrity(services.integrity(), services.people(), services.vault(), services.auditLog(), services.clock())
                        .search(actor, search.idNumber());
        return ApiResponse.ok(new Body(records.stream().map(IntegrityView::of).toList()));
    }
}
