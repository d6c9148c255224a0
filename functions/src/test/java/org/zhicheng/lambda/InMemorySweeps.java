package org.zhicheng.lambda;

import java.util.ArrayList;
import java.util.List;

import org.zhicheng.handlers.closing.CloseWindowHandler;
import org.zhicheng.work.closing.Sweeps;

/** Sweeps that are remembered, and done as the workflow does them when the test says so. */
public final class InMemorySweeps implements Sweeps {

    private static final int BATCH = 2;

    /** One that was started and not yet run. */
    public record Started(Sweep sweep, List<String> ids) {
    }

    private final FakeServices services;
    private final List<Started> started = new ArrayList<>();

    InMemorySweeps(FakeServices services) {
        this.services = services;
    }

    public List<Started> started() {
        return started;
    }

    @Override
    public void start(Sweep sweep, List<String> ids) {
        if (started.stream().noneMatch(s -> s.sweep().equals(sweep))) {
            started.add(new Started(sweep, ids));
        }
    }

    /** Runs what was started, all batches and then the end; whether none failed. */
    public boolean run() {
        boolean all = true;
        for (Started one : List.copyOf(started)) {
            CloseWindowHandler function = new CloseWindowHandler(services);
            int failed = 0;
            for (int from = 0; from < one.ids().size(); from += BATCH) {
                List<String> batch = one.ids().subList(from, Math.min(from + BATCH, one.ids().size()));
                failed += function.handleRequest(new CloseWindowHandler.Input(one.sweep(), batch), null).failed();
            }
            if (failed == 0) {
                function.handleRequest(new CloseWindowHandler.Input(one.sweep(), null), null);
            }
            started.remove(one);
            all &= failed == 0;
        }
        return all;
    }
}
