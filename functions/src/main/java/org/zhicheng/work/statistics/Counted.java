package org.zhicheng.work.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.zhicheng.dossier.application.ApplicationSummary;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.ground.calendar.BeijingTime;

/**
 * What an application adds to the kept numbers of its cycle (R37); equal where nothing that is counted has changed.
 *
 * @param since the day in Asia/Shanghai on which it came to its state
 * @param employer the employer's name as the application has it
 * @param sessionPassed whether a session of the committee passed it; absent where none has decided (R45)
 * @param submitted the day in Asia/Shanghai of its submission
 * @param flagged whether it waits for staff with an open question
 * @param cameBack whether it waits for staff, handed in again after a correction
 */
public record Counted(int cycle, State state, LocalDate since, String district, Kind kind, TitleLevel level, String uscc, String employer,
        Optional<LocalDate> submitted, Optional<Boolean> sessionPassed, boolean flagged, boolean cameBack) {

    // Absent of what was counted before sessions were; Jackson hands over null. So it was counted neither as flagged nor as come back.
    @SuppressWarnings("OptionalAssignedToNull")
    public Counted {
        sessionPassed = sessionPassed == null ? Optional.empty() : sessionPassed;
    }

    public static Counted of(ApplicationSummary a) {
        return new Counted(a.cycle(), a.state(), day(a.enteredAt()), a.district(), a.kind(), a.level(), a.employerUscc(), a.employerName(),
                a.submittedAt().map(Counted::day), a.sessionPassed(), a.state().isQueue() && a.needsReview(),
                a.state().isQueue() && a.cameBack());
    }

    /** What was not is counted by state only, for those who see all. */
    public boolean wasSubmitted() {
        return state.wasSubmitted();
    }

    /** To what it adds one. */
    Set<Counter> counters() {
        Set<Counter> counters = new LinkedHashSet<>();
        counters.add(new Counter(new Group.Standing(state, since), Counter.ALL));
        counters.add(new Counter(new Group.District(district), Counter.STATE + state));
        if (flagged) {
            counters.add(new Counter(new Group.District(district), Counter.FLAGGED + state));
        }
        if (cameBack) {
            counters.add(new Counter(new Group.District(district), Counter.CAME_BACK + state));
        }
        if (wasSubmitted()) {
            for (Group group : Set.of(new Group.District(district), new Group.Employer(district, uscc))) {
                counters.add(new Counter(group, Counter.STATE + state));
                counters.add(new Counter(group, Counter.KIND + kind));
                counters.add(new Counter(group, Counter.LEVEL + level));
                sessionPassed.ifPresent(passed -> counters.add(new Counter(group, Counter.SESSION + (passed ? "PASS" : "REJECT"))));
                submitted.ifPresent(day -> counters.add(new Counter(group, Counter.DAY + day)));
            }
        }
        return counters;
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, BeijingTime.ZONE);
    }

    /** What is counted together: written by one update, read as one item. */
    public sealed interface Group {

        /** Those of a district. */
        record District(String district) implements Group {
        }

        /** Those of an employer's staff in a district, of what was submitted. */
        record Employer(String district, String uscc) implements Group {
        }

        /** Those that came to a state on a day. */
        record Standing(State state, LocalDate since) implements Group {
        }
    }

    /** One number of a group. */
    public record Counter(Group group, String name) {

        public static final String ALL = "ALL";
        public static final String STATE = "STATE#";
        public static final String FLAGGED = "FLAGGED#";
        public static final String CAME_BACK = "CAME_BACK#";
        static final String KIND = "KIND#";
        static final String LEVEL = "LEVEL#";
        static final String DAY = "DAY#";
        static final String SESSION = "SESSION#";
    }
}
