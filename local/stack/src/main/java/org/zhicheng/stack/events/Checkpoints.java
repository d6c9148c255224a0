package org.zhicheng.stack.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/** How far a stream was read, shard by shard, in a file; written whole and moved into place, so a crash leaves the old one. */
final class Checkpoints {

    private static final String DONE = "DONE";

    private final Path file;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> positions;

    Checkpoints(Path file) {
        this.file = file;
        try {
            this.positions = Files.exists(file) ? json.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() {
            }) : new LinkedHashMap<>();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The sequence number last handled; empty at the shard's beginning. */
    synchronized Optional<String> position(String shard) {
        return Optional.ofNullable(positions.get(shard)).filter(position -> !position.equals(DONE));
    }

    synchronized boolean done(String shard) {
        return DONE.equals(positions.get(shard));
    }

    synchronized void reached(String shard, String sequenceNumber) {
        if (!sequenceNumber.equals(positions.put(shard, sequenceNumber))) {
            write();
        }
    }

    synchronized void finished(String shard) {
        reached(shard, DONE);
    }

    synchronized void forget(String shard) {
        if (positions.remove(shard) != null) {
            write();
        }
    }

    private void write() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            json.writeValue(next.toFile(), positions);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
