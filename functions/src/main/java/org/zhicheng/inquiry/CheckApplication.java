package org.zhicheng.inquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore.Submission;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.rules.checklist.Checks;
import org.zhicheng.rules.checklist.Registers;
import org.zhicheng.rules.eligibility.Facts;

/** Eligibility, checklist and every defect at once (R12–R16): the one check that the page, the submission and the workflow use. */
public final class CheckApplication {

    private final PersonStore people;
    private final CycleStore cycles;
    private final IntegrityStore integrity;
    private final CertificateStore certificates;
    private final ApplicationStore applications;
    private final StaffStore staff;

    public CheckApplication(PersonStore people, CycleStore cycles, IntegrityStore integrity, CertificateStore certificates,
            ApplicationStore applications, StaffStore staff) {
        this.people = people;
        this.cycles = cycles;
        this.integrity = integrity;
        this.certificates = certificates;
        this.applications = applications;
        this.staff = staff;
    }

    /**
     * @param now the years are counted on its day, unless the application has been submitted before (R12)
     */
    public Checks check(Application application, Instant now) {
        Cycle cycle = cycles.find(application.cycle())
                .orElseThrow(() -> new Failure(ErrorCode.NO_CYCLE, Integer.toString(application.cycle())));
        LocalDate reference = application.referenceDate().orElse(LocalDate.ofInstant(now, BeijingTime.ZONE));
        List<Submission> submissions = application.submissions() > 0 ? applications.submissions(application.id()) : List.of();
        return Checks.of(application, reference, inForce(application, cycle, submissions), registers(application, submissions),
                facts(application, now));
    }

    /** As {@link #check}, and what the applicant should know besides: an employer for which nobody could act (R48). */
    public Checks checkWithRemarks(Application application, Instant now) {
        Checks checks = check(application, now);
        String uscc = application.form().employer().uscc();
        boolean vacant = !uscc.isBlank() && new Staffing(staff.all(), LocalDate.ofInstant(now, BeijingTime.ZONE))
                .appointed(Role.EMPLOYER, uscc).stream().allMatch(member -> member.sub().equals(application.applicant()));
        return vacant ? checks.remarking(ViolationCode.NOBODY_TO_ACT.at(FormField.USCC.path())) : checks;
    }

    /** What was in force when the application was submitted goes on to hold for what was submitted (R50). */
    private static Cycle.Settings inForce(Application application, Cycle cycle, List<Submission> submissions) {
        Cycle.Settings settings = cycle.settings();
        for (Submission submission : submissions) {
            settings = settings.admitting(submission.qualification(), application.qualification());
        }
        return settings;
    }

    /**
     * The owner, as registered now.
     *
     * @throws Failure {@code NOT_REGISTERED}
     */
    public Person person(Application application) {
        return people.find(application.applicant()).orElseThrow(() -> new Failure(ErrorCode.NOT_REGISTERED));
    }

    private Registers registers(Application application, List<Submission> submissions) {
        String uscc = application.form().employer().uscc();
        Registers registers = new Registers(cycles.catalogue(), uscc.isEmpty() ? Optional.empty() : staff.findEmployer(uscc), false);
        for (Submission submission : submissions) {
            registers = registers.admitting(submission.qualification(), submission.form().employer(), application.qualification(),
                    application.form().employer());
        }
        return registers;
    }

    private Facts facts(Application application, Instant now) {
        Person person = person(application);
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        Optional<LocalDate> fraudEnds = integrity.of(person.idNumberHash()).stream().filter(r -> r.isLive(today)).map(IntegrityRecord::ends)
                .max(LocalDate::compareTo);
        Optional<TitleLevel> highest = certificates.ofApplicant(person.sub()).stream()
                .filter(c -> c.revocation().isEmpty() && !c.applicationId().equals(application.id())).map(Certificate::level)
                .max(TitleLevel::compareTo);
        return new Facts(highest, fraudEnds, sameTitleIn(application)).ofNumber(IdentityNumber.sexOf(person.maskedIdNumber()),
                person.bornIn());
    }

    private Optional<Integer> sameTitleIn(Application application) {
        Qualification title = application.qualification();
        return applications.ofApplicant(application.applicant()).stream()
                .filter(other -> !other.id().equals(application.id()) && other.state().isUnderWay())
                .filter(other -> other.level() == title.level() && Spelling.series(other.series()).equals(Spelling.series(title.series()))
                        && Spelling.specialty(other.specialty()).equals(Spelling.specialty(title.specialty())))
                .map(ApplicationSummary::cycle).findFirst();
    }
}
