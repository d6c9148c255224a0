package org.zhicheng.work.closing;

import java.time.Instant;
import java.util.List;

import org.zhicheng.dossier.flow.State;

/** What is to be done to more drafts than one run of a function does: by a workflow, in batches side by side (R21, R36, R50). */
public interface Sweeps {

    /** What is done to a draft. */
    enum Action {
        REMIND(State.DRAFT),
        EXPIRE(State.DRAFT),
        REVIVE(State.EXPIRED);

        private final State state;

        Action(State state) {
            this.state = state;
        }

        /** In which it is done to. */
        State state() {
            return state;
        }
    }

    /**
     * What is done to the drafts of a cycle.
     *
     * @param closes the window's end that it is done for; once that was moved it is done to none
     */
    record Sweep(Action action, int year, Instant closes) {
    }

    /** Has it done to each of these and then {@linkplain CloseWindow#finish finished}; nothing where the like is under way. */
    void start(Sweep sweep, List<String> ids);
}
