package org.zhicheng.states;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ends the threads of an execution or of a Parallel or Map inside it, with all that they started. */
final class Cancellation {

    private final Set<Cancellation> children = new HashSet<>();
    private final Set<Thread> threads = new HashSet<>();
    private boolean cancelled;

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** A part that can be cancelled alone, and is cancelled with the whole. */
    synchronized Cancellation child() {
        if (cancelled) {
            throw new Cancelled();
        }
        Cancellation child = new Cancellation();
        children.add(child);
        return child;
    }

    synchronized void forget(Cancellation child) {
        children.remove(child);
    }

    /** Runs the work on this thread, which is interrupted when cancelled meanwhile. */
    void run(Runnable work) {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            threads.add(Thread.currentThread());
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                threads.remove(Thread.currentThread());
            }
        }
    }

    void cancel() {
        List<Cancellation> parts;
        synchronized (this) {
            cancelled = true;
            threads.forEach(Thread::interrupt);
            parts = List.copyOf(children);
        }
        parts.forEach(Cancellation::cancel);
    }
}
