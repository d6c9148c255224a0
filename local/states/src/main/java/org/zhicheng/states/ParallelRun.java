package org.zhicheng.states;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

/** One attempt of a Parallel: all branches at once, each with variables of its own. */
final class ParallelRun {

    private final StateRun run;
    private final Branch branch;

    ParallelRun(StateRun run, Branch branch) {
        this.run = run;
        this.branch = branch;
    }

    JsonNode run() {
        JsonNode input = run.state().has("Arguments") ? run.expressions().resolve(run.state().get("Arguments"), "Arguments") : run.input();
        run.checkSize(input);
        branch.event("ParallelStateStarted", Json.object());
        Cancellation scope = branch.cancellation().child();
        AtomicInteger last = new AtomicInteger(branch.previous());
        List<Supplier<JsonNode>> parts = new ArrayList<>();
        for (JsonNode flow : run.state().get("Branches")) {
            Branch part = branch.inner(flow, Optional.empty(), scope, branch.previous());
            parts.add(() -> {
                try {
                    return part.run(input);
                } finally {
                    last.set(part.previous());
                }
            });
        }
        try {
            return Fork.join(scope, Math.max(1, parts.size()), parts);
        } finally {
            branch.cancellation().forget(scope);
            branch.follow(last.get());
        }
    }
}
