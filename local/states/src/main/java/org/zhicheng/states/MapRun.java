package org.zhicheng.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One attempt of an inline Map. A failed iteration fails the Map unless failures are tolerated; a tolerated one leaves its error and cause in the
 * result, and more than are tolerated end it with States.ExceedToleratedFailureThreshold.
 */
final class MapRun {

    /** So many iterations of an inline Map run at a time when MaxConcurrency does not say fewer. */
    private static final int MOST_CONCURRENT = 40;

    private final StateRun run;
    private final Branch branch;

    MapRun(StateRun run, Branch branch) {
        this.run = run;
        this.branch = branch;
    }

    JsonNode run() {
        JsonNode items = items(run);
        int concurrency = run.number("MaxConcurrency").filter(most -> most > 0).map(most -> (int) Math.min(most, MOST_CONCURRENT))
                .orElse(MOST_CONCURRENT);
        Tolerance tolerance = Tolerance.of(run, items.size());
        branch.event("MapStateStarted", Json.object().put("length", items.size()));
        Cancellation scope = branch.cancellation().child();
        AtomicInteger last = new AtomicInteger(branch.previous());
        AtomicInteger failures = new AtomicInteger();
        List<Supplier<JsonNode>> parts = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            ObjectNode item = context(index, items.get(index));
            ObjectNode details = Json.object().put("index", index).put("name", run.name());
            int started = branch.previous();
            parts.add(() -> {
                Branch part = branch.inner(run.state().get("ItemProcessor"), Optional.of(item), scope,
                        concurrency == 1 ? last.get() : started);
                part.event("MapIterationStarted", details);
                try {
                    JsonNode input = selected(run, item);
                    run.checkSize(input);
                    JsonNode result = part.run(input);
                    part.event("MapIterationSucceeded", details);
                    return result;
                } catch (StatesError e) {
                    part.event("MapIterationFailed", details);
                    if (tolerance.bears(failures.incrementAndGet())) {
                        return e.output();
                    }
                    throw tolerance.isGiven() ? Tolerance.exceeded() : e;
                } finally {
                    last.set(part.previous());
                }
            });
        }
        try {
            return Fork.join(scope, concurrency, parts);
        } finally {
            branch.cancellation().forget(scope);
            branch.follow(last.get());
        }
    }

    /** What $states.context.Map shows of an item. */
    static ObjectNode context(int index, JsonNode value) {
        ObjectNode item = Json.object();
        item.putObject("Item").put("Index", index).set("Value", value);
        return item;
    }

    static JsonNode selected(StateRun run, ObjectNode item) {
        return run.state().has("ItemSelector")
                ? run.expressionsForItem(item).resolve(run.state().get("ItemSelector"), "ItemSelector")
                : item.get("Item").get("Value");
    }

    static JsonNode items(StateRun run) {
        boolean given = run.state().has("Items");
        JsonNode items = given ? run.expressions().resolve(run.state().get("Items"), "Items") : run.input();
        if (items.isArray()) {
            return items;
        }
        if (given) {
            throw Expressions.wrongType(run.state().get("Items"), "Items", "array", items);
        }
        throw new QueryEvaluationError(Optional.empty(), "Map state input must be an array but was: " + Json.text(items));
    }
}
