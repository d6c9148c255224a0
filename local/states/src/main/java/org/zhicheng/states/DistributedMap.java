package org.zhicheng.states;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One attempt of a distributed Map: each item, or batch of items, is an execution of its own. What the children are given is in the parent's
 * journal before the first begins, and what came of each as it ends, so that after a restart none is started again that had begun. Failures are
 * counted in items; more than are tolerated, by default one, end the Map and its children with States.ExceedToleratedFailureThreshold.
 */
final class DistributedMap {

    /** So many children run at a time when MaxConcurrency does not say fewer. */
    private static final int MOST_CONCURRENT = 10_000;

    private final StateRun run;
    private final Branch branch;

    DistributedMap(StateRun run, Branch branch) {
        this.run = run;
        this.branch = branch;
    }

    static boolean is(JsonNode state) {
        return state.path("ItemProcessor").path("ProcessorConfig").path("Mode").asText().equals("DISTRIBUTED");
    }

    /** The label that a Map's children are named by; one that has none is known by its name. */
    static String label(JsonNode state, String name) {
        return state.path("Label").asText(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    JsonNode run() {
        Optional<Resumption.MapRunLeft> left = run.takeResumedMapRun();
        int concurrency = run.number("MaxConcurrency").filter(most -> most > 0).map(most -> (int) Math.min(most, MOST_CONCURRENT))
                .orElse(MOST_CONCURRENT);
        List<Resumption.Batch> batches = left.map(Resumption.MapRunLeft::batches).orElseGet(this::batches);
        int items = batches.stream().mapToInt(Resumption.Batch::items).sum();
        Tolerance tolerance = Tolerance.of(run, items);
        String arn = left.map(Resumption.MapRunLeft::arn).orElseGet(() -> begin(batches, items));
        Cancellation scope = branch.cancellation().child();
        AtomicInteger failures = new AtomicInteger();
        List<Supplier<JsonNode>> parts = new ArrayList<>();
        for (Resumption.Batch batch : batches) {
            Optional<Resumption.ChildEnd> known = left.map(Resumption.MapRunLeft::ended).map(ended -> ended.get(batch.index()));
            parts.add(() -> {
                Resumption.ChildEnd end = known.orElseGet(() -> child(arn, batch, scope));
                if (end.failed()) {
                    int failed = failures.addAndGet(batch.items());
                    if (!tolerance.bears(failed)) {
                        throw Tolerance.exceeded();
                    }
                }
                return end.result();
            });
        }
        try {
            ArrayNode results = Fork.join(scope, concurrency, parts);
            branch.event("MapRunSucceeded", Json.object());
            return results;
        } catch (StatesError e) {
            branch.event("MapRunFailed", e.addTo(Json.object()));
            throw e;
        } finally {
            branch.cancellation().forget(scope);
            branch.executions().abandon(arn);
        }
    }

    private String begin(List<Resumption.Batch> batches, int items) {
        String arn = branch.surroundings().arns().mapRun(machineName(), UUID.randomUUID().toString());
        branch.event("MapStateStarted", Json.object().put("length", items));
        ObjectNode line = Json.object().put("arn", arn);
        ArrayNode written = line.putArray("batches");
        batches.forEach(batch -> written.addObject().put("items", batch.items()).put("input", batch.input()));
        branch.event("MapRunStarted", Json.object().put("mapRunArn", arn), Json.object().set("mapRun", line));
        return arn;
    }

    /** What came of the child of a batch, which is started unless that was done before. */
    private Resumption.ChildEnd child(String mapRunArn, Resumption.Batch batch, Cancellation scope) {
        Execution parent = branch.execution();
        Arns arns = branch.surroundings().arns();
        // The name follows from the run and the batch, so that after a restart it is found again.
        String name = UUID.nameUUIDFromBytes((mapRunArn + "/" + batch.index()).getBytes(StandardCharsets.UTF_8)).toString();
        Executions.Order order = new Executions.Order(name, arns.execution(machineName(), name), arns.stateMachine(machineName()),
                Optional.empty(), Optional.empty(), Json.text(run.state().get("ItemProcessor")), parent.roleArn(), batch.input(),
                Optional.of(mapRunArn));
        CompletableFuture<JsonNode> last = branch.executions().startOnce(order, scope);
        branch.surroundings().waits().await(last, () -> Instant.MAX);
        Resumption.ChildEnd end = end(order, last.join());
        branch.note(Json.object().set("child",
                Json.object().put("index", batch.index()).put("failed", end.failed()).set("result", end.result())));
        return end;
    }

    /** A child that succeeded gives its output, another one what it was and why it ended. */
    private static Resumption.ChildEnd end(Executions.Order order, JsonNode lastLine) {
        ExecutionSummary summary = ExecutionSummary.of(lastLine.get("summary"));
        JsonNode end = lastLine.get("end");
        if (summary.status() == ExecutionStatus.SUCCEEDED) {
            return new Resumption.ChildEnd(false, Json.trusted(end.get("output").textValue()));
        }
        ObjectNode result = Json.object().put("ExecutionArn", summary.arn()).put("Name", summary.name())
                .put("StateMachineArn", summary.stateMachineArn()).put("Status", summary.status().name()).put("Input", order.input());
        result.putObject("InputDetails").put("Included", true);
        result.put("StartDate", summary.startDate().toString()).put("StopDate", summary.stopDate().orElseThrow().toString());
        if (end.has("error")) {
            result.set("Error", end.get("error"));
        }
        if (end.has("cause")) {
            result.set("Cause", end.get("cause"));
        }
        return new Resumption.ChildEnd(true, result);
    }

    private String machineName() {
        return branch.execution().summary().machineName() + "/" + label(run.state(), run.name());
    }

    private List<Resumption.Batch> batches() {
        JsonNode items = run.state().has("ItemReader") ? read() : MapRun.items(run);
        List<JsonNode> selected = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            selected.add(MapRun.selected(run, MapRun.context(index, items.get(index))));
        }
        JsonNode batcher = run.state().path("ItemBatcher");
        int most = batcher.isMissingNode() ? 1 : mostItems(batcher);
        List<Resumption.Batch> batches = new ArrayList<>();
        for (int from = 0; from < selected.size(); from += most) {
            List<JsonNode> part = selected.subList(from, Math.min(from + most, selected.size()));
            JsonNode input = batcher.isMissingNode() ? part.getFirst() : batch(batcher, part);
            run.checkSize(input);
            batches.add(new Resumption.Batch(batches.size(), part.size(), Json.text(input)));
        }
        return batches;
    }

    private JsonNode batch(JsonNode batcher, List<JsonNode> items) {
        ObjectNode input = Json.object();
        if (batcher.has("BatchInput")) {
            input.set("BatchInput", run.expressions().resolve(batcher.get("BatchInput"), "ItemBatcher/BatchInput"));
        }
        return input.set("Items", JsonNodeFactory.instance.arrayNode().addAll(items));
    }

    private int mostItems(JsonNode batcher) {
        String field = "ItemBatcher/MaxItemsPerBatch";
        JsonNode most = run.expressions().resolve(batcher.get("MaxItemsPerBatch"), field);
        if (!most.isIntegralNumber() || most.longValue() < 1) {
            throw Expressions.wrongType(batcher.get("MaxItemsPerBatch"), field, "positive integer", most);
        }
        return (int) Math.min(most.longValue(), DefinitionCheck.LONGEST_SECONDS);
    }

    private JsonNode read() {
        JsonNode arguments = run.expressions().resolve(run.state().get("ItemReader").get("Arguments"), "ItemReader/Arguments");
        String bucket = arguments.path("Bucket").asText();
        String key = arguments.path("Key").asText();
        try {
            JsonNode items = Json.parse(branch.surroundings().integrations().readObject(bucket, key));
            if (items.isArray()) {
                return items;
            }
            throw unreadable(bucket, key, "it does not hold an array");
        } catch (TaskIntegrations.ObjectUnreadable e) {
            throw unreadable(bucket, key, e.getMessage());
        } catch (JsonProcessingException e) {
            throw unreadable(bucket, key, e.getOriginalMessage());
        }
    }

    private static StatesError unreadable(String bucket, String key, String why) {
        return new StatesError("States.ItemReaderFailed", "The object '" + key + "' of the bucket '" + bucket + "' cannot be read: " + why);
    }
}
