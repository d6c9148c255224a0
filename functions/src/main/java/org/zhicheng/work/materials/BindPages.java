package org.zhicheng.work.materials;

import static org.zhicheng.ground.rule.NoticeRule.R46;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * @param manifest of a rendering that has ended
     * @return the key of the PDF; a repeat finds it made, or makes the same bytes
     * @throws IllegalStateException where a page is not there
     */
    public String bind(String applicationId, String attachmentId, Manifest manifest) {
        String key = FileKeys.pdfKey(applicationId, attachmentId);
        if (files.list(key, Duration.ZERO, Optional.empty()).keys().isEmpty()) {
            List<BoundPages.Sheet> sheets = new ArrayList<>();
            for (Manifest.Page page : manifest.pages()) {
                byte[] picture = files.read(FileKeys.pageKey(applicationId, attachmentId, sheets.size() + 1), LARGEST_PAGE)
                        .orElseThrow(() -> new IllegalStateException("no page to bind"));
                sheets.add(new BoundPages.Sheet(picture, page.width(), page.height()));
            }
            files.write(key, "application/pdf", BoundPages.pdf(sheets));
        }
        return key;
    }
}
