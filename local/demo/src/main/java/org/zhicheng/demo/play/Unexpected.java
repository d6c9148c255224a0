package org.zhicheng.demo.play;

/** The API answered something else than the samples say it should; the message has the answer. */
public final class Unexpected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unexpected(String message) {
        super(message);
    }

    Unexpected(String message, Throwable cause) {
        super(message, cause);
    }
}
