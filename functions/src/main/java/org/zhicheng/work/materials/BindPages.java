package org.zhicheng.work.materials;

import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;

import org.zhicheng.dossier.files.FileKeys;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.files.Manifest;
import org.zhicheng.ground.rendering.BoundPages;
import org.zhicheng.ground.rule.Rule;

/** Makes one PDF of a material's pages when it is first asked for, to print and to archive: the pages lie there already (R46). */
@Rule(R46)
public final class BindPages {

    /** Pages are pictures of 2,480 pixels at most, and far smaller. */
    private static final long LARGEST_PAGE = 32L * 1024 * 1024;

    private final FileStore files;

    public BindPages(FileStore files) {
        this.files = files;
    }

    /**
     * One page is in memory at a time; the PDF is a file until it is stored.
     *
     * @param manifest of a rendering that has ended
     * @return the key of the PDF; a repeat finds it made, or makes the same bytes
     * @throws IllegalStateException where a page is not there
     */
    public String bind(String applicationId, String attachmentId, Manifest manifest) {
        String key = FileKeys.pdfKey(applicationId, attachmentId);
        if (files.list(key, Duration.ZERO, Optional.empty()).keys().isEmpty()) {
            write(key, IntStream.range(0, manifest.pages().size())
                    .mapToObj(i -> sheet(FileKeys.pageKey(applicationId, attachmentId, i + 1), manifest.pages().get(i))).iterator());
        }
        return key;
    }

    private BoundPages.Sheet sheet(String key, Manifest.Page page) {
        byte[] picture = files.read(key, LARGEST_PAGE).orElseThrow(() -> new IllegalStateException("no page to bind"));
        return new BoundPages.Sheet(picture, page.width(), page.height());
    }

    private void write(String key, Iterator<BoundPages.Sheet> sheets) {
        try {
            Path file = Files.createTempFile("pages", ".pdf");
            try {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    BoundPages.write(sheets, out);
                }
                files.write(key, "application/pdf", file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
