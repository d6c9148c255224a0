package org.zhicheng.dossier.application;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * The stay of an application in the state in which it is: the attempt, since when, until when, and who waits for it.
 *
 * @param attempt counts the steps entered, so that a repeated command is told from a new one
 * @param dueAt the tier's target time, or a correction's deadline; being late alerts and decides nothing (R24)
 * @param token the workflow's token while it waits here; leaves the table to Stay Functions only
 * @param waiting the wait that the token belongs to
 * @param reminders reminders sent for being overdue
 * @param hand who of the tier has taken it in hand
 * @param workingDays those that the due date stands for, after the day of entry; 0 where nobody waits, or of a step stored before they were
 */
public record Stay(int attempt, Instant enteredAt, Optional<Instant> dueAt, Optional<String> token, Optional<Wait> waiting, int reminders,
        int workingDays, Optional<Hand> hand) {

    // Absent from what was stored before an application could be taken.
    @SuppressWarnings("OptionalAssignedToNull")
    public Stay {
        hand = hand == null ? Optional.empty() : hand;
    }

    /** A stay that begins: nobody has taken it in hand yet. */
    public static Stay begun(int attempt, Instant now, Optional<Instant> dueAt, int workingDays) {
        return new Stay(attempt, now, dueAt, Optional.empty(), Optional.empty(), 0, workingDays, Optional.empty());
    }

    /**
     * Whoever has it in hand.
     *
     * @param name as it was then; colleagues see it, the applicant does not (R25)
     */
    public record Hand(String sub, String name, Instant at) {
    }

    /**
     * One wait of an execution, to tell a token that comes late from a newer one.
     *
     * @param enteredAt when the workflow came to the wait
     * @param retry how often it had tried to hand the token over
     */
    public record Wait(Instant enteredAt, int retry) implements Comparable<Wait> {

        @Override
        public int compareTo(Wait other) {
            return Comparator.comparing(Wait::enteredAt).thenComparingInt(Wait::retry).compare(this, other);
        }
    }

    public Stay withToken(String next, Optional<Wait> of) {
        return new Stay(attempt, enteredAt, dueAt, Optional.of(next), of, reminders, workingDays, hand);
    }

    public Stay withoutToken() {
        return new Stay(attempt, enteredAt, dueAt, Optional.empty(), Optional.empty(), reminders, workingDays, hand);
    }

    public Stay withDueAt(Instant next, int days) {
        return new Stay(attempt, enteredAt, Optional.of(next), token, waiting, reminders, days, hand);
    }

    public Stay withReminders(int next) {
        return new Stay(attempt, enteredAt, dueAt, token, waiting, next, workingDays, hand);
    }

    public Stay in(Optional<Hand> next) {
        return new Stay(attempt, enteredAt, dueAt, token, waiting, reminders, workingDays, next);
    }
}
