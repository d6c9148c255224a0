package org.zhicheng.work.committee;

import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Hearing;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.Lot;
import org.zhicheng.dossier.committee.Session.Draw;
import org.zhicheng.dossier.committee.Session.Item;
import org.zhicheng.dossier.committee.Session.Phase;
import org.zhicheng.dossier.committee.Session;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.CommitteeRules;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.Reasons;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.ground.text.Text;

/** The office sets the day and the agenda of a session; who can be drawn is fixed with them, before any seed is known (R45). */
@Rule(R45)
public final class PlanSession {

    private static final int PAGE = 500;
    private static final String ELSEWHERE = "已列入另一会议 (on the agenda of another session)";
    private static final String LEFT = "已离开评审委员会 (has left the committee)";

    private final SessionStore store;
    private final ExpertStore experts;
    private final StaffStore staff;
    private final ApplicationStore applications;
    private final Transitions transitions;
    private final Commands commands;
    private final Sessions sessions;

    public PlanSession(SessionStore store, ExpertStore experts, StaffStore staff, ApplicationStore applications, Transitions transitions,
            java.time.Clock clock) {
        this.store = store;
        this.experts = experts;
        this.staff = staff;
        this.applications = applications;
        this.transitions = transitions;
        this.commands = new Commands(applications);
        this.sessions = new Sessions(store, clock);
    }

    /**
     * @param year the cycle
     * @param date the day of the session
     * @param specialty of one specialty only, where it is named
     * @param applications those of them that are put on the agenda; left out, all that wait and are on no other one
     * @param seats an odd number, where it is more than the cycle asks for
     * @param place hour and place, where they are known
     */
    public record Plan(Integer year, LocalDate date, String series, String specialty,
            @AtMost(Session.MOST_APPLICATIONS) List<String> applications, Integer seats, String place) {
        public Plan {
            series = series == null ? "" : Canonical.line(series);
            specialty = specialty == null ? "" : Canonical.line(specialty);
            place = place == null ? "" : Canonical.line(place);
            applications = applications == null ? null : List.copyOf(new LinkedHashSet<>(applications));
        }

        private Optional<String> oneSpecialty() {
            return Optional.of(specialty).filter(s -> !s.isEmpty());
        }
    }

    /**
     * @param key of the request, by which a repeat is known
     * @throws Failure {@code NOT_ALLOWED}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code NO_CYCLE}, {@code NO_SESSIONS},
     *         {@code NOT_FOUND}, {@code TOO_FEW_CANDIDATES}, {@code STALE_VERSION}
     */
    public Session plan(Actor actor, Plan plan, Optional<String> key) {
        Role role = Roles.require(actor, "安排评审会议", Role.OFFICE);
        int year = required(plan.year(), "year");
        LocalDate date = required(plan.date(), "date");
        if (plan.series().isEmpty()) {
            throw new Failure(ErrorCode.MISSING_FIELD, "series");
        }
        if (date.isBefore(sessions.today()) || date.isAfter(sessions.today().plusYears(1))) {
            throw new Failure(ErrorCode.INVALID_VALUE, "date", new Text("今天起一年之内", "within a year from today"));
        }
        Sessions.requirePlace(plan.place());
        CommitteeRules rules = rules(year);
        Session planned = Attempts.of(() -> {
            List<Session> others = store.ofYear(year);
            Optional<Session> done = others.stream().filter(s -> key.isPresent() && s.key().equals(key)).findFirst();
            return done.orElseGet(() -> write(actor, role, plan, key, rules, others));
        });
        return bound(actor, role, planned);
    }

    /**
     * Another draw, before the session begins: who can be drawn is fixed anew under another number, and both draws stay on record.
     *
     * @param seats an odd number, where it is more than the cycle asks for
     * @throws Failure {@code NOT_ALLOWED}, {@code NOT_FOUND}, {@code MISSING_FIELD}, {@code INVALID_VALUE}, {@code SESSION_STEP},
     *         {@code TOO_FEW_CANDIDATES}, {@code SETTING_CHANGED}
     */
    public Session again(Actor actor, String id, int seen, String reason, Integer seats) {
        Role role = Roles.require(actor, "安排评审会议", Role.OFFICE);
        String why = Reasons.required(reason);
        return sessions.change(id, new Sessions.Step(actor, role, "PLAN_ANOTHER_DRAW", why, seen), (session, now) -> {
            Sessions.require(session, Phase.PLANNED, Phase.DRAWN);
            CommitteeRules rules = rules(session.year());
            if (session.phase() == Phase.PLANNED && session.lastDraw().reason().equals(why)
                    && session.lastDraw().lot().seats() == seats(session, rules, seats)) {
                return session;
            }
            return session.planned(fix(session, rules, seats, now, why));
        });
    }

    private CommitteeRules rules(int year) {
        CommitteeRules rules = transitions.cycle(year).settings().committee();
        if (!rules.bySession()) {
            throw new Failure(ErrorCode.NO_SESSIONS, Integer.toString(year));
        }
        return rules;
    }

    private Session write(Actor actor, Role role, Plan plan, Optional<String> key, CommitteeRules rules, List<Session> others) {
        Instant now = sessions.now();
        List<Application> agenda = agenda(plan, others);
        // those of long ago are gone, their numbers are not given again
        int last = others.stream().mapToInt(other -> Session.numberOf(other.id())).max().orElse(0);
        String id = Session.id(plan.year(), last + 1);
        Session empty = new Session(id, plan.year(), plan.date(), Optional.of(plan.place()).filter(place -> !place.isEmpty()),
                plan.series(), plan.oneSpecialty(), Phase.PLANNED, agenda.stream().map(Item::of).toList(), List.of(), List.of(), List.of(),
                List.of(), List.of(), Optional.empty(), List.of(), List.of(), 0, Optional.empty(), key, Revision.NONE);
        Session session = empty.planned(fix(empty, agenda, rules, plan.seats(), now, "")).over(Optional.empty());
        store.save(session, Sessions.event(session, actor, role, "PLAN_SESSION", agenda.size() + "", now), List.of());
        return session;
    }

    /** Those of the series that wait and are free, the longest waiting first; or those that were named. */
    private List<Application> agenda(Plan plan, List<Session> others) {
        List<String> ids = plan.applications() != null
                ? plan.applications()
                : applications.allInState(plan.year(), State.COMMITTEE_REVIEW, PAGE).filter(a -> isOf(plan, a.series(), a.specialty()))
                        .sorted(java.util.Comparator.comparing(ApplicationSummary::enteredAt).thenComparing(ApplicationSummary::id))
                        .map(ApplicationSummary::id).toList();
        List<Application> free = new ArrayList<>();
        List<String> unfit = new ArrayList<>();
        Map<String, Application> found = applications.all(ids).stream().collect(Collectors.toMap(Application::id, Function.identity()));
        Map<String, Session> sessions = others.stream().collect(Collectors.toMap(Session::id, Function.identity()));
        for (String id : ids) {
            Application a = found.get(id);
            boolean fits = a != null && a.cycle() == plan.year() && a.state() == State.COMMITTEE_REVIEW
                    && isOf(plan, a.qualification().series(), a.qualification().specialty())
                    && isFree(a, session -> Optional.ofNullable(sessions.get(session)));
            if (fits && free.size() < Session.MOST_APPLICATIONS) {
                free.add(a);
            } else if (!fits) {
                unfit.add(id);
            }
        }
        if (plan.applications() != null && !unfit.isEmpty()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "applications",
                    new Text("在评审委员会等待、系列（专业）相符且未列入其他会议的申报；不符的：" + String.join("、", unfit),
                            "applications of the series that wait at the committee and are on no other agenda; these are not: "
                                    + String.join(", ", unfit)));
        }
        if (free.isEmpty()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "applications",
                    new Text("该系列（专业）没有等待评审、可列入议程的申报", "nothing of the series or specialty waits that could be put on the agenda"));
        }
        return free;
    }

    private static boolean isOf(Plan plan, String series, String specialty) {
        return Spelling.series(plan.series()).equals(Spelling.series(series))
                && plan.oneSpecialty().map(one -> Spelling.specialty(one).equals(Spelling.specialty(specialty))).orElse(true);
    }

    /** Whether no session under way has it on its agenda. */
    private static boolean isFree(Application application, Function<String, Optional<Session>> find) {
        return application.hearing().map(Hearing::session).filter(application::isHeardBy).flatMap(find)
                .filter(session -> session.goesOn() && session.item(application.id()).isPresent()).isEmpty();
    }

    private Draw fix(Session session, CommitteeRules rules, Integer asked, Instant now, String reason) {
        return fix(session, applications.all(session.agenda().stream().map(Item::applicationId).toList()), rules, asked, now, reason);
    }

    private Draw fix(Session session, List<Application> agenda, CommitteeRules rules, Integer asked, Instant now, String reason) {
        int seats = seats(session, rules, asked);
        Set<String> appointed = new Staffing(staff.all(), session.date()).logins(Role.COMMITTEE, "");
        List<Expert> register = experts.all();
        Candidates candidates = Candidates.of(register, appointed, session.date(), session.series(), session.specialty(), agenda);
        candidates.requireEnough(seats + rules.substitutes());
        Lot lot = new Lot(session.id(), session.draws().size() + 1, candidates.fitting(), seats, rules.substitutes(), Optional.empty());
        return new Draw(lot, lot.hash(), now, Optional.empty(), Optional.empty(), reason, barred(agenda, register, candidates.fitting()));
    }

    private static int seats(Session session, CommitteeRules rules, Integer asked) {
        int least = rules.seats(session.hasSenior(), session.specialty().isPresent());
        int seats = asked == null ? least : asked;
        if (seats < least || !CommitteeRules.isSeats(seats)) {
            throw new Failure(ErrorCode.INVALID_VALUE, "seats", new Text(least + " 至 " + CommitteeRules.MOST_SEATS + " 的单数",
                    "an odd number from " + least + " to " + CommitteeRules.MOST_SEATS));
        }
        return seats;
    }

    /** Whoever has to do with one application of many can be drawn, but neither reads that one for the panel nor votes on it. */
    private static Map<String, List<String>> barred(List<Application> agenda, List<Expert> register, List<String> fitting) {
        Set<String> ids = Set.copyOf(fitting);
        List<Expert> candidates = register.stream().filter(expert -> ids.contains(expert.id())).toList();
        Map<String, List<String>> barred = new HashMap<>();
        for (Application application : agenda) {
            List<String> who = candidates.stream().filter(expert -> expert.sub().filter(application::bars).isPresent()).map(Expert::id)
                    .toList();
            if (!who.isEmpty()) {
                barred.put(application.id(), who);
            }
        }
        return barred;
    }

    /**
     * Each application knows on whose agenda it is; one that left or that somebody else took meanwhile comes off this one. A repeat finishes
     * what was cut off; a session that was drawn is left to its steps.
     */
    private Session bound(Actor actor, Role role, Session planned) {
        if (planned.phase() != Phase.PLANNED) {
            return planned;
        }
        Map<String, String> gone = Reads.each(planned.agenda().stream().map(Item::applicationId).toList(), id -> bind(planned, id)).stream()
                .filter(application -> !application.isHeardBy(planned.id())).collect(
                        Collectors.toMap(Application::id, application -> application.state() == State.COMMITTEE_REVIEW ? ELSEWHERE : LEFT));
        return gone.isEmpty()
                ? planned
                : sessions.change(planned.id(),
                        new Sessions.Step(actor, role, "DROP_FROM_AGENDA", gone.size() + "",
                                sessions.find(planned.id()).revision().version()),
                        (session, _) -> session.phase() == Phase.PLANNED ? session.without(gone) : session);
    }

    private Application bind(Session planned, String id) {
        return commands.run(id, application -> {
            boolean free = application.state() == State.COMMITTEE_REVIEW && !application.isHeardBy(planned.id())
                    && isFree(application, store::find);
            if (!free) {
                return Optional.empty();
            }
            Application next = application.edit().hearing(new Hearing(planned.id(), application.stay().attempt(), List.of(), List.of()))
                    .done();
            return Optional.of(Commands.bySystem(application, next, "PUT_ON_AGENDA", Channel.API, transitions.now(), planned.id()));
        });
    }

    private static <T> T required(T value, String field) {
        if (value == null) {
            throw new Failure(ErrorCode.MISSING_FIELD, field);
        }
        return value;
    }
}
