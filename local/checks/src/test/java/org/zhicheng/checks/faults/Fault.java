package org.zhicheng.checks.faults;

/** How a call fails. */
enum Fault {
    /** It is never sent, however often the SDK would try. */
    NOT_SENT,
    /** It takes effect, and the answer never comes. */
    ANSWER_LOST,
    /** The first attempt is not sent; the SDK tries again by itself. */
    NOT_SENT_ONCE,
    /** The first attempt takes effect and its answer is lost; the SDK tries again by itself. */
    ANSWER_LOST_ONCE,
    /** The first attempt is refused as too many. */
    THROTTLED_ONCE,
    /** The service refuses, and trying again at once would not help. */
    REFUSED;

    /** Those that make sense for an invocation of a function by the workflow. */
    static final Fault[] OF_INVOCATIONS = {NOT_SENT, ANSWER_LOST, REFUSED};
}
