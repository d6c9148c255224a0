package org.zhicheng.states;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A file of JSON lines that is only appended to. Each line is handed to the operating system in one write before {@code append} returns, so it
 * outlives the process; a torn last line is cut off when the file is opened again.
 */
final class Journal {

    private Path file;

    private Journal(Path file) {
        this.file = file;
    }

    static Journal at(Path file) {
        return new Journal(file);
    }

    /** Opens a file left by an earlier process: whatever follows its last whole line is cut off. */
    static Journal recover(Path file) {
        Journal journal = new Journal(file);
        if (Files.exists(file)) {
            journal.cutTornLine();
        }
        return journal;
    }

    // Not a channel: an interrupted thread would close it in the middle of a line.
    synchronized void append(JsonNode line) {
        try (OutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write((Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    synchronized List<JsonNode> lines() {
        try {
            if (!Files.exists(file)) {
                return List.of();
            }
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readString(file).split("\n")) {
                if (!line.isEmpty()) {
                    lines.add(Json.line(line));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Replaces the whole content at once, to drop lines that count no more. */
    synchronized void rewrite(List<? extends JsonNode> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Json.text(line)).append('\n'));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rewrite " + file, e);
        }
    }

    synchronized void moveTo(Path target) {
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            file = target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + file, e);
        }
    }

    synchronized void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private void cutTornLine() {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && !(bytes[end - 1] == '\n' && isWhole(bytes, end))) {
                end--;
            }
            whole.setLength(end);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot recover " + file, e);
        }
    }

    /** Whether the line that ends before {@code end} is JSON. */
    private static boolean isWhole(byte[] bytes, int end) {
        int start = end - 1;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        try {
            Json.line(new String(bytes, start, end - 1 - start, StandardCharsets.UTF_8));
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
