package org.zhicheng.states;

import java.time.Clock;
import java.util.OptionalLong;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The operations by which a task token comes back. */
final class CallbackOperations {

    private final Executions executions;
    private final TaskTokens tokens;
    private final Clock clock;

    CallbackOperations(Executions executions, TaskTokens tokens, Clock clock) {
        this.executions = executions;
        this.tokens = tokens;
        this.clock = clock;
    }

    ObjectNode succeed(Request request) {
        String token = request.required("taskToken");
        JsonNode output = output(request);
        return settle(token, pending -> pending.settle(new TaskOutcome.Success(output)));
    }

    ObjectNode fail(Request request) {
        StatesError error = new StatesError(request.optional("error"), request.optional("cause"));
        return settle(request.required("taskToken"), pending -> pending.settle(new TaskOutcome.Failure(error)));
    }

    ObjectNode heartbeat(Request request) {
        return settle(request.required("taskToken"), pending -> pending.heartbeat(clock.instant()));
    }

    private ObjectNode settle(String token, Predicate<PendingCallback> action) {
        OptionalLong sequence = TaskTokens.executionOf(token);
        if (sequence.isEmpty()) {
            throw new ApiError("InvalidToken", "Invalid Token: 'Invalid token'");
        }
        if (tokens.find(token).filter(action).isPresent()) {
            return Json.object();
        }
        if (executions.isClosed()) {
            throw new ApiError("ServiceUnavailable", "The engine is closed");
        }
        if (executions.find(sequence.getAsLong()).isEmpty()) {
            throw new ApiError("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist'");
        }
        throw new ApiError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }

    private static JsonNode output(Request request) {
        request.required("output");
        try {
            return Json.parse(request.payload("output").orElseThrow());
        } catch (JsonProcessingException e) {
            throw new ApiError("InvalidOutput", "Invalid Output: '" + e.getOriginalMessage() + "'");
        }
    }
}
