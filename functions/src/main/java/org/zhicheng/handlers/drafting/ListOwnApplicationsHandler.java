package org.zhicheng.handlers.drafting;

import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.Language;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /applications}: the owner's applications, of one kind where asked for (R27). */
public final class ListOwnApplicationsHandler extends ApiHandler {

    public ListOwnApplicationsHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListOwnApplicationsHandler(Services services) {
        super(services, "kind");
    }

    /**
     * One of them, with its way (R25).
     *
     * @param holderName who holds it: the office, not the person
     * @param stepsDone those behind it, as far as it goes the straight way
     * @param left until the present step is due (R24)
     */
    public record Line(ApplicationSummary application, String holderName, List<State> stepsDone, List<State> stepsToCome,
            Optional<WorkingDays.Left> left) {
    }

    @Override
    protected void readAhead(ApiRequest request) {
        Reads.ahead(services.cycles()::calendar,
                () -> Optional.ofNullable(request.claims().get("sub")).map(services.applications()::ofApplicant)
                        .ifPresent(own -> own.stream().mapToInt(ApplicationSummary::cycle).distinct().forEach(services.cycles()::find)));
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Optional<Kind> kind = request.query("kind").map(name -> ApiRequest.oneOf(Kind.class, "kind", name));
        Language language = Language.of(request.locale());
        Transitions transitions = useCases().transitions();
        return ApiResponse
                .ok(services.applications().ofApplicant(actor.sub()).stream().filter(a -> kind.isEmpty() || kind.get() == a.kind())
                        .map(ApplicationSummary::withoutHand).map(a -> line(a, transitions, language)).toList());
    }

    private static Line line(ApplicationSummary a, Transitions transitions, Language language) {
        Deadlines deadlines = transitions.deadlines(a.cycle());
        boolean notice = deadlines.hasNotice(a.state(), a.resultNotice().isPresent());
        return new Line(a, language.name(a.state().tier()), a.state().done(notice), a.state().toCome(notice),
                a.dueAt().map(due -> deadlines.left(transitions.now(), due)));
    }
}
