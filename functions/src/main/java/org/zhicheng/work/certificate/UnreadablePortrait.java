package org.zhicheng.work.certificate;

/** The portrait is no picture that can be printed. */
public final class UnreadablePortrait extends RuntimeException {

    UnreadablePortrait(Throwable cause) {
        super("The portrait cannot be read", cause);
    }
}
