package org.zhicheng.stack.services;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What a service answers to one call of AWS's JSON protocols: an HTTP status and a body; an error's body names its type. */
public record Answer(int status, JsonNode body) {

    public static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    /** The caller's mistake, typed as the service types it, such as {@code NotFoundException}. */
    public static Answer refused(String type, String message) {
        return error(400, type, message);
    }

    public static Answer error(int status, String type, String message) {
        return new Answer(status, JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message));
    }
}
