package org.zhicheng.stack.lambda;

import java.time.Duration;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Template;

/**
 * Functions in this JVM, each with the permissions that the template gives it. A handler object serves one event at a time and is used again, as in Lambda; an event more makes
 * one more object. One that ran out of time is interrupted and not used again.
 */
public final class InProcessRuntime implements FunctionRuntime {

    static final int LARGEST_RESPONSE = 6 * 1024 * 1024;

    private final Template template;
    private final HandlerFactory factory;
    private final Map<String, String> environment;
    private final Needs needs;
    private final Map<String, Deque<HandlerInstance>> idle = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Functions of the template.
     *
     * @param environment variables that each function has besides those of the template, such as the region and the endpoint
     */
    public InProcessRuntime(Template template, HandlerFactory factory, Map<String, String> environment) {
        this.template = template;
        this.factory = factory;
        this.environment = Map.copyOf(environment);
        this.needs = new Needs(template.settings(), template.bucketKeys());
    }

    @Override
    public FunctionAnswer invoke(String name, byte[] event) {
        FunctionShape function = template.function(name).orElseThrow(() -> new NoSuchFunction(name));
        Deque<HandlerInstance> free = idle.computeIfAbsent(function.logicalId(), id -> new ConcurrentLinkedDeque<>());
        HandlerInstance instance = free.pollFirst();
        if (instance == null) {
            try {
                instance = create(function);
            } catch (ClassNotFoundException e) {
                return LambdaErrors.initialisation("Class not found: " + function.handlerClass(), e);
            } catch (Exception | LinkageError e) {
                return LambdaErrors.initialisation(LambdaErrors.message(e), e);
            }
        }
        return call(function, instance, event, free);
    }

    /** By it a stack trace, and whoever counts what a function calls, tells whose thread it is. */
    private static String threadName(FunctionShape function, String requestId) {
        return "lambda " + function.logicalId() + " " + requestId;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private HandlerInstance create(FunctionShape function) throws Exception {
        Class<?> type = Class.forName(function.handlerClass(), true, Thread.currentThread().getContextClassLoader());
        return HandlerInstance.of(factory.create(type, environmentOf(function)));
    }

    private FunctionAnswer call(FunctionShape function, HandlerInstance instance, byte[] event, Deque<HandlerInstance> free) {
        String requestId = UUID.randomUUID().toString();
        Duration limit = function.timeout();
        Future<byte[]> running = threads.submit(() -> {
            Thread.currentThread().setName(threadName(function, requestId));
            return PermissionCheck.as(function, needs, () -> instance.call(event, new InvocationContext(function, requestId)));
        });
        try {
            byte[] answer = running.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            free.addFirst(instance);
            return answer.length > LARGEST_RESPONSE ? LambdaErrors.tooLarge(answer.length, LARGEST_RESPONSE) : FunctionAnswer.of(answer);
        } catch (TimeoutException e) {
            running.cancel(true);
            return LambdaErrors.timedOut(requestId, limit);
        } catch (ExecutionException e) {
            free.addFirst(instance);
            FunctionAnswer failure = LambdaErrors.thrown(e.getCause());
            System.err.println(function.name() + " " + requestId + " " + failure.text());
            return failure;
        } catch (InterruptedException e) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            return LambdaErrors.exited(requestId, "because the stack stops");
        }
    }

    private Map<String, String> environmentOf(FunctionShape function) {
        Map<String, String> whole = new LinkedHashMap<>(environment);
        whole.putAll(function.environment());
        return Map.copyOf(whole);
    }
}
