package org.zhicheng.stack.state;

/** The embedded stack can't start, for a reason that its user can mend; the message says it in Chinese and English. */
public final class StartRefused extends RuntimeException {

    public StartRefused(String message) {
        super(message);
    }

    public StartRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /** A port that something else listens on. */
    public static StartRefused portTaken(String what, int port, String option, Throwable cause) {
        return new StartRefused("""
                端口 %2$d（%1$s）已被占用。请结束占用它的程序，或用 %3$s <端口> 换一个（0 表示任意空闲端口）。
                Port %2$d (%1$s) is taken. End the program that uses it, or choose another with %3$s <port> (0 for any free one)."""
                .formatted(what, port, option), cause);
    }
}
