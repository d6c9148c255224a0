package org.zhicheng.states;

/** A refused request, by the name that the service gives the refusal. */
final class ApiError extends RuntimeException {

    private final String type;

    ApiError(String type, String message) {
        super(message);
        this.type = type;
    }

    String type() {
        return type;
    }
}
