package org.zhicheng.stack.services;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;

import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

import org.zhicheng.stack.state.StartRefused;
import org.zhicheng.stack.state.StateFolder;

/**
 * S3 over a folder: a bucket is a folder in {@code <state>/s3}. It checks signatures, presigned URLs and their expiry against system time.
 * Versioning, tagging, lifecycle and a bucket's own CORS settings answer 501.
 */
public final class ObjectStore implements AutoCloseable {

    /** The host under which a bucket's name may stand, as in {@code bucket.localhost}. */
    private static final String HOST = "localhost";

    private final BlobStore blobs;
    private final S3Proxy byPath;
    private S3Proxy byHost;

    private ObjectStore(BlobStore blobs, S3Proxy byPath) {
        this.blobs = blobs;
        this.byPath = byPath;
    }

    public static ObjectStore start(StateFolder state) {
        Path folder = state.folder("s3");
        BlobStore blobs = new FilesystemNio2BlobStore(folder.toString());
        return new ObjectStore(blobs, serve(blobs, false));
    }

    /** Creates the buckets that are not there yet. */
    public void createBuckets(Collection<String> names) {
        for (String name : names) {
            if (!blobs.containerExists(name)) {
                blobs.createContainer(name);
            }
        }
    }

    /**
     * Where requests to the given host go. The server takes every host but its own for a bucket once it serves buckets by host, so that
     * {@code 127.0.0.1} would be one: two listeners over one store, the second only if it is wanted.
     */
    int portFor(String host) {
        return (host.contains("." + HOST) ? byHost() : byPath).getPort();
    }

    @Override
    public synchronized void close() {
        stop(byPath);
        if (byHost != null) {
            stop(byHost);
        }
    }

    private synchronized S3Proxy byHost() {
        if (byHost == null) {
            byHost = serve(blobs, true);
        }
        return byHost;
    }

    private static S3Proxy serve(BlobStore blobs, boolean byHost) {
        // The older signature too: some versions of the command line presign with it.
        S3Proxy.Builder builder = S3Proxy.builder().blobStore(blobs).endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, LocalCredentials.ACCESS_KEY, LocalCredentials.SECRET_KEY)
                .ignoreUnknownHeaders(true).jettyMaxThreads(64).stopTimeout(1_000);
        if (byHost) {
            builder.virtualHost(HOST);
        }
        try {
            S3Proxy proxy = builder.build();
            proxy.start();
            return proxy;
        } catch (Exception e) {
            throw new StartRefused("""
                    S3 无法启动：%1$s
                    S3 can't be started: %1$s""".formatted(e), e);
        }
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 did not stop", e);
        }
    }
}
