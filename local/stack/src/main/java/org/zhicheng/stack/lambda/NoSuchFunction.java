package org.zhicheng.stack.lambda;

/** The template has no function of this name. */
public final class NoSuchFunction extends RuntimeException {

    public NoSuchFunction(String function) {
        super("Function not found: " + function);
    }
}
