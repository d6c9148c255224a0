package org.zhicheng.states;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** System time, and so much later as a test wants. */
final class MovableClock extends Clock {

    private volatile Duration offset;

    private MovableClock(Duration offset) {
        this.offset = offset;
    }

    static MovableClock onTime() {
        return new MovableClock(Duration.ZERO);
    }

    /** Another clock that shows the same: moving it moves this one no more. */
    MovableClock another() {
        return new MovableClock(offset);
    }

    void advance(Duration by) {
        offset = offset.plus(by);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("one zone does");
    }
}
