package org.zhicheng.states;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A state machine with its versions, aliases and tags, as one JSON document: the form in which it is kept. Times in it are those of the wire. It is
 * never changed; each change makes another.
 */
record StateMachine(ObjectNode document) {

    String arn() {
        return document.get("stateMachineArn").textValue();
    }

    String name() {
        return document.get("name").textValue();
    }

    String definition() {
        return document.get("definition").textValue();
    }

    String roleArn() {
        return document.path("roleArn").asText();
    }

    Optional<JsonNode> version(String number) {
        return Optional.ofNullable(document.path("versions").get(number));
    }

    Optional<JsonNode> alias(String alias) {
        return Optional.ofNullable(document.path("aliases").get(alias));
    }

    /** A copy that may be changed. */
    ObjectNode copy() {
        return document.deepCopy();
    }
}
