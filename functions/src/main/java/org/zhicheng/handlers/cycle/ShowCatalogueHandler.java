package org.zhicheng.handlers.cycle;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.cycle.ShowCatalogue;

/** {@code GET /catalogue?cycle=}: what a form can choose from, for everyone (R42). */
public final class ShowCatalogueHandler extends ApiHandler {

    public ShowCatalogueHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ShowCatalogueHandler(Services services) {
        super(services, "cycle");
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return Actor.NOBODY;
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        ShowCatalogue.View view = new ShowCatalogue(services.cycles()).show(request.query("cycle").map(c -> ApiRequest.number("cycle", c)));
        return ApiResponse.ok(view).withVersion(view.version()).with("cache-control", "public, max-age=60");
    }
}
