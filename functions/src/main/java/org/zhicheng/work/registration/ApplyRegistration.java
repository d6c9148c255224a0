package org.zhicheng.work.registration;

import static org.zhicheng.ground.rule.NoticeRule.R41;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.ground.rule.Rule;

/**
 * Brings a corrected name or number to the person's applications that have not ended: reviewers see it and decide on it anew, and a notice
 * under the former name does not agree any more (R18, R41, R49). What was issued stays as it is until it is issued again.
 */
@Rule(R41)
public final class ApplyRegistration {

    private static final int PRINTED = 100;

    private final PersonStore people;
    private final ApplicationStore applications;
    private final CertificateStore certificates;
    private final Transitions transitions;

    public ApplyRegistration(PersonStore people, ApplicationStore applications, CertificateStore certificates, Transitions transitions) {
        this.people = people;
        this.applications = applications;
        this.certificates = certificates;
        this.transitions = transitions;
    }

    /**
     * What a correction touches.
     *
     * @param applications those that go on under the corrected name and number
     * @param certificates numbers of the valid ones that say otherwise, to be issued again
     */
    public record Effect(List<Touched> applications, List<String> certificates) {
    }

    /** One application that goes on, where it stands, and whether a notice had been recorded for it. */
    public record Touched(String id, State state, boolean noticed) {
    }

    /** Repeating it changes nothing more. */
    public Effect apply(String sub) {
        Optional<Person> found = people.find(sub);
        if (found.isEmpty()) {
            return new Effect(List.of(), List.of());
        }
        Person person = found.get();
        List<Touched> touched = new ArrayList<>();
        for (ApplicationSummary summary : applications.ofApplicant(sub)) {
            if (!summary.state().isFinal()) {
                Application after = new Commands(applications).run(summary.id(), application -> corrected(application, person));
                // a draft is nobody's but its owner's: that there is one is not told
                if (after.state().isUnderWay()) {
                    touched.add(new Touched(after.id(), after.state(), after.publicNotice().isPresent()));
                }
            }
        }
        List<String> printed = certificates.ofApplicant(sub).stream().filter(Certificate::valid)
                .filter(c -> !c.name().equals(person.name()) || !c.maskedIdNumber().equals(person.maskedIdNumber()))
                .map(Certificate::number).limit(PRINTED).toList();
        return new Effect(touched, printed);
    }

    private Optional<Change> corrected(Application application, Person person) {
        // of two numbers that are alike where they are shown the hash tells
        boolean same = application.name().equals(person.name()) && application.maskedIdNumber().equals(person.maskedIdNumber())
                && application.idNumberHash().map(person.idNumberHash()::equals).orElse(true);
        if (same || application.state().isFinal()) {
            return Optional.empty();
        }
        Instant now = transitions.now();
        return Optional.of(Commands.bySystem(application,
                application.edit().identity(person.name(), person.maskedIdNumber()).foundBy(person.idNumberHash()).at(now).done(),
                "CORRECT_REGISTRATION", Channel.API, now, ""));
    }
}
