package org.zhicheng.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import org.zhicheng.dossier.files.FileStore;

/** Files in memory; their addresses only look like some. */
public final class InMemoryFileStore implements FileStore {

    private static final int PAGE = 3;

    private final String bucket;
    private final Set<String> fresh = new HashSet<>();
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
    private final Map<String, String> types = new ConcurrentSkipListMap<>();

    InMemoryFileStore(String bucket) {
        this.bucket = bucket;
    }

    /** The keys of all files, in order. */
    public Set<String> keys() {
        return files.keySet();
    }

    /** Where a file lies, by an address that {@link #download} gave. */
    public byte[] at(URI address) {
        return files.get(address.getPath().substring(1));
    }

    public String contentType(String key) {
        return types.get(key);
    }

    @Override
    public Upload upload(String key, String contentType, long size, String sha256, Duration valid) {
        return new Upload(address(key, "upload", valid),
                Map.of("content-type", contentType, "content-length", Long.toString(size), "x-amz-checksum-sha256", sha256));
    }

    @Override
    public Optional<byte[]> read(String key, long limit) {
        return Optional.ofNullable(files.get(key)).map(content -> Arrays.copyOf(content, (int) Math.min(content.length, limit)));
    }

    @Override
    public void write(String key, String contentType, byte[] content) {
        files.put(key, content.clone());
        types.put(key, contentType);
    }

    @Override
    public void write(String key, String contentType, Path content) {
        try {
            write(key, contentType, Files.readAllBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI download(String key, String fileName, String contentType, Duration valid) {
        return address(key, URLEncoder.encode(fileName, StandardCharsets.UTF_8), valid);
    }

    @Override
    public URI view(String key, String fileName, String contentType, Duration valid) {
        return address(key, "view-" + URLEncoder.encode(fileName, StandardCharsets.UTF_8), valid);
    }

    @Override
    public void delete(String key) {
        files.remove(key);
        types.remove(key);
    }

    /** A file that has just arrived. */
    public void arrives(String key, byte[] content) {
        write(key, "application/pdf", content);
        fresh.add(key);
    }

    /** Three a page, so that there are several. */
    @Override
    public Listing list(String prefix, Duration atLeast, Optional<String> after) {
        List<String> keys = files.keySet().stream()
                .filter(key -> key.startsWith(prefix) && (after.isEmpty() || key.compareTo(after.get()) > 0)).limit(PAGE).toList();
        return new Listing(keys.stream().filter(key -> !fresh.contains(key)).toList(),
                keys.size() < PAGE ? Optional.empty() : Optional.of(keys.getLast()));
    }

    private URI address(String key, String name, Duration valid) {
        return URI.create("https://" + bucket + ".invalid/" + key + "?name=" + name + "&expires=" + valid.toSeconds());
    }
}
