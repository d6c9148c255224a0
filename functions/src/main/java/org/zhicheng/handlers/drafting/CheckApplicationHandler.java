package org.zhicheng.handlers.drafting;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Assessment;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.rules.eligibility.Eligibility;
import org.zhicheng.rules.eligibility.EligibilityTable;

/**
 * {@code GET /applications/{id}/checks}: eligibility, checklist and every defect at once (R13, R16); {@code POST /eligibility}: the same
 * reckoning of a credential and the work since, for anyone.
 */
public final class CheckApplicationHandler extends ApiHandler {

    public CheckApplicationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CheckApplicationHandler(Services services) {
        super(services);
    }

    /** Credential and work of whoever asks; nothing of it is kept. */
    public record Body(Form.Credential credential, @AtMost(50) List<Form.EmploymentPeriod> employment) {
        public Body {
            credential = credential == null ? Form.Credential.EMPTY : credential;
            employment = employment == null ? List.of() : List.copyOf(employment);
        }
    }

    /** What they come to: the title of the notice's table, where the credential has one, and whether and from when (R5–R13). */
    public record Foresight(Optional<Kind> kind, Optional<TitleLevel> level, Optional<Integer> years, Assessment assessment) {
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return isQuestion(request) ? Actor.NOBODY : super.actor(request);
    }

    @Override
    protected void readAhead(ApiRequest request) {
        super.readAhead(request);
        if (!isQuestion(request)) {
            // whoever asks is the applicant, mostly
            useCases().checks().readAhead(request.claims().getOrDefault("sub", ""));
            Reads.ahead(services.staff()::all);
        }
    }

    @Override
    protected void readAhead(Application application) {
        useCases().checks().readAhead(application);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        if (isQuestion(request)) {
            return ApiResponse.ok(foresee(request.decode(Body.class)));
        }
        Application application = useCases().show(request.locale()).find(actor, request.path("id"));
        return ApiResponse.ok(useCases().checks().checkWithRemarks(actor, application, services.clock().instant()));
    }

    private static boolean isQuestion(ApiRequest request) {
        return request.routeKey().equals("POST /eligibility");
    }

    private Foresight foresee(Body body) {
        LocalDate today = LocalDate.ofInstant(services.clock().instant(), BeijingTime.ZONE);
        Optional<EligibilityTable.Row> row = body.credential().type().map(EligibilityTable::row);
        return new Foresight(row.map(EligibilityTable.Row::kind), row.map(EligibilityTable.Row::level),
                row.map(EligibilityTable.Row::years), Eligibility.foresee(body.credential(), body.employment(), today));
    }
}
