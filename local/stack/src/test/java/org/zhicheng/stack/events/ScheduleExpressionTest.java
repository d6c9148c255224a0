package org.zhicheng.stack.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"rate(5 minutes)           | 2025-03-10T01:00:00Z | 2025-03-10T01:05:00Z",
            "rate(1 day)               | 2025-03-10T01:00:00Z | 2025-03-11T01:00:00Z",
            "cron(0/15 * * * ? *)      | 2025-03-10T01:00:00Z | 2025-03-10T01:15:00Z",
            "cron(0 0 * * ? *)         | 2025-03-16T16:00:00Z | 2025-03-17T16:00:00Z",
            "cron(30 8 ? * MON-FRI *)  | 2025-03-14T01:00:00Z | 2025-03-17T00:30:00Z",
            "cron(0 9 1 1,7 ? 2025)    | 2025-03-10T01:00:00Z | 2025-07-01T01:00:00Z",
            "cron(0 9 L * ? *)         | 2025-02-10T01:00:00Z | 2025-02-28T01:00:00Z",
            "cron(0 9 ? * 2#1 *)       | 2025-03-10T01:00:00Z | 2025-04-07T01:00:00Z",
            "cron(0 9 15W * ? *)       | 2025-03-10T01:00:00Z | 2025-03-14T01:00:00Z",
            "at(2025-03-18T00:00:00)   | 2025-03-10T01:00:00Z | 2025-03-17T16:00:00Z",})
    void shouldFindTheNextTime(String expression, Instant after, Instant next) {
        assertThat(ScheduleExpression.parse(expression, SHANGHAI).next(after)).contains(next);
    }

    @Test
    void shouldKnowWhenThereIsNoNextTime() {
        assertThat(ScheduleExpression.parse("at(2025-03-18T00:00:00)", SHANGHAI).next(Instant.parse("2025-03-18T00:00:00Z"))).isEmpty();
        assertThat(ScheduleExpression.parse("cron(0 9 1 1 ? 2024)", SHANGHAI).next(Instant.parse("2025-03-18T00:00:00Z"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"every day", "rate(0 minutes)", "rate(5 seconds)", "cron(0 0 * * * *)", "cron(0 0 ? * ? *)",
            "cron(60 0 * * ? *)", "at(soon)"})
    void shouldRefuseWhatIsNoExpression(String expression) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression, SHANGHAI)).isInstanceOf(IllegalArgumentException.class);
    }
}
