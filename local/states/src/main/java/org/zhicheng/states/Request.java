package org.zhicheng.states;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** The fields of a request, refused as the service does when they are missing or out of bounds. */
record Request(JsonNode body) {

    private static final String FORBIDDEN = "<>{}[]?*\"#%\\^|~`$&,;:/";
    private static final int DEFAULT_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    String required(String field) {
        return optional(field).orElseThrow(() -> new ApiError("ValidationException",
                "1 validation error detected: Value null at '" + field + "' failed to satisfy constraint: Member must not be null"));
    }

    Optional<String> optional(String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw new ApiError("SerializationException", "The field '" + field + "' is not a text");
        }
        return Optional.ofNullable(value.textValue());
    }

    /** A payload of at most 256 KiB, as the service counts them. */
    Optional<String> payload(String field) {
        Optional<String> text = optional(field);
        if (text.filter(value -> Json.bytes(value) > StateRun.LARGEST_PAYLOAD).isPresent()) {
            throw new ApiError("ValidationException", "1 validation error detected: Value at '" + field
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + StateRun.LARGEST_PAYLOAD);
        }
        return text;
    }

    /** A name of 1 to 80 characters, without those that the service forbids. */
    String name(String value) {
        boolean forbidden = value.codePoints()
                .anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c) || FORBIDDEN.indexOf(c) >= 0);
        if (value.isEmpty() || value.length() > 80 || forbidden) {
            throw new ApiError("InvalidName", "Invalid Name: '" + value + "'");
        }
        return value;
    }

    boolean flag(String field) {
        return body.path(field).asBoolean();
    }

    int pageSize() {
        int wanted = body.path("maxResults").asInt();
        if (wanted < 0 || wanted > LARGEST_PAGE) {
            throw new ApiError("ValidationException", "1 validation error detected: Value '" + wanted
                    + "' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to " + LARGEST_PAGE);
        }
        return wanted == 0 ? DEFAULT_PAGE : wanted;
    }

    /** Where a page starts: what the page before gave as its token. */
    long pageStart() {
        try {
            return optional("nextToken").map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException e) {
            throw new ApiError("InvalidToken", "Invalid Token: 'Invalid token'");
        }
    }
}
