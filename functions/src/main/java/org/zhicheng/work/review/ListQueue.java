package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R18;
import static org.zhicheng.ground.rule.NoticeRule.R20;
import static org.zhicheng.ground.rule.NoticeRule.R24;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Recommendation;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.SideBySide;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.identity.CreditCode;
import org.zhicheng.ground.identity.StableId;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Spelling;
import org.zhicheng.inquiry.Flags;

/**
 * Lists what waits at a tier, or what the tier has decided: an employer sees its own staff, a district bureau its own district (R20). The office,
 * which plans the committee's sessions, sees what waits there (R45).
 */
@Rule({R18, R20, R24, R45})
public final class ListQueue {

    /** Of a page, where nothing else is asked for. */
    public static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 200;
    /** And the rest of the round of pages: a whole city's for a year; who has more waiting is told that there is more. */
    static final int MOST_LOOKED_AT = 10_000;

    private final ApplicationStore store;
    private final Transitions transitions;
    private final Flags flags;
    private final int mostLookedAt;

    public ListQueue(ApplicationStore store, Transitions transitions, Flags flags) {
        this(store, transitions, flags, MOST_LOOKED_AT);
    }

    ListQueue(ApplicationStore store, Transitions transitions, Flags flags, int mostLookedAt) {
        this.mostLookedAt = mostLookedAt;
        this.store = store;
        this.transitions = transitions;
        this.flags = flags;
    }

    /** What comes first. */
    public enum Sort {
        DUE(a -> millis(a.dueAt().orElse(a.enteredAt()))),
        ENTERED(a -> millis(a.enteredAt())),
        NAME(a -> Spelling.order(a.name())),
        EMPLOYER(a -> Spelling.order(a.employerName()));

        private final Function<ApplicationSummary, String> key;

        Sort(Function<ApplicationSummary, String> key) {
            this.key = key;
        }

        // sorts as text in the order of time
        private static String millis(Instant at) {
            return "%015d".formatted(at.toEpochMilli());
        }
    }

    /**
     * What is asked for; everything where nothing is.
     *
     * @param scope which employer or district only, for who acts for several
     * @param decidedIn instead of what waits, what the tier has decided in a cycle
     * @param flagged with an open question only
     * @param cameBack handed in again after a correction only
     * @param free what no colleague has in hand
     * @param step of an employer only: how far it is with the person (R18)
     * @param text a part of name, id, employer or specialty, or the last four of the ID number
     */
    public record Query(Optional<String> scope, Optional<Integer> decidedIn, Optional<Kind> kind, Optional<TitleLevel> level,
            Optional<String> series, Optional<String> employer, boolean flagged, boolean cameBack, boolean overdue, boolean free,
            Optional<Recommendation.Step> step, Optional<String> text, Sort sort, int size, Optional<String> cursor) {

        /** The first page of everything. */
        public static final Query ALL = of(Optional.empty(), Optional.empty());

        /** A page of everything within a scope. */
        public static Query of(Optional<String> scope, Optional<String> cursor) {
            return new Query(scope, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false,
                    false, false, Optional.empty(), Optional.empty(), Sort.DUE, USUAL_SIZE, cursor);
        }

        private boolean matches(ApplicationSummary a, Actor actor, Instant now) {
            return kind.map(k -> a.kind() == k).orElse(true) && level.map(l -> a.level() == l).orElse(true)
                    && series.map(s -> Spelling.series(s).equals(Spelling.series(a.series()))).orElse(true)
                    && employer.map(e -> CreditCode.normalise(e).equals(a.employerUscc())).orElse(true) && (!flagged || a.needsReview())
                    && (!cameBack || a.cameBack()) && (!overdue || isOverdue(a, now))
                    && step.map(s -> stepOf(a, now).filter(s::equals).isPresent()).orElse(true)
                    && (!free || a.hand().map(hand -> hand.sub().equals(actor.sub())).orElse(true)) && text.map(a::isFoundBy).orElse(true);
        }
    }

    /**
     * A line of the queue, with what is left of the tier's target time (R24).
     *
     * @param step in an employer's queue, how far the employer is with it
     * @param noticeLeft while its notice runs, what is left of that (R17)
     */
    public record Line(ApplicationSummary application, Optional<WorkingDays.Left> left, Optional<Recommendation.Step> step,
            Optional<WorkingDays.Left> noticeLeft) {
    }

    /**
     * How many there are.
     *
     * @param all whatever else is asked for, of what was looked at
     * @param more whether there are more than were looked at: of what waits in each scope the most urgent were
     * @param matching of these what is asked for; the others are of {@code all}
     * @param steps of an employer's queue, how many stand at each step that is asked about
     */
    public record Counts(int all, boolean more, int matching, int overdue, int flagged, int cameBack,
            Map<Recommendation.Step, Integer> steps) {
    }

    /** A page; {@code next} is the cursor of the next one. */
    public record Queue(List<Line> items, Optional<String> next, Counts counts) {
    }

    /**
     * Whoever acts for several employers or districts sees all their queues as one (R48).
     *
     * @throws Failure {@code NOT_ALLOWED}, or {@code INVALID_VALUE} for a size, for a step that this list has not, or a cursor of another question
     */
    public Queue list(Actor actor, State tier, Query query) {
        List<String> scopes = scopes(actor, tier, query);
        if (query.size() < 1 || query.size() > LARGEST_SIZE) {
            throw new Failure(ErrorCode.INVALID_VALUE, "size", "1–" + LARGEST_SIZE);
        }
        List<Recommendation.Step> steps = steps(tier, query);
        query.step().filter(step -> !steps.contains(step)).ifPresent(_ -> {
            throw new Failure(ErrorCode.INVALID_VALUE, "step", steps.stream().map(Enum::name).collect(Collectors.joining(" ")));
        });
        Instant now = transitions.now();
        WorkingDays days = transitions.workingDays();
        SideBySide.Part<ApplicationSummary> read = query.decidedIn().isPresent()
                ? decided(tier, scopes, query.decidedIn().get())
                : SideBySide.queues(store, tier, scopes, mostLookedAt);
        List<ApplicationSummary> there = read.items().stream()
                // nobody decides on the own application, nor sees it as staff (R29)
                .filter(a -> !a.applicant().equals(actor.sub())).map(a -> steps.isEmpty() ? a : known(a)).toList();
        // what they are reckoned from has been read meanwhile
        List<ApplicationSummary> all = there.stream().map(flags.now()).toList();
        List<ApplicationSummary> matching = all.stream().filter(a -> query.matches(a, actor, now))
                .sorted(Comparator.comparing(query.sort().key).thenComparing(ApplicationSummary::id)).toList();
        String question = question(tier, scopes, query);
        Optional<String> after = query.cursor().map(cursor -> place(cursor, question));
        List<ApplicationSummary> rest = matching.stream().filter(a -> after.map(p -> place(a, query).compareTo(p) > 0).orElse(true))
                .toList();
        List<Line> page = rest.stream().limit(query.size()).map(a -> line(a, tier, steps, days, now)).toList();
        Optional<String> next = rest.size() > page.size()
                ? Optional.of(question + "." + encoded(place(page.getLast().application(), query)))
                : Optional.empty();
        return new Queue(page, next, new Counts(all.size(), !read.isWhole(), matching.size(), count(all, a -> isOverdue(a, now)),
                count(all, ApplicationSummary::needsReview), count(all, ApplicationSummary::cameBack), atEachStep(all, steps, now)));
    }

    private static Map<Recommendation.Step, Integer> atEachStep(List<ApplicationSummary> all, List<Recommendation.Step> steps,
            Instant now) {
        Map<Recommendation.Step, Integer> counts = new EnumMap<>(Recommendation.Step.class);
        steps.forEach(step -> counts.put(step, 0));
        all.forEach(a -> stepOf(a, now).ifPresent(step -> counts.computeIfPresent(step, (_, count) -> count + 1)));
        return counts;
    }

    private static List<Recommendation.Step> steps(State tier, Query query) {
        if (tier != State.EMPLOYER_REVIEW) {
            return List.of();
        }
        return query.decidedIn().isPresent() ? Recommendation.Step.done() : Recommendation.Step.toDo();
    }

    // what was stored before lists had it is read whole until it is written next
    private ApplicationSummary known(ApplicationSummary a) {
        return a.recommendation().isPresent() ? a : store.find(a.id()).map(ApplicationSummary::of).orElse(a);
    }

    private static Line line(ApplicationSummary a, State tier, List<Recommendation.Step> steps, WorkingDays days, Instant now) {
        Optional<Recommendation.Step> step = stepOf(a, now).filter(steps::contains);
        return new Line(a.state() == tier ? a : a.withoutHand(), left(a, tier, days, now), step,
                step.filter(s -> s == Recommendation.Step.NOTICE_RUNNING).flatMap(_ -> a.recommendation()).flatMap(Recommendation::noticeTo)
                        .map(to -> days.left(now, WorkingDays.endOf(to))));
    }

    /** By the clock: a notice ends without a write (R18). */
    private static Optional<Recommendation.Step> stepOf(ApplicationSummary a, Instant now) {
        return a.recommendation().flatMap(r -> r.step(a.state(), LocalDate.ofInstant(now, BeijingTime.ZONE)));
    }

    private SideBySide.Part<ApplicationSummary> decided(State tier, List<String> scopes, int cycle) {
        SideBySide.Part<ApplicationSummary> read = tier == State.EMPLOYER_REVIEW
                // an employer has few of very many
                ? new SideBySide.Part<>(scopes.stream().flatMap(uscc -> store.ofEmployer(cycle, uscc).stream()).toList(), true)
                : SideBySide.submitted(store, cycle, mostLookedAt);
        Map<String, ApplicationSummary> each = new LinkedHashMap<>();
        read.items().stream().filter(a -> a.decidedAt().contains(tier) && scopes.contains(a.within(tier.tier().role().scope())))
                .forEach(a -> each.put(a.id(), a));
        return new SideBySide.Part<>(List.copyOf(each.values()), read.isWhole());
    }

    private static Optional<WorkingDays.Left> left(ApplicationSummary a, State tier, WorkingDays days, Instant now) {
        return a.dueAt().filter(due -> a.state() == tier).map(due -> days.left(now, due));
    }

    private static boolean isOverdue(ApplicationSummary a, Instant now) {
        return a.dueAt().filter(due -> !due.isAfter(now)).isPresent();
    }

    private static int count(List<ApplicationSummary> all, java.util.function.Predicate<ApplicationSummary> which) {
        return (int) all.stream().filter(which).count();
    }

    private static String place(ApplicationSummary a, Query query) {
        return query.sort().key.apply(a) + "\n" + a.id();
    }

    // A place in one list says nothing about another.
    private static String question(State tier, List<String> scopes, Query q) {
        return StableId
                .of(String
                        .join("\n", tier.name(), scopes.toString(),
                                new Query(q.scope(), q.decidedIn(), q.kind(), q.level(), q.series(), q.employer(), q.flagged(),
                                        q.cameBack(), q.overdue(), q.free(), q.step(), q.text(), q.sort(), 0, Optional.empty())
                                        .toString()));
    }

    private static String place(String cursor, String question) {
        int dot = cursor.indexOf('.');
        if (dot < 0 || !cursor.substring(0, dot).equals(question)) {
            throw new Failure(ErrorCode.INVALID_VALUE, "cursor", "cursor");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor.substring(dot + 1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Failure(ErrorCode.INVALID_VALUE, "cursor", "cursor");
        }
    }

    private static String encoded(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> scopes(Actor actor, State tier, Query query) {
        if (!tier.isQueue()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "tier",
                    Arrays.stream(State.values()).filter(State::isQueue).map(Enum::name).collect(Collectors.joining(" ")));
        }
        Role role = tier.tier().role();
        boolean plans = tier == State.COMMITTEE_REVIEW && query.decidedIn().isEmpty();
        List<String> scopes = actor.appointments().stream().filter(a -> a.role() == role || plans && a.role() == Role.OFFICE)
                .map(Appointment::scope).distinct().sorted().filter(own -> query.scope().map(own::equals).orElse(true)).toList();
        if (scopes.isEmpty()) {
            throw new Failure(ErrorCode.NOT_ALLOWED, tier.chinese());
        }
        return scopes;
    }
}
