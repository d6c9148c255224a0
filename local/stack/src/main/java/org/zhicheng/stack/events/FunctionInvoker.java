package org.zhicheng.stack.events;

import org.zhicheng.stack.lambda.FunctionAnswer;

/** Invokes a function by name and waits for its answer. */
@FunctionalInterface
public interface FunctionInvoker {

    FunctionAnswer invoke(String function, byte[] event);
}
