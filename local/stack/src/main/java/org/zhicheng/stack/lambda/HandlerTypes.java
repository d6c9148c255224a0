package org.zhicheng.stack.lambda;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.RequestHandler;

/** The input and output types of a request handler, found through its superclasses and interfaces. */
record HandlerTypes(Type input, Type output) {

    static HandlerTypes of(Class<?> handler) {
        return find(handler, Map.of()).filter(types -> !(types.input instanceof TypeVariable) && !(types.output instanceof TypeVariable))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Class " + handler.getName() + " does not implement RequestHandler with concrete type parameters"));
    }

    private static Optional<HandlerTypes> find(Type type, Map<TypeVariable<?>, Type> known) {
        Map<TypeVariable<?>, Type> bound = new HashMap<>();
        Class<?> raw;
        if (type instanceof ParameterizedType parameterized) {
            raw = (Class<?>) parameterized.getRawType();
            Type[] arguments = parameterized.getActualTypeArguments();
            for (int i = 0; i < arguments.length; i++) {
                bound.put(raw.getTypeParameters()[i],
                        arguments[i] instanceof TypeVariable<?> variable ? known.getOrDefault(variable, variable) : arguments[i]);
            }
            if (raw == RequestHandler.class) {
                return Optional.of(new HandlerTypes(bound.get(raw.getTypeParameters()[0]), bound.get(raw.getTypeParameters()[1])));
            }
        } else {
            raw = (Class<?>) type;
        }
        List<Type> above = new ArrayList<>(List.of(raw.getGenericInterfaces()));
        if (raw.getGenericSuperclass() != null) {
            above.add(raw.getGenericSuperclass());
        }
        return above.stream().flatMap(upper -> find(upper, bound).stream()).findFirst();
    }
}
