package org.zhicheng.checks.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.zhicheng.checks.faults.Crowd.Visitor;

class CrowdTest {

    @Test
    void shouldComeTheSameWayForTheSameSeed() {
        assertThat(Crowd.of(7, 100)).isEqualTo(Crowd.of(7, 100)).isNotEqualTo(Crowd.of(8, 100)).hasSize(100);
    }

    @Test
    void shouldComeMostlyInTheLastMinutesAndSomeTooLate() {
        List<Visitor> crowd = Crowd.of(7, 10_000);
        List<Visitor> intime = crowd.stream().filter(visitor -> visitor.minute() < Crowd.HOUR).toList();
        long last = intime.stream().filter(visitor -> visitor.minute() >= Crowd.HOUR - 6).count();

        assertThat(crowd).isSortedAccordingTo(Comparator.comparingDouble(Visitor::minute));
        assertThat((double) last / intime.size()).isCloseTo(Crowd.shareOfTheLast(6), within(0.02));
        assertThat(crowd.size() - intime.size()).isBetween(300, 500);
        assertThat(crowd.getFirst().minute()).isNotNegative();
    }

    @Test
    void shouldComeAllWithinTheHour() {
        assertThat(Crowd.shareOfTheLast(Crowd.HOUR)).isEqualTo(1);
        assertThat(Crowd.shareOfTheLast(0)).isZero();
    }
}
