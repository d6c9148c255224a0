package org.zhicheng.local.events;

import org.zhicheng.local.lambda.FunctionAnswer;

/** Invokes a function by name and waits for its answer. */
@FunctionalInterface
public interface FunctionInvoker {

    FunctionAnswer invoke(String function, byte[] event);
}
