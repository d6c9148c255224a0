package org.zhicheng.stack.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whether the disk of the state folder has room. DynamoDB Local acknowledges also what it can no longer write, so nothing is given it to
 * write while there still is some.
 */
final class DiskRoom {

    /** Bytes that must be left; {@value #LEAST} where the property does not say. */
    static final String LEAST_PROPERTY = "zhicheng.disk.least";

    private static final long LEAST = 256L * 1024 * 1024;
    private static final long MEBIBYTE = 1024L * 1024;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Path folder;
    private long warned = System.nanoTime() - BETWEEN_WARNINGS.toNanos();

    DiskRoom(Path folder) {
        this.folder = folder;
    }

    /** Where there is too little, that is said too, once a minute. */
    boolean suffices() {
        boolean enough = left() >= least();
        if (!enough) {
            warn();
        }
        return enough;
    }

    /** In both languages: how much there is, and what to do. */
    String message() {
        return """
                磁盘空间不足：%1$s 所在磁盘仅剩 %2$d MB，少于 %3$d MB，暂停写入以免丢失数据。请清理磁盘，随后自动恢复。
                The disk of %1$s has %2$d MB left, less than %3$d MB; nothing is written, so that nothing is lost. Make room, and it goes on by itself."""
                .formatted(folder, left() / MEBIBYTE, least() / MEBIBYTE);
    }

    private synchronized void warn() {
        long now = System.nanoTime();
        if (now - warned >= BETWEEN_WARNINGS.toNanos()) {
            warned = now;
            System.err.println(message());
        }
    }

    private long left() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long least() {
        return Long.getLong(LEAST_PROPERTY, LEAST);
    }
}
