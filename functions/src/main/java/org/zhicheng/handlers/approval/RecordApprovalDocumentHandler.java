package org.zhicheng.handlers.approval;

import java.time.LocalDate;
import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.approval.RecordApprovalDocument.Listed;
import org.zhicheng.work.approval.RecordApprovalDocument;

/** {@code POST /approval-documents}: the approval document of a batch (R28). */
public final class RecordApprovalDocumentHandler extends ApiHandler {

    /** The document. */
    public record Body(String number, LocalDate date, @AtMost(500) List<Listed> applications) {
    }

    /** What became of each application. */
    public record Result(String number, List<RecordApprovalDocument.Line> applications) {
    }

    public RecordApprovalDocumentHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecordApprovalDocumentHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        List<RecordApprovalDocument.Line> lines = new RecordApprovalDocument(services.applications(), services.certificates(),
                useCases().guard(), useCases().transitions(), useCases().standIn())
                .record(actor, body.number(), body.date(), body.applications());
        return ApiResponse.ok(new Result(body.number(), lines));
    }
}
