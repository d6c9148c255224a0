package org.zhicheng.work.monitoring;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.flow.State;

/** How much there is to do, by numbers only: nothing of an application but its state and since when. */
public interface Workload {

    /**
     * A cycle's applications by state, of those states that have any and in which something is still to happen; may lag by a second. Where
     * people are waited for, an application counts as having come at the beginning of its day.
     */
    Map<State, Backlog> of(int cycle);

    /**
     * @param oldest when the one that has been there longest came there; empty where there is none
     */
    record Backlog(int size, Optional<Instant> oldest) {

        public static final Backlog NONE = new Backlog(0, Optional.empty());

        /** Both together. */
        public Backlog and(Backlog other) {
            Optional<Instant> first = oldest.isPresent() && other.oldest.isPresent()
                    ? Optional.of(oldest.get().isBefore(other.oldest.get()) ? oldest.get() : other.oldest.get())
                    : oldest.or(other::oldest);
            return new Backlog(size + other.size, first);
        }
    }
}
