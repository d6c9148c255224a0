package org.zhicheng.lambda;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import org.zhicheng.dossier.files.FileStore;

/** Files in memory; their addresses only look like some. */
public final class InMemoryFileStore implements FileStore {

    private final String bucket;
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
    public Optional<Long> size(String key) {
        return Optional.ofNullable(files.get(key)).map(content -> (long) content.length);
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
    public URI download(String key, String fileName, String contentType, Duration valid) {
        return address(key, URLEncoder.encode(fileName, StandardCharsets.UTF_8), valid);
    }

    @Override
    public void delete(String key) {
        files.remove(key);
        types.remove(key);
    }

    private URI address(String key, String name, Duration valid) {
        return URI.create("https://" + bucket + ".invalid/" + key + "?name=" + name + "&expires=" + valid.toSeconds());
    }
}
