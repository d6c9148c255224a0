package org.zhicheng.inquiry;

import java.time.Duration;
import java.util.Optional;

import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;

/** One caller asks too often; says for how long to wait. */
public final class TooManyQueries extends Failure {

    private final Duration wait;

    public TooManyQueries(Duration wait) {
        super(ErrorCode.TOO_MANY_REQUESTS);
        this.wait = wait;
    }

    @Override
    public Optional<Duration> retryAfter() {
        return Optional.of(wait);
    }
}
