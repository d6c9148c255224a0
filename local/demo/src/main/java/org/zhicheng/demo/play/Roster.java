package org.zhicheng.demo.play;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.zhicheng.demo.samples.Dossier;
import org.zhicheng.demo.samples.SamplePerson.Role;
import org.zhicheng.demo.samples.SamplePerson;
import org.zhicheng.demo.samples.Samples;

/** The people of the samples, signed in, by what they do. */
final class Roster {

    private final Samples samples;
    private final ApiClient api;
    private final SignIn signIn;
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();

    Roster(Samples samples, ApiClient api, SignIn signIn) {
        this.samples = samples;
        this.api = api;
        this.signIn = signIn;
    }

    Caller caller(String sub) {
        return callers.computeIfAbsent(sub, name -> new Caller(api, signIn, name));
    }

    Caller administrator() {
        return caller(find("an administrator", p -> p.role() == Role.ADMINISTRATOR).sub());
    }

    Caller office() {
        return caller(officer().sub());
    }

    /** Somebody else of the office. */
    Caller colleague() {
        return caller(find("another one of the office", p -> p.role() == Role.OFFICE && !p.equals(officer())).sub());
    }

    private SamplePerson officer() {
        return find("the office", p -> p.role() == Role.OFFICE);
    }

    Caller committee() {
        return caller(find("the committee", p -> p.role() == Role.COMMITTEE_REVIEWER).sub());
    }

    Caller employer(Dossier dossier) {
        return caller(find(dossier.employer().name(),
                p -> p.role() == Role.EMPLOYER_REVIEWER && p.employer().filter(dossier.employer().uscc()::equals).isPresent()).sub());
    }

    Caller district(Dossier dossier) {
        return caller(find(dossier.qualification().district(),
                p -> p.role() == Role.DISTRICT_REVIEWER && p.district().filter(dossier.qualification().district()::equals).isPresent())
                .sub());
    }

    /** A district's reviewer whose business the dossier is not. */
    Caller otherDistrict(Dossier dossier) {
        return caller(find("another district",
                p -> p.role() == Role.DISTRICT_REVIEWER && p.district().filter(dossier.qualification().district()::equals).isEmpty())
                .sub());
    }

    private SamplePerson find(String who, Predicate<SamplePerson> is) {
        return samples.people().stream().filter(is).findFirst()
                .orElseThrow(() -> new Unexpected("samples/people.json 没有 has nobody for: " + who));
    }
}
