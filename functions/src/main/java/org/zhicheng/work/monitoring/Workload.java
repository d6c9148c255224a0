package org.zhicheng.work.monitoring;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.flow.State;

/** How much there is to do, by numbers only: nothing of an application but its state and since when. */
public interface Workload {

    /** The applications of a cycle in a state; may lag by a second. */
    Backlog in(int cycle, State state);

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
