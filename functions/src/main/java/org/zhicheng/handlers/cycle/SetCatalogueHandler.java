package org.zhicheng.handlers.cycle;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.cycle.SetCatalogue;

/** {@code PUT /catalogue}; one that was set before with {@code If-Match} (R42, R49). */
public final class SetCatalogueHandler extends ApiHandler {

    /** What is there now: how much, and the version to name when it is changed. */
    public record Answer(int series, int specialties, int version) {
    }

    public SetCatalogueHandler() {
        this(AwsServices.fromEnvironment());
    }

    public SetCatalogueHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        SetCatalogue.Entry entry = request.decode(SetCatalogue.Entry.class);
        var catalogue = new SetCatalogue(services.cycles(), services.clock()).set(actor, entry, request.ifMatch().orElse(0));
        int version = catalogue.revision().version();
        return ApiResponse
                .ok(new Answer(catalogue.series().size(), catalogue.series().stream().mapToInt(s -> s.specialties().size()).sum(), version))
                .withVersion(version);
    }
}
