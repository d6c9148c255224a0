package org.zhicheng.handlers.registration;

import java.nio.charset.StandardCharsets;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Json;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.registration.DownloadPersonalData;
import org.zhicheng.work.registration.PersonalData;

/** {@code GET /applicants/me/data}: a JSON file to keep. */
public final class DownloadPersonalDataHandler extends ApiHandler {

    public DownloadPersonalDataHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DownloadPersonalDataHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        PersonalData data = new DownloadPersonalData(services.people(), services.vault(), services.applications(), services.certificates(),
                services.integrity(), services.staff(), services.auditLog(), services.clock()).gather(actor);
        return ApiResponse.file("application/json; charset=utf-8", "my-data.json", Json.encode(data).getBytes(StandardCharsets.UTF_8));
    }
}
