package org.zhicheng.work.review;

import static org.zhicheng.ground.rule.NoticeRule.R50;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.MailTemplate;
import org.zhicheng.dossier.delivery.Mails;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.ApplicationStore.Page;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Commands;
import org.zhicheng.dossier.process.Deadlines;
import org.zhicheng.dossier.process.Transitions;
import org.zhicheng.dossier.record.AuditEvent.Channel;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.log.Log;
import org.zhicheng.ground.reading.Reads;
import org.zhicheng.ground.rule.Rule;

/**
 * Moves running deadlines after a day was declared free: as many working days as people were promised, and never nearer than they were told
 * (R24, R50). The owner of a correction gets a mail. Repeated, it moves nothing twice.
 */
@Rule(R50)
public final class MoveDeadlines {

    private static final int PAGE = 500;
    /** A second's work or two: the time is asked for in between. */
    private static final int AT_ONCE = 100;
    /** Some seconds' reading: who asks beforehand waits for it. */
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_READ = 1_000;
    private static final int SHOWN = 10;

    private final ApplicationStore store;
    private final CycleStore cycles;
    private final Transitions transitions;

    public MoveDeadlines(ApplicationStore store, CycleStore cycles, Transitions transitions) {
        this.store = store;
        this.cycles = cycles;
        this.transitions = transitions;
    }

    /** A step that is due later than was told, with the mail about it; none where the calendar changes nothing for it. */
    static Optional<Change> moved(Application application, Deadlines deadlines, Instant now) {
        return deadlines.moved(application.stay()).map(due -> {
            Application after = deadlines.due(application, due, deadlines.workingDays(application.stay().enteredAt(), due), now).done();
            Change change = new Change(application, after, new AuditEvent(application.id(), after.version(), now, Actor.SYSTEM.sub(),
                    Role.SYSTEM, "MOVE_DEADLINE", Optional.of(application.state()), Optional.of(after.state()), Channel.SCHEDULE, ""));
            return application.state() == State.CORRECTION
                    ? change.delivering(Mails.toOwner(application, MailTemplate.DEADLINE_MOVED, Map.of("deadline", due.toString())))
                    : change;
        });
    }

    /**
     * Moves them, some side by side. What was moved before is passed over, so that repeated runs come to the end.
     *
     * @param hasTime asked before each part
     * @return whether all are moved; else the time was up
     * @throws IllegalStateException where one could not be moved, so that it is tried again; the others are
     */
    public boolean move(BooleanSupplier hasTime) {
        return move(hasTime, AT_ONCE);
    }

    /** @param atOnce how many that wait are a part */
    boolean move(BooleanSupplier hasTime, int atOnce) {
        WorkingDays days = transitions.workingDays();
        long failed = 0;
        for (Cycle cycle : cycles.all()) {
            Deadlines deadlines = new Deadlines(days, cycle.settings());
            for (State state : waits()) {
                Optional<String> next = Optional.empty();
                do {
                    if (!hasTime.getAsBoolean()) {
                        return false;
                    }
                    Page<ApplicationSummary> part = store.inState(cycle.year(), state, atOnce, next);
                    List<String> concerned = part.items().stream().filter(line -> isConcerned(line, days)).map(ApplicationSummary::id)
                            .toList();
                    failed += Reads.each(concerned, id -> move(id, deadlines)).stream().filter(moved -> !moved).count();
                    next = part.next();
                } while (next.isPresent());
            }
        }
        if (failed > 0) {
            throw new IllegalStateException(failed + " deadlines were not moved");
        }
        return true;
    }

    /**
     * A deadline that would move.
     *
     * @param from when it is due as people were told
     * @param to when it would be
     */
    public record Move(String applicationId, State state, Instant from, Instant to) {
    }

    /**
     * What a calendar would move.
     *
     * @param deadlines how many running deadlines
     * @param byState how many of each step; a correction's is one that decides
     * @param complete whether that is all; else it is at least so many, as no more are looked at beforehand
     * @param first the first few
     */
    public record Foreseen(int deadlines, Map<State, Integer> byState, boolean complete, List<Move> first) {
        public Foreseen {
            byState = Collections.unmodifiableMap(new TreeMap<>(byState));
            first = List.copyOf(first);
        }
    }

    /** What {@link #move} would do with a calendar: told before it is set. */
    public Foreseen foresee(Map<Integer, WorkingDays.Year> calendar) {
        return foresee(calendar, MOST_WAITING, MOST_READ);
    }

    /**
     * @param mostWaiting how many that wait are looked at
     * @param mostRead how many of them that are concerned are read
     */
    Foreseen foresee(Map<Integer, WorkingDays.Year> calendar, int mostWaiting, int mostRead) {
        WorkingDays days = WorkingDays.regional().with(calendar);
        AtomicInteger looked = new AtomicInteger();
        List<String> concerned = waiting().takeWhile(_ -> looked.incrementAndGet() <= mostWaiting).filter(w -> isConcerned(w, days))
                .limit(mostRead + 1L).map(ApplicationSummary::id).toList();
        List<String> read = concerned.subList(0, Math.min(mostRead, concerned.size()));
        Map<Integer, Deadlines> deadlines = new HashMap<>();
        List<Move> moves = store.all(read).stream().flatMap(
                application -> moved(application, deadlines.computeIfAbsent(application.cycle(), year -> deadlines(days, year))).stream())
                .toList();
        Map<State, Integer> byState = new EnumMap<>(State.class);
        moves.forEach(move -> byState.merge(move.state(), 1, Integer::sum));
        return new Foreseen(moves.size(), byState, looked.get() <= mostWaiting && concerned.size() <= mostRead,
                moves.subList(0, Math.min(SHOWN, moves.size())));
    }

    private Optional<Move> moved(Application application, Deadlines deadlines) {
        return waits(application, deadlines, transitions.now()).map(change -> new Move(application.id(), application.state(),
                application.stay().dueAt().orElseThrow(), change.after().stay().dueAt().orElseThrow()));
    }

    private Deadlines deadlines(WorkingDays days, int year) {
        return new Deadlines(days, transitions.cycle(year).settings());
    }

    private Stream<ApplicationSummary> waiting() {
        return cycles.all().stream().flatMap(cycle -> waits().stream().flatMap(state -> store.allInState(cycle.year(), state, PAGE)));
    }

    private static List<State> waits() {
        return Arrays.stream(State.values()).filter(State::isWait).toList();
    }

    /** Whether the line lets it move; one that was stored without its working days may have been moved before. */
    private static boolean isConcerned(ApplicationSummary waiting, WorkingDays days) {
        return waiting.dueAt()
                .filter(due -> waiting.enteredAt().atZone(BeijingTime.ZONE).toLocalDate()
                        .datesUntil(due.atZone(BeijingTime.ZONE).toLocalDate()).anyMatch(d -> days.isDeclaredSince(d, waiting.enteredAt())))
                .filter(due -> waiting.workingDays().map(counted -> Deadlines.moved(days, waiting.enteredAt(), due, counted).isPresent())
                        .orElse(true))
                .isPresent();
    }

    /** What moves of one that still waits. */
    private static Optional<Change> waits(Application application, Deadlines deadlines, Instant now) {
        return application.state().isWait() ? moved(application, deadlines, now) : Optional.empty();
    }

    private boolean move(String id, Deadlines deadlines) {
        try {
            new Commands(store).run(id, application -> waits(application, deadlines, transitions.now()));
            return true;
        } catch (RuntimeException e) {
            // One must not hold up the others.
            Log.error("MOVE_DEADLINE", e).with("applicationId", id).write();
            return false;
        }
    }
}
