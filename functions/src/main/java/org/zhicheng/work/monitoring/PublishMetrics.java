package org.zhicheng.work.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.work.monitoring.Workload.Backlog;

/**
 * Measures what alarms and the dashboard are about. Of the states those are counted in which something is still to happen: what has ended
 * grows for ever and is counted by the statistics when someone asks.
 */
public final class PublishMetrics {

    private final CycleStore cycles;
    private final Workload workload;
    private final Outbox outbox;
    private final Clock clock;

    public PublishMetrics(CycleStore cycles, Workload workload, Outbox outbox, Clock clock) {
        this.cycles = cycles;
        this.workload = workload;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param states drafts and what is under way, all cycles together
     * @param outboxAge how long the longest delivery has been waiting
     * @param closingOverdue how long a window has been over without its drafts being closed (R21)
     */
    public record Figures(Instant at, Map<State, Waiting> states, Duration outboxAge, Duration closingOverdue) {
        public Figures {
            states = new EnumMap<>(states);
        }
    }

    /** @param longest how long the one that came first has been in the state */
    public record Waiting(int size, Duration longest) {
    }

    public Figures measure() {
        Instant now = clock.instant();
        List<Cycle> all = cycles.all();
        Map<State, Waiting> states = new EnumMap<>(State.class);
        List<Map<State, Backlog>> cyclesByState = all.stream().map(cycle -> workload.of(cycle.year())).toList();
        for (State state : State.values()) {
            if (!state.isFinal()) {
                Backlog backlog = cyclesByState.stream().map(cycle -> cycle.getOrDefault(state, Backlog.NONE)).reduce(Backlog.NONE,
                        Backlog::and);
                states.put(state, new Waiting(backlog.size(), since(backlog.oldest(), now)));
            }
        }
        Optional<Instant> unclosed = all.stream().filter(cycle -> cycle.closed().isEmpty() && !now.isBefore(cycle.closes()))
                .map(Cycle::closes).min(Instant::compareTo);
        return new Figures(now, states, since(outbox.oldest(), now), since(unclosed, now));
    }

    private static Duration since(Optional<Instant> begin, Instant now) {
        // The clocks of two machines may differ by a little.
        return begin.map(at -> Duration.between(at, now)).filter(d -> !d.isNegative()).orElse(Duration.ZERO);
    }
}
