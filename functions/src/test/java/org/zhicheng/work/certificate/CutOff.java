package org.zhicheng.work.certificate;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.zhicheng.dossier.files.FileStore;

/** Files whose first write is the last thing that is done, or that is not done any more. */
final class CutOff implements FileStore {
    private final FileStore files;
    private final boolean before;
    private boolean done;

    CutOff(FileStore files, boolean before) {
        this.files = files;
        this.before = before;
    }

    @Override
    public void write(String key, String contentType, byte[] content) {
        boolean now = !done;
        done = true;
        if (!now || !before) {
            files.write(key, contentType, content);
        }
        if (now) {
            throw new IllegalStateException("cut off");
        }
    }

    @Override
    public void write(String key, String contentType, Path content) {
        files.write(key, contentType, content);
    }

    @Override
    public Listing list(String prefix, Duration atLeast, Optional<String> after) {
        return files.list(prefix, atLeast, after);
    }

    @Override
    public Upload upload(String key, String contentType, long size, String sha256, Duration valid) {
        return files.upload(key, contentType, size, sha256, valid);
    }

    @Override
    public Optional<byte[]> read(String key, long limit) {
        return files.read(key, limit);
    }

    @Override
    public URI download(String key, String fileName, String contentType, Duration valid) {
        return files.download(key, fileName, contentType, valid);
    }

    @Override
    public URI view(String key, String fileName, String contentType, Duration valid) {
        return files.view(key, fileName, contentType, valid);
    }

    @Override
    public void delete(String key) {
        files.delete(key);
    }
}
