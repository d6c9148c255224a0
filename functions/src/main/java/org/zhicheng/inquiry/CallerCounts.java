package org.zhicheng.inquiry;

import java.time.Instant;

/** How often who asks has asked; a count is gone some time after its end. */
public interface CallerCounts {

    /**
     * Counts one more.
     *
     * @param caller who, by a name that tells nothing of them
     * @param what what is counted
     * @param from begin of the time that is counted
     * @param to its end
     * @return how many there are now
     */
    long add(String caller, String what, Instant from, Instant to);
}
