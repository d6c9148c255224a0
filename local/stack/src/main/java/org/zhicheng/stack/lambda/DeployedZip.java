package org.zhicheng.stack.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.zhicheng.stack.state.StateFolder;

/** The zip that deploys, unpacked: classes at the root, libraries under {@code lib}. */
final class DeployedZip {

    private DeployedZip() {
    }

    /** Unpacks into the folder, once a version of the zip. */
    static Path unpack(Path zip, Path folder) {
        try {
            Path target = folder.resolve("task-" + Files.getLastModifiedTime(zip).toMillis() + "-" + Files.size(zip));
            if (Files.isDirectory(target)) {
                return target;
            }
            Files.createDirectories(folder);
            removeOlder(folder);
            Path half = Files.createTempDirectory(folder, "unpacking-");
            try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
                for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                    write(half, entry, entries);
                }
            }
            return Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + zip + "; it is made by mvn package", e);
        }
    }

    private static void write(Path folder, ZipEntry entry, InputStream content) throws IOException {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("an entry leads out of the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.copy(content, file);
        }
    }

    private static void removeOlder(Path folder) throws IOException {
        try (Stream<Path> old = Files.list(folder)) {
            for (Path path : old.filter(each -> each.getFileName().toString().matches("(task|unpacking)-.*")).toList()) {
                StateFolder.delete(path);
            }
        }
    }
}
