package org.zhicheng.dossier.delivery;

import java.util.Set;

import org.zhicheng.dossier.delivery.Delivery.StepOutcome;

/** The review workflow, which follows the table. Every call may be repeated. */
public interface Workflow {

    /** Starts an execution under a name; a second start under the same name does nothing. */
    void start(String execution, String applicationId, StepOutcome outcome);

    /** Ends a wait; a wait that has ended already is left alone. */
    void resume(String token, StepOutcome outcome);

    /** Whether the execution of that name runs. */
    boolean isRunning(String execution);

    /** The names of all executions that run; what began or ended within seconds may be missing or still there. */
    Set<String> running();
}
