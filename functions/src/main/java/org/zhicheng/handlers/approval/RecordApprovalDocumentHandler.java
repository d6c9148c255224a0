package org.zhicheng.handlers.approval;

import java.time.LocalDate;
import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.approval.RecordApprovalDocument.Listed;
import org.zhicheng.work.approval.RecordApprovalDocument;
import org.zhicheng.work.certificate.ListApprovalDocuments;

/**
 * {@code POST /approval-documents}: the approval document of a batch; {@code PUT /approval-documents/prepared}: one for a colleague to confirm, with
 * {@code If-Match} where it is changed (R49); {@code POST /approval-documents/additions}: who was forgotten in one (R28).
 */
public final class RecordApprovalDocumentHandler extends ApiHandler {

    /** The document. */
    public record Body(String number, LocalDate date, @AtMost(500) List<Listed> applications) {
    }

    /** Who was forgotten, and why they are added; the document by its number. */
    public record Addition(String number, @AtMost(45) List<Listed> applications, String reason) {
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
    protected void readAhead(ApiRequest request) {
        if (request.routeKey().equals("POST /approval-documents")) {
            Reads.ahead(() -> {
                Body body = request.decode(Body.class);
                documents().readAhead(body.number(), body.applications());
            });
        }
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        RecordApprovalDocument documents = documents();
        return switch (request.routeKey()) {
            case "POST /approval-documents" -> {
                Body body = request.decode(Body.class);
                yield ApiResponse.ok(new Result(body.number(), documents.record(actor, body.number(), body.date(), body.applications())));
            }
            case "PUT /approval-documents/prepared" -> {
                Body body = request.decode(Body.class);
                yield documents.prepare(actor, body.number(), body.date(), body.applications(), request.ifMatch().orElse(0))
                        .map(prepared -> ApiResponse.ok(ListApprovalDocuments.Prepared.of(prepared, actor)).withVersion(prepared.version()))
                        .orElseGet(ApiResponse::noContent);
            }
            case "POST /approval-documents/additions" -> {
                Addition addition = request.decode(Addition.class);
                yield ApiResponse.ok(
                        new Result(addition.number(), documents.add(actor, addition.number(), addition.applications(), addition.reason())));
            }
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private RecordApprovalDocument documents() {
        return new RecordApprovalDocument(services.applications(), services.certificates(), useCases().guard(), useCases().transitions(),
                useCases().standIn());
    }
}
