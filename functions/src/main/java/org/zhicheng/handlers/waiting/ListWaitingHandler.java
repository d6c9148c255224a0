package org.zhicheng.handlers.waiting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.text.Language;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.outbox.MailTexts;
import org.zhicheng.work.waiting.FindDeliveries;
import org.zhicheng.work.waiting.FindWaiting;

/**
 * {@code GET /waiting}: every application that waits for nobody and every step that failed, with what to do; what is overdue, and what was not
 * delivered (R36, R48). With {@code ?text=} the applications that it finds instead.
 */
public final class ListWaitingHandler extends ApiHandler {

    /** An answer of the gateway has a limit; whoever has so many lines begins with the longest waiting. */
    private static final int MOST_LINES = 2_000;

    public ListWaitingHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListWaitingHandler(Services services) {
        super(services, "text");
    }

    /**
     * @param total all of those that wait for nobody; of many only those that have waited longest are listed
     * @param overdue for administrators, as are the deliveries
     * @param found what a text finds; empty where none is asked for
     * @param more whether a text may find more than that
     */
    public record Body(Instant asOf, int total, List<Line> waiting, List<Overdue> overdue, List<DeliveryLine> deliveries,
            List<ApplicationSummary> found, boolean more) {
    }

    /** One application, with what to do in the client's language. */
    public record Line(String applicationId, int cycle, State state, String stateName, String scope, String scopeName, Instant enteredAt,
            Optional<Instant> dueAt, FindWaiting.Reason reason, String advice, Optional<String> note) {
    }

    /** A step, and how many are over its target time there. */
    public record Overdue(State state, String stateName, int applications, Instant since) {
    }

    /**
     * What waits in the outbox, or was given up.
     *
     * @param what of a mail its subject, in the client's language as {@code kindName} is
     * @param givenUp whether it comes only where somebody asks for it again
     */
    public record DeliveryLine(String id, FindDeliveries.Kind kind, String kindName, String what, String address,
            Optional<String> applicationId, Instant since, int attempts, boolean givenUp, Optional<Instant> nextAt) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Language language = Language.of(request.locale());
        FindWaiting waiting = TellStaffHandler.findWaiting(services);
        Instant now = services.clock().instant();
        Optional<String> text = request.query("text");
        if (text.isPresent()) {
            FindWaiting.Search search = waiting.search(actor, text.get());
            return ApiResponse.ok(new Body(now, 0, List.of(), List.of(), List.of(), search.items(), search.more()));
        }
        FindWaiting.Found found = waiting.find(actor);
        return ApiResponse.ok(new Body(now, found.lines().size(),
                found.lines().stream().limit(MOST_LINES).map(line -> line(line, language)).toList(),
                found.overdue().stream().map(o -> new Overdue(o.state(), language.name(o.state()), o.applications(), o.since())).toList(),
                actor.has(Role.ADMINISTRATOR) ? deliveries(language) : List.of(), List.of(), false));
    }

    private static Line line(FindWaiting.Line l, Language language) {
        return new Line(l.applicationId(), l.cycle(), l.state(), language.name(l.state()), l.scope(), l.scopeName(), l.enteredAt(),
                l.dueAt(), l.reason(), l.reason().text(language == Language.EN), l.note());
    }

    private List<DeliveryLine> deliveries(Language language) {
        return new FindDeliveries(services.outbox(), services.people(), services.staff(), services.experts(), services.clock()).find()
                .stream()
                .map(d -> new DeliveryLine(d.id(), d.kind(), language.name(d.kind()),
                        d.template().map(template -> MailTexts.subject(language, template)).orElse(""), d.address(), d.applicationId(),
                        d.since(), d.attempts(), d.nextAt().isEmpty(), d.nextAt()))
                .toList();
    }
}
