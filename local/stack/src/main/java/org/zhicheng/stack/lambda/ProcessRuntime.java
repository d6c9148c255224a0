package org.zhicheng.stack.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.zhicheng.stack.template.FunctionShape;
import org.zhicheng.stack.template.Template;

/**
 * Each function in a JVM of its own under Lambda's runtime client, from the zip that deploys; started at its first event.
 * A process ends when this JVM ends, however it ends: its next call to the Runtime API fails.
 */
public final class ProcessRuntime implements FunctionRuntime {

    private final Template template;
    private final Map<String, String> environment;
    private final RuntimeClient client;
    private final Path folder;
    private final boolean aotCache;
    private final Code common;
    private final Map<Path, Code> others = new ConcurrentHashMap<>();
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Thread stop = new Thread(this::kill, "stop-functions");
    private volatile boolean closed;

    private ProcessRuntime(Template template, Path zip, Path folder, Map<String, String> environment, boolean aotCache) {
        this.template = template;
        this.environment = Map.copyOf(environment);
        this.client = RuntimeClient.find(folder);
        this.folder = folder;
        this.aotCache = aotCache;
        this.common = code(zip, folder);
        Runtime.getRuntime().addShutdownHook(stop);
    }

    /**
     * Functions of the template, their classes loaded from the unpacked zip as Lambda does.
     *
     * @param zip         what functions without code of their own deploy as: classes at the root, libraries under {@code lib}
     * @param folder      where it is unpacked
     * @param environment variables that each function has besides those of the template, such as the region and the endpoint
     */
    public static ProcessRuntime of(Template template, Path zip, Path folder, Map<String, String> environment) {
        return new ProcessRuntime(template, zip, folder, environment, false);
    }

    /** The same with an AOT cache in that folder; where there is none, the first function called makes it and takes seconds more. */
    public static ProcessRuntime withAotCache(Template template, Path zip, Path folder, Map<String, String> environment) {
        return new ProcessRuntime(template, zip, folder, environment, true);
    }

    /** Unpacked code, and its cache where one is wanted. */
    private record Code(Path task, Optional<AotCache> cache) {
    }

    private Code code(Path zip, Path into) {
        Path task = DeployedZip.unpack(zip, into).toAbsolutePath();
        return new Code(task, aotCache ? Optional.of(AotCache.of(task, client)) : Optional.empty());
    }

    private Code code(FunctionShape function) {
        return function.ownZip().map(zip -> others.computeIfAbsent(zip, z -> code(z, folder.resolve(z.getFileName() + "-unpacked"))))
                .orElse(common);
    }

    @Override
    public FunctionAnswer invoke(String name, byte[] event) {
        FunctionShape function = template.function(name).orElseThrow(() -> new NoSuchFunction(name));
        return slots.computeIfAbsent(function.logicalId(), id -> new Slot(function)).call(event);
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // The JVM stops already, and the hook is running.
        }
    }

    private List<String> command(FunctionShape function, Optional<AotCache> cache, boolean records) {
        List<String> options = cache.map(made -> records ? made.recordingOptions() : made.options()).orElse(List.of());
        String classPath = cache.map(AotCache::classPath).orElse(client.classPath());
        return client.command(function, options, classPath);
    }

    private void kill() {
        closed = true;
        slots.values().forEach(Slot::kill);
    }

    /** A function's place: at most one process, at most one event in it. */
    private final class Slot {

        private final FunctionShape function;
        private final ReentrantLock turn = new ReentrantLock(true);
        private volatile FunctionProcess process;

        Slot(FunctionShape function) {
            this.function = function;
        }

        FunctionAnswer call(byte[] event) {
            turn.lock();
            try {
                if (closed) {
                    return LambdaErrors.exited("-", "because the stack stops");
                }
                if (process != null && process.alive()) {
                    return process.call(event);
                }
                kill();
                Code code = code(function);
                boolean records = code.cache().filter(AotCache::claim).isPresent();
                process = new FunctionProcess(function, command(function, code.cache(), records), code.task(), environment);
                FunctionAnswer answer = process.call(event);
                if (records) {
                    process.end();
                    code.cache().get().recorded();
                }
                return answer;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start " + function.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                kill();
                return LambdaErrors.exited("-", "because the stack stops");
            } finally {
                turn.unlock();
            }
        }

        void kill() {
            FunctionProcess running = process;
            if (running != null) {
                running.close();
            }
        }
    }
}
