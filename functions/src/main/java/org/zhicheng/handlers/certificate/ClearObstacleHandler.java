package org.zhicheng.handlers.certificate;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.text.Length;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.ClearObstacle;

/** {@code POST /applications/{id}/obstacles}: the office puts right what holds up a certificate (R48). */
public final class ClearObstacleHandler extends ApiHandler {

    private static final int LONGEST_WORDS = 50;

    public ClearObstacleHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ClearObstacleHandler(Services services) {
        super(services);
    }

    /**
     * The request.
     *
     * @param otherDocument whether it is to wait for another approval document; not, where it is left out
     */
    public record Body(int attempt, String reason, String series, String specialty, Boolean otherDocument) {

        /** @throws Failure {@code MISSING_FIELD} or {@code INVALID_VALUE} */
        public Body {
            reason = Reasons.required(reason);
            series = limited("series", series == null ? "" : series, LONGEST_WORDS);
            specialty = limited("specialty", specialty == null ? "" : specialty, LONGEST_WORDS);
        }

        private static String limited(String field, String text, int most) {
            if (Length.of(text) > most) {
                throw new Failure(ErrorCode.INVALID_VALUE, field, Reasons.atMost(most));
            }
            return text;
        }

        ClearObstacle.Clearing clearing() {
            return new ClearObstacle.Clearing(attempt, reason, series, specialty, Boolean.TRUE.equals(otherDocument));
        }
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Application application = new ClearObstacle(services.applications(), useCases().transitions()).clear(actor, request.path("id"),
                request.decode(Body.class).clearing());
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application));
    }
}
