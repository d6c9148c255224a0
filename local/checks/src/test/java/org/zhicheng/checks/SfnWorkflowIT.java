package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.UUID;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.flow.State;

/** Starting and finding executions, and callbacks that come to nobody. The review itself: {@code ReviewPathsContract}. */
@Tag("stepfunctions")
class SfnWorkflowIT {

    private static final Workflow WORKFLOW = Adapters.atEndpoint().withStateMachine("""
            {"QueryLanguage": "JSONata", "StartAt": "Stay", "States": {"Stay": {"Type": "Wait", "Seconds": 600, "End": true}}}""")
            .services().workflow();

    private static final StepOutcome SUBMITTED = new StepOutcome(State.SUBMITTED, 60);

    private final String execution = UUID.randomUUID().toString();

    @Test
    @DisplayName("R20 每份申报的流程只启动一次")
    void shouldStartAnExecutionOnce() {
        assertThat(WORKFLOW.isRunning(execution)).isFalse();

        WORKFLOW.start(execution, "a", SUBMITTED);
        WORKFLOW.start(execution, "a", SUBMITTED);

        assertThat(WORKFLOW.isRunning(execution)).isTrue();
        assertThat(WORKFLOW.running()).containsOnlyOnce(execution);
    }

    @Test
    @DisplayName("R20 无人等待的回调不影响流程")
    void shouldLetACallbackThatNobodyWaitsForPass() {
        assertThatNoException().isThrownBy(() -> WORKFLOW.resume("no token of this endpoint", SUBMITTED));
    }
}
