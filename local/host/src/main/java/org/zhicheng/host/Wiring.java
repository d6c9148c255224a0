package org.zhicheng.local;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.lambda.Environment;
import org.zhicheng.lambda.Services;
import org.zhicheng.local.EmbeddedStack.Parts;
import org.zhicheng.local.lambda.HandlerFactory;
import org.zhicheng.local.samples.SamplePerson;
import org.zhicheng.local.samples.Samples;
import org.zhicheng.local.services.LoginPerson;

/** Which parts the stack that people start is put together from. */
public final class Wiring {

    static final String FIRST_ADMINISTRATOR = "administrator-1";

    private Wiring() {
    }

    /** The embedded services, the workflow engine, and the handlers as they deploy. */
    public static Parts parts(Samples samples) {
        List<LoginPerson> people = samples.people().stream().map(Wiring::loginOf).toList();
        return new Parts(EmbeddedBackend.starter(people, FIRST_ADMINISTRATOR), StepFunctions::start,
                HandlerFactory.taking(Services.class, environment -> AwsServices.of(Environment.of(environment))));
    }

    private static LoginPerson loginOf(SamplePerson person) {
        String scope = person.employer().or(person::district).orElse("");
        return switch (person.role()) {
            case APPLICANT -> LoginPerson.applicant(person.sub(), person.name(), "申报人 Applicants", person.dossier().orElse(""));
            case EMPLOYER_REVIEWER -> LoginPerson.staff(person.sub(), person.name(), "基层单位 Employers", scope);
            case DISTRICT_REVIEWER -> LoginPerson.staff(person.sub(), person.name(), "区（县）人社局 District bureaus", scope);
            case COMMITTEE_REVIEWER -> LoginPerson.staff(person.sub(), person.name(), "评审委员会 Review committee", scope);
            case OFFICE -> LoginPerson.staff(person.sub(), person.name(), "评审机构 Office", scope);
            case ADMINISTRATOR -> LoginPerson.staff(person.sub(), person.name(), "管理员 Administrators", scope);
        };
    }
}
