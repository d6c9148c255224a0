package org.zhicheng.work.waiting;

import static org.zhicheng.ground.rule.NoticeRule.R48;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.SideBySide;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.dossier.staff.Staffing;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Length;
import org.zhicheng.inquiry.HeldUp;

/** Finds what nobody could take and what the system itself does not get done (R48), with what to do about each. */
@Rule(R48)
public final class FindWaiting {

    private static final int PAGE = 500;
    /** Retries and the schedule that resumes a lost execution have had their turn by then. */
    private static final Duration SETTLING = Duration.ofMinutes(20);

    private static final int SHORTEST_TEXT = 2;
    private static final int LONGEST_ID = 64;
    /** Whoever finds more asks for less. */
    private static final int MOST_FOUND = 100;
    /** Three years of a whole city. */
    static final int MOST_LOOKED_AT = 30_000;

    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final ApplicationStore applications;
    private final CycleStore cycles;
    private final StaffStore staff;
    private final Workflow workflow;
    private final Clock clock;
    private final int mostLookedAt;

    public FindWaiting(ApplicationStore applications, CycleStore cycles, StaffStore staff, Workflow workflow, Clock clock) {
        this(applications, cycles, staff, workflow, clock, MOST_LOOKED_AT);
    }

    FindWaiting(ApplicationStore applications, CycleStore cycles, StaffStore staff, Workflow workflow, Clock clock, int mostLookedAt) {
        this.mostLookedAt = mostLookedAt;
        this.applications = applications;
        this.cycles = cycles;
        this.staff = staff;
        this.workflow = workflow;
        this.clock = clock;
    }

    /** Why an application does not go on, and what to do. */
    public enum Reason {
        NOBODY_APPOINTED("没有可办理该环节的在任人员：请任命；此前可由管理员代办",
                "Nobody is appointed to this step: appoint somebody; until then an administrator may act"),
        NOBODY_MAY("在任人员均须回避（本人的申报，或已在其他环节办理过）：请另行任命；此前可由管理员代办",
                "All who are appointed must stand back (own application, or decided at another tier): appoint somebody else; until then an administrator may act"),
        HELD_UP("已获批准但证书不能制发：请按说明排除，排除后系统自动制发",
                "Approved, but the certificate cannot be made: put right what the note names, and it is made by itself"),
        STEP_FAILED("系统办理该环节未能完成：请查看日志中该申报编号的错误，排除原因后系统会自动继续；无法继续的可终止办理",
                "The system did not get this step done: find this id's error in the logs; once its cause is mended it goes on by itself; what cannot go on can be closed");

        private final String chinese;
        private final String english;

        Reason(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        public String text(boolean inEnglish) {
            return inEnglish ? english : chinese;
        }
    }

    /**
     * One application that does not go on.
     *
     * @param scope the employer's USCC or the district; empty where the office is one for all
     * @param scopeName as people call it
     * @param note what the record says of a certificate that is held up
     */
    public record Line(String applicationId, int cycle, State state, String scope, String scopeName, Instant enteredAt,
            Optional<Instant> dueAt, Reason reason, Optional<String> note) {
    }

    /** How many of a step are over their target time (R24), and since when the first of them is. */
    public record Overdue(State state, int applications, Instant since) {
        private Overdue and(Overdue other) {
            return new Overdue(state, applications + other.applications, since.isBefore(other.since) ? since : other.since);
        }
    }

    /** All lines, longest waiting first, and what is overdue at each step. */
    public record Found(List<Line> lines, List<Overdue> overdue) {
    }

    /**
     * Everything for administrators; the office sees the certificates that wait for it.
     *
     * @throws Failure {@code NOT_ALLOWED}
     */
    public Found find(Actor actor) {
        Roles.require(actor, "查看无人办理的申报", Role.ADMINISTRATOR, Role.OFFICE);
        Found found = find();
        return actor.has(Role.ADMINISTRATOR)
                ? found
                : new Found(found.lines().stream().filter(line -> line.reason() == Reason.HELD_UP).toList(), List.of());
    }

    /**
     * What a text finds.
     *
     * @param more whether there may be more: as many as are listed were found, or as many as are looked at were
     */
    public record Search(List<ApplicationSummary> items, boolean more) {
        public Search {
            items = List.copyOf(items);
        }
    }

    /**
     * The applications, in whatever state and cycle, that a name, the last four of an ID number, an id, an employer or a specialty finds, the
     * newest first; none that was never submitted. A whole id finds that one, and nothing else is looked at.
     *
     * @throws Failure {@code NOT_ALLOWED}, or {@code INVALID_VALUE} for a text that finds too much
     */
    public Search search(Actor actor, String text) {
        Roles.require(actor, "查找申报", Role.ADMINISTRATOR);
        String part = text.strip();
        if (Length.of(part) < SHORTEST_TEXT) {
            throw new Failure(ErrorCode.INVALID_VALUE, "text", SHORTEST_TEXT + "–");
        }
        // as for all staff: the own one is followed as an applicant (R29)
        Predicate<ApplicationSummary> seen = a -> a.state().wasSubmitted() && !a.applicant().equals(actor.sub());
        Optional<ApplicationSummary> byId = Optional.of(part).filter(id -> Length.of(id) <= LONGEST_ID).flatMap(applications::find)
                .map(ApplicationSummary::of).filter(seen);
        return byId.map(one -> new Search(List.of(one), false)).orElseGet(() -> search(a -> seen.test(a) && a.isFoundBy(part)));
    }

    private Search search(Predicate<ApplicationSummary> wanted) {
        Map<String, ApplicationSummary> found = new LinkedHashMap<>();
        int looked = 0;
        boolean whole = true;
        for (Cycle cycle : cycles.all().stream().sorted(Comparator.comparing(Cycle::year).reversed()).toList()) {
            if (!whole || found.size() > MOST_FOUND || looked >= mostLookedAt) {
                whole = false;
                break;
            }
            SideBySide.Part<ApplicationSummary> read = SideBySide.submitted(applications, cycle.year(), mostLookedAt - looked);
            read.items().stream().filter(wanted).forEach(a -> found.put(a.id(), a));
            looked += read.items().size();
            whole = read.isWhole();
        }
        return new Search(found.values().stream().limit(MOST_FOUND).toList(), !whole || found.size() > MOST_FOUND);
    }

    Found find() {
        Instant now = clock.instant();
        Staffing staffing = new Staffing(staff.all(), LocalDate.ofInstant(now, BeijingTime.ZONE));
        Set<String> running = workflow.running();
        List<Line> lines = new ArrayList<>();
        Map<State, Overdue> overdue = new EnumMap<>(State.class);
        each(a -> {
            a.dueAt().filter(due -> !due.isAfter(now))
                    .ifPresent(due -> overdue.merge(a.state(), new Overdue(a.state(), 1, due), Overdue::and));
            Optional<String> note = heldUp(a, now);
            note.map(_ -> Reason.HELD_UP).or(() -> reason(a, staffing, running, now)).ifPresent(reason -> lines.add(new Line(a.id(),
                    a.cycle(), a.state(), Staffing.scope(a, a.state()), scopeName(a), a.enteredAt(), a.dueAt(), reason, note)));
        });
        lines.sort((one, other) -> one.enteredAt().compareTo(other.enteredAt()));
        return new Found(lines, List.copyOf(overdue.values()));
    }

    /** A batch that was approved just now is still under way: its records are not read for this. */
    private Optional<String> heldUp(ApplicationSummary a, Instant now) {
        return a.state() == State.CERTIFICATE && a.enteredAt().plus(UNDER_WAY).isBefore(now)
                ? applications.find(a.id()).flatMap(present -> HeldUp.note(applications, present))
                : Optional.empty();
    }

    private Optional<Reason> reason(ApplicationSummary a, Staffing staffing, Set<String> running, Instant now) {
        boolean settled = a.enteredAt().plus(SETTLING).isBefore(now);
        if (settled && (!a.state().isWait() || !Transitions.runs(a, running, applications))) {
            return Optional.of(Reason.STEP_FAILED);
        }
        // an objection to a result waits as an application in a queue does (R45)
        if (!a.state().isQueue() && a.openObjections() == 0 || staffing.canActForCertain(a)) {
            return Optional.empty();
        }
        if (staffing.appointed(a.state().tier().role(), Staffing.scope(a, a.state())).isEmpty()) {
            return Optional.of(Reason.NOBODY_APPOINTED);
        }
        // The index lags: whoever moved on meanwhile waits here no more.
        return applications.find(a.id()).filter(present -> present.state() == a.state() && !staffing.canAct(present))
                .map(present -> Reason.NOBODY_MAY);
    }

    private static String scopeName(ApplicationSummary a) {
        return switch (a.state().tier()) {
            case EMPLOYER -> a.employerName();
            case DISTRICT -> a.district();
            case APPLICANT, SYSTEM, COMMITTEE, OFFICE, NONE -> a.state().tier().chinese();
        };
    }

    /** Everything that is under way, of all cycles. */
    void each(Consumer<ApplicationSummary> action) {
        List<State> underWay = Arrays.stream(State.values()).filter(State::isUnderWay).toList();
        for (Cycle cycle : cycles.all()) {
            underWay.forEach(state -> applications.allInState(cycle.year(), state, PAGE).forEach(action));
        }
    }
}
