package org.zhicheng.handlers.notice;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.inquiry.Readings;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.notice.PrintForms.Annex;
import org.zhicheng.work.notice.PrintForms;
import org.zhicheng.work.paper.PrintLists;
import org.zhicheng.work.paper.PrintPapers;

/**
 * {@code GET /applications/{id}/forms/{annex}?format=PDF|DOCX}: a form filled in (R19); {@code GET /applications/{id}/papers/{paper}}: what the
 * system says of an application; {@code GET /papers/{paper}}: a list of people, to be signed (R28, R30).
 */
public final class PrintFormHandler extends ApiHandler {

    public PrintFormHandler() {
        this(AwsServices.fromEnvironment());
    }

    public PrintFormHandler(Services services) {
        super(services, "format", "number", "cycle");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        String format = request.query("format").orElse("PDF");
        return switch (request.routeKey()) {
            case "GET /papers/{paper}" -> list(request, actor, ApiRequest.oneOf(PrintLists.ListFormat.class, "format", format));
            case "GET /applications/{id}/papers/{paper}" -> {
                PrintPapers.Paper paper = ApiRequest.oneOf(PrintPapers.Paper.class, "paper", request.path("paper"));
                byte[] printed = new PrintPapers(services.applications(), useCases().transitions(),
                        new Readings(services.auditLog(), services.clock()), services.environment().get("PUBLIC_URL"))
                        .print(actor, request.path("id"), paper);
                yield file(Format.PDF, paper.chinese(), printed);
            }
            default -> {
                Format form = ApiRequest.oneOf(Format.class, "format", format);
                Annex annex = ApiRequest.oneOf(Annex.class, "annex", request.path("annex"));
                yield file(form, annex.chinese(),
                        new PrintForms(services.applications(), useCases().transitions()).print(actor, request.path("id"), annex, form));
            }
        };
    }

    private ApiResponse list(ApiRequest request, Actor actor, PrintLists.ListFormat format) {
        PrintLists.Paper paper = ApiRequest.oneOf(PrintLists.Paper.class, "paper", request.path("paper"));
        PrintLists.Printed printed = new PrintLists(services.certificates(), services.applications(), useCases().transitions(),
                services.auditLog())
                .print(actor, paper, request.query("number"), request.query("cycle").map(year -> ApiRequest.number("cycle", year)), format);
        return ApiResponse.file(format.contentType(), printed.name(), printed.content());
    }

    private static ApiResponse file(Format format, String name, byte[] content) {
        return ApiResponse.file(format.contentType(), name + "." + format.extension(), content);
    }
}
