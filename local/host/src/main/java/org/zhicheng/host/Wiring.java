package org.zhicheng.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.contract.World;
import org.zhicheng.demo.samples.SamplePerson;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.lambda.Environment;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.EmbeddedBackend;
import org.zhicheng.stack.EmbeddedStack.Parts;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.StepFunctions;
import org.zhicheng.stack.lambda.HandlerFactory;
import org.zhicheng.stack.services.LoginPerson;

/** Puts the system together: the handlers as they deploy on the embedded stack, with the people of the samples to sign in as. */
public final class Wiring {

    /** The client id with which people are signed in, and the audience of their tokens. */
    public static final String CLIENT = "zhicheng";

    /** When the sample events come. */
    static final Instant TIME_OF_EVENTS = World.NOW;

    private static final String NAME = "职称申报系统（本机） · Professional titles, on this machine";

    private Wiring() {
    }

    /** The parts with the samples' people. */
    public static Parts parts(Samples samples) {
        return parts(people(samples));
    }

    /** The samples' people, as they sign in. */
    public static List<LoginPerson> people(Samples samples) {
        return samples.people().stream().map(Wiring::loginOf).toList();
    }

    /** The parts with other people. */
    public static Parts parts(List<LoginPerson> people) {
        return new Parts(NAME, EmbeddedBackend.starter(people, CLIENT), StepFunctions::start,
                HandlerFactory.taking(Services.class, environment -> AwsServices.of(Environment.of(environment))));
    }

    /** Options of a stack over the project's template: what the template must be told besides. */
    public static StackOptions options(Path template, Path state) {
        return StackOptions.of(template, state).withParameter("FirstAdministrator", "administrator-1").withParameter("AllowedOrigins", "*");
    }

    /** Puts on the stack what the sample event of a use case's function finds. */
    static void prepare(EmbeddedStack stack, Path project, String useCase) {
        World.prepare(AwsServices.of(Environment.of(stack.environment(useCase + "Function"))), project, useCase);
    }

    /** What the sample event of a use case's function speaks of. */
    static String spokenOf(String useCase) {
        return World.told(useCase);
    }

    private static LoginPerson loginOf(SamplePerson person) {
        String scope = person.employer().or(person::district).orElse("");
        return switch (person.role()) {
            case APPLICANT -> LoginPerson.withPassword(person.sub(), person.name(), "申报人 Applicants", person.dossier().orElse(""));
            case EMPLOYER_REVIEWER -> LoginPerson.withSecondFactor(person.sub(), person.name(), "基层单位 Employers", scope);
            case DISTRICT_REVIEWER -> LoginPerson.withSecondFactor(person.sub(), person.name(), "区（县）人社局 District bureaus", scope);
            case COMMITTEE_REVIEWER -> LoginPerson.withSecondFactor(person.sub(), person.name(), "评审委员会 Review committee", scope);
            case EXPERT -> LoginPerson.withSecondFactor(person.sub(), person.name(), "评委库 Register of experts", scope);
            case OFFICE -> LoginPerson.withSecondFactor(person.sub(), person.name(), "评审机构 Office", scope);
            case ADMINISTRATOR -> LoginPerson.withSecondFactor(person.sub(), person.name(), "管理员 Administrators", scope);
        };
    }
}
