package org.zhicheng.application;

import java.time.Instant;
import java.util.Optional;

/**
 * The present step of an application.
 *
 * @param attempt counts the steps entered, so that a repeated command is told from a new one
 * @param dueAt the tier's target time, or a correction's deadline; being late alerts and decides nothing (R24)
 * @param token the workflow's token while it waits here; leaves the table to Step Functions only
 * @param reminders reminders sent for being overdue
 */
public record Step(int attempt, Instant enteredAt, Optional<Instant> dueAt, Optional<String> token, int reminders) {

    public Step withToken(String next) {
        return new Step(attempt, enteredAt, dueAt, Optional.of(next), reminders);
    }

    public Step withoutToken() {
        return new Step(attempt, enteredAt, dueAt, Optional.empty(), reminders);
    }

    public Step withDueAt(Instant next) {
        return new Step(attempt, enteredAt, Optional.of(next), token, reminders);
    }

    public Step withReminders(int next) {
        return new Step(attempt, enteredAt, dueAt, token, next);
    }
}
