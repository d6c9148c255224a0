package org.zhicheng.states;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** How many failed items a Map bears, if it says so: of two tolerances either may fail it. */
record Tolerance(Optional<BigDecimal> most) {

    static Tolerance of(StateRun run, int items) {
        Optional<Long> count = run.number("ToleratedFailureCount");
        BigDecimal ofAll = BigDecimal.valueOf(items).movePointLeft(2);
        Optional<BigDecimal> percentage = run.percentage("ToleratedFailurePercentage").map(ofAll::multiply);
        return new Tolerance(Stream.concat(count.map(BigDecimal::valueOf).stream(), percentage.stream()).min(Comparator.naturalOrder()));
    }

    boolean isGiven() {
        return most.isPresent();
    }

    boolean bears(int failures) {
        return most.filter(bearable -> bearable.compareTo(BigDecimal.valueOf(failures)) >= 0).isPresent();
    }

    static StatesError exceeded() {
        return new StatesError("States.ExceedToleratedFailureThreshold", "The specified tolerated failure threshold was exceeded");
    }
}
