package org.zhicheng.stack.lambda;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes a function's handler, in this JVM, where the environment cannot be the process's own. */
@FunctionalInterface
public interface HandlerFactory {

    /** A new handler of the class; what its constructor throws comes out unwrapped, as Lambda reports it. */
    Object create(Class<?> type, Map<String, String> environment) throws Exception;

    /** Handlers by their public constructor without arguments. */
    static HandlerFactory noArguments() {
        return (type, environment) -> construct(type, new Class<?>[0]);
    }

    /**
     * Handlers by their public constructor taking the given collaborators, which are made once an environment;
     * a handler that takes none is given the environment itself, or made by the constructor without arguments.
     */
    static <T> HandlerFactory taking(Class<T> collaborators, Function<Map<String, String>, ? extends T> from) {
        Map<Map<String, String>, T> made = new ConcurrentHashMap<>();
        return (type, environment) -> {
            if (!takes(type, collaborators)) {
                return takes(type, Map.class) ? construct(type, new Class<?>[]{Map.class}, environment) : construct(type, new Class<?>[0]);
            }
            return construct(type, new Class<?>[]{collaborators}, made.computeIfAbsent(environment, from));
        };
    }

    private static boolean takes(Class<?> type, Class<?> parameter) {
        return Arrays.stream(type.getConstructors())
                .anyMatch(constructor -> List.of(constructor.getParameterTypes()).equals(List.of(parameter)));
    }

    private static Object construct(Class<?> type, Class<?>[] parameters, Object... arguments) throws Exception {
        try {
            return type.getConstructor(parameters).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
