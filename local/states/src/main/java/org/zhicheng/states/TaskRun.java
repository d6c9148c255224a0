package org.zhicheng.states;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One attempt of a Task: invokes the function, and for {@code .waitForTaskToken} waits for its token to come back. */
final class TaskRun {

    private static final ObjectNode NONE = Json.object();

    private final StateRun run;
    private final Branch branch;
    private final TaskResource resource;

    TaskRun(StateRun run, Branch branch) {
        this.run = run;
        this.branch = branch;
        this.resource = TaskResource.of(run.state().get("Resource").textValue()).orElseThrow();
    }

    JsonNode run() {
        Optional<PendingCallback> resumed = run.takeResumedCallback();
        if (resumed.filter(PendingCallback::needsNoInvocation).isPresent()) {
            run.handOut(resumed.get().token());
            return settled(resumed, () -> callbackOf(resumed.get()));
        }
        if (resource.kind() == TaskResource.Kind.CALLBACK) {
            run.handOut(resumed.map(PendingCallback::token)
                    .orElseGet(() -> branch.surroundings().tokens().create(branch.execution().summary().sequence())));
        }
        JsonNode arguments = run.state().has("Arguments")
                ? run.expressions().resolve(run.state().get("Arguments"), "Arguments")
                : run.input();
        Optional<Long> timeout = run.limit("TimeoutSeconds");
        Optional<Long> heartbeat = run.limit("HeartbeatSeconds");
        run.checkSize(arguments);
        Instant now = branch.surroundings().clock().instant();
        Optional<Instant> timeoutAt = timeout.map(now::plusSeconds);
        Optional<PendingCallback> callback = resumed.or(() -> newCallback(timeoutAt, heartbeat, now));
        schedule(arguments, timeout, heartbeat, callback, now);
        return settled(callback, () -> {
            Supplier<Instant> deadline = callback.<Supplier<Instant>>map(pending -> pending::deadline)
                    .orElse(() -> timeoutAt.orElse(Instant.MAX));
            Optional<JsonNode> answer = invoke(arguments, deadline);
            if (callback.isEmpty()) {
                return answer.orElseThrow(StatesError::timeout);
            }
            answer.ifPresent(value -> submitted(callback.get(), value));
            return callbackOf(callback.get());
        });
    }

    private Optional<PendingCallback> newCallback(Optional<Instant> timeoutAt, Optional<Long> heartbeat, Instant now) {
        if (resource.kind() != TaskResource.Kind.CALLBACK) {
            return Optional.empty();
        }
        String token = run.token().orElseThrow();
        return Optional.of(new PendingCallback(token, branch.execution(), branch.cancellation(), branch.isTop(), timeoutAt,
                heartbeat.map(Duration::ofSeconds), now));
    }

    private void schedule(JsonNode arguments, Optional<Long> timeout, Optional<Long> heartbeat, Optional<PendingCallback> callback,
            Instant now) {
        ObjectNode beside = Json.object();
        callback.ifPresent(pending -> {
            branch.surroundings().tokens().add(pending);
            beside.set("task", pending.toLine().put("scheduledAt", now.toString()));
        });
        ObjectNode details = Json.object();
        if (resource.kind() == TaskResource.Kind.FUNCTION) {
            details.put("resource", resource.text()).put("input", Json.text(arguments)).putObject("inputDetails").put("truncated", false);
        } else {
            details.put("parameters", Json.text(arguments)).put("region", branch.surroundings().arns().region()).setAll(resourceDetails());
        }
        timeout.ifPresent(seconds -> details.put("timeoutInSeconds", seconds));
        heartbeat.ifPresent(seconds -> details.put("heartbeatInSeconds", seconds));
        branch.event(prefix() + "Scheduled", details, beside);
        branch.event(prefix() + "Started", resource.kind() == TaskResource.Kind.FUNCTION ? NONE : resourceDetails());
    }

    private void submitted(PendingCallback callback, JsonNode answer) {
        run.checkSize(answer);
        callback.submitted();
        branch.event("TaskSubmitted", withOutput(resourceDetails(), answer), Json.object().put("submitted", true));
    }

    /** The task's result with its event, or its error with the event of that. */
    private JsonNode settled(Optional<PendingCallback> callback, Supplier<JsonNode> work) {
        ObjectNode details = resource.kind() == TaskResource.Kind.FUNCTION ? Json.object() : resourceDetails();
        try {
            JsonNode result = work.get();
            run.checkSize(result);
            branch.event(prefix() + "Succeeded", withOutput(details, result));
            return result;
        } catch (StatesError e) {
            branch.event(prefix() + (e.isTimeout() ? "TimedOut" : "Failed"), e.addTo(details));
            throw e;
        } finally {
            callback.ifPresent(branch.surroundings().tokens()::remove);
        }
    }

    private JsonNode callbackOf(PendingCallback callback) {
        if (!branch.surroundings().waits().await(callback.outcome(), callback::deadline) && callback.expire()) {
            throw callback.missed();
        }
        return callback.outcome().join().outputOrThrow();
    }

    /** The function's answer; empty when the deadline came first. */
    private Optional<JsonNode> invoke(JsonNode arguments, Supplier<Instant> deadline) {
        boolean direct = resource.kind() == TaskResource.Kind.FUNCTION;
        String reference = direct ? resource.text() : arguments.path("FunctionName").asText();
        if (reference.isEmpty()) {
            throw StatesError.runtime("The field 'FunctionName' is required but was missing");
        }
        JsonNode payload = direct ? arguments : arguments.has("Payload") ? arguments.get("Payload") : Json.object();
        CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().name("invoke-" + reference).start(() -> outcome.complete(call(reference, payload)));
        if (!branch.surroundings().waits().await(outcome, deadline)) {
            return Optional.empty();
        }
        JsonNode answer = outcome.join().outputOrThrow();
        return Optional.of(direct ? answer : integrationResult(answer));
    }

    private TaskOutcome call(String reference, JsonNode payload) {
        try {
            return new TaskOutcome.Success(
                    branch.surroundings().integrations().invokeFunction(TaskResource.functionName(reference), payload));
        } catch (TaskIntegrations.FunctionFailed e) {
            return new TaskOutcome.Failure(new StatesError(e.errorType(), e.causeText()));
        } catch (RuntimeException | LinkageError e) {
            return new TaskOutcome.Failure(new StatesError("Lambda.Unknown", String.valueOf(e)));
        }
    }

    /** What the optimised integration wraps around a function's answer. */
    private static JsonNode integrationResult(JsonNode answer) {
        String requestId = UUID.randomUUID().toString();
        ObjectNode result = Json.object().put("ExecutedVersion", "$LATEST").set("Payload", answer);
        result.putObject("SdkHttpMetadata").put("HttpStatusCode", 200).putObject("HttpHeaders").put("Content-Type", "application/json")
                .put("X-Amz-Executed-Version", "$LATEST").put("x-amzn-RequestId", requestId);
        result.putObject("SdkResponseMetadata").put("RequestId", requestId);
        return result.put("StatusCode", 200);
    }

    private String prefix() {
        return resource.kind() == TaskResource.Kind.FUNCTION ? "LambdaFunction" : "Task";
    }

    private ObjectNode resourceDetails() {
        return Json.object().put("resource", resource.action()).put("resourceType", "lambda");
    }

    private static ObjectNode withOutput(ObjectNode details, JsonNode output) {
        details.put("output", Json.text(output)).putObject("outputDetails").put("truncated", false);
        return details;
    }
}
