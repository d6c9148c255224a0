package org.zhicheng.work.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Appointment;
import org.zhicheng.ground.sheet.Sheet;

/** Lists of applications as files (R37): asked for here, written by a function of its own, and found when they are there. */
public interface Exports {

    /** Has a list written that was written down by {@link #keep}; one that is under way or over is not begun again. */
    void start(String id);

    /** What is known of a list, at the latest after some patience; at once where it has ended. */
    Optional<Export> find(String id, Duration patience);

    /** Writes down how far a list is, or what came of it. */
    void keep(Export export);

    /** Where the file lies; the bucket deletes it after a day, and what is known of it. */
    static String key(Export export) {
        return "exports/" + export.id() + "." + export.wanted().format().extension();
    }

    /**
     * Which list to write, or to say of that it could not be written.
     *
     * @param failed true where it was tried, and the function died or took too long: only that is written down
     */
    record Order(String id, boolean failed) {
    }

    /** How a list stands. */
    enum Stand {
        UNDER_WAY,
        READY,
        FAILED
    }

    /**
     * What the list shall hold.
     *
     * @param state only applications in this state; all submitted ones where it is left out
     */
    record Wanted(int cycle, Optional<State> state, Sheet.Format format) {
    }

    /**
     * A list that was asked for.
     *
     * @param sub who asked, and alone may fetch it
     * @param appointments what that person was appointed to when asking: the list holds what this lets be seen (R20)
     * @param rows how many applications have been written
     */
    record Export(String id, String sub, List<Appointment> appointments, Wanted wanted, Instant askedAt, int rows, Stand stand) {
        public Export {
            appointments = List.copyOf(appointments);
        }

        Export at(int written, Stand now) {
            return new Export(id, sub, appointments, wanted, askedAt, written, now);
        }

        public boolean ended() {
            return stand != Stand.UNDER_WAY;
        }

        Actor asker() {
            return new Actor(sub, appointments);
        }
    }
}
