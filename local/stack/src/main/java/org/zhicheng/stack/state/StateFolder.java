package org.zhicheng.stack.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one folder that holds all state of an embedded stack, owned by one process at a time: the system frees it when that one dies. */
public final class StateFolder implements AutoCloseable {

    private static final String LOCK = "lock";
    /** Far behind the content, so that the content can be read where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path folder;
    private final FileChannel channel;

    private StateFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Creates the folder where it is missing and takes it for this process.
     *
     * @throws StartRefused another process has it
     */
    public static StateFolder open(Path folder) {
        try {
            boolean existed = Files.isDirectory(folder);
            Path real = Files.createDirectories(folder).toRealPath();
            if (!existed) {
                ownerOnly(real, "rwx------");
            }
            FileChannel channel = FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (!locked(channel)) {
                String owner = text(channel);
                channel.close();
                throw new StartRefused("""
                        数据目录 %1$s 正被另一个进程使用（进程号 %2$s）。请先停止它，或换一个目录。
                        The state folder %1$s is in use by another process (pid %2$s). Stop that one first, or choose another folder."""
                        .formatted(real, owner.isBlank() ? "?" : owner));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
            return new StateFolder(real, channel);
        } catch (IOException e) {
            throw new StartRefused("""
                    无法使用数据目录 %1$s：%2$s
                    The state folder %1$s can't be used: %2$s""".formatted(folder, e), e);
        }
    }

    /** Empties a folder of state, but none that is not one: deletes everything but the lock; nothing where the folder is missing or empty. */
    public static void clear(Path folder) {
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

    public Path path() {
        return folder;
    }

    /** A folder inside, created where it is missing. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + folder.resolve(name), e);
        }
    }

    /** Replaces a file as a whole, on the disk when this returns, readable by the owner alone: for keys. */
    public void writeSecret(String name, byte[] content) {
        Path file = folder.resolve(name);
        Path next = folder.resolve(name + ".next");
        try {
            Files.deleteIfExists(next);
            Files.createFile(next);
            ownerOnly(next, "rw-------");
            try (FileChannel out = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + folder, e);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            // This very process has it.
            return false;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(32);
        channel.read(content, 0);
        return new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void ownerOnly(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
