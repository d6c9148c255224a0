package org.zhicheng.handlers.registration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.inquiry.CallerLimits;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.registration.ApplicantView;
import org.zhicheng.work.registration.CorrectContact;

/** {@code PUT /applicants/me/contact}: telephone, language, and a mail address with the code that confirms it (R36). */
public final class CorrectContactHandler extends ApiHandler {

    public CorrectContactHandler() {
        this(AwsServices.fromEnvironment());
    }

    public CorrectContactHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        CallerLimits limits = new CallerLimits(services.callerCounts(), new CallerLimits.Salt(), services.clock());
        return ApiResponse.ok(ApplicantView.of(new CorrectContact(services.people(), limits, services.clock(), services.codes())
                .correct(actor, request.decode(CorrectContact.Entry.class))));
    }
}
