package org.zhicheng.stack.template;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A state machine: its definition's file and what its {@code ${X}} stand for.
 *
 * @param alias the alias that names the version published last
 */
public record StateMachineShape(String logicalId, String name, String arn, String type, Path definition, Map<String, String> substitutions,
        Optional<String> alias) {
}
