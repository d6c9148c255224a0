package org.zhicheng.states;

import com.fasterxml.jackson.databind.JsonNode;

/** How an invocation or a callback came out. */
sealed interface TaskOutcome {

    record Success(JsonNode output) implements TaskOutcome {
    }

    record Failure(StatesError error) implements TaskOutcome {
    }

    default JsonNode outputOrThrow() {
        return switch (this) {
            case Success success -> success.output();
            case Failure failure -> throw failure.error();
        };
    }
}
