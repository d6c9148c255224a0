package org.zhicheng.dossier.files;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files: the materials that applicants upload, and the certificates. */
public interface FileStore {

    /**
     * An address to which exactly the announced content can be sent by PUT, for a while.
     *
     * @return the address and the headers that must be sent along
     */
    Upload upload(String key, String contentType, long size, String sha256, Duration valid);

    /** Reads a file, never more than the given number of bytes. */
    Optional<byte[]> read(String key, long limit);

    /** Writes a file; the same content again does no harm. */
    void write(String key, String contentType, byte[] content);

    /** Writes a file that is too large for the memory, 5 GB at most. */
    void write(String key, String contentType, Path content);

    /** An address from which a file can be read for a while; the browser is told the name to save it under. */
    URI download(String key, String fileName, String contentType, Duration valid);

    /** An address at which a browser shows a file, for a while; the content's type is the one given, whatever it was stored as. */
    URI view(String key, String fileName, String contentType, Duration valid);

    void delete(String key);

    /**
     * A part of the files whose keys begin with a prefix, in order.
     *
     * @param atLeast how long they have lain there, by the store's own time
     * @param after the key behind which to go on
     */
    Listing list(String prefix, Duration atLeast, Optional<String> after);

    /** Some keys, and where the rest begins. */
    record Listing(List<String> keys, Optional<String> next) {
        public Listing {
            keys = List.copyOf(keys);
        }
    }

    /** Where to send a file and with which headers. */
    record Upload(URI uri, Map<String, String> headers) {
        public Upload {
            headers = Map.copyOf(headers);
        }
    }
}
