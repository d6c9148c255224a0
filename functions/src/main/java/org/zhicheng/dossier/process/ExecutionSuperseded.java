package org.zhicheng.dossier.process;

/** Another execution was started for the application; the one that called must end. The workflow catches it by its name. */
public final class ExecutionSuperseded extends RuntimeException {

    public ExecutionSuperseded(String execution) {
        super(execution);
    }
}
