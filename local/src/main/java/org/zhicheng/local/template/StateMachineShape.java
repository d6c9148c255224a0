package org.zhicheng.local.template;

import java.nio.file.Path;
import java.util.Map;

/** A state machine: its definition's file and what its {@code ${X}} stand for. */
public record StateMachineShape(String logicalId, String name, String arn, String type, Path definition,
        Map<String, String> substitutions) {
}
