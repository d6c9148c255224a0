package org.zhicheng.inquiry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Fingerprint;
import org.zhicheng.dossier.application.FormField;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.Certificate.Revocation;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.ApplicationStore.Holder;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.ApplicationStore.Submission;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.ViolationCode;
import org.zhicheng.ground.identity.IdentityNumber;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.rules.checklist.Checks;
import org.zhicheng.rules.checklist.Registers;
import org.zhicheng.rules.eligibility.Facts;

/** Eligibility, checklist and every defect at once (R12–R16): the one check that the page, the submission and the workflow use. */
public final class CheckApplication {

    /** Of the applications that have a file as well; a draft is nobody's but its owner's, and is not named. */
    private static final int MOST_NAMED = 10;

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
     * As whoever applied may know it.
     *
     * @param now the years are counted on its day, unless the application has been submitted before (R12)
     */
    public Checks check(Application application, Instant now) {
        return check(application, now, facts(application, now));
    }

    /** As who decides must know it: with what was found in another person's application too (R13), and by the capacity of nobody. */
    public Checks checkForDecision(Application application, Instant now) {
        readAlikeAhead(application);
        return check(application, now, facts(application, now).withAlike(alike(application, false)));
    }

    /** As somebody may know it who looks at it: the office and administrators are told which applications have the same file. */
    public Checks checkFor(Actor actor, Application application, Instant now) {
        if (actor.owns(application)) {
            return check(application, now);
        }
        readAlikeAhead(application);
        return check(application, now,
                facts(application, now).withAlike(alike(application, actor.has(Role.OFFICE) || actor.has(Role.ADMINISTRATOR))));
    }

    private Checks check(Application application, Instant now, Facts facts) {
        Cycle cycle = cycles.find(application.cycle())
                .orElseThrow(() -> new Failure(ErrorCode.NO_CYCLE, Integer.toString(application.cycle())));
        LocalDate reference = application.referenceDate().orElse(LocalDate.ofInstant(now, BeijingTime.ZONE));
        List<Submission> submissions = application.submissions() > 0 ? applications.submissions(application.id()) : List.of();
        return Checks.of(application, reference, inForce(application, cycle, submissions), registers(application, submissions), facts);
    }

    /** Begins to read what a check of this applicant's applications needs, before it is known which one it is. */
    public void readAhead(String applicant) {
        Reads.ahead(() -> people.find(applicant).ifPresent(person -> integrity.of(person.idNumberHash())),
                () -> certificates.ofApplicant(applicant), () -> applications.ofApplicant(applicant), cycles::calendar, cycles::catalogue);
    }

    /** Begins to read what a check of an application needs. */
    public void readAhead(Application application) {
        String uscc = application.form().employer().uscc();
        readAhead(application.applicant());
        application.idNumberHash().ifPresent(hash -> Reads.ahead(() -> integrity.of(hash)));
        Reads.ahead(() -> cycles.find(application.cycle()));
        if (!uscc.isEmpty()) {
            Reads.ahead(() -> staff.findEmployer(uscc));
        }
        if (application.submissions() > 0) {
            Reads.ahead(() -> applications.submissions(application.id()));
        }
    }

    /** Begins to read what {@link #checkForDecision} needs. */
    public void readAheadForDecision(Application application) {
        readAhead(application);
        readAlikeAhead(application);
    }

    /** Papers that were stored before it was kept by what they are known are known from when they are first looked at (R13). */
    public void know(Application application) {
        try {
            applications.know(application);
        } catch (StaleVersion e) {
            // changed meanwhile: known at the next look
        }
    }

    private void readAlikeAhead(Application application) {
        application.fingerprints().forEach(print -> Reads.ahead(() -> applications.holders(print.hash())));
    }

    /** As {@link #checkFor}, and what the applicant should know besides: an employer for which nobody could act (R48). */
    public Checks checkWithRemarks(Actor actor, Application application, Instant now) {
        Checks checks = checkFor(actor, application, now);
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
        readAhead(application);
        Person person = person(application);
        LocalDate today = LocalDate.ofInstant(now, BeijingTime.ZONE);
        Optional<LocalDate> fraudEnds = integrity.of(person.idNumberHash()).stream().filter(r -> r.isLive(today)).map(IntegrityRecord::ends)
                .max(LocalDate::compareTo);
        List<Certificate> own = certificates.ofApplicant(person.sub());
        Optional<TitleLevel> highest = own.stream().filter(c -> c.revocation().isEmpty() && !c.applicationId().equals(application.id()))
                .map(Certificate::level).max(TitleLevel::compareTo);
        Optional<LocalDate> revoked = own.stream().filter(c -> c.wasRevoked() && !c.applicationId().equals(application.id()))
                .flatMap(c -> c.revocation().stream()).map(Revocation::at).filter(at -> isToBeWeighed(at, today))
                .map(at -> LocalDate.ofInstant(at, BeijingTime.ZONE)).max(LocalDate::compareTo);
        return new Facts(highest, fraudEnds, sameTitleIn(application))
                .ofNumber(IdentityNumber.sexOf(person.maskedIdNumber()), person.bornIn()).withRevocation(revoked);
    }

    /** Whether a revocation is asked about, which is for as long as a fraud record counts (R34). */
    static boolean isToBeWeighed(Instant revoked, LocalDate today) {
        return today.isBefore(LocalDate.ofInstant(revoked, BeijingTime.ZONE).plus(IntegrityRecord.COUNTS));
    }

    /** Materials of which another person's application has the same file, with those applications where they may be named. */
    private Map<Material, Set<String>> alike(Application application, boolean named) {
        Map<Material, Set<String>> alike = new EnumMap<>(Material.class);
        for (Fingerprint print : application.fingerprints()) {
            List<Holder> others = applications.holders(print.hash()).stream()
                    .filter(holder -> !holder.applicant().equals(application.applicant())).toList();
            if (!others.isEmpty()) {
                Set<String> told = alike.computeIfAbsent(print.material(), material -> new TreeSet<>());
                others.stream().map(Holder::applicationId).distinct().limit(named ? MOST_NAMED : 0)
                        .filter(id -> applications.find(id).filter(a -> a.submittedAt().isPresent()).isPresent()).forEach(told::add);
            }
        }
        return alike;
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
