package org.zhicheng.aws;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

import org.zhicheng.dossier.files.FileStore;

/** Files in a bucket. Applicants send and fetch them straight, by addresses that are valid for minutes. */
final class S3FileStore implements FileStore {

    /** For hundreds of megabytes; what people wait for has seconds. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Supplier<S3Client> client;
    private final Supplier<S3Presigner> presigner;
    private final String bucket;

    S3FileStore(Supplier<S3Client> client, Supplier<S3Presigner> presigner, String bucket) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public Upload upload(String key, String contentType, long size, String sha256, Duration valid) {
        PresignedPutObjectRequest request = presigner.get().presignPutObject(r -> r.signatureDuration(valid)
                .putObjectRequest(p -> p.bucket(bucket).key(key).contentType(contentType).contentLength(size).checksumSHA256(sha256)));
        Map<String, String> headers = new TreeMap<>();
        request.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(",", values));
            }
        });
        return new Upload(URI.create(request.url().toString()), headers);
    }

    @Override
    public Optional<byte[]> read(String key, long limit) {
        try {
            return Optional.of(client.get().getObject(r -> r.bucket(bucket).key(key), (answer, content) -> readNBytes(content, limit)));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private static byte[] readNBytes(InputStream content, long limit) {
        try {
            return content.readNBytes(Math.toIntExact(limit));
        } catch (IOException e) {
            throw RetryableException.create("the file broke off", e);
        }
    }

    @Override
    public void write(String key, String contentType, byte[] content) {
        client.get().putObject(r -> r.bucket(bucket).key(key).contentType(contentType), RequestBody.fromBytes(content));
    }

    @Override
    public void write(String key, String contentType, Path content) {
        client.get().putObject(r -> r.bucket(bucket).key(key).contentType(contentType).overrideConfiguration(o -> o.apiCallTimeout(LONG)),
                RequestBody.fromFile(content));
    }

    @Override
    public URI download(String key, String fileName, String contentType, Duration valid) {
        return address("attachment", key, fileName, contentType, valid);
    }

    @Override
    public URI view(String key, String fileName, String contentType, Duration valid) {
        return address("inline", key, fileName, contentType, valid);
    }

    private URI address(String kind, String key, String fileName, String contentType, Duration valid) {
        String disposition = kind + "; filename*=UTF-8''" + URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(presigner.get()
                .presignGetObject(r -> r.signatureDuration(valid).getObjectRequest(
                        g -> g.bucket(bucket).key(key).responseContentDisposition(disposition).responseContentType(contentType)))
                .url().toString());
    }

    @Override
    public void delete(String key) {
        client.get().deleteObject(r -> r.bucket(bucket).key(key));
    }

    @Override
    public Listing list(String prefix, Duration atLeast, Optional<String> after) {
        ListObjectsV2Response page = client.get().listObjectsV2(r -> r.bucket(bucket).prefix(prefix).startAfter(after.orElse(null)));
        // The machine's time, as the bucket's is: the system's may be another one in a rehearsal.
        Instant before = Instant.now().minus(atLeast);
        Optional<String> next = page.isTruncated() ? Optional.of(page.contents().getLast().key()) : Optional.empty();
        return new Listing(page.contents().stream().filter(o -> !o.lastModified().isAfter(before)).map(S3Object::key).toList(), next);
    }
}
