package org.zhicheng.handlers.registration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.registration.ApplicantView;
import org.zhicheng.work.registration.RegisterApplicant.Registration;
import org.zhicheng.work.registration.RegisterApplicant;

/** {@code POST /applicants}; with {@code preview} nothing is registered: told is what is wrong (R33). */
public final class RegisterApplicantHandler extends ApiHandler {

    public RegisterApplicantHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RegisterApplicantHandler(Services services) {
        super(services, "preview");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Registration registration = request.decode(Registration.class);
        RegisterApplicant applicants = new RegisterApplicant(services.people(), services.vault(), services.clock());
        if (request.asksFor("preview")) {
            applicants.check(registration);
            return ApiResponse.noContent();
        }
        Person person = applicants.register(actor, registration);
        return ApiResponse.created("/applicants/me", ApplicantView.of(person));
    }
}
