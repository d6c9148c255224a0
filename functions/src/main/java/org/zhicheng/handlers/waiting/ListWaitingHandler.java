package org.zhicheng.handlers.waiting;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.text.Language;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.waiting.FindWaiting;

/** {@code GET /waiting}: every application that waits for nobody and every step that failed, with what to do (R48). */
public final class ListWaitingHandler extends ApiHandler {

    /** An answer of the gateway has a limit; whoever has so many lines begins with the longest waiting. */
    private static final int MOST_LINES = 2_000;

    public ListWaitingHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListWaitingHandler(Services services) {
        super(services);
    }

    /** @param total all of them; of many only those that have waited longest are listed */
    public record Body(Instant asOf, int total, List<Line> waiting) {
    }

    /** One application, with what to do in the client's language. */
    public record Line(String applicationId, int cycle, State state, String stateName, String scope, String scopeName, Instant enteredAt,
            Optional<Instant> dueAt, FindWaiting.Reason reason, String advice, Optional<String> note) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        boolean english = request.locale().getLanguage().equals(Locale.ENGLISH.getLanguage());
        List<FindWaiting.Line> lines = TellStaffHandler.findWaiting(services).find(actor);
        return ApiResponse.ok(new Body(services.clock().instant(), lines.size(),
                lines.stream().limit(MOST_LINES)
                        .map(l -> new Line(l.applicationId(), l.cycle(), l.state(), Language.of(request.locale()).name(l.state()),
                                l.scope(), l.scopeName(), l.enteredAt(), l.dueAt(), l.reason(), l.reason().text(english), l.note()))
                        .toList()));
    }
}
