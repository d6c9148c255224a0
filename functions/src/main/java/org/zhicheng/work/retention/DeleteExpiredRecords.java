package org.zhicheng.work.retention;

import static org.zhicheng.ground.rule.NoticeRule.R38;

import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.ResultNotice;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.MaterialFiles;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.Subject;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.rules.retention.Retention;

/**
 * Deletes what has been kept long enough, by class of data (R38); {@link Retention} says how long. Runs by a schedule, a limited amount at
 * a time; a run that is cut off or repeated does no harm.
 */
@Rule(R38)
public final class DeleteExpiredRecords {

    private static final int PAGE = 100;
    /** Of what is under way nothing is deleted, nor of the ground of a title but the scans of who it is. */
    private static final Map<State, Retention> ENDED = Map.of(State.EXPIRED, Retention.DRAFT_NEVER_SUBMITTED, State.WITHDRAWN,
            Retention.UPLOADS_WITHOUT_DECISION, State.ABANDONED, Retention.UPLOADS_WITHOUT_DECISION, State.CLOSED,
            Retention.UPLOADS_WITHOUT_DECISION, State.REJECTED, Retention.UPLOADS_OF_REJECTED, State.CERTIFIED, Retention.IDENTITY_SCANS,
            State.REVOKED, Retention.IDENTITY_SCANS);
    /** Files taken out of an application in one transaction, which may touch 100 items: a file's own, and the one by which its content is known. */
    private static final int FILES_AT_ONCE = 25;
    /** How long ended records are looked for, should the schedule have stood still. */
    private static final Period LOOK_BACK = Period.ofYears(1);

    private final ApplicationStore applications;
    private final CycleStore cycles;
    private final FileStore files;
    private final ExpiringRecords records;
    private final PersonStore people;
    private final ExpertStore experts;
    private final SessionStore sessions;
    private final Clock clock;
    private final int perRun;

    /** @param perRun how many records a run may delete, and how many applications */
    public DeleteExpiredRecords(ApplicationStore applications, CycleStore cycles, FileStore files, ExpiringRecords records,
            PersonStore people, ExpertStore experts, SessionStore sessions, Clock clock, int perRun) {
        this.applications = applications;
        this.cycles = cycles;
        this.files = files;
        this.records = records;
        this.people = people;
        this.experts = experts;
        this.sessions = sessions;
        this.clock = clock;
        this.perRun = perRun;
    }

    /**
     * What a run deleted.
     *
     * @param complete false where the next run has to go on
     */
    public record Outcome(int drafts, int applications, int uploads, int records, int registrations, int experts, int sessions, int ballots,
            int failed, boolean complete) {
    }

    /** What became of an application. */
    private enum Done {
        DRAFT,
        APPLICATION,
        UPLOADS,
        RECORD,
        NOTHING,
        FAILED
    }

    private static final class Run {
        private final int perRun;
        private final BooleanSupplier hasTime;
        private int before;
        private boolean stopped;
        private int drafts;
        private int applications;
        private int uploads;
        private int records;
        private int registrations;
        private int experts;
        private int sessions;
        private int ballots;
        private int ofSessions;
        private int kept;
        private int failed;

        private Run(int perRun, BooleanSupplier hasTime) {
            this.perRun = perRun;
            this.hasTime = hasTime;
        }

        private int done() {
            return drafts + applications + uploads + records + registrations + experts + ballots + ofSessions + kept + failed;
        }

        private int room() {
            return perRun - (done() - before);
        }

        /** Asked where there may be more to do. */
        private boolean goesOn() {
            boolean goesOn = room() > 0 && hasTime.getAsBoolean();
            stopped |= !goesOn;
            return goesOn;
        }

        private void add(Done done) {
            switch (done) {
                case DRAFT -> drafts++;
                case APPLICATION -> applications++;
                case UPLOADS -> uploads++;
                case RECORD -> records++;
                case FAILED -> failed++;
                case NOTHING -> {
                }
            }
        }
    }

    /**
     * First what ends to the day.
     *
     * @param hasTime asked before each part
     */
    public Outcome run(BooleanSupplier hasTime) {
        Run run = new Run(perRun, hasTime);
        ended((month, now, limit) -> {
            int found = records.delete(month, now, limit);
            run.records += found;
            return found;
        }, run);
        ended((month, now, limit) -> {
            List<Person> ending = people.ending(month, now, limit);
            ending.forEach(person -> endRegistration(person, run));
            return ending.size();
        }, run);
        experts(run);
        cycles.all().forEach(cycle -> sessions(cycle, run));
        run.before = run.done();
        for (Cycle cycle : cycles.all()) {
            ENDED.forEach((state, retention) -> each(cycle, state, retention, run));
        }
        return new Outcome(run.drafts, run.applications, run.uploads, run.records, run.registrations, run.experts, run.sessions,
                run.ballots, run.failed, run.failed == 0 && !run.stopped);
    }

    private void each(Cycle cycle, State state, Retention retention, Run run) {
        Instant now = clock.instant();
        Instant cleaned = now.atZone(BeijingTime.ZONE).minus(LOOK_BACK).toInstant();
        Optional<String> next = Optional.empty();
        do {
            if (!run.goesOn()) {
                return;
            }
            Page<ApplicationSummary> page = applications.inState(cycle.year(), state, PAGE, next);
            sideBySide(page.items().stream().filter(a -> hasObjectors(a, now)), a -> forgetObjectors(a, now), run);
            // What ended long ago was cleaned then; a draft is gone once it is deleted, so it needs no such bound.
            sideBySide(
                    page.items().stream()
                            .filter(a -> retention.isOver(cycle, a.enteredAt(), now) && (isWhole(cycle, state, a.enteredAt(), now)
                                    || retention.endOf(cycle, a.enteredAt()).isAfter(cleaned) && mayHaveTemporaryFiles(a))),
                    a -> delete(a.id(), state, isWhole(cycle, state, a.enteredAt(), now)), run);
            next = page.next();
        } while (next.isPresent());
    }

    /** One must not hold up the others; the next run tries it again. */
    private static void sideBySide(Stream<ApplicationSummary> some, Function<ApplicationSummary, Done> work, Run run) {
        List<ApplicationSummary> all = some.toList();
        List<ApplicationSummary> now = all.subList(0, Math.max(0, Math.min(all.size(), run.room())));
        run.stopped |= now.size() < all.size();
        Reads.each(now, a -> {
            try {
                return work.apply(a);
            } catch (RuntimeException e) {
                Log.error("RETENTION", e).with("applicationId", a.id()).write();
                return Done.FAILED;
            }
        }).forEach(run::add);
    }

    /** Of what was stored before its line told, it has to be read. */
    private static boolean mayHaveTemporaryFiles(ApplicationSummary a) {
        return a.temporaryFiles().map(files -> files > 0).orElse(true);
    }

    private static boolean hasObjectors(ApplicationSummary a, Instant now) {
        return a.resultNotice().filter(notice -> notice.objections() > 0).isPresent()
                && Retention.RESULT_OBJECTORS.isOver(a.enteredAt(), now);
    }

    /** Who objected to a result is nobody's business once nobody has to ask back; what was objected, and answered, stays (R41). */
    private Done forgetObjectors(ApplicationSummary a, Instant now) {
        Optional<Application> application = applications.find(a.id())
                .filter(present -> present.state() == a.state() && present.resultNotice().filter(ResultNotice::hasObjectors).isPresent());
        application.ifPresent(present -> applications.commit(
                change(present, present.edit().resultNotice(present.resultNotice().map(ResultNotice::withoutObjectors)).at(now).done(),
                        "DELETE_OBJECTORS", "")));
        return application.isPresent() ? Done.RECORD : Done.NOTHING;
    }

    /** One must not hold up the others; the next run tries it again. */
    private static void tried(Session session, Run run, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            run.failed++;
            Log.error("RETENTION_SESSION", e).with("session", session.id()).write();
        }
    }

    /** Whether all of it goes: a draft, and in time an application that led to no title. */
    private static boolean isWhole(Cycle cycle, State state, Instant ended, Instant now) {
        return state == State.EXPIRED || !state.hasCertificate() && Retention.APPLICATION_WITHOUT_TITLE.isOver(cycle, ended, now);
    }

    private Done delete(String id, State state, boolean whole) {
        Optional<Application> application = applications.find(id).filter(a -> a.state() == state);
        if (application.isEmpty()) {
            return Done.NOTHING;
        }
        if (whole) {
            deleteWhole(application.get(), state == State.EXPIRED ? "DELETE_EXPIRED_DRAFT" : "DELETE_APPLICATION");
            return state == State.EXPIRED ? Done.DRAFT : Done.APPLICATION;
        }
        return deleteTemporaryFiles(application.get()) ? Done.UPLOADS : Done.NOTHING;
    }

    private void deleteWhole(Application application, String action) {
        Application rest = withoutFiles(application, Application::attachments, FILES_AT_ONCE);
        rest.attachments().forEach(a -> deleteFiles(rest, a));
        applications.delete(change(rest, rest.edit().at(clock.instant()).done(), action, "").releasing(Claim.live(rest)));
    }

    private void deleteFiles(Application application, Attachment attachment) {
        MaterialFiles.delete(files, FileKeys.key(application.id(), attachment.id()));
    }

    private boolean deleteTemporaryFiles(Application application) {
        return !withoutFiles(application, Application::temporaryFiles, 0).equals(application);
    }

    // Files first: a crash in between leaves names of files that are gone, never files that nothing names.
    private Application withoutFiles(Application application, Function<Application, List<Attachment>> which, int enough) {
        Application current = application;
        List<Attachment> some = some(current, which);
        while (some.size() > enough || enough > 0 && current.attachments().size() > enough) {
            for (Attachment a : some) {
                deleteFiles(current, a);
            }
            Application next = current.edit().detach(some).at(clock.instant()).done();
            applications.commit(change(current, next, "DELETE_UPLOADS", Integer.toString(some.size())));
            current = next;
            some = some(current, which);
        }
        return current;
    }

    private static List<Attachment> some(Application application, Function<Application, List<Attachment>> which) {
        return which.apply(application).stream().limit(FILES_AT_ONCE).toList();
    }

    private Change change(Application before, Application after, String action, String note) {
        return Commands.bySystem(before, after, action, Channel.SCHEDULE, after.changedAt(), note);
    }

    /** Of who has an application, the archive needs to know who it is. */
    private void endRegistration(Person person, Run run) {
        Instant now = clock.instant();
        try {
            if (applications.ofApplicant(person.sub()).isEmpty()) {
                people.delete(person, AuditEvent.of(Subject.person(person.sub()), now, Actor.SYSTEM.sub(), Role.SYSTEM,
                        "DELETE_REGISTRATION", Channel.SCHEDULE, ""));
                run.registrations++;
            } else {
                people.keep(person, Retention.REGISTRATION_WITHOUT_APPLICATION.endOf(now));
                run.kept++;
            }
        } catch (RuntimeException e) {
            // One must not hold up the others; the next run tries it again.
            run.failed++;
            Log.error("RETENTION_REGISTRATION", e).write();
        }
    }

    private void experts(Run run) {
        Instant now = clock.instant();
        experts.all().stream().filter(expert -> retention(expert).isOver(expert.over(), now)).takeWhile(_ -> run.goesOn())
                .forEach(expert -> deleteExpert(expert, now, run));
    }

    /** Who never consented has judged nothing. */
    private static Retention retention(Expert expert) {
        return expert.sub().isPresent() ? Retention.EXPERTS : Retention.EXPERTS_WITHOUT_CONSENT;
    }

    private void deleteExpert(Expert expert, Instant now, Run run) {
        try {
            experts.delete(expert, AuditEvent.of(Subject.expert(expert.id()), now, Actor.SYSTEM.sub(), Role.SYSTEM, "DELETE_EXPERT",
                    Channel.SCHEDULE, ""));
            run.experts++;
        } catch (RuntimeException e) {
            // One must not hold up the others; the next run tries it again.
            run.failed++;
            Log.error("RETENTION_EXPERT", e).write();
        }
    }

    private void sessions(Cycle cycle, Run run) {
        Instant now = clock.instant();
        for (Session session : sessions.ofYear(cycle.year())) {
            if (!run.goesOn()) {
                return;
            }
            tried(session, run, () -> {
                if (!session.goesOn() && Retention.SESSIONS.isOver(session.over(), now)) {
                    deleteSession(session, now, run);
                } else if (session.signed().isPresent() && isDue(session, now)) {
                    deleteBallots(session, now, run);
                }
            });
        }
    }

    // The session's own item last: a crash in between leaves a session of which something is gone, never something that no session names.
    private void deleteSession(Session session, Instant now, Run run) {
        int found = SessionStore.MOST_DELETED;
        while (found == SessionStore.MOST_DELETED && run.goesOn()) {
            found = sessions.delete(session, event(session, now, "DELETE_SESSION"));
            run.ofSessions += found;
        }
        run.sessions += found < SessionStore.MOST_DELETED ? 1 : 0;
    }

    private void deleteBallots(Session session, Instant now, Run run) {
        int found = SessionStore.MOST_DELETED;
        while (found == SessionStore.MOST_DELETED && run.goesOn()) {
            found = sessions.deleteBallots(session.id(), event(session, now, "DELETE_BALLOTS"));
            run.ballots += found;
        }
    }

    /** Whether ballots may still be there that should not be: waited for is a question that is open, for a year at the most. */
    private boolean isDue(Session session, Instant now) {
        Instant end = Retention.BALLOTS.endOf(session.over());
        Instant longest = end.atZone(BeijingTime.ZONE).plus(LOOK_BACK).toInstant();
        // what should have gone long before went then, and with the session at the latest
        boolean cleaned = !now.isBefore(longest.atZone(BeijingTime.ZONE).plus(LOOK_BACK).toInstant());
        return !now.isBefore(end) && !cleaned && sessions.hasBallots(session.id()) && (!now.isBefore(longest) || !isQuestioned(session));
    }

    /** While somebody still objects to what it decided or questions it, the ballots can be counted again. */
    private boolean isQuestioned(Session session) {
        return applications.all(session.agenda().stream().map(Session.Item::applicationId).toList()).stream()
                .filter(a -> a.hearing().filter(hearing -> hearing.session().equals(session.id())).isPresent()).map(Application::state)
                .anyMatch(state -> state == State.RESULT_NOTICE || state == State.RECONSIDERATION);
    }

    private static AuditEvent event(Session session, Instant now, String action) {
        return AuditEvent.of(Subject.session(session.id()), now, Actor.SYSTEM.sub(), Role.SYSTEM, action, Channel.SCHEDULE, "");
    }

    private void ended(ExpiringRecords ending, Run run) {
        Instant now = clock.instant();
        YearMonth last = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        for (YearMonth month = last.minus(LOOK_BACK); !month.isAfter(last); month = month.plusMonths(1)) {
            int limit;
            int found;
            do {
                if (!run.goesOn()) {
                    return;
                }
                limit = Math.min(PAGE, run.room());
                found = ending.delete(month, now, limit);
            } while (found == limit);
        }
    }
}
