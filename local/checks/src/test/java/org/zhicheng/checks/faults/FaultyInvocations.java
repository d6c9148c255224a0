package org.zhicheng.checks.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.FunctionRuntime;

/** The functions as the workflow invokes them: an invocation fails where {@link Faults} says so, or happens twice, and can be repeated late. */
final class FaultyInvocations implements FunctionRuntime {

    private static final FunctionAnswer FAILED = FunctionAnswer
            .failure("{\"errorType\":\"Lambda.ServiceException\",\"errorMessage\":\"made to fail\"}".getBytes(StandardCharsets.UTF_8));
    private static final FunctionAnswer REFUSED = FunctionAnswer
            .failure("{\"errorType\":\"Lambda.AccessDeniedException\",\"errorMessage\":\"made to fail\"}".getBytes(StandardCharsets.UTF_8));

    private final FunctionRuntime functions;
    private final List<Invocation> past = new CopyOnWriteArrayList<>();
    private final AtomicReference<Hook> hook = new AtomicReference<>();
    private volatile boolean twice;

    private record Hook(String function, Runnable action) {
    }

    /** What the workflow sent to a function. */
    record Invocation(String function, byte[] event) {
    }

    FaultyInvocations(FunctionRuntime functions) {
        this.functions = functions;
    }

    /** Whether each invocation reaches the function twice. */
    void twice(boolean next) {
        twice = next;
    }

    /** Does something just before a function is invoked the next time. */
    void once(String function, Runnable action) {
        hook.set(new Hook(function, action));
    }

    /** Everything that was invoked so far. */
    List<Invocation> past() {
        return List.copyOf(past);
    }

    void forget() {
        past.clear();
    }

    @Override
    public FunctionAnswer invoke(String function, byte[] event) {
        past.add(new Invocation(function, event));
        String name = function.substring(function.lastIndexOf('-') + 1).replaceFirst(":.*", "");
        Hook next = hook.get();
        if (next != null && next.function().equals(name) && hook.compareAndSet(next, null)) {
            next.action().run();
        }
        Optional<Fault> fault = Faults.called(Site.WORKFLOW, name);
        if (fault.isEmpty()) {
            if (twice) {
                functions.invoke(function, event);
            }
            return functions.invoke(function, event);
        }
        return switch (fault.get()) {
            case NOT_SENT, NOT_SENT_ONCE, THROTTLED_ONCE -> FAILED;
            case REFUSED -> REFUSED;
            case ANSWER_LOST, ANSWER_LOST_ONCE -> {
                functions.invoke(function, event);
                yield FAILED;
            }
        };
    }

    @Override
    public void close() {
        // they belong to the stack
    }
}
