package org.zhicheng.states;

import com.fasterxml.jackson.databind.JsonNode;

/** What states reach outside the engine: functions, by name, and the objects that a Map reads its items from. */
@FunctionalInterface
public interface TaskIntegrations {

    /**
     * Invokes a function and waits for its answer; called on a virtual thread of its own, and not interrupted when the task times out.
     *
     * @param functionName the bare name, without ARN, version or alias
     * @return the function's answer, JSON null when it gave none
     * @throws FunctionFailed when the function threw, or the service could not run it
     */
    JsonNode invokeFunction(String functionName, JsonNode payload) throws FunctionFailed;

    /**
     * The text of an object that an ItemReader names.
     *
     * @throws ObjectUnreadable when it is not there, or there is nowhere to read from
     */
    default String readObject(String bucket, String key) throws ObjectUnreadable {
        throw new ObjectUnreadable("there is no object store");
    }

    /** An object that could not be read, and why. */
    final class ObjectUnreadable extends Exception {

        public ObjectUnreadable(String why) {
            super(why);
        }
    }

    /**
     * A failed invocation. The error type is what Lambda reports: the fully qualified name of the exception's class, or a name of the service itself
     * such as {@code Lambda.TooManyRequestsException}; the cause is the JSON that the service gives, as a text
     * (errorMessage, errorType, stackTrace), or a plain message.
     */
    final class FunctionFailed extends Exception {

        private final String errorType;
        private final String causeText;

        public FunctionFailed(String errorType, String causeText) {
            super(errorType + ": " + causeText);
            this.errorType = errorType;
            this.causeText = causeText;
        }

        public FunctionFailed(String errorType, JsonNode cause) {
            this(errorType, cause.toString());
        }

        public String errorType() {
            return errorType;
        }

        public String causeText() {
            return causeText;
        }
    }
}
