package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.drafting.FormSections;
import org.zhicheng.work.drafting.SaveForm;

/** {@code PUT /applications/{id}} with {@code If-Match}: saves the form in spite of defects (R16); {@code PATCH}: some of its sections. */
public final class SaveFormHandler extends ApiHandler {

    public SaveFormHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SaveFormHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(ApiRequest request) {
        super.readAhead(request);
        // what cannot be read is refused by the answer
        Reads.ahead(() -> {
            if (isOfSections(request)) {
                saving().readAhead(request.decode(FormSections.class));
            } else {
                saving().readAhead(request.decode(Form.class));
            }
        });
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        int revision = request.ifMatch().orElseThrow(() -> new Failure(ErrorCode.MISSING_FIELD, "If-Match"));
        Application application = isOfSections(request)
                ? saving().save(actor, request.path("id"), request.decode(FormSections.class), revision)
                : saving().save(actor, request.path("id"), request.decode(Form.class), revision);
        return ApiResponse.ok(useCases().show(request.locale()).view(actor, application)).withVersion(application.formRevision());
    }

    private static boolean isOfSections(ApiRequest request) {
        return request.routeKey().startsWith("PATCH");
    }

    private SaveForm saving() {
        return new SaveForm(services.applications(), useCases().checks(), services.staff(), services.clock());
    }
}
