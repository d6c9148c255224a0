package org.zhicheng.states;

import java.util.Optional;

/** A JSONata expression that failed, gave nothing or gave the wrong type; {@code location} is the field it stands in. */
final class QueryEvaluationError extends StatesError {

    static final String NAME = "States.QueryEvaluationError";

    private final String location;

    QueryEvaluationError(Optional<String> location, String cause) {
        super(NAME, cause);
        this.location = location.orElse(null);
    }

    Optional<String> location() {
        return Optional.ofNullable(location);
    }
}
