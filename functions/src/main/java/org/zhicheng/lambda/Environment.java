package org.zhicheng.lambda;

import java.util.Map;
import java.util.Optional;

/** The settings of a function, read from its environment; a missing one fails at once and says which. */
public final class Environment {

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public static Environment of(Map<String, String> variables) {
        return new Environment(variables);
    }

    public static Environment system() {
        return new Environment(System.getenv());
    }

    /** @throws IllegalStateException where the variable is missing or empty */
    public String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("environment variable " + name + " is not set"));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
