package org.zhicheng.states;

import java.nio.file.Path;
import java.time.Clock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Step Functions' operations over the engine, without HTTP: state machines, executions and their histories, callbacks, versions, aliases, tags. Standard
 * workflows only; see {@link StateMachineDefinition} for the part of the language that is run.
 */
public final class StatesService implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StatesService.class.getName());

    /** So many ended executions are kept; older ones go, with their histories and names. */
    private static final int MOST_FINISHED = 10_000;

    private final Executions executions;
    private final ClockWaits waits;
    private final StateMachineOperations stateMachineOperations;
    private final ExecutionOperations executionOperations;
    private final CallbackOperations callbackOperations;

    private StatesService(StateMachines machines, Executions executions, ClockWaits waits, Clock clock, TaskTokens tokens, Arns arns) {
        this.executions = executions;
        this.waits = waits;
        this.stateMachineOperations = new StateMachineOperations(machines, executions, clock, arns);
        this.executionOperations = new ExecutionOperations(machines, executions, arns);
        this.callbackOperations = new CallbackOperations(executions, tokens, clock);
    }

    /**
     * Opens the engine on a folder, which it makes where missing and which no other engine may use. Callbacks are accepted from now on;
     * executions that an earlier process left go on once {@link #resume} is called.
     */
    public static StatesService open(Path folder, Clock clock, TaskIntegrations integrations, Arns arns) {
        return open(folder, clock, integrations, arns, Thread::sleep);
    }

    /** The same with other pauses between attempts: tests need not wait for them. */
    public static StatesService open(Path folder, Clock clock, TaskIntegrations integrations, Arns arns, Backoff backoff) {
        return open(folder, clock, integrations, arns, backoff, MOST_FINISHED);
    }

    static StatesService open(Path folder, Clock clock, TaskIntegrations integrations, Arns arns, Backoff backoff, int mostFinished) {
        TaskTokens tokens = new TaskTokens();
        ClockWaits waits = new ClockWaits(clock);
        Surroundings surroundings = new Surroundings(clock, waits, tokens, integrations, backoff, arns);
        Executions executions = Executions.open(folder, surroundings, mostFinished);
        return new StatesService(StateMachines.open(folder), executions, waits, clock, tokens, arns);
    }

    /** Sets left executions going; to be called when functions can be invoked. */
    public void resume() {
        executions.resume();
    }

    /** To be called when the clock was moved: whatever waits for a time looks again. */
    public void clockMoved() {
        waits.lookAgain();
    }

    /** Answers one request; {@code operation} is what follows the dot in the header X-Amz-Target. */
    public Reply handle(String operation, JsonNode request) {
        try {
            if (executions.isClosed()) {
                return refusal(503, "ServiceUnavailable", "The engine is closed");
            }
            return new Reply(200, answer(operation, new Request(request)));
        } catch (ApiError e) {
            return refusal(e.type().equals("ServiceUnavailable") ? 503 : 400, e.type(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, operation + " failed", e);
            return refusal(500, "InternalFailure", operation + " failed");
        }
    }

    /** Lets go of running executions; they go on when the folder is opened again. */
    @Override
    public void close() {
        executions.close();
    }

    private ObjectNode answer(String operation, Request request) {
        return switch (operation) {
            case "CreateStateMachine" -> stateMachineOperations.create(request);
            case "UpdateStateMachine" -> stateMachineOperations.update(request);
            case "DescribeStateMachine" -> stateMachineOperations.describe(request);
            case "ListStateMachines" -> stateMachineOperations.list(request);
            case "DeleteStateMachine" -> stateMachineOperations.delete(request);
            case "ValidateStateMachineDefinition" -> stateMachineOperations.validate(request);
            case "PublishStateMachineVersion" -> stateMachineOperations.publishVersion(request);
            case "ListStateMachineVersions" -> stateMachineOperations.listVersions(request);
            case "DeleteStateMachineVersion" -> stateMachineOperations.deleteVersion(request);
            case "CreateStateMachineAlias" -> stateMachineOperations.createAlias(request);
            case "UpdateStateMachineAlias" -> stateMachineOperations.updateAlias(request);
            case "DescribeStateMachineAlias" -> stateMachineOperations.describeAlias(request);
            case "ListStateMachineAliases" -> stateMachineOperations.listAliases(request);
            case "DeleteStateMachineAlias" -> stateMachineOperations.deleteAlias(request);
            case "TagResource" -> stateMachineOperations.tag(request);
            case "UntagResource" -> stateMachineOperations.untag(request);
            case "ListTagsForResource" -> stateMachineOperations.listTags(request);
            case "StartExecution" -> executionOperations.start(request);
            case "StopExecution" -> executionOperations.stop(request);
            case "DescribeExecution" -> executionOperations.describe(request);
            case "DescribeStateMachineForExecution" -> executionOperations.describeStateMachine(request);
            case "GetExecutionHistory" -> executionOperations.history(request);
            case "ListExecutions" -> executionOperations.list(request);
            case "SendTaskSuccess" -> callbackOperations.succeed(request);
            case "SendTaskFailure" -> callbackOperations.fail(request);
            case "SendTaskHeartbeat" -> callbackOperations.heartbeat(request);
            default -> throw new ApiError("UnknownOperationException", "The operation '" + operation + "' is not known here");
        };
    }

    private static Reply refusal(int status, String type, String message) {
        return new Reply(status, Json.object().put("__type", type).put("message", message));
    }
}
