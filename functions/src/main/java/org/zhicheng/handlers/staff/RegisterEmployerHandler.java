package org.zhicheng.handlers.staff;

import java.time.Duration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.staff.ImportEmployers;
import org.zhicheng.work.staff.RegisterEmployer;
import org.zhicheng.work.staff.RequestEmployer;

/**
 * {@code PUT /employers/{uscc}}, with {@code If-Match} where one is there (R49); and how employers come to be registered: {@code POST
 * /employers/{uscc}/request}, {@code POST /employers/{uscc}/refusal}, {@code POST /employers/imports} (R42).
 */
public final class RegisterEmployerHandler extends ApiHandler {

    /** Of the seconds that the function lives, those in which an import goes on. */
    private static final long SLICES_NANOS = Duration.ofSeconds(15).toNanos();

    /** The employer as it stands, with the version to name when it is changed. */
    public record Answer(String uscc, String name, String district, String contactPhone, int version) {
    }

    public RegisterEmployerHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RegisterEmployerHandler(Services services) {
        super(services);
    }

    /** The employer; its credit code stands in the path. */
    public record Body(String name, String district, String contactPhone) {
    }

    /** An employer to be registered; {@code forEmployer} where who asks acts for it. */
    public record Wanted(String name, String district, String contactPhone, Boolean forEmployer) {
    }

    /** Why a request is refused. */
    public record Refusal(String reason) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "POST /employers/{uscc}/request" -> {
                Wanted wanted = request.decode(Wanted.class);
                yield ApiResponse.ok(requests().request(actor,
                        new Employer(request.path("uscc"), wanted.name(), wanted.district(), wanted.contactPhone()),
                        Boolean.TRUE.equals(wanted.forEmployer())));
            }
            case "POST /employers/{uscc}/refusal" -> ApiResponse
                    .ok(requests().refuse(actor, CreditCode.normalise(request.path("uscc")), request.decode(Refusal.class).reason()));
            case "POST /employers/imports" -> {
                long begun = System.nanoTime();
                yield ApiResponse.ok(new ImportEmployers(services.staff(), services.cycles(), services.materials(), services.clock())
                        .run(actor, request.decode(ImportEmployers.Announcement.class), () -> System.nanoTime() - begun < SLICES_NANOS));
            }
            case "PUT /employers/{uscc}" -> register(request, actor);
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private RequestEmployer requests() {
        return new RequestEmployer(services.staff(), services.cycles(), services.clock());
    }

    private ApiResponse register(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        Employer employer = new Employer(request.path("uscc"), body.name(), body.district(), body.contactPhone());
        Employer registered = new RegisterEmployer(services.staff(), services.cycles(), services.clock()).register(actor, employer,
                request.ifMatch().orElse(0));
        int version = registered.revision().version();
        return ApiResponse.ok(new Answer(registered.uscc(), registered.name(), registered.district(), registered.contactPhone(), version))
                .withVersion(version);
    }
}
