package org.zhicheng.checks.faults;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** The API, whichever way it is reached. */
interface Door {

    /**
     * Sends one request, once.
     *
     * @param sub who is signed in
     * @param staff whether with a second factor
     * @param path as in an address; fills the route's places
     * @param body a missing node for none
     */
    Reply send(String sub, boolean staff, String method, String path, JsonNode body, Map<String, String> headers);

    /**
     * What came back.
     *
     * @param status 599 where nothing did
     * @param body why nothing did, then
     */
    record Reply(int status, JsonNode body) {

        /** True where a person would try again: an error of the server, or no answer. */
        boolean isWorthRepeating() {
            return status >= 500 || status == 429 || status == 409 && code().equals("STALE_VERSION");
        }

        String code() {
            return body.path("code").asText("");
        }

        boolean succeeded() {
            return status >= 200 && status < 400;
        }
    }
}
