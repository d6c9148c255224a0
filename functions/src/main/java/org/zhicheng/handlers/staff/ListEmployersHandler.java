package org.zhicheng.handlers.staff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore.EmployerPage;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.FindEmployers;
import org.zhicheng.work.staff.RequestEmployer;

/**
 * {@code GET /employers}: the register, for choosing one's employer by a part of its {@code name} or by its {@code uscc}, without the contact;
 * for whoever is signed in. {@code requested=true}: what waits to be registered, for the bureau (R42).
 */
public final class ListEmployersHandler extends ApiHandler {

    private static final int PAGE = 100;

    private final FindEmployers names = new FindEmployers();

    public ListEmployersHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListEmployersHandler(Services services) {
        super(services, "name", "uscc", "requested", "cursor");
    }

    /**
     * The employers.
     *
     * @param next the cursor of the next page
     * @param more whether a name has more than these
     * @param request how the own request stands, where the code is asked for
     * @param requests what waits to be registered
     */
    public record Body(List<Line> employers, Optional<String> next, boolean more, Optional<RequestEmployer.Answer> request,
            List<Requested> requests) {
    }

    /** One employer, as anyone may see it. */
    public record Line(String uscc, String name, String district, int version) {
        private static Line of(Employer e) {
            return new Line(e.uscc(), e.name(), e.district(), e.revision().version());
        }
    }

    /** What waits to be registered, and who asked. */
    public record Requested(String uscc, String name, String district, String contactPhone, List<Asked> asked) {
        private static Requested of(EmployerRequest r) {
            return new Requested(r.employer().uscc(), r.employer().name(), r.employer().district(), r.employer().contactPhone(),
                    r.asked().stream().map(a -> new Asked(a.sub(), a.forEmployer(), a.at())).toList());
        }
    }

    /** One who asked; {@code forEmployer} where that one acts for the enterprise and could be appointed. */
    public record Asked(String sub, boolean forEmployer, Instant at) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Optional<String> name = request.query("name");
        Optional<String> uscc = request.query("uscc").map(CreditCode::normalise);
        RequestEmployer requests = new RequestEmployer(services.staff(), services.cycles(), services.clock());
        if (request.asksFor("requested")) {
            return body(List.of(), Optional.empty(), false, Optional.empty(), requests.waiting(actor).stream().map(Requested::of).toList());
        }
        if (uscc.isPresent()) {
            return body(services.staff().findEmployer(uscc.get()).stream().toList(), Optional.empty(), false,
                    requests.standing(actor, uscc.get()), List.of());
        }
        if (name.isPresent()) {
            FindEmployers.Found found = names.find(services.staff(), services.clock(), name.get());
            return body(found.employers(), Optional.empty(), found.more(), Optional.empty(), List.of());
        }
        EmployerPage page = services.staff().employers(PAGE, request.query("cursor"));
        return body(page.employers(), page.next(), page.next().isPresent(), Optional.empty(), List.of());
    }

    private static ApiResponse body(List<Employer> employers, Optional<String> next, boolean more, Optional<RequestEmployer.Answer> request,
            List<Requested> requests) {
        return ApiResponse.ok(new Body(employers.stream().map(Line::of).toList(), next, more, request, requests));
    }
}
