package org.zhicheng.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.zhicheng.work.statistics.Exports;
import org.zhicheng.work.statistics.WriteExport;

/** Lists written at once by the use case itself. */
public final class InMemoryExports implements Exports {

    private final FakeServices services;
    private final Map<String, Export> exports = new ConcurrentHashMap<>();
    private boolean busy;

    InMemoryExports(FakeServices services) {
        this.services = services;
    }

    /** From now on, or no longer, nothing gets ready. */
    public void busy(boolean next) {
        busy = next;
    }

    @Override
    public void start(String id) {
        if (!busy) {
            write(new Order(id, false));
        }
    }

    /** What the workflow calls. */
    public void write(Order order) {
        new WriteExport(services.applications(), new UseCases(services).flags(), services.certificateFiles(), this, services.staff(),
                services.sessions(), services.clock()).write(order);
    }

    @Override
    public Optional<Export> find(String id, Duration patience) {
        return Optional.ofNullable(exports.get(id));
    }

    @Override
    public void keep(Export export) {
        exports.put(export.id(), export);
    }
}
