package org.zhicheng.stack;

import java.nio.file.Path;

import org.zhicheng.stack.lambda.FunctionRuntime;
import org.zhicheng.stack.state.StackClock;
import org.zhicheng.stack.template.Template;

/** The engine that runs the template's state machines. */
public interface Workflows extends AutoCloseable {

    /** Goes on with executions that an earlier process left; called when functions can be invoked. */
    void resume();

    @Override
    void close();

    /** Starts the engine. */
    @FunctionalInterface
    interface Starter {

        /** Opens it over its folder, makes the template's state machines, and puts it behind the backend's address. */
        Workflows start(Template template, Path folder, StackClock clock, FunctionRuntime functions, Backend backend);
    }
}
