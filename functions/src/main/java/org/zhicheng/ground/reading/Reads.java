package org.zhicheng.ground.reading;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What one request reads. Each thing is read once, however often it is asked for, and what is begun ahead is read at the same time as the
 * rest. Nothing outlives the request, and what was written is read anew. Outside a request everything is read as it is asked for.
 */
public final class Reads {

    /** At the same time, for one request: the connections that are kept open serve as many. */
    private static final int MOST = 24;

    private static final ScopedValue<Reads> REQUEST = ScopedValue.newInstance();

    private final Semaphore places;

    /** By where it stands, then by what was asked of it. A write replaces it, so that what is still being read then is seen by nobody. */
    private Map<String, Map<String, FutureTask<?>>> read;
    private boolean hasForgotten;

    private Reads(Semaphore places, Map<String, Map<String, FutureTask<?>>> read) {
        this.places = places;
        this.read = read;
    }

    /** Answers a request. */
    public static <T> T during(Supplier<T> request) {
        return ScopedValue.where(REQUEST, new Reads(new Semaphore(MOST), new ConcurrentHashMap<>())).call(request::get);
    }

    /**
     * Begins to read, each in a thread of its own. A failure is met by whoever waits for it then; who asks later reads again.
     *
     * @param reads use what reads by {@link #once}
     */
    public static void ahead(Runnable... reads) {
        if (!REQUEST.isBound()) {
            return;
        }
        String name = Thread.currentThread().getName();
        for (Runnable one : reads) {
            Thread.ofVirtual().name(name).uncaughtExceptionHandler((_, _) -> {
            }).start(within(one));
        }
    }

    /**
     * Does the same for each, side by side, {@value #MOST} at a time; what each writes may not bear on the others. All have ended when this
     * returns or throws.
     *
     * @return what came of each, in their order
     * @throws RuntimeException what the first in order of those that failed threw
     */
    public static <T, R> List<R> each(Collection<T> of, Function<T, R> work) {
        if (of.size() < 2) {
            return of.stream().map(work).toList();
        }
        Semaphore atOnce = new Semaphore(MOST);
        AtomicBoolean hasWritten = new AtomicBoolean();
        List<FutureTask<R>> tasks = of.stream().map(one -> new FutureTask<>(() -> work.apply(one))).toList();
        ThreadFactory threads = Thread.ofVirtual().name(Thread.currentThread().getName()).factory();
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(threads)) {
            tasks.forEach(task -> {
                Runnable run = REQUEST.isBound() ? within(() -> {
                    task.run();
                    hasWritten.compareAndSet(false, REQUEST.get().hasForgotten);
                }) : task;
                executor.execute(() -> {
                    atOnce.acquireUninterruptibly();
                    try {
                        run.run();
                    } finally {
                        atOnce.release();
                    }
                });
            });
        }
        if (hasWritten.get()) {
            forgetAll();
        }
        return tasks.stream().map(Reads::result).toList();
    }

    /** Takes steps that do not wait for each other, as {@link #each} does. */
    public static void together(Runnable... steps) {
        each(List.of(steps), step -> {
            step.run();
            return true;
        });
    }

    /** With what the request has read so far; what this forgets is forgotten for itself. */
    private static Runnable within(Runnable work) {
        Reads own = new Reads(REQUEST.get().places, REQUEST.get().read);
        return () -> ScopedValue.where(REQUEST, own).run(work);
    }

    /**
     * Reads something, unless the request has read it already or has begun to.
     *
     * @param place what a write there makes stale, such as a partition
     * @param what what is read of it
     * @param read reads nothing by this method itself
     */
    @SuppressWarnings("unchecked") // one place and question has one kind of answer
    public static <T> T once(String place, String what, Supplier<T> read) {
        if (!REQUEST.isBound()) {
            return read.get();
        }
        Map<String, FutureTask<?>> here = REQUEST.get().read.computeIfAbsent(place, _ -> new ConcurrentHashMap<>());
        FutureTask<T> mine = new FutureTask<>(read::get);
        FutureTask<T> first = (FutureTask<T>) here.putIfAbsent(what, mine);
        if (first == null) {
            Semaphore places = REQUEST.get().places;
            places.acquireUninterruptibly();
            try {
                mine.run();
            } finally {
                places.release();
            }
        }
        FutureTask<T> task = first == null ? mine : first;
        try {
            return result(task);
        } catch (RuntimeException | Error e) {
            // the next one to ask tries again
            here.remove(what, task);
            throw e;
        }
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }

    /** Something was written there, or may have been. Where nothing was read there, nor is being read, what else is known or under way stays. */
    public static void forget(Collection<String> places) {
        if (REQUEST.isBound() && places.stream().anyMatch(REQUEST.get().read::containsKey)) {
            Map<String, Map<String, FutureTask<?>>> rest = new ConcurrentHashMap<>(REQUEST.get().read);
            places.forEach(rest::remove);
            REQUEST.get().read = rest;
            REQUEST.get().hasForgotten = true;
        }
    }

    /** Something was written somewhere, or somebody else wrote what had been read. */
    public static void forgetAll() {
        if (REQUEST.isBound()) {
            REQUEST.get().read = new ConcurrentHashMap<>();
            REQUEST.get().hasForgotten = true;
        }
    }
}
