package org.zhicheng.work.registration;

import static org.zhicheng.ground.rule.NoticeRule.R38;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.PublicNotice;
import org.zhicheng.dossier.application.Review;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.Opinion;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.rules.retention.Retention;
import org.zhicheng.work.registration.PersonalData.ApplicationData;
import org.zhicheng.work.registration.PersonalData.CertificateData;
import org.zhicheng.work.registration.PersonalData.EventData;
import org.zhicheng.work.registration.PersonalData.ExpertData;
import org.zhicheng.work.registration.PersonalData.FileData;
import org.zhicheng.work.registration.PersonalData.HearingData;
import org.zhicheng.work.registration.PersonalData.IntegrityData;
import org.zhicheng.work.registration.PersonalData.InterestData;
import org.zhicheng.work.registration.PersonalData.Kept;
import org.zhicheng.work.registration.PersonalData.NoticeData;
import org.zhicheng.work.registration.PersonalData.QueryData;
import org.zhicheng.work.registration.PersonalData.Registered;
import org.zhicheng.work.registration.PersonalData.ResultNoticeData;
import org.zhicheng.work.registration.PersonalData.ReviewData;
import org.zhicheng.work.registration.PersonalData.Sat;
import org.zhicheng.work.registration.PersonalData.SessionData;
import org.zhicheng.work.registration.PersonalData.SubmissionData;

/** Gathers what is held about the person who asks (R38); that it was asked for is recorded. */
@Rule(R38)
public final class DownloadPersonalData {

    private static final int QUERIES = 1000;

    private final PersonStore people;
    private final Vault vault;
    private final ApplicationStore applications;
    private final CertificateStore certificates;
    private final IntegrityStore integrity;
    private final StaffStore staff;
    private final ExpertStore experts;
    private final SessionStore sessions;
    private final CycleStore cycles;
    private final AuditLog auditLog;
    private final Clock clock;

    public DownloadPersonalData(PersonStore people, Vault vault, ApplicationStore applications, CertificateStore certificates,
            IntegrityStore integrity, StaffStore staff, ExpertStore experts, SessionStore sessions, CycleStore cycles, AuditLog auditLog,
            Clock clock) {
        this.people = people;
        this.vault = vault;
        this.applications = applications;
        this.certificates = certificates;
        this.integrity = integrity;
        this.staff = staff;
        this.experts = experts;
        this.sessions = sessions;
        this.cycles = cycles;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /**
     * What is held about an applicant, and about an expert of the committee, registered as an applicant or not.
     *
     * @throws Failure {@code NOT_REGISTERED}
     */
    public PersonalData gather(Actor actor) {
        String sub = actor.sub();
        Optional<Person> person = people.find(sub);
        Optional<Expert> expert = experts.findBySub(sub);
        Optional<StaffMember> member = staff.find(sub);
        // who sat in a session is or was of the staff; the register's entry is gone before the session is
        List<Session> sat = expert.isPresent() || member.isPresent() ? sat(sub) : List.of();
        if (person.isEmpty() && expert.isEmpty() && sat.isEmpty()) {
            throw new Failure(ErrorCode.NOT_REGISTERED);
        }
        Instant now = clock.instant();
        auditLog.append(AuditEvent.of(Subject.person(sub), now, sub, person.isPresent() ? Role.APPLICANT : Role.COMMITTEE, "DOWNLOAD_DATA",
                Channel.API, ""));
        List<ApplicationSummary> own = applications.ofApplicant(sub);
        List<Application> whole = applications.all(own.stream().map(ApplicationSummary::id).toList());
        return new PersonalData(now, person.map(this::registered), whole.stream().map(this::application).toList(),
                certificates.ofApplicant(sub).stream()
                        .map(c -> new CertificateData(c,
                                certificates.queries(c.number(), QUERIES).stream().map(q -> new QueryData(q.at(), q.network())).toList()))
                        .toList(),
                person.map(p -> integrity.of(p.idNumberHash()).stream().map(IntegrityData::of).toList()).orElse(List.of()),
                member.map(StaffMember::view), expert.map(e -> ExpertData.of(e, events(Subject.expert(e.id())))),
                sat.stream().map(session -> session(session, sub)).toList(), events(Subject.person(sub)), kept(person, expert, own, whole));
    }

    private Registered registered(Person person) {
        return new Registered(person.sub(), person.name(), vault.decrypt(person.sub(), person.encryptedIdNumber()), person.phone(),
                person.mail(), person.language(), person.registeredAt());
    }

    private List<EventData> events(String subject) {
        return auditLog.events(subject).stream().map(DownloadPersonalData::event).toList();
    }

    /** Those in which somebody sits or sat; who could step in is told from the day on, as the panel is nobody's before. */
    private List<Session> sat(String sub) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BeijingTime.ZONE);
        return cycles.all().stream().flatMap(cycle -> sessions.ofYear(cycle.year()).stream()).filter(session -> seat(session, sub)
                .filter(seat -> capacity(session, seat) != Sat.SUBSTITUTE || !today.isBefore(session.date())).isPresent()).toList();
    }

    private static Optional<Session.Seat> seat(Session session, String sub) {
        return Stream
                .of(session.panel().stream(), session.substitutes().stream(), session.replacements().stream().map(Session.Replacement::out))
                .flatMap(Function.identity()).filter(seat -> seat.sub().equals(sub)).findFirst();
    }

    private static Sat capacity(Session session, Session.Seat seat) {
        return session.panel().contains(seat) ? Sat.MEMBER : session.substitutes().contains(seat) ? Sat.SUBSTITUTE : Sat.REPLACED;
    }

    private SessionData session(Session session, String sub) {
        Session.Seat seat = seat(session, sub).orElseThrow();
        String expert = seat.expert();
        return new SessionData(session.id(), session.date(), session.series(), session.phase(), capacity(session, seat),
                session.isChair(sub), session.present().contains(expert),
                session.recusals().stream().filter(recusal -> recusal.expert().equals(expert)).map(InterestData::of).toList(),
                sessions.opinions(session.id()).stream().filter(opinion -> opinion.expert().equals(expert)).map(Opinion::applicationId)
                        .toList(),
                IntStream.rangeClosed(1, session.rounds()).filter(round -> sessions.voted(session.id(), round, expert).isPresent()).boxed()
                        .toList(),
                Optional.of(session).filter(one -> !one.goesOn())
                        .map(one -> LocalDate.ofInstant(Retention.SESSIONS.endOf(one.over()), BeijingTime.ZONE)));
    }

    private ApplicationData application(Application a) {
        List<FileData> files = a.attachments().stream().map(f -> new FileData(f.id(), f.material(), f.fileName(), f.contentType(), f.size(),
                f.sha256(), f.status(), f.rejection(), f.requestedAt())).toList();
        List<ReviewData> reviews = a
                .reviews().stream().map(r -> new ReviewData(r.step(), r.attempt(), r.outcome(), r.decidedAt(), r.reason(), r.mend(),
                        r.confirmed(), r.superseded(), r.answersOfOwnPapers(), r.returned().map(Review.Returned::answers).orElse(Map.of())))
                .toList();
        List<SubmissionData> submissions = applications.submissions(a.id()).stream()
                .map(s -> new SubmissionData(s.number(), s.at(), s.qualification(), s.form(), s.files())).toList();
        return new ApplicationData(a.id(), a.cycle(), a.state(), a.qualification(), a.form(), files, reviews,
                a.publicNotice()
                        .map(n -> new NoticeData(n.name(), n.from(), n.to(), n.resultDate(),
                                n.objections().stream().map(PublicNotice.Objection::view).toList(), n.recordedAt())),
                a.correction(), a.assessment(), a.createdAt(), a.submittedAt(), submissions, a.receivedMaterials(), a.approvalDocument(),
                a.certificateNumber(), a.reconsideration().map(PersonalData.QuestionData::of), a.resultNotice().map(ResultNoticeData::of),
                a.hearing().map(HearingData::of), applications.events(a.id()).stream().map(DownloadPersonalData::event).toList());
    }

    /** Until when what is held is kept, each class by its own row (R47). */
    private List<Kept> kept(Optional<Person> person, Optional<Expert> expert, List<ApplicationSummary> own, List<Application> whole) {
        List<Kept> kept = new ArrayList<>();
        person.filter(_ -> own.isEmpty()).ifPresent(p -> kept.add(kept(Retention.REGISTRATION_WITHOUT_APPLICATION, "", p.registeredAt())));
        for (ApplicationSummary a : own) {
            Optional<Cycle> cycle = cycles.find(a.cycle());
            a.approvalDocument().flatMap(number -> certificates.results(PublishedResults.id(number)))
                    .filter(results -> results.withdrawal().isEmpty())
                    .ifPresent(results -> kept.add(kept(Retention.PUBLISHED_RESULTS, a.id(), results.published().at())));
            switch (a.state()) {
                case EXPIRED -> kept.add(kept(Retention.DRAFT_NEVER_SUBMITTED, cycle, a));
                case WITHDRAWN, ABANDONED, CLOSED -> {
                    kept.add(kept(Retention.UPLOADS_WITHOUT_DECISION, cycle, a));
                    kept.add(kept(Retention.APPLICATION_WITHOUT_TITLE, cycle, a));
                }
                case REJECTED -> {
                    kept.add(kept(Retention.UPLOADS_OF_REJECTED, cycle, a));
                    kept.add(kept(Retention.APPLICATION_WITHOUT_TITLE, cycle, a));
                }
                case CERTIFIED, REVOKED -> {
                    kept.add(kept(Retention.IDENTITY_SCANS, cycle, a));
                    kept.add(kept(Retention.CERTIFIED_APPLICATION, cycle, a));
                    kept.add(kept(Retention.REGISTER_OF_CERTIFICATES, cycle, a));
                }
                case DRAFT, SUBMITTED, EMPLOYER_REVIEW, DISTRICT_REVIEW, COMMITTEE_REVIEW, RESULT_NOTICE, MATERIALS, APPROVAL_DOCUMENT,
                        CERTIFICATE, CORRECTION, RECONSIDERATION -> {
                    // under way: nothing ends
                }
            }
        }
        // what a session says of it is kept longer than some applications are
        whole.forEach(a -> a.hearing().flatMap(hearing -> sessions.find(hearing.session())).filter(session -> !session.goesOn())
                .ifPresent(session -> kept.add(kept(Retention.SESSIONS, a.id(), session.over()))));
        person.ifPresent(p -> integrity.of(p.idNumberHash())
                .forEach(r -> kept.add(kept(Retention.INTEGRITY_RECORDS, "", r.date().atStartOfDay(BeijingTime.ZONE).toInstant()))));
        expert.ifPresent(e -> kept.add(kept(Retention.EXPERTS, "", e.over())));
        return kept;
    }

    private static Kept kept(Retention retention, Optional<Cycle> cycle, ApplicationSummary a) {
        return new Kept(retention.name(), retention.chinese(), retention.english(), a.id(),
                retention.kept()
                        .map(period -> LocalDate.ofInstant(
                                cycle.map(c -> retention.endOf(c, a.enteredAt())).orElseGet(() -> retention.endOf(a.enteredAt())),
                                BeijingTime.ZONE)));
    }

    private static Kept kept(Retention retention, String applicationId, Instant begin) {
        return new Kept(retention.name(), retention.chinese(), retention.english(), applicationId,
                retention.kept().map(period -> LocalDate.ofInstant(retention.endOf(begin), BeijingTime.ZONE)));
    }

    private static EventData event(AuditEvent e) {
        return new EventData(e.at(), e.role(), e.action(), e.from(), e.to(), e.channel(), e.note());
    }
}
