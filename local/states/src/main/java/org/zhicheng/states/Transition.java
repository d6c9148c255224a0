package org.zhicheng.states;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** The end of a state: its output, and the state that follows, none at the end of its flow. */
record Transition(Optional<String> next, JsonNode output) {
}
