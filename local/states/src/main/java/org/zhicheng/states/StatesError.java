package org.zhicheng.states;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A failure inside an execution, with the error name and the cause that retriers, catchers and the history see. */
class StatesError extends RuntimeException {

    static final String ALL = "States.ALL";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String RUNTIME = "States.Runtime";

    private final String error;
    private final String cause;
    private final boolean heartbeat;

    private StatesError(String error, String cause, boolean heartbeat) {
        super(error + ": " + cause);
        this.error = error;
        this.cause = cause;
        this.heartbeat = heartbeat;
    }

    StatesError(Optional<String> error, Optional<String> cause) {
        this(error.orElse(null), cause.orElse(null), false);
    }

    StatesError(String error, String cause) {
        this(error, cause, false);
    }

    static StatesError timeout() {
        return new StatesError(TIMEOUT, null, false);
    }

    /** A missed heartbeat is reported as States.Timeout, and can be caught by either name. */
    static StatesError heartbeatTimeout() {
        return new StatesError(TIMEOUT, null, true);
    }

    static StatesError dataLimitExceeded(String stateName) {
        return new StatesError(DATA_LIMIT_EXCEEDED,
                "The state/task '" + stateName + "' returned a result with a size exceeding the maximum number of bytes service limit.",
                false);
    }

    static StatesError runtime(String cause) {
        return new StatesError(RUNTIME, cause, false);
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    boolean isTimeout() {
        return TIMEOUT.equals(error);
    }

    /** Whether a name of ErrorEquals means this error, in a state of the given type. */
    boolean matches(String name, StateType type) {
        if (RUNTIME.equals(error)) {
            return false;
        }
        if (name.equals(error) || heartbeat && name.equals(HEARTBEAT_TIMEOUT)) {
            return true;
        }
        boolean limit = DATA_LIMIT_EXCEEDED.equals(error);
        return name.equals(ALL) && !limit || name.equals(TASK_FAILED) && type == StateType.TASK && !limit && !isTimeout();
    }

    /** What $states.errorOutput holds; the service puts an empty text for what is missing. */
    JsonNode output() {
        return Json.object().put("Error", error().orElse("")).put("Cause", cause().orElse(""));
    }

    /** Adds error and cause to the details of an event, as far as there are any. */
    ObjectNode addTo(ObjectNode details) {
        error().ifPresent(text -> details.put("error", text));
        cause().ifPresent(text -> details.put("cause", text));
        return details;
    }
}
