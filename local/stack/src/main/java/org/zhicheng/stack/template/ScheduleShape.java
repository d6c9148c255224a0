package org.zhicheng.stack.template;

import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule that invokes a function.
 *
 * @param expression {@code rate(…)}, {@code cron(…)} or {@code at(…)}
 * @param scheduler  whether EventBridge Scheduler runs it (ScheduleV2) and not a rule
 * @param input      the JSON given to the function; empty for the service's own event
 */
public record ScheduleShape(String name, String arn, String expression, ZoneId zone, boolean scheduler, Optional<String> input) {
}
