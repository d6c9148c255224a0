package org.zhicheng.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.lambda.Json;

/** What a function writes down beside its files, for another that waits for it. */
final class JsonFiles {

    private static final String TYPE = "application/json";
    private static final Duration BETWEEN = Duration.ofMillis(150);

    private JsonFiles() {
    }

    /** What is written there once it has ended, or after some patience; never more than so many bytes. */
    static <T> Optional<T> find(FileStore files, String key, long limit, Class<T> type, Predicate<T> ended, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        Optional<T> found = read(files, key, limit, type);
        while (found.filter(ended).isEmpty() && System.nanoTime() < until && pause()) {
            found = read(files, key, limit, type);
        }
        return found;
    }

    static void keep(FileStore files, String key, Object value) {
        files.write(key, TYPE, Json.encode(value).getBytes(StandardCharsets.UTF_8));
    }

    private static <T> Optional<T> read(FileStore files, String key, long limit, Class<T> type) {
        return files.read(key, limit).map(content -> Json.decode(new String(content, StandardCharsets.UTF_8), type));
    }

    private static boolean pause() {
        try {
            Thread.sleep(BETWEEN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
