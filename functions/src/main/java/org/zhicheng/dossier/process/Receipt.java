package org.zhicheng.dossier.process;

import static org.zhicheng.ground.rule.NoticeRule.R53;

import java.time.Duration;
import java.time.Instant;

import org.zhicheng.ground.rule.Rule;

/** When a request reached the system: that decides about a deadline, not when it was computed (R53). */
@Rule(R53)
public final class Receipt {

    /** The longest that the gateway waits for an answer; nothing that it took is computed later. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private Receipt() {
    }

    /** The gateway's time, or the present where a request of that time cannot be under way. */
    public static Instant of(Instant gateway, Instant now) {
        return Duration.between(gateway, now).abs().compareTo(LONGEST) > 0 ? now : gateway;
    }

    /** From when on nothing that came in time can still be under way. */
    public static Instant over(Instant deadline) {
        return deadline.plus(LONGEST);
    }
}
