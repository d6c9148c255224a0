package org.zhicheng.states;

import com.fasterxml.jackson.databind.JsonNode;

/** What the service replies to one call, as AWS's JSON protocol has it: an HTTP status and a body; a refusal's body names its type in {@code __type}. */
public record Reply(int status, JsonNode body) {
}
