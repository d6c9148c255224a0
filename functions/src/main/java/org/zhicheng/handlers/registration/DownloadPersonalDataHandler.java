package org.zhicheng.handlers.registration;

import java.nio.charset.StandardCharsets;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.registration.DownloadPersonalData;
import org.zhicheng.work.registration.PersonalData;
import org.zhicheng.work.registration.ShowIdNumber;

/**
 * Hands out what is kept covered: {@code GET /applicants/me/data}, all that is held about a person to that person, as a JSON file to keep (R38);
 * {@code POST /reviews/{applicationId}/id-number}, the ID number to who has the application in hand, recorded each time (R33).
 */
public final class DownloadPersonalDataHandler extends ApiHandler {

    public DownloadPersonalDataHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DownloadPersonalDataHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "GET /applicants/me/data" -> data(actor);
            case "POST /reviews/{applicationId}/id-number" ->
                ApiResponse.ok(new ShowIdNumber(services.applications(), services.people(), services.vault(), useCases().transitions())
                        .show(actor, request.path("applicationId")));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private ApiResponse data(Actor actor) {
        PersonalData data = new DownloadPersonalData(services.people(), services.vault(), services.applications(), services.certificates(),
                services.integrity(), services.staff(), services.experts(), services.sessions(), services.cycles(), services.auditLog(),
                services.clock()).gather(actor);
        return ApiResponse.file("application/json; charset=utf-8", "my-data.json", Json.encode(data).getBytes(StandardCharsets.UTF_8));
    }
}
