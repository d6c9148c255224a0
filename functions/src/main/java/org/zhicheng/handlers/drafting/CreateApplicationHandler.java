package org.zhicheng.handlers.drafting;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.drafting.CreateApplication;

/** {@code POST /applications}: opens a draft (R27). */
public final class CreateApplicationHandler extends ApiHandler {

    /** The cycle's year, and at least the kind: the entry. */
    public record Body(Integer cycle, Qualification qualification) {
        public Body {
            if (cycle == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "cycle");
            }
            if (qualification == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "qualification");
            }
        }
    }

    public CreateApplicationHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CreateApplicationHandler(Services services) {
        super(services);
    }

    @Override
    protected void readAhead(ApiRequest request) {
        Reads.ahead(() -> services.people().find(request.claims().getOrDefault("sub", "")), services.cycles()::calendar);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Body body = request.decode(Body.class);
        Application draft = new CreateApplication(services.applications(), services.people(), services.cycles(), services.clock(),
                services.ids()).create(actor, body.cycle(), body.qualification(), request.idempotencyKey());
        return ApiResponse.created("/applications/" + draft.id(), useCases().show(request.locale()).view(actor, draft));
    }
}
