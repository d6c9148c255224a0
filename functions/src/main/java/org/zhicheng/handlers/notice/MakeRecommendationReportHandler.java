package org.zhicheng.handlers.notice;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.typesetting.Format;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.notice.PrintForms.Annex;
import org.zhicheng.work.notice.PrintForms;

/** {@code POST /recommendation-reports}: the report of a batch, Annex 4, or another annex for each of the batch (R19). */
public final class MakeRecommendationReportHandler extends ApiHandler {

    /** The applications of one employer. */
    public record Body(List<String> applications, Annex annex, Format format) {
        public Body {
            annex = annex == null ? Annex.RECOMMENDATION_REPORT : annex;
            format = format == null ? Format.PDF : format;
        }
    }

    public MakeRecommendationReportHandler() {
        this(AwsServices.fromEnvironment());
    }

    public MakeRecommendationReportHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        byte[] printed = new PrintForms(services.applications(), useCases().transitions()).print(actor, body.annex(), body.applications(),
                body.format());
        return ApiResponse.file(body.format().contentType(), body.annex().chinese() + "." + body.format().extension(), printed);
    }
}
