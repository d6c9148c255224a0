package org.zhicheng.stack.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.stack.fixture.Answers;
import org.zhicheng.stack.fixture.Fixture;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.state.StackClock;

class SchedulesTest {

    @TempDir
    private Path folder;

    private final BlockingQueue<String> invocations = new LinkedBlockingQueue<>();

    @Test
    void shouldRunAtStartAndWheneverTheClockIsSet() throws InterruptedException {
        StackClock clock = new StackClock(folder.resolve("clock"));
        clock.set(Instant.parse("2025-03-10T01:00:00Z"));
        try (Schedules schedules = Schedules.start(Fixture.template(), clock, this::invoke)) {
            assertThat(schedules).isNotNull();
            assertThat(next()).startsWith("EchoFunction {\"at\":\"2025-03-10T01:00:0");

            clock.set(Instant.parse("2025-03-18T00:00:00Z"));

            assertThat(next()).startsWith("EchoFunction {\"at\":\"2025-03-18T00:00:0");
        }
    }

    @Test
    void shouldNeverOverlapItselfAndRunOnceMoreForAllSettingsMeanwhile() throws InterruptedException {
        StackClock clock = new StackClock(folder.resolve("clock"));
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Schedules schedules = Schedules.start(Fixture.template(), clock, (function, event) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            invocations.add(function);
            await(release);
            running.decrementAndGet();
            return Answers.of("{}");
        })) {
            assertThat(schedules).isNotNull();
            next();
            clock.set(Instant.parse("2025-03-11T00:00:00Z"));
            clock.set(Instant.parse("2025-03-12T00:00:00Z"));
            release.countDown();
            next();

            assertThat(invocations.poll(200, TimeUnit.MILLISECONDS)).isNull();
            assertThat(most).hasValue(1);
        }
    }

    private FunctionAnswer invoke(String function, byte[] event) {
        invocations.add(function + " " + new String(event, StandardCharsets.UTF_8));
        return Answers.of("{}");
    }

    private String next() throws InterruptedException {
        String invocation = invocations.poll(10, TimeUnit.SECONDS);
        assertThat(invocation).isNotNull();
        return invocation;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
