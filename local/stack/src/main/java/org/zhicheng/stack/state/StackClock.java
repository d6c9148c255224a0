package org.zhicheng.stack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The embedded stack's time of day: system time plus an offset that can be set while it runs, so that a past or coming window is open.
 * The offset stands in a file, an ISO-8601 duration; functions in other processes read the same file.
 */
public final class StackClock extends Clock {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Path file;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Duration offset;

    public StackClock(Path file) {
        this.file = file;
        this.offset = read(file);
    }

    /** Reads an instant, or a wall clock time of Asia/Shanghai such as {@code 2025-03-10T09:00}. */
    public static Instant time(String text) {
        try {
            return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text).atZone(ZONE).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time such as 2025-03-10T09:00 is wanted, not " + text, e);
        }
    }

    /** Moves the clock so that it shows the given instant now, and tells every listener. */
    public synchronized void set(Instant now) {
        Duration wanted = Duration.between(Instant.now(), now);
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, wanted.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        offset = wanted;
        listeners.forEach(Runnable::run);
    }

    /** Calls the listener each time the clock was set; timers compute their delays anew. */
    public void onSet(Runnable listener) {
        listeners.add(listener);
    }

    /** What it adds to system time. */
    public Duration offset() {
        return offset;
    }

    public Path file() {
        return file;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the embedded stack has one zone");
    }

    private static Duration read(Path file) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
