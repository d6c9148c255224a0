package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R18;
import static org.zhicheng.ground.rule.NoticeRule.R20;
import static org.zhicheng.ground.rule.NoticeRule.R24;
import static org.zhicheng.ground.rule.NoticeRule.R45;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Recommendation;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.Scope;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.ApplicationStore.Standing;
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
import org.zhicheng.ground.reading.Reads;
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
    /** More are told as so many. */
    static final int MOST_OVERDUE = 100;

    private final ApplicationStore store;
    private final CycleStore cycles;
    private final Transitions transitions;
    private final Flags flags;
    private final int mostLookedAt;

    public ListQueue(ApplicationStore store, CycleStore cycles, Transitions transitions, Flags flags) {
        this(store, cycles, transitions, flags, MOST_LOOKED_AT);
    }

    ListQueue(ApplicationStore store, CycleStore cycles, Transitions transitions, Flags flags, int mostLookedAt) {
        this.mostLookedAt = mostLookedAt;
        this.store = store;
        this.cycles = cycles;
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

        /** Whether it is of all that waits, or all that is free, in the order of the index. */
        private boolean isPlain() {
            return decidedIn.isEmpty() && kind.isEmpty() && level.isEmpty() && series.isEmpty() && employer.isEmpty() && !flagged
                    && !cameBack && !overdue && step.isEmpty() && text.isEmpty() && sort == Sort.DUE;
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
     * @param all whatever else is asked for, of what was looked at. Of a queue by its due dates that is longer than a page, what was counted
     *            about a second before, the own one too, and {@code matching} with it; {@code flagged} as of when each was last written; none
     *            of them less than what the page shows
     * @param more whether there are more than were looked at: of what waits in each scope the most urgent were
     * @param matching of these what is asked for; the others are of {@code all}. Absent where what is free of a queue longer than a page is
     * @param overdue {@value ListQueue#MOST_OVERDUE} stands for more, too
     * @param steps of an employer's queue, how many stand at each step that is asked about
     */
    public record Counts(int all, boolean more, Optional<Integer> matching, int overdue, int flagged, int cameBack,
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
        return query.isPlain() && scopeOf(tier) != Scope.EMPLOYER
                ? mostUrgent(actor, tier, scopes, query)
                : lookedThrough(actor, tier, scopes, steps, query);
    }

    /** As it is mostly asked for, a page by the index: how many wait does not matter. */
    private Queue mostUrgent(Actor actor, State tier, List<String> scopes, Query query) {
        Instant now = transitions.now();
        WorkingDays days = transitions.workingDays();
        String question = question(tier, scopes, query);
        Map<String, String> places = new LinkedHashMap<>();
        query.cursor().ifPresent(cursor -> places.putAll(places(cursor, question, scopes)));
        Predicate<ApplicationSummary> shown = a -> !isOwn(a, actor) && query.matches(a, actor, now);
        // the one more tells whether there are more
        List<ApplicationSummary> read = inOrder(tier, scopes, places, query.size() + 1, shown);
        List<ApplicationSummary> passed = new ArrayList<>();
        int onPage = 0;
        for (ApplicationSummary a : read) {
            if (onPage == query.size()) {
                break;
            }
            onPage += shown.test(a) ? 1 : 0;
            passed.add(a);
            places.put(a.within(scopeOf(tier)), store.behind(a));
        }
        boolean goesOn = count(read, shown) > query.size();
        // what they are reckoned from has been read meanwhile
        List<ApplicationSummary> all = passed.stream().filter(a -> !isOwn(a, actor)).map(flags.now()).toList();
        List<Line> lines = all.stream().filter(shown).map(a -> line(a, tier, List.of(), days, now)).toList();
        Counts seen = counted(all, false, lines.size(), List.of(), now);
        return new Queue(lines, goesOn ? Optional.of(question + "." + encoded(places(places, scopes))) : Optional.empty(),
                goesOn || query.cursor().isPresent() ? kept(tier, scopes, query, now, seen) : seen);
    }

    /** Scope by scope from where each goes on, by what is due first, until so many are found that are to be shown, or there are no more. */
    private List<ApplicationSummary> inOrder(State tier, List<String> scopes, Map<String, String> from, int wanted,
            Predicate<ApplicationSummary> shown) {
        Map<String, String> places = new LinkedHashMap<>(from);
        List<ApplicationSummary> read = new ArrayList<>();
        boolean whole = false;
        while (!whole && count(read, shown) < wanted) {
            List<Page<ApplicationSummary>> pages = Reads.each(scopes,
                    scope -> store.queue(tier, scope, wanted, Optional.ofNullable(places.get(scope))));
            // where a scope goes on, nothing that is due later than what was read of it has its turn
            Optional<String> until = pages.stream().filter(page -> page.next().isPresent())
                    .map(page -> Sort.DUE.key.apply(page.items().getLast())).min(Comparator.naturalOrder());
            pages.stream().flatMap(page -> page.items().stream())
                    .filter(a -> until.map(last -> Sort.DUE.key.apply(a).compareTo(last) <= 0).orElse(true))
                    .sorted(Comparator.comparing(Sort.DUE.key)).forEach(a -> {
                        read.add(a);
                        places.put(a.within(scopeOf(tier)), store.behind(a));
                    });
            whole = until.isEmpty();
        }
        return read;
    }

    /** Counts of all that waits, whatever was read of it; none is less than what was seen. */
    private Counts kept(State tier, List<String> scopes, Query query, Instant now, Counts seen) {
        Stream<Supplier<Kept>> standing = cycles.all().stream().flatMap(cycle -> scopes.stream().map(
                scope -> () -> new Kept(store.standing(cycle.year(), tier, Optional.of(scope).filter(_ -> scopeOf(tier) == Scope.DISTRICT)),
                        0)));
        Stream<Supplier<Kept>> due = scopes.stream().map(scope -> () -> new Kept(Standing.NONE, store.due(tier, scope, now, MOST_OVERDUE)));
        Kept kept = Reads.each(Stream.concat(standing, due).toList(), Supplier::get).stream().reduce(new Kept(Standing.NONE, 0), Kept::and);
        int all = Math.max(seen.all(), kept.standing().all());
        return new Counts(all, false, query.free() ? Optional.empty() : Optional.of(all),
                Math.max(seen.overdue(), Math.min(kept.overdue(), MOST_OVERDUE)), Math.max(seen.flagged(), kept.standing().flagged()),
                Math.max(seen.cameBack(), kept.standing().cameBack()), Map.of());
    }

    private record Kept(Standing standing, int overdue) {
        Kept and(Kept more) {
            return new Kept(standing.and(more.standing), overdue + more.overdue);
        }
    }

    /** All that is there, to find in it what is asked for. */
    private Queue lookedThrough(Actor actor, State tier, List<String> scopes, List<Recommendation.Step> steps, Query query) {
        Instant now = transitions.now();
        WorkingDays days = transitions.workingDays();
        SideBySide.Part<ApplicationSummary> read = query.decidedIn().isPresent()
                ? decided(tier, scopes, query.decidedIn().get())
                : SideBySide.queues(store, tier, scopes, mostLookedAt);
        List<ApplicationSummary> there = read.items().stream().filter(a -> !isOwn(a, actor)).map(a -> steps.isEmpty() ? a : known(a))
                .toList();
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
        return new Queue(page, next, counted(all, !read.isWhole(), matching.size(), steps, now));
    }

    private static Counts counted(List<ApplicationSummary> all, boolean more, int matching, List<Recommendation.Step> steps, Instant now) {
        return new Counts(all.size(), more, Optional.of(matching), Math.min(count(all, a -> isOverdue(a, now)), MOST_OVERDUE),
                count(all, ApplicationSummary::needsReview), count(all, ApplicationSummary::cameBack), atEachStep(all, steps, now));
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
        read.items().stream().filter(a -> a.decidedAt().contains(tier) && scopes.contains(a.within(scopeOf(tier))))
                .forEach(a -> each.put(a.id(), a));
        return new SideBySide.Part<>(List.copyOf(each.values()), read.isWhole());
    }

    private static Optional<WorkingDays.Left> left(ApplicationSummary a, State tier, WorkingDays days, Instant now) {
        return a.dueAt().filter(due -> a.state() == tier).map(due -> days.left(now, due));
    }

    // nobody decides on the own application, nor sees it as staff (R29)
    private static boolean isOwn(ApplicationSummary a, Actor actor) {
        return a.applicant().equals(actor.sub());
    }

    private static boolean isOverdue(ApplicationSummary a, Instant now) {
        return a.dueAt().filter(due -> !due.isAfter(now)).isPresent();
    }

    private static int count(List<ApplicationSummary> all, Predicate<ApplicationSummary> which) {
        return (int) all.stream().filter(which).count();
    }

    private static String place(ApplicationSummary a, Query query) {
        return query.sort().key.apply(a) + "\n" + a.id();
    }

    // Scope by scope, behind what of it was shown.
    private static String places(Map<String, String> places, List<String> scopes) {
        return scopes.stream().map(scope -> places.getOrDefault(scope, "")).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> places(String cursor, String question, List<String> scopes) {
        String[] each = place(cursor, question).split("\n", -1);
        if (each.length != scopes.size()) {
            throw new Failure(ErrorCode.INVALID_VALUE, "cursor", "cursor");
        }
        Map<String, String> places = new LinkedHashMap<>();
        for (int i = 0; i < each.length; i++) {
            if (!each[i].isEmpty()) {
                places.put(scopes.get(i), each[i]);
            }
        }
        return places;
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

    private static Scope scopeOf(State tier) {
        return tier.tier().role().scope();
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
