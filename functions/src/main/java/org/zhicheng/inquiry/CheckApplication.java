package org.zhicheng.inquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.typesetting.PrintableCharacters;
import org.zhicheng.rules.checklist.Checks;
import org.zhicheng.rules.eligibility.Facts;

/** Eligibility, checklist and every defect at once (R12–R16): the one check that the page, the submission and the workflow use. */
public final class CheckApplication {

    private final PersonStore people;
    private final CycleStore cycles;
    private final IntegrityStore integrity;
    private final CertificateStore certificates;

    public CheckApplication(PersonStore people, CycleStore cycles, IntegrityStore integrity, CertificateStore certificates) {
        this.people = people;
        this.cycles = cycles;
        this.integrity = integrity;
        this.certificates = certificates;
    }

    /**
     * @param now the years are counted on its day, unless the application has been submitted before (R12)
     */
    public Checks check(Application application, Instant now) {
        Cycle cycle = cycles.find(application.cycle())
                .orElseThrow(() -> new Failure(ErrorCode.NO_CYCLE, Integer.toString(application.cycle())));
        LocalDate reference = application.referenceDate().orElse(LocalDate.ofInstant(now, BeijingTime.ZONE));
        return Checks.of(application, reference, cycle.settings(), facts(application, now));
    }

    private Facts facts(Application application, Instant now) {
        Person person = people.find(application.applicant()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        Optional<LocalDate> fraudEnds = integrity.of(person.idNumberHash()).stream().filter(r -> r.isLive(today)).map(IntegrityRecord::ends)
                .max(LocalDate::compareTo);
        Optional<TitleLevel> highest = certificates.ofApplicant(person.sub()).stream()
                .filter(c -> c.revocation().isEmpty() && !c.applicationId().equals(application.id())).map(Certificate::level)
                .max(TitleLevel::compareTo);
        List<String> unprintable = PrintableCharacters.missing(person.name());
        return new Facts(highest, fraudEnds, unprintable);
    }
}
