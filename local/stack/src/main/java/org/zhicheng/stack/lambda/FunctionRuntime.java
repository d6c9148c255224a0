package org.zhicheng.stack.lambda;

import java.time.Duration;

/** Invokes functions as Lambda does: one event at a time an instance, with a time limit, errors as JSON. */
public interface FunctionRuntime extends AutoCloseable {

    /**
     * Invokes a function and waits for its answer.
     *
     * @param function a name, a logical id or an ARN, qualified or not
     * @param event    JSON
     * @throws NoSuchFunction where the template has no such function
     */
    FunctionAnswer invoke(String function, byte[] event);

    @Override
    void close();

    /** How long an event may wait for a place to run in, which on Lambda it does not; no limit of a caller counts that. */
    default Duration longestWait() {
        return Duration.ZERO;
    }
}
