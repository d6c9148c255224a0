package org.zhicheng.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Empties a state folder, but no folder that is not one. */
public final class StateFolders {

    private static final String LOCK = "lock";
    /** The byte that a running stack locks. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private StateFolders() {
    }

    /** Deletes everything but the lock; nothing where the folder is missing or empty. */
    static void clear(Path folder) {
        try {
            if (!Files.isDirectory(folder) || children(folder).isEmpty()) {
                return;
            }
            if (!Files.isRegularFile(folder.resolve(LOCK))) {
                throw new IllegalArgumentException("""
                        %1$s 不是本系统的数据目录，未删除任何内容。
                        %1$s is no state folder of this system; nothing was deleted.""".formatted(folder));
            }
            try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false)) {
                if (lock == null) {
                    throw new IllegalStateException("""
                            数据目录 %1$s 正在使用中，未删除任何内容。
                            The state folder %1$s is in use; nothing was deleted.""".formatted(folder));
                }
                for (Path child : children(folder)) {
                    if (!child.getFileName().toString().equals(LOCK)) {
                        delete(child);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + folder, e);
        }
    }

    /** Deletes a file, or a folder with all that is in it. */
    public static void delete(Path path) throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
