package org.zhicheng.stack.gateway;

import java.util.function.LongSupplier;

import org.zhicheng.stack.template.HttpApiShape.Throttle;

/** Lets requests through at a rate, and as many at once as the burst. */
final class TokenBucket {

    private final Throttle limit;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filledAt;

    TokenBucket(Throttle limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.tokens = limit.burst();
        this.filledAt = nanoTime.getAsLong();
    }

    synchronized boolean take() {
        if (!limit.limited()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        tokens = Math.min(limit.burst(), tokens + (now - filledAt) / 1e9 * limit.rate());
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
