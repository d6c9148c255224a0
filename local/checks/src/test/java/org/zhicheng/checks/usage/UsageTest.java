package org.zhicheng.checks.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

import org.zhicheng.checks.usage.Usage.Call;

class UsageTest {

    @Test
    void shouldCountTimeInWhichSeveralCallsAreUnderWayOnce() {
        assertThat(Usage.nanosUnderWay(List.of(call(10, 30), call(20, 40), call(22, 25), call(50, 60)))).isEqualTo(40);
    }

    @Test
    void shouldWaitForTheSlowestOfThoseThatOverlap() {
        List<Call> calls = List.of(call(0, 10), call(5, 12), call(12, 20));

        assertThat(Usage.millisWaited(calls, call -> call.from() == 5 ? 15.0 : 5.0)).isEqualTo(20);
    }

    @Test
    void shouldWaitForNothingWhereNothingWasCalled() {
        assertThat(Usage.millisWaited(List.of(), _ -> 5.0)).isZero();
    }

    private static Call call(long from, long to) {
        return new Call(new Invocation("F", "1"), "dynamodb", "GetItem", from, to, 1, 1, List.of(), GetItemRequest.builder().build());
    }
}
