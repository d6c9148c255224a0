package org.zhicheng.states;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Runs the parts of a Parallel or Map side by side; the first failure ends the others. */
final class Fork {

    private Fork() {
    }

    /** The results in the order of the parts; at most {@code concurrency} of them run at a time. */
    static ArrayNode join(Cancellation scope, int concurrency, List<Supplier<JsonNode>> parts) {
        JsonNode[] results = new JsonNode[parts.size()];
        AtomicInteger left = new AtomicInteger(parts.size());
        CompletableFuture<Void> all = parts.isEmpty() ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
        Semaphore slots = new Semaphore(concurrency);
        try {
            for (int index = 0; index < results.length; index++) {
                slots.acquire();
                if (all.isDone()) {
                    break;
                }
                int place = index;
                Thread.ofVirtual().name("branch-" + place).start(() -> scope.run(() -> {
                    try {
                        results[place] = parts.get(place).get();
                        if (left.decrementAndGet() == 0) {
                            all.complete(null);
                        }
                    } catch (Cancelled e) {
                        // Over because a sibling failed or the execution ended; whoever cancelled goes on.
                    } catch (RuntimeException | Error e) {
                        all.completeExceptionally(e);
                    } finally {
                        slots.release();
                    }
                }));
            }
            all.get();
            return JsonNodeFactory.instance.arrayNode().addAll(Arrays.asList(results));
        } catch (InterruptedException e) {
            throw new Cancelled();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StatesError error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            scope.cancel();
        }
    }
}
