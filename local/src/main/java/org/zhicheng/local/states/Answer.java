package org.zhicheng.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/** What an operation answers: an HTTP status and a JSON body; a refusal has {@code __type} and {@code message}. */
public record Answer(int status, JsonNode body) {
}
