package org.zhicheng.lambda;

/** A task could not be done now, as when a service did not answer; the workflow tries it again. */
public final class TemporaryFailure extends RuntimeException {

    public TemporaryFailure(RuntimeException cause) {
        // The cause stands in the log; its message could quote what a person wrote, and an execution's history is kept.
        super(cause.getClass().getSimpleName());
    }
}
