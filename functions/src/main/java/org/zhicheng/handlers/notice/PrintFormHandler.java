package org.zhicheng.handlers.notice;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.notice.PrintForms.Annex;
import org.zhicheng.work.notice.PrintForms;

/** {@code GET /applications/{id}/forms/{annex}?format=PDF|DOCX}: a form filled in (R19). */
public final class PrintFormHandler extends ApiHandler {

    public PrintFormHandler() {
        this(AwsServices.fromEnvironment());
    }

    public PrintFormHandler(Services services) {
        super(services, "format");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Format format = ApiRequest.oneOf(Format.class, "format", request.query("format").orElse("PDF"));
        Annex annex = ApiRequest.oneOf(Annex.class, "annex", request.path("annex"));
        byte[] form = new PrintForms(services.applications(), useCases().transitions()).print(actor, request.path("id"), annex, format);
        return ApiResponse.file(format.contentType(), annex.chinese() + "." + format.extension(), form);
    }
}
