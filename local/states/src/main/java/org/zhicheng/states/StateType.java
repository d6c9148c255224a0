package org.zhicheng.states;

import java.util.Arrays;
import java.util.Optional;

/** The state types of the language; the label is what definitions and event types say. */
enum StateType {
    PASS("Pass"),
    TASK("Task"),
    CHOICE("Choice"),
    WAIT("Wait"),
    SUCCEED("Succeed"),
    FAIL("Fail"),
    PARALLEL("Parallel"),
    MAP("Map");

    private final String label;

    StateType(String label) {
        this.label = label;
    }

    static Optional<StateType> of(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }

    String label() {
        return label;
    }

    /** Whether the state ends by Next or End, as all do that go on by themselves. */
    boolean hasTransition() {
        return this != CHOICE && this != SUCCEED && this != FAIL;
    }

    boolean hasChildren() {
        return this == PARALLEL || this == MAP;
    }
}
