package org.zhicheng.stack.lambda;

import java.nio.charset.StandardCharsets;

/** What an invocation answered: the function's JSON, or Lambda's error JSON where it failed. */
public final class FunctionAnswer {

    private final byte[] payload;
    private final boolean failed;

    private FunctionAnswer(byte[] payload, boolean failed) {
        this.payload = payload;
        this.failed = failed;
    }

    public static FunctionAnswer of(byte[] payload) {
        return new FunctionAnswer(payload, false);
    }

    public static FunctionAnswer failure(byte[] error) {
        return new FunctionAnswer(error, true);
    }

    public byte[] payload() {
        return payload.clone();
    }

    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** Whether the payload is {@code {"errorMessage", "errorType", "stackTrace"}}. */
    public boolean failed() {
        return failed;
    }

    @Override
    public String toString() {
        return (failed ? "failed " : "") + text();
    }
}
