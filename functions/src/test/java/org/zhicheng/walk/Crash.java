package org.zhicheng.walk;

/** The process ended here, or so it seems to whoever called. */
final class Crash extends RuntimeException {

    private static final long serialVersionUID = 1;

    Crash(String where) {
        super(where);
    }
}
