package org.zhicheng.work.cycle;

import java.time.Instant;
import java.util.Optional;

import org.zhicheng.dossier.cycle.Cycle;

/** A cycle as anyone signed in may see it. */
public record CycleView(int year, Instant opens, Instant closes, boolean open, Optional<Instant> closed, Cycle.Settings settings,
        int version) {

    public static CycleView of(Cycle cycle, Instant now) {
        return new CycleView(cycle.year(), cycle.opens(), cycle.closes(), cycle.isOpen(now), cycle.closed(), cycle.settings(),
                cycle.revision().version());
    }
}
