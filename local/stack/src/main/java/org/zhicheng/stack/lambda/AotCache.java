package org.zhicheng.stack.lambda;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Classes of the functions loaded and linked beforehand, for one version of the zip, of the
 * runtime client and of the JDK. Such a cache takes classes from jars of the
 * JVM's own class path only, so the zip's classes become a jar and stand there, where Lambda has a class loader for them.
 */
final class AotCache {

    private final Path cache;
    private final Path recording;
    private final String classPath;
    private final AtomicBoolean claimed;

    private AotCache(Path cache, String classPath) {
        this.cache = cache;
        this.recording = cache.resolveSibling(cache.getFileName() + ".next");
        this.classPath = classPath;
        this.claimed = new AtomicBoolean(Files.isRegularFile(cache));
    }

    /** The cache of an unpacked zip, in the same folder, so that it goes with it. */
    static AotCache of(Path task, RuntimeClient client) {
        try {
            Path jar = task.resolve("aot").resolve("classes.jar");
            if (!Files.isRegularFile(jar)) {
                Files.createDirectories(jar.getParent());
                Path next = jar.resolveSibling("classes.jar.next");
                pack(task, next);
                Files.move(next, jar, StandardCopyOption.ATOMIC_MOVE);
            }
            return new AotCache(jar.resolveSibling("jdk-" + Runtime.version() + "-client-" + fingerprint(client.classPath()) + ".aot"),
                    client.classPath() + File.pathSeparator + jar + libraries(task.resolve("lib")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the AOT cache of " + task, e);
        }
    }

    /** Whether the caller is to make the cache: true once, where there is none. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    String classPath() {
        return classPath;
    }

    /** The options of a process that uses the cache, as soon as there is one. */
    List<String> options() {
        return Files.isRegularFile(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off") : List.of();
    }

    /** The options of the process that makes the cache when it ends. */
    List<String> recordingOptions() {
        return List.of("-XX:AOTCacheOutput=" + recording, "-Xlog:aot=off");
    }

    /** Puts into use what the recording process left; where it left nothing, functions start without. */
    void recorded() throws IOException {
        if (Files.isRegularFile(recording)) {
            Files.move(recording, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void pack(Path task, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream entries = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(task)) {
            entries.setLevel(1);
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                Path name = task.relativize(each);
                if (!name.startsWith("lib") && !name.startsWith("aot")) {
                    entries.putNextEntry(new ZipEntry(name.toString()));
                    Files.copy(each, entries);
                }
            }
        }
    }

    /** Of what the JVM would otherwise take from an old cache in silence: the content of each jar that is not the zip's. */
    static String fingerprint(String classPath) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String jar : classPath.split(File.pathSeparator)) {
                digest.update(Files.readAllBytes(Path.of(jar)));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String libraries(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.sorted().map(jar -> File.pathSeparator + jar).collect(Collectors.joining());
        }
    }
}
