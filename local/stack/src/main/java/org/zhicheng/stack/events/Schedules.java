package org.zhicheng.stack.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.state.StackClock;
import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.ScheduleShape;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.Template;

/**
 * Runs the schedules of the template on the stack's clock: at start, when due, and each time the clock was set; a schedule never
 * overlaps itself. What a setting of the clock jumped over happens once, as for a late schedule.
 */
public final class Schedules implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final StackClock clock;
    private final FunctionInvoker functions;
    private final Settings settings;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Timer> timers = new ArrayList<>();
    private volatile boolean closed;

    private Schedules(Template template, StackClock clock, FunctionInvoker functions) {
        this.clock = clock;
        this.functions = functions;
        this.settings = template.settings();
        for (FunctionShape function : template.functions()) {
            function.schedules().forEach(schedule -> timers.add(new Timer(function, schedule)));
        }
    }

    public static Schedules start(Template template, StackClock clock, FunctionInvoker functions) {
        Schedules schedules = new Schedules(template, clock, functions);
        clock.onSet(schedules::wakeAll);
        schedules.timers.forEach(timer -> timer.thread.start());
        return schedules;
    }

    @Override
    public void close() {
        closed = true;
        timers.forEach(timer -> timer.thread.interrupt());
    }

    private void wakeAll() {
        timers.forEach(Timer::wake);
    }

    /** The input as given with the scheduler's context filled in, or the event the service makes. */
    private byte[] event(ScheduleShape schedule, Instant scheduled) {
        String time = scheduled.truncatedTo(ChronoUnit.SECONDS).toString();
        String id = UUID.randomUUID().toString();
        if (schedule.input().isPresent()) {
            String input = schedule.input().get();
            return (schedule.scheduler()
                    ? input.replace("<aws.scheduler.scheduled-time>", time).replace("<aws.scheduler.execution-id>", id)
                            .replace("<aws.scheduler.schedule-arn>", schedule.arn()).replace("<aws.scheduler.attempt-number>", "1")
                    : input).getBytes(StandardCharsets.UTF_8);
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", id);
        event.put("detail-type", "Scheduled Event");
        event.put("source", schedule.scheduler() ? "aws.scheduler" : "aws.events");
        event.put("account", settings.account());
        event.put("time", time);
        event.put("region", settings.region());
        event.put("resources", List.of(schedule.arn()));
        event.put("detail", schedule.scheduler() ? "{}" : Map.of());
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One schedule and its thread. */
    private final class Timer {

        private final FunctionShape function;
        private final ScheduleShape schedule;
        private final ScheduleExpression expression;
        private final Thread thread;
        private boolean woken;

        Timer(FunctionShape function, ScheduleShape schedule) {
            this.function = function;
            this.schedule = schedule;
            this.expression = ScheduleExpression.parse(schedule.expression(), schedule.zone());
            this.thread = Thread.ofVirtual().name("schedule-" + schedule.name()).unstarted(this::run);
        }

        synchronized void wake() {
            woken = true;
            notifyAll();
        }

        private void run() {
            try {
                Instant due = clock.instant();
                while (!closed) {
                    invoke(due);
                    due = await(expression.next(clock.instant()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void invoke(Instant due) {
            try {
                FunctionAnswer answer = functions.invoke(function.logicalId(), event(schedule, due));
                if (answer.failed() && !closed) {
                    System.err.println("schedule " + schedule.name() + " failed: " + answer.text());
                }
            } catch (RuntimeException e) {
                System.err.println("schedule " + schedule.name() + " failed: " + e);
            }
        }

        /** Waits until the time has come or the clock was set; answers the time it stands for. */
        private synchronized Instant await(Optional<Instant> next) throws InterruptedException {
            while (!woken && !closed) {
                Instant now = clock.instant();
                if (next.isPresent() && !now.isBefore(next.get())) {
                    return next.get();
                }
                Duration left = next.map(time -> Duration.between(now, time)).filter(time -> time.compareTo(LONGEST_WAIT) < 0)
                        .orElse(LONGEST_WAIT);
                wait(Math.max(1, left.toMillis()));
            }
            woken = false;
            return clock.instant();
        }
    }
}
