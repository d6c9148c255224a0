package org.zhicheng.stack.services;

import com.fasterxml.jackson.databind.JsonNode;

/** A service of the embedded stack that speaks AWS's JSON protocol (awsJson 1.0 or 1.1): an operation's name and a document. */
@FunctionalInterface
public interface AwsJsonService {

    /**
     * @param operation the name after the dot of {@code X-Amz-Target}, such as {@code StartExecution}
     * @param request   the request's document; an empty object where none was sent
     */
    Answer handle(String operation, JsonNode request);
}
