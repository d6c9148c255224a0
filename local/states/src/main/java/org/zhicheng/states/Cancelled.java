package org.zhicheng.states;

/** Unwinds a thread whose branch or execution is over; it never reaches a retrier, a catcher or the history. */
final class Cancelled extends RuntimeException {

    Cancelled() {
        super("cancelled", null, false, false);
    }
}
