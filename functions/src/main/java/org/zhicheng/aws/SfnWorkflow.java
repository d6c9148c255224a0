package org.zhicheng.aws;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.lambda.Json;

/** The review workflow on Step Functions. Ids and steps only: an execution's history is kept and read by many. */
final class SfnWorkflow implements Workflow {

    private final Supplier<SfnClient> client;
    private final String stateMachineArn;

    SfnWorkflow(Supplier<SfnClient> client, String stateMachineArn) {
        this.client = client;
        this.stateMachineArn = stateMachineArn;
    }

    @Override
    public void start(String execution, String applicationId, StepOutcome outcome) {
        String input = Json.encode(Map.of("applicationId", applicationId, "step", outcome.step(), "waitSeconds", outcome.waitSeconds()));
        try {
            client.get().startExecution(r -> r.stateMachineArn(stateMachineArn).name(execution).input(input));
        } catch (ExecutionAlreadyExistsException e) {
            // started before: the delivery is a repeat
        }
    }

    @Override
    public void resume(String token, StepOutcome outcome) {
        try {
            client.get().sendTaskSuccess(r -> r.taskToken(token).output(Json.encode(outcome)));
        } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
            // the wait has ended: the delivery is a repeat, or the workflow waits anew and will find the table further on; or it was never
            // one here, as after a restore elsewhere, and would stay in the outbox for ever
        }
    }

    @Override
    public boolean isRunning(String execution) {
        String arn = arn("execution") + ":" + execution;
        try {
            return client.get().describeExecution(r -> r.executionArn(arn)).status() == ExecutionStatus.RUNNING;
        } catch (ExecutionDoesNotExistException e) {
            return false;
        }
    }

    @Override
    public Set<String> running() {
        // of the machine, whatever version or alias they were started by
        String machine = arn("stateMachine");
        return client.get().listExecutionsPaginator(r -> r.stateMachineArn(machine).statusFilter(ExecutionStatus.RUNNING).maxResults(1000))
                .executions().stream().map(ExecutionListItem::name).collect(Collectors.toSet());
    }

    // arn:…:stateMachine:NAME[:ALIAS] → arn:…:KIND:NAME
    private String arn(String kind) {
        String[] parts = stateMachineArn.split(":");
        return String.join(":", parts[0], parts[1], parts[2], parts[3], parts[4], kind, parts[6]);
    }
}
